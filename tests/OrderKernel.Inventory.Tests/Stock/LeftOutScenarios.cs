using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests.Stock;

/// <summary>
/// Commands of stock that leave something out. Fails when a part that has to be there may be missing, when it is said under another path, or when a command
/// that has all is refused.
/// </summary>
public class LeftOutScenarios
{
    private static readonly ValueList<StockUnits> Some = [Units("HZ", "MUG", 1)];

    private static readonly ValueList<StockUnits> Nowhere = [Some[0], new(new(default, SkuId.Of("MUG")), Quantity.Of(1))],
        Nothing = [new(new(LocationId.Of("HZ"), default), Quantity.Of(1))];

    private static readonly StockCell Shelf = Cell("HZ", "MUG"), Lost = new(LocationId.Of("HZ"), default);
    private static readonly ValueList<BatchDate> Undated = [new(Shelf, new LocalDate(2026, 9, 1))];
    private static readonly InboundId In = InboundId.Of("in");
    private static readonly StockAdjustment Adjustment = new(ApprovalId.Of("a"), AdjustmentKind.Damage, Some, "dropped", [EvidenceReference.Of("photo")]);

    private static readonly (ICommand Command, string Path)[] Rows =
    [
        (new ReceiveStock(Nowhere), "units[1].cell.location"), (new ReceiveStock(Nothing), "units[0].cell.sku"),
        (new ReceiveStock(Some) { Dates = Undated }, "dates[0].cell.batch"), (new ReceiveStock(Some) { Inbound = default(InboundId) }, "inbound"),
        (new CountStock(Nothing, "w"), "counted[0].cell.sku"),
        (new CountStock(Some, " "), "why"), (new CountStock(Some, "w") { Dates = Undated }, "dates[0].cell.batch"),
        (new TakeBack(Nothing, InspectionOutcome.Restock, null), "units[0].cell.sku"), (new TakeBack(Some, default, null), "outcome"),
        (new Regrade(Nothing, StockAccount.OnHand, StockAccount.Damaged, "w"), "units[0].cell.sku"),
        (new Regrade(Some, default, StockAccount.Damaged, "w"), "from"), (new Regrade(Some, StockAccount.OnHand, default, "w"), "to"),
        (new Regrade(Some, StockAccount.OnHand, StockAccount.Damaged, ""), "why"),
        (new ReceiveTransfer(" ", Some), "transfer"), (new ReceiveTransfer("t", Nothing), "units[0].cell.sku"),
        (new ReceiveTransfer("t", Some) { Lost = Nothing }, "lost[0].cell.sku"), (new ReceiveTransfer("t", Some) { Damaged = Nothing }, "damaged[0].cell.sku"),
        (new CorrectBook([new(Lost, StockAccount.OnHand, 1, 2)], "w"), "drifts[0].cell.sku"),
        (new CorrectBook([new(Shelf, default, 1, 2)], "w"), "drifts[0].account"),
        (new CorrectBook([new(Shelf, StockAccount.OnHand, 1, 2)], " "), "why"), (new SettleFindings(""), "why"),
        (new RecordShippedElsewhere(Nothing, null), "units[0].cell.sku"),
        (new ExpectGoods(default, Shelf, Quantity.Of(1), Noon), "id"), (new ExpectGoods(In, Lost, Quantity.Of(1), Noon), "cell.sku"),
        (new ChangeInbound(default, Quantity.Of(1), "w"), "id"), (new ChangeInbound(In, Quantity.Of(1), " "), "why"),
        (new PutOffInbound(default, Noon, "w"), "id"), (new PutOffInbound(In, Noon, " "), "why"),
        (new CancelInbound(default, "w"), "id"), (new CancelInbound(In, " "), "why"), (new MarkOverdue(default), "id"),
        (new TakeReceipt(default, MessageId.Of("m"), Some), "id"), (new TakeReceipt(In, default, Some), "movement"),
        (new TakeReceipt(In, MessageId.Of("m"), Nothing), "units[0].cell.sku"),
        (new Reserve(default, null, Some, null), "id"), (new Reserve(R(), null, Nothing, null), "units[0].cell.sku"),
        (new Reserve(R(), null, Some, null) { Channel = default(ChannelId) }, "channel"),
        (new Reserve(R(), null, Some, null) { Pools = [default] }, "pools[0]"),
        (new Reserve(R(), null, Some, null) { Holder = new(default, "k") }, "holder.kind"),
        (new Reserve(R(), null, Some, null) { Holder = new(HolderKind.Offer, " ") }, "holder.key"),
        (new Extend(default, Noon), "id"), (new MoveHold(default, []), "id"), (new MoveHold(R(), [new(Lost, Shelf, Quantity.Of(1))]), "moves[0].from.sku"),
        (new MoveHold(R(), [new(Shelf, Lost, Quantity.Of(1))]), "moves[0].to.sku"),
        (new Commit(default, Some), "id"), (new Commit(R(), Nothing), "units[0].cell.sku"), (new Release(default, Some), "id"),
        (new Release(R(), Nothing), "units[0].cell.sku"), (new Expire(default), "id"),
        (new ProposeAdjustment(Adjustment with { Id = default }), "adjustment.id"),
        (new ProposeAdjustment(Adjustment with { Units = Nothing }), "adjustment.units[0].cell.sku"),
        (new ProposeAdjustment(Adjustment with { Reason = " " }), "adjustment.reason"),
        (new ProposeAdjustment(Adjustment with { Evidence = [default] }), "adjustment.evidence[0]"),
        (new Rebalance(default, "o", Quantity.Of(1), []), "sku"), (new Rebalance(SkuId.Of("A"), " ", Quantity.Of(1), []), "taker"),
        (new Rebalance(SkuId.Of("A"), "o", Quantity.Of(1), [new("", ShipmentId.Of("s"), R(), Quantity.Of(1))]), "from[0].orderKey"),
        (new Rebalance(SkuId.Of("A"), "o", Quantity.Of(1), [new("p", default, R(), Quantity.Of(1))]), "from[0].shipment"),
        (new Rebalance(SkuId.Of("A"), "o", Quantity.Of(1), [new("p", ShipmentId.Of("s"), default, Quantity.Of(1))]), "from[0].reservation"),
        (new MergeSnapshot(default, Noon, Some), "source"), (new MergeSnapshot(ActorId.Of("e"), default, Some), "takenAt"),
        (new MergeSnapshot(ActorId.Of("e"), Noon, Nothing), "units[0].cell.sku"),
        (new TakeOverDifference([Lost], "w"), "cells[0].sku"), (new TakeOverDifference([new(default, SkuId.Of("A"))], "w"), "cells[0].location"),
        (new TakeOverDifference([], " "), "why"), (new DismissDifference([Lost], "w"), "cells[0].sku"),
        (new DismissDifference([new(default, SkuId.Of("A"))], "w"), "cells[0].location"), (new DismissDifference([], " "), "why"),
    ];

    private static readonly ICommand[] Whole =
    [
        new ReceiveStock(Some), new ReceiveStock(Some) { Inbound = In }, new CountStock(Some, "w"), new TakeBack(Some, InspectionOutcome.Restock, null),
        new Regrade(Some, StockAccount.OnHand, StockAccount.Damaged, "w"), new ReceiveTransfer("t", Some), new CorrectBook([], "w"), new SettleFindings("w"),
        new RecordShippedElsewhere(Some, null), new ExpectGoods(In, Shelf, Quantity.Of(1), Noon), new MarkOverdue(In),
        new TakeReceipt(In, MessageId.Of("m"), Some),
        new Reserve(R(), null, Some, null), new Reserve(R(), null, Some, null) { Holder = new(HolderKind.Offer, "k"), Channel = ChannelId.Of("jd") },
        new Extend(R(), Noon), new MoveHold(R(), []), new Commit(R()), new Release(R()), new Expire(R()), new ProposeAdjustment(Adjustment),
        new MergeSnapshot(ActorId.Of("e"), Noon, Some), new TakeOverDifference([], "w"), new DismissDifference([Shelf], "w"),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Rows.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void What_is_left_out_is_said_with_its_path(int row)
    {
        var (command, path) = Rows[row];
        Assert.Equal((path, command), (command.Missing()?.Arguments.Items.First(a => a.Name is "part" or "path").Value, command));
    }

    [Fact]
    public void A_key_says_which_part_of_it_is_unset()
    {
        var tenant = TenantId.Of("t");
        (IStreamKey Key, string? Part)[] keys =
        [
            (new RebalancingKey(default, SkuId.Of("A")), "tenant"), (new RebalancingKey(tenant, default), "sku"), (new RebalancingKey(tenant, SkuId.Of("A")), null),
            (new TransferKey(default, MessageId.Of("t")), "tenant"), (new TransferKey(tenant, default), "transfer"), (new TransferKey(tenant, MessageId.Of("t")), null),
            (new StockTakeKey(default, MessageId.Of("t")), "tenant"), (new StockTakeKey(tenant, default), "take"), (new StockTakeKey(tenant, MessageId.Of("t")), null),
            (new InboundKey(default, In), "tenant"), (new InboundKey(tenant, default), "inbound"), (new InboundKey(tenant, In), null),
            (new OutsideStockKey(default, LocationId.Of("HZ")), "tenant"), (new OutsideStockKey(tenant, default), "location"),
            (new ShopStockKey(default, new(ChannelId.Of("jd"), ShopId.Of("j"))), "tenant"), (new ShopStockKey(tenant, new(default, ShopId.Of("j"))), "channel"),
            (new ShopStockKey(tenant, new(ChannelId.Of("jd"), default)), "shop"), (new ShopStockKey(tenant, new(ChannelId.Of("jd"), ShopId.Of("j"))), null),
        ];
        foreach (var (key, part) in keys)
        {
            Assert.Equal(part, key.Missing()?.Arguments[0].Value);
            if (part is null) Assert.Equal(tenant, key.Stream().Tenant);
        }
    }

    [Fact]
    public void A_command_that_has_all_leaves_nothing_out() => Assert.All(Whole, c => Assert.Null(c.Missing()));

    [Fact]
    public void A_phone_number_in_a_reason_is_masked()
    {
        const string why = "call 13812345678";
        string[] kept =
        [
            new CountStock(Some, why).Why, new Regrade(Some, StockAccount.OnHand, StockAccount.Damaged, why).Why, new CorrectBook([], why).Why,
            new SettleFindings(why).Why, new ChangeInbound(In, Quantity.Of(1), why).Why, new PutOffInbound(In, Noon, why).Why, new CancelInbound(In, why).Why,
            new TakeOverDifference([], why).Why, new DismissDifference([], why).Why, (new SettleFindings("w") with { Why = why }).Why,
        ];
        Assert.All(kept, k => Assert.DoesNotContain("12345678", k, StringComparison.Ordinal));
    }
}
