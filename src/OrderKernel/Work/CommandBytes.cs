using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrderKernel.Orders;

namespace OrderKernel.Work;

/// <summary>A command's canonical bytes and their fingerprint: the same on every machine, in every culture, down to the tick.</summary>
internal static class CommandBytes
{
    private static readonly CommandJsonContext Json = new(CanonicalJson.Options(
        CanonicalJson.WordOf<SentPlace>(), CanonicalJson.WordOf<StepBackKind>(), CanonicalJson.WordOf<ChangeKind>(),
        CanonicalJson.ListOf<OrderedLine>(), CanonicalJson.ListOf<BundleComponent>(), CanonicalJson.ListOf<LineUnits>(), CanonicalJson.ListOf<ScanReading>(), CanonicalJson.ListOf<RefundItem>(),
        CanonicalJson.ListOf<Waybill>(), CanonicalJson.ListOf<HoldKind>(), CanonicalJson.ListOf<OrderTag>()));

    /// <summary>The command's fields as JSON.</summary>
    public static byte[] Of(OrderCommand command) => JsonSerializer.SerializeToUtf8Bytes(command, Json.GetTypeInfo(command.GetType())
        ?? throw new ArgumentException($"{command.GetType().Name} is no command of the kernel.", nameof(command)));

    /// <summary>What is said to which order, as 64 hexadecimal digits.</summary>
    /// <param name="order">The order.</param>
    /// <param name="command">The command.</param>
    /// <param name="circumstances">What else makes it another saying, such as role and instant; empty for nothing.</param>
    public static string Fingerprint(OrderKey order, OrderCommand command, string circumstances) => Fingerprint(order.Stream(), command.GetType().Name, Of(command), circumstances);

    /// <summary>What is said to which aggregate, as 64 hexadecimal digits.</summary>
    /// <param name="key">The aggregate.</param>
    /// <param name="codec">The codec of its commands.</param>
    /// <param name="command">The command.</param>
    /// <param name="circumstances">What else makes it another saying, such as role and instant; empty for nothing.</param>
    public static string Fingerprint<TCommand>(IStreamKey key, CommandCodec<TCommand> codec, TCommand command, string circumstances) where TCommand : class =>
        Fingerprint(key.Stream(), codec.NameOf(command), codec.Write(command), circumstances);

    private static string Fingerprint(StreamId stream, string name, byte[] command, string circumstances) =>
        Hex([.. Encoding.UTF8.GetBytes($"{stream.Key}\n{name}\n{circumstances}\n"), .. command]);

    /// <summary>The message under which a timer fires: its instant and key; of a key that no id could hold, the hash.</summary>
    public static MessageId Tick(long millisecond, string key)
    {
        // What a second firing appends needs room too.
        const int lengthMax = 80;
        var name = key.Length <= lengthMax ? key.Replace('/', '.') : Hex(Encoding.UTF8.GetBytes(key));
        return MessageId.Of(FormattableString.Invariant($"t{millisecond}.{name}"));
    }

    private static string Hex(byte[] bytes)
    {
        using var sha = SHA256.Create();
        var digits = new StringBuilder(64);
        foreach (var b in sha.ComputeHash(bytes)) digits.Append("0123456789abcdef"[b >> 4]).Append("0123456789abcdef"[b & 15]);
        return digits.ToString();
    }
}

[JsonSerializable(typeof(CancelUnits))]
[JsonSerializable(typeof(EndOrder))]
[JsonSerializable(typeof(ReinstateOrder))]
[JsonSerializable(typeof(CompleteOrder))]
[JsonSerializable(typeof(PlaceHold))]
[JsonSerializable(typeof(ReleaseHold))]
[JsonSerializable(typeof(RejectHold))]
[JsonSerializable(typeof(SetChannelHolds))]
[JsonSerializable(typeof(MoveToWorkflow))]
[JsonSerializable(typeof(FireTrigger))]
[JsonSerializable(typeof(FireDeadline))]
[JsonSerializable(typeof(PlaceOrder))]
[JsonSerializable(typeof(AmendPrice))]
[JsonSerializable(typeof(ProposeChange))]
[JsonSerializable(typeof(ConfirmChange))]
[JsonSerializable(typeof(DeclineChange))]
[JsonSerializable(typeof(SplitOrder))]
[JsonSerializable(typeof(MergeOrder))]
[JsonSerializable(typeof(RequestInvoice))]
[JsonSerializable(typeof(RecordInvoice))]
[JsonSerializable(typeof(FailInvoice))]
[JsonSerializable(typeof(TagOrder))]
[JsonSerializable(typeof(AddReplacement))]
[JsonSerializable(typeof(RecordPayment))]
[JsonSerializable(typeof(NotePayment))]
[JsonSerializable(typeof(OweRefund))]
[JsonSerializable(typeof(RecordRefund))]
[JsonSerializable(typeof(FailRefund))]
[JsonSerializable(typeof(WithdrawRefund))]
[JsonSerializable(typeof(ReverseRefund))]
[JsonSerializable(typeof(WithholdMoney))]
[JsonSerializable(typeof(PlanShipment))]
[JsonSerializable(typeof(ReserveShipment))]
[JsonSerializable(typeof(ReleaseShipment))]
[JsonSerializable(typeof(ShipShipment))]
[JsonSerializable(typeof(ShipElsewhere))]
[JsonSerializable(typeof(FireShipmentTrigger))]
[JsonSerializable(typeof(ScanItem))]
[JsonSerializable(typeof(RecordOfflineScans))]
[JsonSerializable(typeof(WeighShipment))]
[JsonSerializable(typeof(ScanReading))]
[JsonSerializable(typeof(AssignWaybills))]
[JsonSerializable(typeof(RecordFirstScan))]
[JsonSerializable(typeof(RecordDelivery))]
[JsonSerializable(typeof(SuspectSignOff))]
[JsonSerializable(typeof(RecordLoss))]
[JsonSerializable(typeof(GiveBackUndelivered))]
[JsonSerializable(typeof(RecordReturn))]
[JsonSerializable(typeof(SendBack))]
[JsonSerializable(typeof(StepBack))]
[JsonSerializable(typeof(AttachEvidence))]
[JsonSerializable(typeof(SetLegalHold))]
[JsonSerializable(typeof(ReleaseLegalHold))]
[JsonSerializable(typeof(OrderedLine))]
[JsonSerializable(typeof(BundleComponent))]
[JsonSerializable(typeof(LineUnits))]
[JsonSerializable(typeof(RefundItem))]
[JsonSerializable(typeof(Waybill))]
[JsonSerializable(typeof(HoldKind))]
[JsonSerializable(typeof(OrderTag))]
internal sealed partial class CommandJsonContext : JsonSerializerContext;
