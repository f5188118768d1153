using System.Text;
using OrderKernel.Deliveries;
using OrderKernel.Inbox;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when what a channel changes after placing is counted as applied and dropped: units, goods, money, reservations or the warehouse's plan stay those of
// the first record while nothing has left; or when a change after hand-over, or one that stock, money or a policy does not permit, reaches no person.
public class ContentChangeScenarios
{
    private static readonly LineId Second = LineId.Of("2");

    private static Claim First(long mugs = 1, string total = "50.00") => Shop.Claim("1", "10:06", total, mugs).Paid("10:05");

    private static Claim Again(Claim claim, string told) => claim with { SourceTime = Shop.At(told) };

    private static async Task<Bench> PlannedAsync(Claim? claim = null, KernelPolicies? policies = null)
    {
        var bench = new Bench(null, policies);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        await bench.StockAsync(Shop.Hangzhou, Shop.Tea, 10);
        await bench.SendAsync(claim ?? First());
        Assert.Single((await bench.OrderAsync("1")).Shipments.Items, s => s.Status == ShipmentStatus.Planned);
        return bench;
    }

    private static async Task<(long Mugs, long Tea)> LockedAsync(Bench bench) => (
        await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked, Shop.Tea));

    private static async Task IsConsistentAsync(Bench bench)
    {
        var order = await bench.OrderAsync("1");
        var lines = order.Lines.Items.Aggregate(order.Parts.Sum, (sum, l) => sum + l.Money.Left);
        Assert.Equal(order.Money.Due, lines);
        foreach (var line in order.Lines)
        {
            var planned = order.Shipments.Items.Where(s => s is { Status: ShipmentStatus.Planned, Reservation: not null }).Sum(s => s.Of(line.Id).Units.Units);
            Assert.Equal(line.Units.Reserved.Units, planned);
        }
    }

    [Fact]
    public async Task Another_sku_is_reserved_and_the_old_one_is_free()
    {
        var bench = await PlannedAsync();
        Assert.Equal((1L, 0L), await LockedAsync(bench));
        var answer = await bench.SendAsync(Again(First(), "10:30") with { Lines = [Shop.Line("1", Shop.Tea, 1, "50.00")] });
        Assert.Equal((DeliveryOutcome.Applied, null), (answer.Outcome, answer.Code));
        Assert.Equal((0L, 1L), await LockedAsync(bench));
        var order = await bench.OrderAsync("1");
        Assert.Equal([(Shop.Tea, 1L)], order.Lines.Items.Where(l => !l.Units.Ordered.IsZero).Select(l => (l.Sku!.Value, l.Units.Reserved.Units)));
        Assert.Equal((Shop.Yuan("50.00"), Shop.Yuan("50.00")), (order.Money.Due, order.Money.Kept));
        var change = Assert.Single(order.Changes.Items);
        Assert.Equal((ChangeKind.Content, ChangeStatus.Confirmed), (change.Change.Kind, change.Status));
        await IsConsistentAsync(bench);
    }

    // JD names a line by its SKU: another SKU is another line.
    [Fact]
    public async Task A_line_that_is_named_by_its_goods_is_exchanged_as_well()
    {
        var bench = await PlannedAsync(First() with { Lines = [Shop.Line("MUG", Shop.Mug, 1, "50.00")] });
        await bench.SendAsync(Again(First(), "10:30") with { Lines = [Shop.Line("TEA", Shop.Tea, 1, "50.00")] });
        Assert.Equal((0L, 1L), await LockedAsync(bench));
        await IsConsistentAsync(bench);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_units_instead_of_one_are_reserved_and_paid(bool isPaidTold)
    {
        var bench = await PlannedAsync();
        var two = Again(First(2, "100.00"), "10:30");
        await bench.SendAsync(isPaidTold ? two with { PaidAmount = Shop.Yuan("100.00") } : two);
        var order = await bench.OrderAsync("1");
        Assert.Equal((2L, Shop.Yuan("100.00"), Shop.Yuan("100.00"), PaymentStatus.Paid),
            (order.Lines[0].Units.Reserved.Units, order.Money.Due, order.Money.Kept, order.Statuses.Payment));
        Assert.Equal((2L, 0L), await LockedAsync(bench));
        Assert.Single(order.Shipments.Items, s => s.Status == ShipmentStatus.Planned);
        await IsConsistentAsync(bench);
    }

    [Fact]
    public async Task Fewer_units_are_free_and_their_money_is_owed_back()
    {
        var bench = await PlannedAsync(First(3, "90.00"));
        await bench.SendAsync(Again(First(1, "30.00"), "10:30"));
        var order = await bench.OrderAsync("1");
        Assert.Equal((1L, Shop.Yuan("30.00"), Shop.Yuan("60.00")), (order.Lines[0].Units.Ordered.Units, order.Money.Due, order.Money.RefundPending));
        Assert.Equal((1L, 0L), await LockedAsync(bench));
        await IsConsistentAsync(bench);
    }

    [Fact]
    public async Task A_second_line_is_placed_and_planned_with_the_first()
    {
        var bench = await PlannedAsync();
        await bench.SendAsync(Again(First(1, "80.00"), "10:30") with
        {
            Lines = [Shop.Line("1", Shop.Mug, 1, "50.00"), Shop.Line("2", Shop.Tea, 1, "30.00")],
            PaidAmount = Shop.Yuan("80.00"),
        });
        var order = await bench.OrderAsync("1");
        Assert.Equal([Shop.First, Second], order.Lines.Items.Select(l => l.Id));
        Assert.Equal((Shop.Yuan("80.00"), Shop.Yuan("80.00")), (order.Money.Due, order.Money.Kept));
        Assert.Single(order.Shipments.Items, s => s.Status == ShipmentStatus.Planned && s.Lines.Count == 2);
        Assert.Equal((1L, 1L), await LockedAsync(bench));
        await IsConsistentAsync(bench);
    }

    [Fact]
    public async Task A_line_that_is_gone_is_not_sent_and_one_that_is_back_is()
    {
        var both = First(1, "80.00") with { Lines = [Shop.Line("1", Shop.Mug, 1, "50.00"), Shop.Line("2", Shop.Tea, 1, "30.00")] };
        var bench = await PlannedAsync(both);
        await bench.SendAsync(Again(First(), "10:30"));
        Assert.Equal((1L, 0L), await LockedAsync(bench));
        Assert.Equal(Shop.Yuan("30.00"), (await bench.OrderAsync("1")).Money.RefundPending);
        await bench.SendAsync(Again(both, "10:40"));
        var order = await bench.OrderAsync("1");
        Assert.Equal((1L, 1L), await LockedAsync(bench));
        Assert.Equal((Shop.Yuan("80.00"), Shop.Yuan("80.00"), 2), (order.Money.Due, order.Money.Kept, order.Lines.Count));
        await IsConsistentAsync(bench);
    }

    [Fact]
    public async Task The_price_changes_before_payment()
    {
        var bench = await PlannedAsync(Shop.Claim("1", "10:06", "50.00", 1));
        await bench.SendAsync(Again(Shop.Claim("1", "10:06", "45.00", 1), "10:30"));
        Assert.Equal((Shop.Yuan("45.00"), Shop.Yuan("45.00")), ((await bench.OrderAsync("1")).Money.Due, (await bench.OrderAsync("1")).Lines[0].Total));
        await bench.SendAsync(Again(Shop.Claim("1", "10:06", "45.00", 1).Paid("10:31"), "10:32"));
        Assert.Equal(PaymentStatus.Paid, (await bench.OrderAsync("1")).Statuses.Payment);
        Assert.Equal((1L, 0L), await LockedAsync(bench));
        await IsConsistentAsync(bench);
    }

    [Fact]
    public async Task Another_province_is_planned_for_anew()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.StockAsync(Shop.Guangzhou, Shop.Mug, 5);
        await bench.SendAsync(First());
        Assert.Equal(Shop.Hangzhou, (await bench.OrderAsync("1")).Shipments[0].Location);
        var south = new Recipient(PersonName.Of("王小明"), PhoneNumber.Of("13800001234"), new PostalAddress("广东省", "广州市", "天河区", null));
        Assert.Equal(DeliveryOutcome.Applied, (await bench.SendAsync(Again(First(), "10:30") with { Recipient = south })).Outcome);
        var order = await bench.OrderAsync("1");
        Assert.Equal(Shop.Guangzhou, Assert.Single(order.Shipments.Items, s => s.Status == ShipmentStatus.Planned).Location);
        Assert.Equal((0L, 1L), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked), await bench.UnitsAsync(Shop.Guangzhou, StockAccount.Locked)));
        Assert.NotNull(order.Address);
    }

    [Theory]
    [InlineData("文三路1号", "文三路2号", 1)] // Another street.
    [InlineData("文三路1号", "文三路1号", 0)] // The same.
    [InlineData("文三路1号", "文三路***", 0)] // Masked by the channel.
    [InlineData("文三路1号", null, 0)] // Left out.
    public async Task Another_street_is_another_address_and_a_masked_one_is_none(string first, string? later, int changes)
    {
        Recipient At(string? street) => new(PersonName.Of("王小明"), PhoneNumber.Of("13800001234"),
            new PostalAddress("浙江省", "杭州市", "西湖区", null).WithDetail(street));
        var bench = await PlannedAsync(First() with { Recipient = At(first) });
        await bench.SendAsync(Again(First(), "10:30") with { Recipient = At(later) });
        Assert.Equal(changes, (await bench.OrderAsync("1")).Changes.Count);
        Assert.Equal((1L, 0L), await LockedAsync(bench));
    }

    // The events do not know the city: the vault does.
    [Theory]
    [InlineData("Shippington", "Frankfort", true)]
    [InlineData("Shippington", "Shippington", false)]
    [InlineData("Shippington", "****", false)]
    public async Task Abroad_another_city_is_another_address(string first, string later, bool isOther)
    {
        Recipient At(string city) => new(PersonName.Of("Ann Lee"), PhoneNumber.Of("5550100"),
            new PostalAddress("Kentucky", city, null, null) { Country = "US" }.WithDetail("1 Some Street"));
        var bench = new Bench();
        await bench.SendAsync(First() with { Recipient = At(first) });
        await bench.SendAsync(Again(First(), "10:30") with { Recipient = At(later) });
        Assert.Equal(isOther, (await bench.OrderAsync("1")).Address is not null);
    }

    public static TheoryData<string> Changes() => ["sku", "more", "fewer", "line", "gone", "price", "address"];

    private static Claim Changed(Claim claim, string change) => change switch
    {
        "sku" => claim with { Lines = [Shop.Line("1", Shop.Tea, 2, "50.00"), Shop.Line("2", Shop.Tea, 1, "30.00")] },
        "more" => claim with { Amounts = new(Shop.Yuan("105.00")), Lines = [Shop.Line("1", Shop.Mug, 3, "75.00"), Shop.Line("2", Shop.Tea, 1, "30.00")] },
        "fewer" => claim with { Amounts = new(Shop.Yuan("55.00")), Lines = [Shop.Line("1", Shop.Mug, 1, "25.00"), Shop.Line("2", Shop.Tea, 1, "30.00")] },
        "line" => claim with { Amounts = new(Shop.Yuan("90.00")), Lines = claim.Lines.Add(Shop.Line("3", Shop.Tea, 1, "10.00")) },
        "gone" => claim with { Amounts = new(Shop.Yuan("50.00")), Lines = [claim.Lines[0]] },
        "price" => claim with { Amounts = new(Shop.Yuan("70.00")), Lines = [Shop.Line("1", Shop.Mug, 2, "40.00"), claim.Lines[1]] },
        _ => claim with
        {
            Recipient = new Recipient(PersonName.Of("王小明"), PhoneNumber.Of("13800001234"), new PostalAddress("广东省", "广州市", "天河区", null)),
        },
    };

    private static Claim Both => First(2, "80.00") with { Lines = [Shop.Line("1", Shop.Mug, 2, "50.00"), Shop.Line("2", Shop.Tea, 1, "30.00")] };

    private static async Task<int> ConflictsAsync(Bench bench) =>
        (await bench.OutboxAsync("notice")).Count(m => m.Key.Contains(OrdersCodes.ContentConflict, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task After_hand_over_each_is_a_conflict_that_shows_both_and_is_told_once(string change)
    {
        var bench = await PlannedAsync(Both);
        await bench.SendAsync(Again(Both, "11:10").Shipped("11:00", "YT1"));
        var before = await bench.OrderAsync("1");
        var claim = Changed(Again(Both, "12:00").Shipped("11:00", "YT1"), change);
        var answer = await bench.SendAsync(claim);
        Assert.Equal((DeliveryOutcome.Conflict, OrdersCodes.ContentConflict), (answer.Outcome, answer.Code));
        var after = await bench.OrderAsync("1");
        Assert.Equal((before.Money, before.Lines, before.Shipments), (after.Money, after.Lines, after.Shipments));
        var notice = (await bench.OutboxAsync("notice")).First(m => m.Key.Contains(OrdersCodes.ContentConflict, StringComparison.Ordinal));
        var text = Encoding.UTF8.GetString(notice.Body.Span);
        Assert.Contains("\"given\"", text, StringComparison.Ordinal);
        Assert.Contains("\"told\"", text, StringComparison.Ordinal);
        await bench.SendAsync(claim with { SourceTime = Shop.At("12:30") });
        Assert.Equal(1, await ConflictsAsync(bench));
    }

    [Fact]
    public async Task A_conflict_waits_until_somebody_answers_it_not_until_somebody_scans()
    {
        var bench = await PlannedAsync(Both, Answering("Conflict"));
        await bench.SendAsync(Again(Both with { Lines = [Shop.Line("1", Shop.Mug, 1, "50.00"), Both.Lines[1]] }, "11:00"));
        async Task<int> OpenAsync()
        {
            var open = 0;
            await foreach (var matter in OpenMatters.ReadAsync(bench.Store, bench.Kernel.Policies, Shop.Acme, default))
                open += matter.Kind == OpenMatterKind.Conflict ? 1 : 0;
            return open;
        }

        Assert.Equal(1, await OpenAsync());
        var photo = new AttachEvidence(EvidenceReference.Of("photo"), "photo", new string('0', 64));
        Assert.True((await bench.TellAsync("1", photo, Role.Agent, "11:01")).IsOk);
        Assert.Equal(1, await OpenAsync());
        Assert.True((await bench.TellAsync("1", new CancelUnits([new(Shop.First, Shop.Units(1))]), Role.Supervisor, "11:02")).IsOk);
        Assert.Equal(0, await OpenAsync());
    }

    private static KernelPolicies Answering(string answer)
    {
        var text = $$"""
            {
              "$schema": "changes-1.json", "name": "changes", "version": "2.0.0", "validFor": "P1D",
              "kinds": {
                "Address": { "propose": ["agent"], "confirm": ["supervisor"] }, "Quantity": { "propose": ["agent"], "confirm": ["supervisor"] },
                "Exchange": { "propose": ["agent"], "confirm": ["supervisor"] }, "Price": { "propose": ["agent"], "confirm": ["supervisor"] },
                "Remark": { "propose": ["agent"], "confirm": ["supervisor"] }
              },
              "channel": { "quantity": "{{answer}}", "lines": "{{answer}}", "goods": "{{answer}}", "price": "{{answer}}", "address": "{{answer}}" },
              "split": ["agent"], "merge": ["agent"]
            }
            """;
        var orders = Bench.Sourced.Orders;
        return Bench.Sourced with { Orders = orders.With(orders.Desk with { Changes = ChangeRules.Load(Encoding.UTF8.GetBytes(text)).ValueOrThrow() }) };
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_policy_may_hold_each_for_a_person_who_confirms_it(string change)
    {
        var bench = await PlannedAsync(Both, Answering("Hold"));
        var before = await bench.OrderAsync("1");
        Assert.Equal(DeliveryOutcome.Applied, (await bench.SendAsync(Changed(Again(Both, "10:30") with { PaidAmount = Shop.Yuan("105.00") }, change))).Outcome);
        var held = await bench.OrderAsync("1");
        Assert.Equal((before.Lines, before.Shipments), (held.Lines, held.Shipments));
        Assert.Equal(HoldKind.ContentChange, Assert.Single(held.Holds.Items).Kind);
        Assert.Contains(await bench.OutboxAsync("notice"), m => m.Key.Contains(OrderKernelCodes.HoldPlaced, StringComparison.Ordinal));
        var proposal = Assert.Single(held.Changes.Items).Id;
        (await bench.TellAsync("1", new ConfirmChange(proposal), Role.Supervisor, "10:40")).ValueOrThrow();
        var after = await bench.OrderAsync("1");
        Assert.Empty(after.Holds.Items);
        Assert.Equal(ChangeStatus.Confirmed, after.Changes[0].Status);
        await IsConsistentAsync(bench);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_person_may_decline_it_and_is_not_asked_again(string change)
    {
        var bench = await PlannedAsync(Both, Answering("Hold"));
        var claim = Changed(Again(Both, "10:30") with { PaidAmount = Shop.Yuan("80.00") }, change);
        await bench.SendAsync(claim);
        (await bench.TellAsync("1", new DeclineChange((await bench.OrderAsync("1")).Changes[0].Id, "no"), Role.Supervisor, "10:40")).ValueOrThrow();
        Assert.Empty((await bench.OrderAsync("1")).Holds.Items);
        await bench.SendAsync(claim with { SourceTime = Shop.At("10:50") });
        var after = await bench.OrderAsync("1");
        Assert.Equal((1, 0), (after.Changes.Count, after.Holds.Count));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_policy_may_make_each_a_conflict(string change)
    {
        var bench = await PlannedAsync(Both, Answering("Conflict"));
        var answer = await bench.SendAsync(Changed(Again(Both, "10:30"), change));
        Assert.Equal((DeliveryOutcome.Conflict, OrdersCodes.ContentConflict), (answer.Outcome, answer.Code));
    }

    [Fact]
    public async Task What_the_channel_takes_back_before_anybody_answers_needs_no_answer()
    {
        var bench = await PlannedAsync(Both, Answering("Hold"));
        await bench.SendAsync(Changed(Again(Both, "10:30"), "fewer"));
        await bench.SendAsync(Changed(Again(Both, "10:40"), "sku"));
        var order = await bench.OrderAsync("1");
        Assert.Equal([ChangeStatus.Declined, ChangeStatus.Proposed], order.Changes.Items.Select(c => c.Status));
        Assert.Single(order.Holds.Items);
        await bench.SendAsync(Again(Both, "10:50"));
        order = await bench.OrderAsync("1");
        Assert.Equal([ChangeStatus.Declined, ChangeStatus.Declined], order.Changes.Items.Select(c => c.Status));
        Assert.Empty(order.Holds.Items);
        // Told once more after all, it is asked once more.
        await bench.SendAsync(Changed(Again(Both, "11:00"), "sku"));
        Assert.Single((await bench.OrderAsync("1")).Holds.Items);
    }

    [Fact]
    public async Task More_than_is_there_waits_for_stock_and_more_than_is_paid_for_a_person()
    {
        var bench = await PlannedAsync();
        await bench.SendAsync(Again(First(50, "2500.00"), "10:30") with { PaidAmount = Shop.Yuan("2500.00") });
        var order = await bench.OrderAsync("1");
        Assert.Equal((50L, HoldKind.StockShortage), (order.Lines[0].Units.Open.Units, Assert.Single(order.Holds.Items).Kind));
        // Less after all: the shortage is over.
        await bench.SendAsync(Again(First(2, "100.00"), "10:40") with { PaidAmount = Shop.Yuan("2500.00") });
        order = await bench.OrderAsync("1");
        Assert.Equal((2L, 0), (order.Lines[0].Units.Reserved.Units, order.Holds.Count));

        var unpaid = await PlannedAsync();
        await unpaid.SendAsync(Again(First(2, "100.00"), "10:30") with { PaidAmount = Shop.Yuan("50.00") });
        order = await unpaid.OrderAsync("1");
        Assert.Equal((1L, HoldKind.ContentChange), (order.Lines[0].Units.Reserved.Units, Assert.Single(order.Holds.Items).Kind));
    }

    [Fact]
    public async Task A_masked_record_in_between_does_not_hide_the_next_address()
    {
        Recipient At(string? street) => new(PersonName.Of("王小明"), PhoneNumber.Of("13800001234"),
            new PostalAddress("浙江省", "杭州市", "西湖区", null).WithDetail(street));
        var bench = await PlannedAsync(First() with { Recipient = At("文三路1号") });
        await bench.SendAsync(Again(First(), "10:30") with { Recipient = At("文三路***") });
        await bench.SendAsync(Again(First(), "10:40") with { Recipient = At("文三路2号") });
        Assert.Single((await bench.OrderAsync("1")).Changes.Items);
    }

    [Fact]
    public async Task A_record_that_contradicts_twice_is_told_twice()
    {
        var bench = await PlannedAsync(Both);
        await bench.SendAsync(Again(Both, "11:10").Shipped("11:00", "YT1"));
        await bench.SendAsync(Changed(Changed(Again(Both, "12:00").Shipped("11:00", "YT1"), "more"), "address"));
        Assert.Equal(2, await ConflictsAsync(bench));
    }

    // The channel tells of units that somebody here cancelled: they are off already.
    [Fact]
    public async Task Units_that_were_cancelled_here_are_not_taken_twice()
    {
        var bench = await PlannedAsync(First(3, "30.00"));
        (await bench.TellAsync("1", new CancelUnits([new(Shop.First, Shop.Units(1))]), Role.Agent, "10:20")).ValueOrThrow();
        await bench.SendAsync(Again(First(2, "20.00"), "10:30") with { PaidAmount = Shop.Yuan("30.00") });
        var order = await bench.OrderAsync("1");
        Assert.Equal((2L, 1L, Shop.Yuan("20.00"), Shop.Yuan("10.00"), 0),
            (order.Lines[0].Units.Rest.Units, order.Lines[0].Units.Cancelled.Units, order.Money.Due, order.Money.RefundPending, order.Holds.Count));
        await bench.SendAsync(Again(First(3, "30.00"), "10:40") with { PaidAmount = Shop.Yuan("30.00") });
        order = await bench.OrderAsync("1");
        Assert.Equal((3L, Shop.Yuan("30.00"), Shop.Yuan("0.00")), (order.Lines[0].Units.Rest.Units, order.Money.Due, order.Money.RefundPending));
        await IsConsistentAsync(bench);
    }

    [Fact]
    public async Task A_hold_that_is_released_without_an_answer_declines_the_proposal()
    {
        var bench = await PlannedAsync(Both, Answering("Hold"));
        await bench.SendAsync(Changed(Again(Both, "10:30"), "fewer"));
        (await bench.TellAsync("1", new ReleaseHold((await bench.OrderAsync("1")).Holds[0].Id), Role.Supervisor, "10:40")).ValueOrThrow();
        Assert.Equal(ChangeStatus.Declined, (await bench.OrderAsync("1")).Changes[0].Status);
    }

    // What people changed here is not turned back by a record that still tells the first content.
    [Fact]
    public async Task A_change_of_ours_stands_while_the_channel_tells_what_it_always_told_and_meets_a_person_when_both_changed()
    {
        var bench = await PlannedAsync(First(2, "100.00"));
        (await bench.TellAsync("1", new ProposeChange(ChangeId.Of("desk"), OrderChange.ToQuantity(Shop.First, Shop.Units(1))), Role.Agent, "10:20"))
            .ValueOrThrow();
        (await bench.TellAsync("1", new ConfirmChange(ChangeId.Of("desk")), Role.Agent, "10:21")).ValueOrThrow();
        await bench.SendAsync(Again(First(2, "100.00"), "10:30") with { PaidAmount = Shop.Yuan("100.00") });
        Assert.Equal(1, (await bench.OrderAsync("1")).Lines[0].Units.Ordered.Units);
        await bench.SendAsync(Again(First(3, "150.00"), "10:40") with { PaidAmount = Shop.Yuan("150.00") });
        var order = await bench.OrderAsync("1");
        Assert.Equal(HoldKind.ContentChange, Assert.Single(order.Holds.Items).Kind);
        Assert.Equal(1, order.Lines[0].Units.Ordered.Units);
    }

    // The change that we made is made at the channel as well, and told back.
    [Fact]
    public async Task A_change_of_ours_that_the_channel_tells_back_is_done_already()
    {
        var bench = await PlannedAsync(First(2, "100.00"));
        (await bench.TellAsync("1", new ProposeChange(ChangeId.Of("desk"), OrderChange.ToQuantity(Shop.First, Shop.Units(3))), Role.Agent, "10:20"))
            .ValueOrThrow();
        (await bench.TellAsync("1", new ConfirmChange(ChangeId.Of("desk")), Role.Agent, "10:21")).ValueOrThrow();
        await bench.SendAsync(Again(First(3, "150.00"), "10:30") with { PaidAmount = Shop.Yuan("150.00") });
        var order = await bench.OrderAsync("1");
        Assert.Equal((3L, 0, Shop.Yuan("150.00")), (order.Lines[0].Units.Ordered.Units, order.Holds.Count, order.Money.Due));
        await IsConsistentAsync(bench);
    }

    [Fact]
    public async Task Bundles_change_by_the_bundle()
    {
        static ClaimedLine Set(long count, string total) =>
            new(Shop.First, "SET", Shop.Units(count), Shop.Yuan(total), [new(Shop.Mug, Shop.Units(2)), new(Shop.Tea, Shop.Units(1))]);
        var bench = await PlannedAsync(First() with { Lines = [Set(1, "50.00")] });
        Assert.Equal((2L, 1L), await LockedAsync(bench));
        await bench.SendAsync(Again(First(1, "100.00"), "10:30") with { Lines = [Set(2, "100.00")], PaidAmount = Shop.Yuan("100.00") });
        Assert.Equal((4L, 2L), await LockedAsync(bench));
        await bench.SendAsync(Again(First(1, "20.00"), "10:40") with { Lines = [Shop.Line("1", Shop.Mug, 1, "20.00")], PaidAmount = Shop.Yuan("100.00") });
        Assert.Equal((1L, 0L), await LockedAsync(bench));
        Assert.Equal(Shop.Yuan("80.00"), (await bench.OrderAsync("1")).Money.RefundPending);
        await IsConsistentAsync(bench);
    }
}
