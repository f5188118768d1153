using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Testing;
using OrderKernel.Tests.Support;
using OrderKernel.WriteBacks;

namespace OrderKernel.Tests.Doors;

/// <summary>
/// Channels hear of parcels. Fails when a parcel is told twice, not at all or to the wrong order, in other items or codes than the channel's own; when what the
/// channel cannot be told, refuses or does not answer is lost or hidden from people; or when one channel that fails holds up what others are told.
/// </summary>
public class WriteBackDoorScenarios
{
    private static readonly KernelPolicies Policies = KernelPolicies.Default with { Profiles = [Mall("lines", 1)] };

    private static PolicyDocument<ChannelProfile> Mall(string scope, int? most) => Profiles.Load(System.Text.Encoding.UTF8.GetBytes($$"""
        {"$schema":"profile-1.json","name":"mall","version":"1","channel":"taobao","code":"TB","zone":"UTC","format":"json","currency":"CNY","money":"fen","time":"epoch-s",
         "carriers":{"YTO-1":"yuantong","SF-1":"sf"},"writeBack":{"scope":"{{scope}}",{{(most is null ? "" : $"\"waybillsMax\":{most},")}}"evidence":"seen"},
         "records":[{"kind":"order","scope":"whole","number":"no","times":{"created":"at"},"amounts":{"due":"total"} }] }
        """)).ValueOrThrow();

    [Fact]
    public async Task A_parcel_is_told_once_in_the_channels_items_and_kept_with_the_order()
    {
        var (bench, channel) = await LeftAsync();
        Assert.Equal([WriteBackOutcome.Taken], await SendAsync(bench, channel));
        var told = Assert.Single(channel.WriteBacks);
        Assert.Equal(("taobao", "flagship", "1", "YTO-1", "W1"), (told.Channel.Value, told.Shop.Value, told.Order.Value, told.Carrier, told.Waybills[0].Number));
        Assert.Equal((LineId.Of("1"), null, Shop.At("12:00")), (told.Items[0].Line, told.Items[0].Units, told.ShippedAt));
        var kept = Assert.Single((await bench.OrderAsync("1")).WriteBacks.Items);
        Assert.Equal((null, "W1", "1"), (kept.Refused, kept.Waybills[0].Number, kept.Lines[0].Value));
        Assert.Empty(await SendAsync(bench, channel));
    }

    [Fact]
    public async Task What_the_channel_took_without_an_answer_is_told_again_and_taken_once()
    {
        var (bench, channel) = await LeftAsync();
        channel.ThrowWriteBack(new TimeoutException(), isAfterEffect: true);
        Assert.Equal([WriteBackOutcome.Delayed], await SendAsync(bench, channel, "12:00"));
        Assert.Empty(await SendAsync(bench, channel, "12:00:29"));
        Assert.Equal([WriteBackOutcome.Taken], await SendAsync(bench, channel, "12:00:30"));
        Assert.Equal(2, channel.WriteBacks.Count);
        Assert.Equal(["W1"], channel.WaybillsOf(OrderNumber.Of("1"), LineId.Of("1")).Select(w => w.Number));
        Assert.Single((await bench.OrderAsync("1")).WriteBacks.Items);
    }

    [Fact]
    public async Task Waiting_grows_to_an_hour_people_hear_once_and_it_never_gives_up()
    {
        var (bench, channel) = await LeftAsync();
        channel.RefuseWriteBack("429", times: 12);
        var (now, waits) = (Shop.At("12:00"), new List<string>());
        for (var i = 0; i < 12; i++)
        {
            var turn = Assert.Single(await TurnsAsync(bench, channel, now));
            Assert.Equal((WriteBackOutcome.Delayed, "429"), (turn.Outcome, turn.Answer));
            waits.Add($"{(long)(turn.AgainAt!.Value - now).TotalSeconds}");
            now = turn.AgainAt.Value;
        }

        Assert.Equal(["30", "60", "120", "240", "480", "960", "1920", "3600", "3600", "3600", "3600", "3600"], waits);
        Assert.Equal(WriteBackOutcome.Taken, Assert.Single(await TurnsAsync(bench, channel, now)).Outcome);
        Assert.Equal(1, await NoticesAsync(bench, OrderKernelCodes.WriteBackDelayed));
    }

    [Fact]
    public async Task What_the_channel_refuses_for_good_is_kept_and_told_to_people_once()
    {
        var (bench, channel) = await LeftAsync();
        channel.RefuseWriteBack("closed", isFinal: true);
        Assert.Equal([WriteBackOutcome.Refused], await SendAsync(bench, channel));
        Assert.Equal("closed", Assert.Single((await bench.OrderAsync("1")).WriteBacks.Items).Refused);
        Assert.Equal(1, await NoticesAsync(bench, OrderKernelCodes.WriteBackRefused));
        Assert.Empty(await SendAsync(bench, channel, "2 12:00"));
    }

    [Fact]
    public async Task A_channel_that_fails_holds_up_no_other_effect()
    {
        var (bench, channel) = await LeftAsync();
        await OrderAsync(bench, "2", "W2");
        channel.Know(OrderNumber.Of("2"));
        channel.RefuseWriteBack("429");
        Assert.Equal([WriteBackOutcome.Delayed, WriteBackOutcome.Taken], await SendAsync(bench, channel));
    }

    [Fact]
    public async Task A_carrier_without_a_code_is_told_to_people_and_not_to_the_channel()
    {
        var (bench, channel) = await LeftAsync("zhongtong");
        Assert.Equal([WriteBackOutcome.Refused], await SendAsync(bench, channel));
        Assert.Empty(channel.WriteBacks);
        Assert.Equal(ChannelsCodes.WriteBackCarrierUnknown, Assert.Single((await bench.OrderAsync("1")).WriteBacks.Items).Refused);
    }

    [Fact]
    public async Task Of_two_parcels_of_one_line_the_second_waybill_is_told_to_people_where_the_channel_takes_one()
    {
        var (bench, channel) = (new Bench(policies: Policies), Channel("1"));
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        for (var i = 1; i <= 2; i++)
            (await bench.TellAsync("1", Parcel($"p{i}", $"W{i}", new LineUnits(Shop.First, Shop.Units(1))), Role.Warehouse, $"12:0{i}")).ValueOrThrow();
        Assert.Equal([WriteBackOutcome.Taken, WriteBackOutcome.Refused], await SendAsync(bench, channel));
        Assert.Equal(["W1"], channel.WaybillsOf(OrderNumber.Of("1"), LineId.Of("1")).Select(w => w.Number));
        Assert.Equal([null, ChannelsCodes.WriteBackWaybillUntold], (await bench.OrderAsync("1")).WriteBacks.Items.Select(n => n.Refused));
    }

    [Fact]
    public async Task Of_a_channel_that_takes_units_each_parcel_is_told_with_its_own()
    {
        var (bench, channel) = (new Bench(policies: Policies with { Profiles = [Mall("units", 1)] }), Channel("1"));
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        for (var i = 1; i <= 2; i++)
            (await bench.TellAsync("1", Parcel($"p{i}", $"W{i}", new LineUnits(Shop.First, Shop.Units(1))), Role.Warehouse, $"12:0{i}")).ValueOrThrow();
        Assert.Equal([WriteBackOutcome.Taken, WriteBackOutcome.Taken], await SendAsync(bench, channel));
        Assert.Equal(["W1:1", "W2:1"], channel.WriteBacks.Select(w => $"{w.Waybills[0]}:{w.Items[0].Units!.Value.Units}"));
    }

    // A set of one mug and two teas, twice, in three parcels: the parcels come to two sets.
    [Fact]
    public async Task The_parts_of_a_bundle_come_to_whole_units_of_the_channels_line()
    {
        var (bench, channel) = (new Bench(policies: Policies with { Profiles = [Mall("units", null)] }), Channel("1"));
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04") with
        {
            Lines = [new(Shop.First, "SET", Shop.Units(2), Shop.Yuan("20.00"), [new(Shop.Tea, Shop.Units(2)), new(Shop.Mug, Shop.Units(1))])],
        });
        var order = await bench.OrderAsync("1");
        var (tea, mug) = (order.Lines.Items.Single(l => l.Sku == Shop.Tea).Id, order.Lines.Items.Single(l => l.Sku == Shop.Mug).Id);
        LineUnits[][] parcels = [[new(tea, Shop.Units(3)), new(mug, Shop.Units(1))], [new(mug, Shop.Units(1))], [new(tea, Shop.Units(1))]];
        for (var i = 0; i < parcels.Length; i++)
            (await bench.TellAsync("1", Parcel($"p{i}", $"W{i}", parcels[i]), Role.Warehouse, $"12:0{i}")).ValueOrThrow();
        await SendAsync(bench, channel);
        Assert.Equal(["W0:1", "W2:1"], channel.WriteBacks.Select(w => $"{w.Waybills[0]}:{w.Items[0].Units!.Value.Units}"));
        Assert.Equal([null, ChannelsCodes.WriteBackPartUntold, null], (await bench.OrderAsync("1")).WriteBacks.Items.Select(n => n.Refused));
    }

    [Fact]
    public async Task A_parcel_of_a_split_order_is_told_to_the_order_that_the_channel_knows()
    {
        var (bench, channel) = (new Bench(policies: Policies), Channel("1"));
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        var split = new SplitOrder(Shop.Key("1-b"), [new(Shop.First, Shop.Units(1))]);
        (await bench.Kernel.SplitAsync(Shop.Key("1"), split, Context("split", "11:00"))).ValueOrThrow();
        (await bench.TellAsync("1-b", Parcel("p", "W1", new LineUnits((await bench.OrderAsync("1-b")).Lines[0].Id, Shop.Units(1))), Role.Warehouse, "12:00")).ValueOrThrow();
        await SendAsync(bench, channel);
        var told = Assert.Single(channel.WriteBacks);
        Assert.Equal(("1", "1"), (told.Order.Value, told.Items[0].Line.Value));
        Assert.Single((await bench.OrderAsync("1-b")).WriteBacks.Items);
    }

    [Fact]
    public async Task A_parcel_of_merged_orders_is_told_to_each_with_its_own_lines()
    {
        var (bench, channel) = (new Bench(policies: Policies), Channel("1", "2"));
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.SendAsync(Shop.Claim("2", "10:05").Paid("10:04") with { Lines = [Shop.Line("77", Shop.Tea, 1, "20.00")] });
        (await bench.Kernel.MergeAsync(Shop.Key("2"), new MergeOrder(Shop.Key("1")), Context("merge", "11:00"))).ValueOrThrow();
        var all = (await bench.OrderAsync("1")).Lines.Items.Select(l => new LineUnits(l.Id, l.Units.Ordered)).ToArray();
        (await bench.TellAsync("1", Parcel("p", "W1", all), Role.Warehouse, "12:00")).ValueOrThrow();
        await SendAsync(bench, channel);
        Assert.Equal(["1: 1", "2: 77"], channel.WriteBacks.Select(w => $"{w.Order}: {string.Join(" ", w.Items.Items.Select(i => i.Line))}"));
        Assert.Equal(["1", "2"], (await bench.OrderAsync("1")).WriteBacks.Items.Select(n => n.Platform.Number.Value));
    }

    [Fact]
    public async Task An_effect_of_another_kind_is_none() => await Assert.ThrowsAsync<ArgumentException>(async () =>
        await new Bench().Kernel.WriteBackAsync(Shop.Acme, new OutboxMessage("k", "refund", Shop.At("12:00"), "{}"u8.ToArray()), Channel(), Shop.At("12:00")));

    private static DecisionContext Context(string message, string at) =>
        new(new Actor(ActorId.Of("anna"), [Role.Agent, Role.Supervisor]), Shop.At(at), MessageId.Of(message));

    private static ScriptedGateway Channel(params string[] orders)
    {
        var channel = new ScriptedGateway(3);
        foreach (var order in orders) channel.Know(OrderNumber.Of(order));
        return channel;
    }

    private static ShipElsewhere Parcel(string id, string waybill, params LineUnits[] lines) =>
        new(ShipmentId.Of(id), Shop.At("12:00"), lines.ToValueList()) { Carrier = Shop.Yuantong, Waybills = [Waybill.Of(waybill)] };

    private static async Task<(Bench Bench, ScriptedGateway Channel)> LeftAsync(string carrier = "yuantong")
    {
        var bench = new Bench(policies: Policies);
        await OrderAsync(bench, "1", "W1", carrier);
        return (bench, Channel("1"));
    }

    private static async Task OrderAsync(Bench bench, string number, string waybill, string carrier = "yuantong")
    {
        await bench.SendAsync(Shop.Claim(number, "10:05").Paid("10:04"));
        (await bench.TellAsync(number, Parcel("p", waybill) with { Carrier = CarrierId.Of(carrier) }, Role.Warehouse, "12:00")).ValueOrThrow();
    }

    private static async Task<List<WriteBackTurn>> TurnsAsync(Bench bench, ScriptedGateway channel, Instant now)
    {
        var turns = new List<WriteBackTurn>();
        await bench.Kernel.SendDueAsync(Shop.Acme, now, async (effect, token) =>
        {
            if (effect.Kind == Kernel.WriteBackKind) turns.Add((await bench.Kernel.WriteBackAsync(Shop.Acme, effect, channel, now, token)).ValueOrThrow());
            else if (effect.Kind == "notice") Heard(bench).Add(System.Text.Encoding.UTF8.GetString(effect.Body.Span));
        });
        return turns;
    }

    private static async Task<List<WriteBackOutcome>> SendAsync(Bench bench, ScriptedGateway channel, string at = "12:05") =>
        [.. (await TurnsAsync(bench, channel, Shop.At(at))).Select(t => t.Outcome)];

    private static async Task<int> NoticesAsync(Bench bench, string code)
    {
        await TurnsAsync(bench, Channel(), Shop.At("300 00:00"));
        return Heard(bench).Count(n => n.Contains($"\"{code}\"", StringComparison.Ordinal) && n.Contains("\"agent\"", StringComparison.Ordinal));
    }

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<Bench, List<string>> All = [];

    private static List<string> Heard(Bench bench) => All.GetOrCreateValue(bench);
}
