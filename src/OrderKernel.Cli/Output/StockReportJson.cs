using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using OrderKernel.Cli.Report;
using OrderKernel.Inventory;

namespace OrderKernel.Cli.Output;

/// <summary>The monthly report of stock, and what is to be replenished, as JSON.</summary>
internal static class StockReportJson
{
    /// <summary>One object: the month with its index, metrics and hints.</summary>
    public static string Of(StockMonth month, Labels labels) => JsonText.Of(writer =>
    {
        var health = month.Health;
        writer.WriteString("month", StockHealthPage.MonthText(health.Period));
        writer.WriteString("from", Iso(health.Period.From));
        writer.WriteString("until", Iso(health.Period.Until));
        Write(writer, "indexBasisPoints", health.IndexBasisPoints);
        writer.WriteStartArray("metrics");
        foreach (var score in health.Scores) Write(writer, score, labels);
        writer.WriteEndArray();
        Write(writer, "reasons", health.Reasons, labels);
        Write(writer, month.Replenishment, labels);
    });

    /// <summary>One object: the instant and its hints.</summary>
    public static string Of(ReplenishmentReport report, Labels labels) => JsonText.Of(writer =>
    {
        writer.WriteString("at", Iso(report.Until));
        Write(writer, report, labels);
    });

    /// <summary>The batches: the day, each batch with what is left of it, and what is to be looked at.</summary>
    public static string Of(BatchReport report, Labels labels) => JsonText.Of(writer =>
    {
        writer.WriteString("on", LocalDatePattern.Iso.Format(report.On));
        writer.WriteStartArray("batches");
        foreach (var line in report.Lines)
        {
            writer.WriteStartObject();
            writer.WriteString("location", line.Cell.Location.Value);
            writer.WriteString("sku", line.Cell.Sku.Value);
            if (line.Cell.Pool.Value is { } pool) writer.WriteString("pool", pool);
            writer.WriteString("batch", line.Cell.Batch.Value);
            if (line.ExpiresOn is { } day) writer.WriteString("expiresOn", LocalDatePattern.Iso.Format(day));
            writer.WriteNumber("onHand", line.OnHand);
            writer.WriteNumber("promised", line.Promised);
            writer.WriteString("standing", line.Standing.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        Write(writer, "findings", report.Findings, labels);
    });

    private static void Write(Utf8JsonWriter writer, StockHealthScore score, Labels labels)
    {
        writer.WriteStartObject();
        writer.WriteString("metric", score.Metric.ToString());
        writer.WriteNumber("weight", score.Band.Weight);
        writer.WriteNumber("normal", score.Band.Normal);
        writer.WriteNumber("act", score.Band.Act);
        writer.WriteString("verdict", score.Verdict.ToString());
        Write(writer, "value", score.Value);
        Write(writer, "scoreBasisPoints", score.ScoreBasisPoints);
        writer.WriteNumber("part", score.Part);
        writer.WriteNumber("whole", score.Whole);
        writer.WriteString("counted", labels.Text(score.Why));
        writer.WriteStartArray("lines");
        foreach (var line in score.Lines)
        {
            writer.WriteStartObject();
            writer.WriteString("sku", line.Sku.Value);
            if (line.Location is { } location) writer.WriteString("location", location.Value);
            writer.WriteNumber("part", line.Part);
            writer.WriteNumber("whole", line.Whole);
            if (line.At is { } at) writer.WriteString("at", Iso(at));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ReplenishmentReport report, Labels labels)
    {
        writer.WriteStartArray("hints");
        foreach (var hint in report.Hints)
        {
            writer.WriteStartObject();
            writer.WriteString("sku", hint.Sku.Value);
            writer.WriteString("urgency", hint.Urgency.ToString());
            writer.WriteNumber("sold", hint.Sold);
            writer.WriteNumber("free", hint.Free);
            writer.WriteNumber("missing", hint.Missing);
            Write(writer, "coverDays", hint.CoverDays);
            writer.WriteNumber("suggested", hint.Suggested);
            Write(writer, "reasons", hint.Reasons, labels);
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

    private static void Write(Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } known) writer.WriteNumber(name, known);
        else writer.WriteNull(name);
    }

    private static string Iso(Instant at) => InstantPattern.ExtendedIso.Format(at);
}
