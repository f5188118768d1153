using OrderKernel.AfterSales;
using OrderKernel.Inventory;
using OrderKernel.Logistics;
using OrderKernel.Orders;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Telling;

/// <summary>A command with the door that takes it.</summary>
/// <param name="Name">The command's name.</param>
/// <param name="Fingerprint">What makes it the same saying, by whom it is said to and the circumstances.</param>
/// <param name="TellAsync">Tells it; how the aggregate stands then, in its stable word.</param>
internal sealed record DoorCommand(
    string Name, Func<IStreamKey, string, string> Fingerprint,
    Func<Kernel, IStreamKey, DecisionContext, CancellationToken, ValueTask<Result<string>>> TellAsync);

/// <summary>One door of the kernel: how what is said to an aggregate is read, and how it is told.</summary>
internal sealed class Door
{
    private readonly Func<ReadOnlyMemory<byte>, Recipient?, Result<DoorCommand>> _read;

    private Door(Func<ReadOnlyMemory<byte>, Recipient?, Result<DoorCommand>> read) => _read = read;

    public static Door Order { get; } = Of<OrderKey, OrderCommand, Order>(
        OrderCommands.Codec,
        (kernel, key, command, by, token) => command switch
        {
            SplitOrder split => kernel.SplitAsync(key, split, by, token),
            MergeOrder merge => kernel.MergeAsync(key, merge, by, token),
            _ => kernel.TellAsync(key, command, by, token),
        },
        order => order.Statuses.Headline.ToString(),
        (command, recipient) => command is PlaceOrder place ? place with { Recipient = recipient } : command);

    public static Door Case { get; } =
        Of<CaseKey, CaseCommand, AfterSalesCase>(CaseCommands.Codec, (k, key, c, by, t) => k.TellAsync(key, c, by, t), c => c.Status.ToString());

    public static Door Approval { get; } =
        Of<ApprovalKey, ApprovalCommand, Approval>(ApprovalCommands.Codec, (k, key, c, by, t) => k.TellAsync(key, c, by, t), a => a.Status.ToString());

    public static Door Adjustment { get; } = Of<AdjustmentKey, ApprovalCommand, Adjustment>(
        AdjustmentCommands.Codec, (k, key, c, by, t) => k.TellAsync(key, c, by, t), a => a.IsPosted ? "Posted" : a.Approval?.Status.ToString() ?? "Proposed");

    public static Door Reservation { get; } = Of<ReservationKey, ReservationCommand, Reservation>(ReservationCommands.Codec,
        (k, key, c, by, t) => k.TellAsync(key, c, by, t), r => r.Status.ToString());

    public static Door Stock { get; } =
        Of<MovementKey, StockCommand, StockEvent>(StockCommands.Codec, (k, key, c, by, t) => k.TellAsync(key, c, by, t), StockMovements.Decider.Codec.NameOf);

    public static Door StockMaster { get; } = Of<OutsideStockKey, OutsideStockCommand, OutsideStock>(OutsideStockCommands.Codec,
        (k, key, c, by, t) => k.TellAsync(key, c, by, t), s => s.Open.IsEmpty ? "Agrees" : "Waits");

    public static Door StockTake { get; } = Of<StockTakeKey, StockTakeCommand, StockTake>(StockTakeCommands.Codec,
        (k, key, c, by, t) => k.TellAsync(key, c, by, t), s => s.Status.ToString());

    public static Door Inbound { get; } =
        Of<InboundKey, InboundCommand, Inbound>(InboundCommands.Codec, (k, key, c, by, t) => k.TellAsync(key, c, by, t), i => i.Status.ToString());

    public static Door Rebalancing { get; } = Of<RebalancingKey, Rebalance, StockRebalanced>(RebalanceCommands.Codec,
        (k, key, c, by, t) => k.TellAsync(key, c, by, t), _ => "Rebalanced");

    public static Door Transfer { get; } = Of<TransferKey, TransferCommand, StockTransfer>(TransferCommands.Codec,
        (k, key, c, by, t) => k.TellAsync(key, c, by, t), t => t.Status.ToString());

    public static Door Track { get; } =
        Of<TrackKey, ReportTrack, ParcelTrack>(TrackCommands.Codec, (k, key, c, by, t) => k.TellAsync(key, c, by, t), t => t.Latest?.Node.ToString() ?? "-");

    /// <summary>Reads a command that this door takes.</summary>
    /// <param name="utf8">The command.</param>
    /// <param name="recipient">For whom; no part of the command's own bytes, since it is personal data.</param>
    public Result<DoorCommand> Read(ReadOnlyMemory<byte> utf8, Recipient? recipient) => _read(utf8, recipient);

    private static Door Of<TKey, TCommand, TState>(
        CommandCodec<TCommand> codec, Func<Kernel, TKey, TCommand, DecisionContext, CancellationToken, ValueTask<Result<TState>>> tell,
        Func<TState, string> standing, Func<TCommand, Recipient, TCommand>? sendTo = null)
        where TKey : IStreamKey
        where TCommand : class => new((utf8, recipient) => codec.Read(utf8)
            .Then<TCommand>(read => recipient is not null && sendTo is not null ? sendTo(read, recipient) : read)
            .Then(command => Result.Ok(new DoorCommand(
            codec.NameOf(command),
            (key, circumstances) => codec.Fingerprint(key, command, circumstances),
            async (kernel, key, by, token) => (await tell(kernel, (TKey)key, command, by, token)).Then(state => Result.Ok(standing(state)))))));
}
