using System.Text;
using NodaTime;
using OrderKernel.AfterSales;
using OrderKernel.Dispatches;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Testing;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

/// <summary>
/// Warehouses are told what to send. Fails when a parcel is told twice, not at all, or as it was and is no more; when what is changed or cancelled is not
/// taken back, or takes the place of what still leaves; when a note hides which batches are held or asks for no serial number that is needed; when a
/// person stands anywhere but in the request; or when anything leaves where no location is named.
/// </summary>
public class DispatchScenarios
{
    private const string Rules = """
        {"$schema":"dispatch-notes-1.json","name":"d","version":"1","locations":["HZ"],"separator":"/",
        "tags":[{"tag":"VIP","when":"customer.level == \"Diamond\""},{"tag":"大额","when":"order.total >= money(\"20\")"},
        {"tag":"odd","when":"1 / (order.lines - 1) > 5"}]}
        """;

    private static readonly KernelPolicies Told = KernelPolicies.Default.With("dispatchNotes", Encoding.UTF8.GetBytes(Rules)).ValueOrThrow();
    private static readonly ShipmentId Parcel = ShipmentId.Of("p");

    [Fact]
    public async Task A_planned_parcel_of_a_told_location_is_told_once_with_its_goods_recipient_and_tags()
    {
        var bench = new Bench(policies: Told with { Network = Allocation.Network.Default });
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05") with { Payment = PaymentStatus.Paid, PaidAt = Shop.At("10:04"), Recipient = Whole("王小明") });
        var (warehouse, kernel) = (new ScriptedWarehouse(), new Kernel(bench.Store, bench.Kernel.Policies) { Standings = new Diamond() });
        var effect = Assert.Single(await bench.OutboxAsync(Kernel.DispatchKind));
        Assert.Equal(DispatchOutcome.Told, (await kernel.DispatchAsync(Shop.Acme, effect, warehouse, Shop.At("10:06"))).ValueOrThrow().Outcome);
        Assert.Equal(DispatchOutcome.Nothing, (await kernel.DispatchAsync(Shop.Acme, effect, warehouse, Shop.At("10:07"))).ValueOrThrow().Outcome);
        var note = Assert.Single(warehouse.Dispatches);
        var parcel = Assert.Single((await bench.OrderAsync("1")).Shipments.Items);
        Assert.Equal((Shop.Hangzhou, "taobao", "flagship", "1", parcel.Id, parcel.Carrier, "standard"),
            (note.Location, note.Channel.Value, note.Shop.Value, note.Order.Value, note.Shipment, note.Carrier, note.Service));
        Assert.Equal([(Shop.Mug, 2L)], note.Lines.Items.Select(l => (l.Sku!.Value, l.Units.Units)));
        Assert.Equal(("王小明", "13800001234", "文三路1号"),
            (note.Recipient!.Name.RevealClear(), note.Recipient.Phone.RevealClear(), note.Recipient.Address!.RevealDetail()));
        Assert.Equal("VIP/大额", note.Remark);
        Assert.Matches("^[0-9a-f]{32}$", note.Note);
    }

    [Fact]
    public async Task A_note_tells_the_batches_that_are_held_and_asks_for_serial_numbers_where_the_rules_want_them()
    {
        foreach (var isAsked in new[] { true, false })
        {
            var serials = Told.With("serials", Encoding.UTF8.GetBytes($$"""
                {"$schema":"serials-1.json","name":"s","version":"1","rules":[{"skus":["{{(isAsked ? "MUG" : "TEA")}}"],"form":"sn"}]}
                """)).ValueOrThrow();
            var bench = new Bench(policies: serials with { Network = Allocation.Network.Default });
            foreach (var (batch, units) in new[] { ("b", 5), ("a", 1) })
            {
                await bench.SendAsync(new Channels.StockCountRecord(Shop.At("08:00"), Shop.Hangzhou, Shop.Mug, Shop.Units(units))
                {
                    Batch = BatchId.Of(batch), ExpiresOn = new LocalDate(2027, batch == "a" ? 9 : 3, 1),
                });
            }

            await bench.SendAsync(Shop.Claim("1", "10:05", mugs: 6).Paid("10:04") with { Recipient = Whole("王小明") });
            var (warehouse, effect) = (new ScriptedWarehouse(), Assert.Single(await bench.OutboxAsync(Kernel.DispatchKind)));
            (await bench.Kernel.DispatchAsync(Shop.Acme, effect, warehouse, Shop.At("10:06"))).ValueOrThrow();
            var note = Assert.Single(warehouse.Dispatches);
            Assert.Equal(isAsked, Assert.Single(note.Lines.Items).NeedsSerials);
            Assert.Equal(["b 5", "a 1"], note.Batches.Items.Select(b => $"{b.Batch} {b.Units}"));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_location_that_the_network_does_not_have_is_refused_whichever_document_comes_first(bool isNetworkFirst)
    {
        var notes = Encoding.UTF8.GetBytes("""{"$schema":"dispatch-notes-1.json","name":"d","version":"1","locations":["HZ","MOON"]}""");
        var network = Allocation.Network.Default;
        var refusal = isNetworkFirst
            ? (KernelPolicies.Default with { Network = network }).With("dispatchNotes", notes).Refusal!
            : KernelPolicies.Default.With("dispatchNotes", notes)
                .Then(p => p.With("network", PolicyDefaults.Bytes(network.Reference.Name))).Refusal!;
        Assert.Equal([$"{OrderKernelCodes.DocumentLocationUnknown} $.locations[1] d MOON"],
            refusal.Reasons.Items.Select(r => $"{r.Code} {r.Arguments[0].Value} {r.Arguments[1].Value} {r.Arguments[2].Value}"));
    }

    [Fact]
    public void Tags_that_make_no_sense_are_all_told_at_once()
    {
        var refusal = DispatchNoteRules.Load("""
            {"$schema":"dispatch-notes-1.json","name":"d","version":"1","locations":["HZ"],"tags":[
            {"tag":"VIP","when":"customer.levle == 1"},{"tag":"VIP","when":"order.lines > 2"},{"tag":"never","when":"order.lines > 2 && order.lines < 1"}]}
            """u8.ToArray()).Refusal!;
        Assert.Equal(["$.tags[0].when", "$.tags[1].tag", "$.tags[2].when"], refusal.Reasons.Items.Select(r => r.Arguments[0].Value));
        Assert.Equal(OrderKernelCodes.DispatchTagNever, refusal.Reasons[2].Code);
    }

    [Fact]
    public async Task Where_no_location_is_named_nothing_leaves_and_where_one_is_no_event_differs()
    {
        var (silent, told) = (new Bench(policies: KernelPolicies.Default), new Bench(policies: Told));
        foreach (var bench in new[] { silent, told })
        {
            await PlanAsync(bench, "1", 2);
            await PlanAsync(bench, "2", 1, Shop.Guangzhou);
        }

        Assert.Empty(await silent.OutboxAsync(Kernel.DispatchKind));
        Assert.Single(await told.OutboxAsync(Kernel.DispatchKind));
        Assert.Equal((await silent.EventsAsync("1")).Select(e => e.Hash), (await told.EventsAsync("1")).Select(e => e.Hash));
    }

    [Theory]
    [InlineData(1, "answer")]
    [InlineData(4, "refusal")]
    [InlineData(3, "nothing")]
    public async Task A_warehouse_that_fails_gets_exactly_what_is_true_in_the_end(int times, string how)
    {
        var (bench, warehouse) = (new Bench(policies: Told), new ScriptedWarehouse());
        await PlanAsync(bench, "1", 2);
        for (var i = 0; i < times; i++)
        {
            if (how == "refusal") warehouse.Refuse("busy");
            else warehouse.Throw(new TimeoutException(), isAfterEffect: how == "answer");
        }

        await TurnsAsync(bench, warehouse, Shop.At("12:00"));
        await DoneAsync(bench, "1", new CancelUnits([new(Shop.First, Shop.Units(1))]), Role.Supervisor, "12:01");
        await DrainAsync(bench, warehouse, "12:02");
        Assert.Equal([1L], Assert.Single(warehouse.Open).Lines.Items.Select(l => l.Units.Units));
    }

    [Fact]
    public async Task Waiting_grows_people_hear_once_and_it_never_gives_up()
    {
        var (bench, warehouse, now, waits) = (new Bench(policies: Told), new ScriptedWarehouse(), Shop.At("12:00"), new List<long>());
        await PlanAsync(bench, "1", 2);
        warehouse.Refuse("busy", times: 9);
        for (var i = 0; i < 9; i++)
        {
            var turn = Assert.Single(await TurnsAsync(bench, warehouse, now));
            Assert.Equal((DispatchOutcome.Delayed, "busy"), (turn.Outcome, turn.Answer));
            waits.Add((long)(turn.AgainAt!.Value - now).TotalSeconds);
            now = turn.AgainAt.Value;
        }

        Assert.Equal([30, 60, 120, 240, 480, 960, 1920, 3600, 3600], waits);
        Assert.Equal(DispatchOutcome.Told, Assert.Single(await TurnsAsync(bench, warehouse, now)).Outcome);
        Assert.Equal(1, Heard(bench).Count(n => Says(n, OrderKernelCodes.DispatchDelayed)));
    }

    [Fact]
    public async Task A_cancelled_parcel_is_recalled_also_when_its_note_comes_later_than_the_recall()
    {
        var (bench, warehouse) = (new Bench(policies: Told), new ScriptedWarehouse());
        await PlanAsync(bench, "1", 2);
        warehouse.Delay(new TimeoutException());
        Assert.Equal([DispatchOutcome.Delayed], await SendAsync(bench, warehouse, "12:00"));
        await DoneAsync(bench, "1", new CancelUnits([]), Role.Supervisor, "12:00");
        Assert.Equal([DispatchOutcome.Recalled, DispatchOutcome.Nothing], await SendAsync(bench, warehouse, "12:10"));
        warehouse.Arrive();
        Assert.Empty(warehouse.Open);
        Assert.Equal(warehouse.Dispatches.Select(d => d.Note), warehouse.Recalls.Select(r => r.Note));
    }

    [Fact]
    public async Task What_was_never_told_and_is_gone_or_left_is_told_nothing()
    {
        var (bench, warehouse) = (new Bench(policies: Told), new ScriptedWarehouse());
        await PlanAsync(bench, "1", 2);
        await DoneAsync(bench, "1", new ReleaseShipment(Parcel), Role.Kernel, "11:30");
        await PlanAsync(bench, "2", 2);
        await DoneAsync(bench, "2", new ShipShipment(Parcel, Shop.At("11:40"), [Waybill.Of("W1")], []), Role.Warehouse, "11:40");
        Assert.All(await SendAsync(bench, warehouse, "12:00"), o => Assert.Equal(DispatchOutcome.Nothing, o));
        Assert.Empty(warehouse.Dispatches);
        Assert.Empty(warehouse.Recalls);
    }

    [Fact]
    public async Task A_note_that_the_warehouse_does_not_give_up_is_told_to_people_and_nothing_takes_its_place()
    {
        var (bench, warehouse) = (new Bench(policies: Told), new ScriptedWarehouse());
        await PlanAsync(bench, "1", 2);
        await SendAsync(bench, warehouse, "12:00");
        warehouse.Leave();
        await DoneAsync(bench, "1", new CancelUnits([new(Shop.First, Shop.Units(1))]), Role.Supervisor, "12:01");
        Assert.Equal([DispatchOutcome.Refused], await SendAsync(bench, warehouse, "12:02"));
        await DrainAsync(bench, warehouse, "12:03");
        Assert.Single(warehouse.Dispatches);
        Assert.Equal(1, Heard(bench).Count(n => Says(n, OrderKernelCodes.DispatchStands) && n.Contains("has-left", StringComparison.Ordinal)));
        Assert.Equal(1, Heard(bench).Count(n => Says(n, OrderKernelCodes.DispatchRefused)));
    }

    [Fact]
    public async Task What_the_warehouse_refuses_for_good_is_told_to_people_once_and_needs_no_recall()
    {
        var (bench, warehouse) = (new Bench(policies: Told), new ScriptedWarehouse());
        await PlanAsync(bench, "1", 2);
        warehouse.Refuse("sku-unknown", isFinal: true);
        Assert.Equal([DispatchOutcome.Refused], await SendAsync(bench, warehouse, "12:00"));
        await DoneAsync(bench, "1", new CancelUnits([]), Role.Supervisor, "12:01");
        await DrainAsync(bench, warehouse, "12:02");
        Assert.Empty(warehouse.Recalls);
        Assert.Equal(1, Heard(bench).Count(n => Says(n, OrderKernelCodes.DispatchRefused)));
    }

    // The channel conceals the person in a later record, and later names another one.
    [Fact]
    public async Task The_recipient_is_the_one_who_was_told_whole_until_another_is_agreed_on()
    {
        var (bench, warehouse) = (new Bench(policies: Told), new ScriptedWarehouse());
        await PlanAsync(bench, "1", 2, recipient: Whole("王小明"));
        await bench.SendAsync(Shop.Part("1", "11:10") with { Recipient = Whole("王**") with { Phone = PhoneNumber.Of("138****1234") } });
        await SendAsync(bench, warehouse, "12:00");
        Assert.Equal("王小明", Assert.Single(warehouse.Open).Recipient!.Name.RevealClear());
        await bench.SendAsync(Shop.Part("1", "12:10") with { Recipient = Whole("李四") with { Phone = PhoneNumber.Of("13900005678") } });
        await DrainAsync(bench, warehouse, "12:11");
        var agreed = (await bench.OrderAsync("1")).Address is not null;
        Assert.Equal(agreed ? "李四" : "王小明", Assert.Single(warehouse.Open).Recipient!.Name.RevealClear());
        Assert.Equal(agreed ? 1 : 0, warehouse.Recalls.Count);
        Assert.True(agreed);
    }

    [Fact]
    public async Task Persons_stand_in_the_request_alone_and_of_one_who_was_erased_nothing_is_told()
    {
        var (bench, warehouse) = (new Bench(policies: Told), new ScriptedWarehouse());
        string[] canaries = ["王小明", "13800001234", "文三路1号"];
        await PlanAsync(bench, "1", 2, recipient: Whole("王小明"));
        await PlanAsync(bench, "2", 2, recipient: Whole("王小明"));
        warehouse.Refuse("busy", times: 4);
        warehouse.Refuse("closed", isFinal: true);
        await DrainAsync(bench, warehouse, "12:00");
        Assert.NotEmpty(warehouse.Dispatches);
        var bodies = Heard(bench).ToList();
        Assert.Contains(bodies, b => b.StartsWith("dispatch-note/", StringComparison.Ordinal));
        bodies.AddRange(warehouse.Dispatches.Select(d => d.ToString()));
        foreach (var number in new[] { "1", "2" }) bodies.AddRange((await bench.EventsAsync(number)).Select(e => Encoding.UTF8.GetString(e.Bytes.Span)));
        Assert.All(bodies, b => Assert.DoesNotContain(canaries, c => b.Contains(c, StringComparison.Ordinal)));

        await PlanAsync(bench, "3", 2, recipient: Whole("王小明"));
        await bench.Store.EraseAsync(Shop.Acme, PersonEntry.RecipientToken(Shop.Key("3"), Shop.At("10:05")), default);
        var before = warehouse.Dispatches.Count;
        Assert.Equal([DispatchOutcome.Refused], await SendAsync(bench, warehouse, "2 12:00"));
        Assert.Equal(before, warehouse.Dispatches.Count);
        await DrainAsync(bench, warehouse, "2 12:01");
        Assert.Contains(Heard(bench), n => Says(n, OrderKernelCodes.DispatchRefused) && n.Contains("recipient-erased", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tag_that_cannot_be_evaluated_is_left_out_and_told_to_people()
    {
        var (bench, warehouse) = (new Bench(policies: Told), new ScriptedWarehouse());
        await PlanAsync(bench, "1", 2);
        await DrainAsync(bench, warehouse, "12:00");
        Assert.Equal("大额", Assert.Single(warehouse.Open).Remark);
        Assert.Single(Heard(bench), n => Says(n, OrderKernelCodes.RuleErred, Told.Notices.Policy.Rules[0]) && n.Contains("\"odd\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_location_that_is_named_no_more_gives_back_what_it_was_told_and_is_told_nothing_new(bool wasTold, bool isGone)
    {
        var (bench, warehouse) = (new Bench(policies: Told), new ScriptedWarehouse());
        await PlanAsync(bench, "1", 2);
        if (wasTold) await SendAsync(bench, warehouse, "12:00");
        else await bench.Kernel.SendDueAsync(Shop.Acme, Shop.At("12:00"), (_, _) => default);
        var later = new Bench(bench.Store, KernelPolicies.Default);
        await DoneAsync(later, "1", new CancelUnits(isGone ? [] : [new(Shop.First, Shop.Units(1))]), Role.Supervisor, "12:01");
        Assert.Equal(wasTold ? [DispatchOutcome.Recalled] : [], await SendAsync(later, warehouse, "12:02"));
        Assert.Empty(warehouse.Open);
        Assert.Equal((wasTold ? 1 : 0, wasTold ? 1 : 0), (warehouse.Dispatches.Count, warehouse.Recalls.Count));
    }

    // Two effects of one unit: in whichever order they are sent, and whatever fails, no goods are to leave under two notes at once.
    [Theory]
    [InlineData("split", false, "")]
    [InlineData("split", true, "")]
    [InlineData("split", true, "busy")]
    [InlineData("split", true, "left")]
    [InlineData("merge", false, "")]
    [InlineData("merge", true, "")]
    [InlineData("merge", true, "busy")]
    [InlineData("merge", true, "left")]
    [InlineData("twice", true, "")]
    [InlineData("other parcel", false, "")]
    [InlineData("other parcel", true, "")]
    [InlineData("other parcel", true, "busy")]
    [InlineData("other parcel", true, "left")]
    public async Task What_goes_to_another_parcel_is_recalled_before_its_note_is_told(string how, bool isLastFirst, string answer)
    {
        var (bench, warehouse) = (new Bench(policies: Told), new ScriptedWarehouse());
        await PlanAsync(bench, "1", 2);
        if (how == "merge") await bench.SendAsync(Shop.Claim("2", "10:05").Paid("10:04"));
        await SendAsync(bench, warehouse, "12:00");
        var context = new DecisionContext(new Actor(ActorId.Of("alice"), [Role.Agent]), Shop.At("12:01"), MessageId.Of("moves"));
        var holder = "1";
        switch (how)
        {
            case "merge":
                (await bench.Kernel.MergeAsync(Shop.Key("1"), new MergeOrder(Shop.Key("2")), context)).ValueOrThrow();
                holder = "2";
                break;
            case "split" or "twice":
                (await bench.Kernel.SplitAsync(Shop.Key("1"), new SplitOrder(Shop.Key("1-a"), [new(Shop.First, Shop.Units(2))]), context)).ValueOrThrow();
                holder = "1-a";
                break;
            default:
                await DoneAsync(bench, "1", new ReleaseShipment(Parcel), Role.Kernel, "12:01");
                var plan = new PlanShipment(ShipmentId.Of("q"), Shop.Hangzhou, null, null, [new(Shop.First, Shop.Units(2))]);
                await DoneAsync(bench, "1", plan, Role.Kernel, "12:01");
                break;
        }

        if (how == "twice")
        {
            context = context with { Message = MessageId.Of("moves again") };
            (await bench.Kernel.SplitAsync(Shop.Key("1-a"), new SplitOrder(Shop.Key("1-b"), [new(Shop.First, Shop.Units(2))]), context)).ValueOrThrow();
            holder = "1-b";
        }

        var effects = await bench.OutboxAsync(Kernel.DispatchKind);
        Assert.Equal(how == "twice" ? 4 : 2, effects.Count);
        if (answer == "busy") warehouse.Refuse("busy");
        if (answer == "left") warehouse.Leave();
        var isMoved = (OutboxMessage e) => Encoding.UTF8.GetString(e.Body.Span) is var body
            && body.Contains($"\"number\":\"{holder}\"", StringComparison.Ordinal) && (how != "other parcel" || body.Contains("\"q\"", StringComparison.Ordinal));
        foreach (var effect in isLastFirst ? effects.OrderByDescending(isMoved) : effects.OrderBy(isMoved))
        {
            await bench.Kernel.DispatchAsync(Shop.Acme, effect, warehouse, Shop.At("12:02"));
            await bench.Store.SettleAsync(Shop.Acme, effect.Key, default);
            Assert.True(warehouse.Open.Sum(n => n.Lines.Items.Sum(l => l.Units.Units)) <= 2, "goods are to leave twice");
        }

        await DrainAsync(bench, warehouse, "12:03");
        var open = warehouse.Open;
        if (answer == "left") Assert.Empty(open);
        else Assert.Equal(holder, Assert.Single(open).Order.Value);
        Assert.Equal(answer == "left" ? 1 : 0, Heard(bench).Count(n => Says(n, OrderKernelCodes.DispatchStands)));
    }

    // Whatever happens to the parcels and on the line, in the end the warehouse has each parcel that is to be sent once, as it is, and nothing else.
    [Fact]
    public async Task In_the_end_the_warehouse_has_what_is_to_be_sent()
    {
        var (notes, recalls) = (0, 0);
        for (var seed = 0; seed < 60; seed++)
        {
            var (dice, bench, warehouse) = (new Random(seed), new Bench(policies: Told), new ScriptedWarehouse());
            await PlanAsync(bench, "1", 2, mugs: 6);
            for (var i = 0; i < 12; i++)
            {
                var at = $"12:{i * 2:00}";
                var id = ShipmentId.Of($"p{dice.Next(3)}");
                OrderCommand command = dice.Next(6) switch
                {
                    0 => new CancelUnits([new(Shop.First, Shop.Units(1))]),
                    1 => new ReleaseShipment(dice.Next(2) == 0 ? Parcel : id),
                    2 => new ShipShipment(id, Shop.At(at), [Waybill.Of($"W{i}")], []),
                    _ => new PlanShipment(id, dice.Next(3) == 0 ? Shop.Guangzhou : Shop.Hangzhou, null, null, [new(Shop.First, Shop.Units(1 + dice.Next(2)))]),
                };
                await bench.TellAsync("1", command, command is ShipShipment ? Role.Warehouse : command is CancelUnits ? Role.Supervisor : Role.Kernel, at);
                switch (dice.Next(5))
                {
                    case 0: warehouse.Refuse("busy"); break;
                    case 1: warehouse.Throw(new TimeoutException(), isAfterEffect: dice.Next(2) == 0); break;
                    case 2: warehouse.Delay(new TimeoutException()); break;
                }

                if (dice.Next(2) == 0) await TurnsAsync(bench, warehouse, Shop.At(at));
                if (dice.Next(4) == 0) warehouse.Arrive();
            }

            await DrainAsync(bench, warehouse, "13:00");
            warehouse.Arrive();
            var order = await bench.OrderAsync("1");
            var due = order.Shipments.Items.Where(s => s.Status == ShipmentStatus.Planned && s.Location == Shop.Hangzhou
                && s.Lines.Items.Any(l => !l.Units.IsZero));
            var gone = order.Shipments.Items.Where(s => s.HandedOverAt is not null).Select(s => s.Id).ToHashSet();
            var open = warehouse.Open.Where(n => !gone.Contains(n.Shipment)).ToList();
            Assert.Equal(due.Select(s => $"{s.Id} {s.Lines.Items.Sum(l => l.Units.Units)}").Order(),
                open.Select(n => $"{n.Shipment} {n.Lines.Items.Sum(l => l.Units.Units)}").Order());
            Assert.True(warehouse.Open.Where(n => gone.Contains(n.Shipment)).GroupBy(n => n.Shipment).All(g => g.Count() == 1));
            (notes, recalls) = (notes + open.Count, recalls + warehouse.Recalls.Count);
        }

        Assert.True(notes > 20 && recalls > 20, $"{notes} notes, {recalls} recalls");
    }

    [Theory]
    [InlineData("\"locations\":[\"HZ\",\"HZ\"]", "$.locations[1]")]
    [InlineData("\"locations\":[\"\"]", "$.locations[0]")]
    [InlineData("\"tags\":[{\"tag\":\"\",\"when\":\"true\"}]", "$.tags[0].tag")]
    [InlineData("\"tags\":[{\"tag\":\"a\",\"when\":\"true\"},{\"tag\":\"a\",\"when\":\"true\"}]", "$.tags[1].tag")]
    [InlineData("\"tags\":[{\"tag\":\"a\",\"when\":\"order.colour == 1\"}]", "$.tags[0].when")]
    [InlineData("\"tags\":[{\"tag\":\"a\"}]", "$.tags[0].when")]
    [InlineData("\"separator\":\"---------\"", "$.separator")]
    public void A_document_that_makes_no_sense_is_refused_with_its_path(string part, string path)
    {
        var refusal = DispatchNoteRules.Load(Encoding.UTF8.GetBytes($$"""{"$schema":"dispatch-notes-1.json","name":"d","version":"1",{{part}}}""")).Refusal!;
        Assert.Contains(path, refusal.Reasons.Items.Select(r => r.Arguments[0].Value));
    }

    [Fact]
    public async Task An_effect_of_another_kind_is_none() => await Assert.ThrowsAsync<ArgumentException>(async () =>
        await new Bench().Kernel.DispatchAsync(Shop.Acme, new OutboxMessage("k", "refund", Shop.At("12:00"), "{}"u8.ToArray()), new ScriptedWarehouse(),
            Shop.At("12:00")));

    private static Recipient Whole(string name) =>
        new(PersonName.Of(name), PhoneNumber.Of("13800001234"), new PostalAddress("浙江省", "杭州市", "西湖区", null).WithDetail("文三路1号"));

    private static async Task PlanAsync(Bench bench, string number, long units, LocationId? location = null, Recipient? recipient = null, long mugs = 2)
    {
        var claim = Shop.Claim(number, "10:05", mugs: mugs).Paid("10:04");
        await bench.SendAsync(recipient is null ? claim : claim with { Recipient = recipient });
        var plan = new PlanShipment(Parcel, location ?? Shop.Hangzhou, null, null, [new(Shop.First, Shop.Units(units))]);
        await DoneAsync(bench, number, plan, Role.Kernel, "11:00");
    }

    private static async Task DoneAsync(Bench bench, string number, OrderCommand command, Role role, string at) =>
        (await bench.TellAsync(number, command, role, at)).ValueOrThrow();

    private static async Task<List<DispatchTurn>> TurnsAsync(Bench bench, ScriptedWarehouse warehouse, Instant now)
    {
        var turns = new List<DispatchTurn>();
        await bench.Kernel.SendDueAsync(Shop.Acme, now, async (effect, token) =>
        {
            if (effect.Kind == Kernel.DispatchKind) turns.Add((await bench.Kernel.DispatchAsync(Shop.Acme, effect, warehouse, now, token)).ValueOrThrow());
            Heard(bench).Add($"{effect.Key} {Encoding.UTF8.GetString(effect.Body.Span)}");
        });
        return turns;
    }

    private static async Task<List<DispatchOutcome>> SendAsync(Bench bench, ScriptedWarehouse warehouse, string at) =>
        [.. (await TurnsAsync(bench, warehouse, Shop.At(at))).Select(t => t.Outcome)];

    private static async Task DrainAsync(Bench bench, ScriptedWarehouse warehouse, string at)
    {
        var now = Shop.At(at);
        for (var i = 0; i < 40; i++, now += Duration.FromHours(1)) await TurnsAsync(bench, warehouse, now);
    }

    private static bool Says(string notice, string code, Role? role = null) => notice.Contains($"\"{code}\"", StringComparison.Ordinal)
        && notice.Contains($"\"role\":\"{role ?? Told.Notices.Policy.Conflicts[0]}\"", StringComparison.Ordinal);

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<Bench, List<string>> All = [];

    private static List<string> Heard(Bench bench) => All.GetOrCreateValue(bench);

    private sealed class Diamond : ICustomerStandings
    {
        public ValueTask<KnownCustomer?> FindAsync(OrderKey order, CancellationToken cancellationToken) =>
            new(new KnownCustomer(CustomerStanding.Unknown with { Level = CustomerLevel.Diamond }));
    }
}
