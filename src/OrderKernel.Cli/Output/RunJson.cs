using System.Text;
using System.Text.Json;
using OrderKernel.Figures;

namespace OrderKernel.Cli.Output;

/// <summary>The JSON object of <c>run --json</c>: documented keys in a stable order, all but what concerns files folds over the store.</summary>
internal static class RunJson
{
    /// <summary>The object for a tenant's report, the files that a run read, and how their records could be read.</summary>
    public static string Of(TenantId tenant, FigureReport report, IEnumerable<FileReading> files, IEnumerable<ChannelHealth> channels)
    {
        var figures = report.Figures;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = CanonicalJson.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("tenant", tenant.Value);
            foreach (var (key, value) in Numbers(figures)) writer.WriteNumber(key, value);
            Words(writer, "statuses", figures.Statuses);
            Words(writer, "channels", figures.Channels);
            Words(writer, "holds", figures.Holds);
            Words(writer, "tiers", figures.Tiers);
            Words(writer, "reservations", figures.Reservations);
            Words(writer, "parkedBy", figures.ParkedBy);
            Words(writer, "conflictsBy", figures.ConflictsBy);
            if (report.Dropped is { IsNone: false } dropped) Dropped(writer, dropped);
            if (report.Health.IndexBasisPoints is { } index) writer.WriteNumber("healthIndexBasisPoints", index);
            else writer.WriteNull("healthIndexBasisPoints");
            writer.WriteNumber("streams", figures.Streams);
            writer.WriteNumber("events", figures.Events);
            writer.WriteString("eventHash", figures.EventHash);
            Files(writer, files);
            ChannelHealthJson.Write(writer, channels);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static IEnumerable<(string Key, long Value)> Numbers(KernelFigures f) =>
    [
        ("orders", f.Orders), ("paid", f.Paid), ("unpaidExpired", f.UnpaidExpired), ("orderedMinor", f.OrderedMinor), ("keptMinor", f.KeptMinor),
        ("refundedMinor", f.RefundedMinor), ("refundPendingMinor", f.RefundPendingMinor), ("refunds", f.Refunds), ("fullRefunds", f.FullRefunds),
        ("autoApprovedRefunds", f.AutoApprovedRefunds), ("latePayments", f.LatePayments), ("vipExpedite", f.VipExpedite), ("applied", f.Applied),
        ("stale", f.Stale), ("conflicts", f.Conflicts), ("parked", f.Parked), ("duplicates", f.Duplicates), ("skipped", f.Skipped),
        ("shipments", f.Shipments), ("shippedElsewhere", f.ShippedElsewhere), ("firstScanOverdue", f.FirstScanOverdue), ("suspectSignOffs", f.SuspectSignOffs),
    ];

    private static void Dropped(Utf8JsonWriter writer, DroppedContent dropped)
    {
        writer.WriteStartObject("dropped");
        writer.WriteNumber("orders", dropped.Orders);
        writer.WriteNumber("claims", dropped.Claims);
        writer.WriteNumber("cases", dropped.Cases);
        writer.WriteNumber("reservations", dropped.Reservations);
        writer.WriteEndObject();
    }

    private static void Files(Utf8JsonWriter writer, IEnumerable<FileReading> files)
    {
        writer.WriteStartArray("files");
        foreach (var file in files)
        {
            writer.WriteStartObject();
            writer.WriteString("file", file.Name);
            writer.WriteString("readAs", file.ReadAs);
            writer.WriteString("encoding", file.Encoding);
            writer.WriteString("delimiter", file.Delimiter?.ToString());
            writer.WriteString("sheet", file.Sheet);
            writer.WriteNumber("records", file.Records);
            writer.WriteNumber("putAway", file.PutAway);
            writer.WriteStartArray("findings");
            foreach (var code in file.Findings) writer.WriteStringValue(code);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Words(Utf8JsonWriter writer, string name, ValueList<WordCount> words)
    {
        writer.WriteStartObject(name);
        foreach (var (word, count) in words) writer.WriteNumber(word, count);
        writer.WriteEndObject();
    }
}
