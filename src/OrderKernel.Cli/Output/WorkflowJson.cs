using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using OrderKernel.Cli.Input;
using OrderKernel.Orders;
using OrderKernel.Steps;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Output;

/// <summary>The JSON objects of the <c>workflow</c> commands: documented keys in a stable order.</summary>
internal static class WorkflowJson
{
    /// <summary>The object of <c>workflow check --json</c>.</summary>
    public static string Of(string path, WorkflowCheck check, Labels labels) => Written(writer =>
    {
        writer.WriteString("file", path);
        writer.WriteString("axis", check.Axis);
        writer.WriteString("domain", check.Domain);
        writer.WriteString("workflow", check.Loaded.TryGet(out var document, out _) ? document.Reference.ToString() : null);
        writer.WriteBoolean("sound", check.Loaded.IsOk);
        Reasons(writer, "findings", check.Findings, labels);
    });

    /// <summary>The object of <c>workflow next --json</c>.</summary>
    public static string Of(Order order, OrderNext next, Labels labels) => Written(writer =>
    {
        writer.WriteString("order", order.Id.Value);
        Place(writer, next.Policy, next.Step, next.Since);
        Answers(writer, next.Triggers, labels);
        writer.WriteStartArray("timers");
        foreach (var timer in next.Timers)
        {
            writer.WriteStartObject();
            writer.WriteString("trigger", timer.Trigger);
            writer.WriteString("dueAt", InstantPattern.ExtendedIso.Format(timer.DueAt));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("shipments");
        foreach (var shipment in next.Shipments)
        {
            writer.WriteStartObject();
            writer.WriteString("shipment", shipment.Shipment.Value);
            Place(writer, shipment.Policy, shipment.Step, shipment.Since);
            Answers(writer, shipment.Triggers, labels);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>The object of <c>workflow migrate --json</c>; without outcome nothing was changed.</summary>
    public static string Of(MigrationPlan plan, MigrationOutcome? outcome, Labels labels) => Written(writer =>
    {
        writer.WriteString("from", plan.From.ToString());
        writer.WriteString("to", plan.To.ToString());
        writer.WriteStartArray("moves");
        foreach (var move in plan.Moves)
        {
            writer.WriteStartObject();
            writer.WriteString("order", move.Process);
            writer.WriteString("step", move.From);
            writer.WriteString("to", move.To);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        Stays(writer, "stays", plan.Stays, labels);
        writer.WriteBoolean("applied", outcome is not null);
        if (outcome is null) return;
        writer.WriteNumber("moved", outcome.Moved);
        Stays(writer, "refused", outcome.Refused, labels);
    });

    private static void Place(Utf8JsonWriter writer, PolicyReference workflow, WorkflowStep step, Instant since)
    {
        writer.WriteString("workflow", workflow.ToString());
        writer.WriteString("step", step.Name);
        writer.WriteString("status", step.Status);
        writer.WriteString("since", InstantPattern.ExtendedIso.Format(since));
    }

    private static void Answers(Utf8JsonWriter writer, ValueList<TriggerAnswer> triggers, Labels labels)
    {
        writer.WriteStartArray("permitted");
        foreach (var firing in triggers.Items.Select(t => t.Firing).OfType<Firing>())
        {
            writer.WriteStartObject();
            writer.WriteString("trigger", firing.Trigger.Name);
            if (firing.Target is { } target) writer.WriteString("to", target.Name);
            else writer.WriteString("does", firing.Verb);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("refused");
        foreach (var answer in triggers)
        {
            if (answer.WhyNot is not { } why) continue;
            writer.WriteStartObject();
            writer.WriteString("trigger", answer.Trigger);
            Reason(writer, new(why.Code, why.Arguments), labels);
            Reasons(writer, "reasons", why.Reasons, labels);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Stays(Utf8JsonWriter writer, string name, ValueList<ProcessStay> stays, Labels labels)
    {
        writer.WriteStartArray(name);
        foreach (var stay in stays)
        {
            writer.WriteStartObject();
            writer.WriteString("order", stay.Process);
            writer.WriteString("step", stay.Step);
            Reasons(writer, "why", stay.Why, labels);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Code, text and arguments of a reason within the open object.</summary>
    public static void Reason(Utf8JsonWriter writer, Reason reason, Labels labels)
    {
        writer.WriteString("code", reason.Code);
        writer.WriteString("text", labels.Text(reason));
        writer.WriteStartObject("arguments");
        foreach (var argument in reason.Arguments) writer.WriteString(argument.Name, argument.Value);
        writer.WriteEndObject();
    }

    public static void Reasons(Utf8JsonWriter writer, string name, ValueList<Reason> reasons, Labels labels)
    {
        writer.WriteStartArray(name);
        foreach (var reason in reasons)
        {
            writer.WriteStartObject();
            // A finding's place comes first: it is what an editor jumps to.
            if (reason.Arguments.Items.FirstOrDefault(a => a.Name == "path") is { Name: not null } path) writer.WriteString("path", path.Value);
            Reason(writer, reason, labels);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static string Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = CanonicalJson.Encoder }))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
