using NodaTime.Text;
using OrderKernel.Chains;
using OrderKernel.Cli.Commands;
using OrderKernel.Rules;

namespace OrderKernel.Cli.Output;

/// <summary>The JSON objects of the <c>rules</c> commands: documented keys in a stable order.</summary>
internal static class RulesJson
{
    /// <summary>The object of <c>rules check --json</c>.</summary>
    public static string Of(string path, PolicyDocument<RuleChain>? document, ValueList<Reason> findings, ValueList<ChainFinding> found, Labels labels) =>
        WorkflowJson.Written(writer =>
        {
            writer.WriteString("file", path);
            writer.WriteString("chain", document?.Reference.ToString());
            writer.WriteBoolean("loads", document is not null);
            writer.WriteNumber("certain", document is null ? findings.Count : found.Items.Count(f => f.IsCertain));
            WorkflowJson.Reasons(writer, "findings", findings, labels);
            writer.WriteStartArray("rules");
            foreach (var rule in document?.Policy.Rules ?? [])
            {
                writer.WriteStartObject();
                writer.WriteString("rule", rule.Id);
                writer.WriteNumber("costMax", rule.When.CostMax(RulesCheckCommand.Sizes));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("facts");
            foreach (var fact in document?.Policy.Facts ?? [])
            {
                writer.WriteStartObject();
                writer.WriteString("path", fact.Path);
                writer.WriteString("type", fact.Type.ToString());
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("levers");
            foreach (var lever in document?.Policy.Levers ?? []) writer.WriteStringValue(lever.Name);
            writer.WriteEndArray();
        });

    /// <summary>The object of <c>rules try --json</c>.</summary>
    public static string Of(PolicyReference? before, PolicyReference after, RuleHistory history) => WorkflowJson.Written(writer =>
    {
        var run = history.Comparison;
        writer.WriteString("before", before?.ToString());
        writer.WriteString("after", after.ToString());
        writer.WriteNumber("orders", run.Orders);
        writer.WriteNumber("differing", run.Differing);
        writer.WriteNumber("dropped", history.Dropped);
        writer.WriteStartArray("rules");
        foreach (var rule in run.Rules)
        {
            writer.WriteStartObject();
            writer.WriteString("rule", rule.Id);
            writer.WriteNumber("firedBefore", rule.FiredBefore);
            writer.WriteNumber("firedAfter", rule.FiredAfter);
            writer.WriteNumber("gained", rule.Gained);
            writer.WriteNumber("lost", rule.Lost);
            writer.WriteNumber("erredBefore", rule.ErredBefore);
            writer.WriteNumber("erredAfter", rule.ErredAfter);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("differences");
        foreach (var difference in run.Differences)
        {
            writer.WriteStartObject();
            writer.WriteString("order", difference.Key);
            writer.WriteString("at", InstantPattern.ExtendedIso.Format(difference.At));
            Pulls("before", difference.Before);
            Pulls("after", difference.After);
            writer.WriteStartArray("erred");
            foreach (var rule in difference.Erred) writer.WriteStringValue(rule);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();

        void Pulls(string name, ValueList<LeverPull> pulls)
        {
            writer.WriteStartArray(name);
            foreach (var pull in pulls) writer.WriteStringValue(pull.ToString());
            writer.WriteEndArray();
        }
    });
}
