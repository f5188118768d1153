using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using OrderKernel.Inventory;

namespace OrderKernel.Cli.Output;

/// <summary>What shops are told of stock, for people and as JSON.</summary>
internal static class PublicationText
{
    /// <summary>A row of the table: the terms of the number stand below each other in the last cell.</summary>
    public static string[] Row(PublicationLine line, Labels labels)
    {
        var listing = line.Listing;
        return
        [
            listing.Shop.Channel.Value, listing.Shop.Shop.Value, listing.Code, Number(line.Available), Number(line.Before?.Number.Units.Units),
            Number(line.Units?.Units.Units), labels["publication." + line.Outcome], Terminal.Lines(Why(line, labels)),
        ];
    }

    /// <summary>One object: every channel SKU with its terms.</summary>
    public static string Json(PublicationDecision decision, Instant at, bool isRehearsal, Labels labels) => JsonText.Of(writer =>
    {
        writer.WriteString("at", InstantPattern.ExtendedIso.Format(at));
        writer.WriteBoolean("dryRun", isRehearsal);
        writer.WriteStartArray("lines");
        foreach (var line in decision.Lines) Write(writer, line, labels);
        writer.WriteEndArray();
        Write(writer, "findings", decision.Findings, labels);
    });

    private static IEnumerable<string> Why(PublicationLine line, Labels labels)
    {
        foreach (var component in line.Components)
        {
            var cells = string.Join("; ", component.Cells.Items.Select(c => $"{c.Cell.Location} {labels.Value(c.TermsText())}"));
            yield return $"{component.Sku} × {component.Quantity}: {Steps(component.Steps, labels)} ({cells})";
        }

        if (!line.Steps.IsEmpty) yield return Steps(line.Steps, labels);
        foreach (var reason in line.Reasons) yield return labels.Text(reason);
    }

    private static string Steps(ValueList<PublicationStep> steps, Labels labels) =>
        string.Join(" → ", steps.Items.Select(s => $"{labels["publication.term." + s.Term]} {Number(s.After)}")) + $" [{steps[steps.Count - 1].Path}]";

    private static string Number(long? units) => units is { } known ? known.ToString(CultureInfo.InvariantCulture) : "–";

    private static void Write(Utf8JsonWriter writer, PublicationLine line, Labels labels)
    {
        writer.WriteStartObject();
        writer.WriteString("channel", line.Listing.Shop.Channel.Value);
        writer.WriteString("shop", line.Listing.Shop.Shop.Value);
        writer.WriteString("code", line.Listing.Code);
        writer.WriteString("outcome", line.Outcome.ToString());
        Write(writer, "available", line.Available);
        Write(writer, "before", line.Before?.Number.Units.Units);
        Write(writer, "units", line.Units?.Units.Units);
        writer.WriteBoolean("delisted", line.Units is { IsDelisted: true });
        writer.WriteStartArray("components");
        foreach (var component in line.Components)
        {
            writer.WriteStartObject();
            writer.WriteString("sku", component.Sku.Value);
            writer.WriteNumber("quantity", component.Quantity.Units);
            writer.WriteStartArray("cells");
            foreach (var cell in component.Cells)
            {
                writer.WriteStartObject();
                writer.WriteString("location", cell.Cell.Location.Value);
                if (cell.Cell.Pool.Value is { } pool) writer.WriteString("pool", pool);
                writer.WriteNumber("available", cell.Units.Units);
                writer.WriteString("terms", cell.TermsText());
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            Write(writer, component.Steps);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        Write(writer, line.Steps);
        Write(writer, "reasons", line.Reasons, labels);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } known) writer.WriteNumber(name, known);
        else writer.WriteNull(name);
    }

    private static void Write(Utf8JsonWriter writer, ValueList<PublicationStep> steps)
    {
        writer.WriteStartArray("steps");
        foreach (var step in steps)
        {
            writer.WriteStartObject();
            writer.WriteString("term", step.Term.ToString());
            writer.WriteString("path", step.Path);
            writer.WriteNumber("before", step.Before);
            writer.WriteNumber("after", step.After);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, string name, ValueList<Reason> reasons, Labels labels)
    {
        writer.WriteStartArray(name);
        foreach (var reason in reasons)
        {
            writer.WriteStartObject();
            writer.WriteString("code", reason.Code);
            writer.WriteString("text", labels.Text(reason));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
