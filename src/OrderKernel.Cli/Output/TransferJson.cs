using NodaTime.Text;
using OrderKernel.Inventory;

namespace OrderKernel.Cli.Output;

/// <summary>A transfer for programs.</summary>
internal static class TransferJson
{
    /// <summary>How the units of a line stand, under their names.</summary>
    public static IReadOnlyList<(string Name, Func<TransferLine, Quantity> Of)> Columns { get; } =
    [
        ("planned", l => l.Planned), ("toShip", l => l.ToShip), ("onTheWay", l => l.OnTheWay), ("received", l => l.Received), ("damaged", l => l.Damaged),
        ("lost", l => l.Lost), ("cancelled", l => l.Cancelled), ("surplus", l => l.Surplus),
    ];

    public static string Of(string id, StockTransfer transfer) => JsonText.Of(writer =>
    {
        writer.WriteString("transfer", id);
        writer.WriteString("to", transfer.To.Value);
        writer.WriteString("status", transfer.Status.ToString());
        writer.WriteString("expectedAt", InstantPattern.ExtendedIso.Format(transfer.ExpectedAt));
        writer.WriteStartArray("lines");
        foreach (var line in transfer.Lines)
        {
            writer.WriteStartObject();
            writer.WriteString("sku", line.Sku.Value);
            if (line.Pool.Value is { } pool) writer.WriteString("pool", pool);
            foreach (var (name, units) in Columns) writer.WriteNumber(name, units(line).Units);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
