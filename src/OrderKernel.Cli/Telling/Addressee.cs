using OrderKernel.Figures;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Telling;

/// <summary>To whom something is said: the door, and the key as far as it is known before the store is asked.</summary>
/// <param name="Door">The door.</param>
/// <param name="Key">The key; null for an order that is named by a clue.</param>
/// <param name="Clue">An order id, a channel's order number or a waybill; null where the key says all.</param>
/// <param name="Case">The case of the order that the clue names; null for the order itself.</param>
internal sealed record Addressee(Door Door, IStreamKey? Key, string? Clue, CaseId? Case)
{
    private const string Expected = "order | channel, shop, number | approval | adjustment | reservation | movement | inbound | stockMaster | stockTake | "
        + "transfer | rebalancing | carrier, waybill";

    private delegate bool Parsing<T>(string? text, out T id);

    /// <summary>Reads <c>to</c>; null after reporting what is wrong with it.</summary>
    public static Addressee? Read(DocumentReader to, TenantId tenant)
    {
        var read = Known(to, tenant);
        to.Close();
        return read;
    }

    /// <summary>The key, where a clue names the order after looking it up.</summary>
    public async ValueTask<Result<IStreamKey>> FindAsync(IOrderStore store, TenantId tenant, CancellationToken cancellationToken)
    {
        if (Key is { } key) return Result.Ok(key);
        var streams = await OrderStory.StreamsAsync(store, tenant, Clue!, cancellationToken);
        if (streams.Count != 1) return streams.IsEmpty
            ? Refusal.Of(CliCodes.OrderNotFound, ("clue", Clue!))
            : Refusal.Of(CliCodes.OrderAmbiguous, ("clue", Clue!), ("orders", streams.Count));
        if (Case is { } @case) return Result.Ok<IStreamKey>(new CaseKey(streams[0], @case));
        return (await OrderStory.FindAsync(store, tenant, Clue!, cancellationToken))[0].Order is { } order
            ? Result.Ok<IStreamKey>(order.Key)
            : Refusal.Of(CliCodes.OrderNotFound, ("clue", Clue!));
    }

    private static Addressee? Known(DocumentReader to, TenantId tenant)
    {
        if (to.Has("order") || to.Has("channel") || to.Has("shop") || to.Has("number")) return OrderOrCase(to, tenant);
        if (to.Has("approval"))
            return Id<ApprovalId>(to, "approval", ApprovalId.TryParse) is { } id ? new(Door.Approval, new ApprovalKey(tenant, id), null, null) : null;
        if (to.Has("adjustment"))
            return Id<ApprovalId>(to, "adjustment", ApprovalId.TryParse) is { } id ? new(Door.Adjustment, new AdjustmentKey(tenant, id), null, null) : null;
        if (to.Has("reservation")) return Id<ReservationId>(to, "reservation", ReservationId.TryParse) is { } id
            ? new(Door.Reservation, new ReservationKey(tenant, id), null, null)
            : null;
        if (to.Has("movement"))
            return Id<MessageId>(to, "movement", MessageId.TryParse) is { } id ? new(Door.Stock, new MovementKey(tenant, id), null, null) : null;
        if (to.Has("stockMaster"))
            return Id<LocationId>(to, "stockMaster", LocationId.TryParse) is { } id ? new(Door.StockMaster, new OutsideStockKey(tenant, id), null, null) : null;
        if (to.Has("stockTake"))
            return Id<MessageId>(to, "stockTake", MessageId.TryParse) is { } id ? new(Door.StockTake, new StockTakeKey(tenant, id), null, null) : null;
        if (to.Has("transfer"))
            return Id<MessageId>(to, "transfer", MessageId.TryParse) is { } id ? new(Door.Transfer, new TransferKey(tenant, id), null, null) : null;
        if (to.Has("inbound"))
            return Id<InboundId>(to, "inbound", InboundId.TryParse) is { } id ? new(Door.Inbound, new InboundKey(tenant, id), null, null) : null;
        if (to.Has("rebalancing"))
            return Id<SkuId>(to, "rebalancing", SkuId.TryParse) is { } id ? new(Door.Rebalancing, new RebalancingKey(tenant, id), null, null) : null;
        if (to.Has("carrier") || to.Has("waybill"))
        {
            var (carrier, waybill) = (Id<CarrierId>(to, "carrier", CarrierId.TryParse), Id<Waybill>(to, "waybill", Waybill.TryParse));
            return carrier is { } by && waybill is { } on ? new(Door.Track, new TrackKey(tenant, by, on), null, null) : null;
        }

        to.ReportAt(to.Path, KernelCodes.DocumentValueInvalid, ("value", string.Join(", ", to.Keys())), ("expected", Expected));
        return null;
    }

    private static Addressee? OrderOrCase(DocumentReader to, TenantId tenant)
    {
        var @case = to.Has("case") ? Id<CaseId>(to, "case", CaseId.TryParse) : null;
        var isCase = to.Has("case");
        var door = isCase ? Door.Case : Door.Order;
        if (to.Has("order"))
        {
            var clue = to.Text("order");
            if (clue is { Length: 0 }) to.Report("order", KernelCodes.DocumentValueInvalid, ("value", ""), ("expected", "order id, order number or waybill"));
            return clue is not { Length: > 0 } || (isCase && @case is null) ? null : new(door, null, clue, @case);
        }

        var (channel, shop, number) = (Id<ChannelId>(to, "channel", ChannelId.TryParse), Id<ShopId>(to, "shop", ShopId.TryParse),
            Id<OrderNumber>(to, "number", OrderNumber.TryParse));
        if (channel is not { } c || shop is not { } s || number is not { } n || (isCase && @case is null)) return null;
        var key = new OrderKey(tenant, c, s, n);
        return new(door, @case is { } id ? CaseKey.Of(key, id) : key, null, null);
    }

    private static T? Id<T>(DocumentReader from, string name, Parsing<T> parse) where T : struct
    {
        var text = from.Text(name);
        if (text is null) return null;
        if (parse(text, out var id)) return id;
        from.Report(name, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "id"));
        return null;
    }
}
