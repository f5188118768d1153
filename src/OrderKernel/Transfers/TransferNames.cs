using System.Globalization;

namespace OrderKernel.Transfers;

/// <summary>Under which names a transfer's hold and the goods that its other end expects are known.</summary>
internal static class TransferNames
{
    private const string Prefix = "transfer/";

    public static ReservationId HoldOf(MessageId transfer) => ReservationId.Of(Prefix + transfer);

    public static InboundId InboundOf(MessageId transfer, int line) =>
        InboundId.Of($"{Prefix}{transfer}/{(line + 1).ToString(CultureInfo.InvariantCulture)}");

    /// <summary>The transfer that expects goods under a name; null for a supplier's.</summary>
    public static MessageId? TransferOf(InboundId inbound)
    {
        var end = inbound.Value.LastIndexOf('/');
        return inbound.Value.StartsWith(Prefix, StringComparison.Ordinal) && end > Prefix.Length
            && MessageId.TryParse(inbound.Value.Substring(Prefix.Length, end - Prefix.Length), out var transfer) ? transfer : null;
    }
}
