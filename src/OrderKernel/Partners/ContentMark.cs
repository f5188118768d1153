using System.Security.Cryptography;
using System.Text;
using OrderKernel.Channels;

namespace OrderKernel.Partners;

/// <summary>The fingerprint of what a partner's record says, whatever its bytes are: a key set elsewhere, another line of the same document.</summary>
internal static class ContentMark
{
    private const int Bytes = 16;

    public static string Of(OutboundRecord record) =>
        Of($"{record.At.ToUnixTimeTicks()}\n{record.Location.Value}\n{record.Carrier?.Value}\n{record.Waybill?.Value}", record.Lines);

    public static string Of(ReceiptRecord record) => Of($"{record.At.ToUnixTimeTicks()}\n{record.Location.Value}", record.Lines);

    private static string Serials(GoodsLine line) =>
        line.Serials.IsEmpty ? "" : "\t" + string.Join(",", line.Serials.Items.Select(s => s.Value).OrderBy(s => s, StringComparer.Ordinal));

    private static string Of(string head, ValueList<GoodsLine> lines)
    {
        var goods = lines.Items.Select(l => $"{l.Sku.Value}\t{(int?)l.Outcome}\t{l.Units.Units}{Serials(l)}").OrderBy(l => l, StringComparer.Ordinal);
        var said = Encoding.UTF8.GetBytes($"{head}\n{string.Join("\n", goods)}");
#if NET10_0_OR_GREATER
        return "says-" + Convert.ToHexStringLower(SHA256.HashData(said).AsSpan(0, Bytes));
#else
        using var sha = SHA256.Create();
        return "says-" + BitConverter.ToString(sha.ComputeHash(said), 0, Bytes).Replace("-", "").ToLowerInvariant();
#endif
    }
}
