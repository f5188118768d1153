using System.Text;
using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Stores;
using OrderKernel.Testing;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

// Fails when an open circuit loses what comes, lets it through, applies it twice or does not bring it back exactly, when a forged push is ever believed or
// stops genuine ones, when money is read wrongly while its form drifts, or when people hear of a turn not at all, twice, or of each held record.
public class ChannelWatchScenarios
{
    private static readonly ShopContext Live = new(Shop.Acme, ShopId.Of("dy-live"));
    private static readonly WatchedChannel Channel = new(Shop.Acme, Live.Shop, "doudian");
    private static readonly Actor Desk = new(ActorId.Of("li"), [Role.Of("supervisor")]);
    private static readonly Instant Ten = Instant.FromUtc(2026, 2, 9, 2, 0);
    private static readonly SigningKey Autumn = SigningKey.Of("autumn", "old secret"u8, app: "3000", until: Ten + Min(15));
    private static readonly SigningKey Winter = SigningKey.Of("winter", "new secret"u8, app: "3000", from: Ten - Min(15));
    private static readonly SigningKey Surprise = SigningKey.Of("surprise", "nobody told us"u8, app: "3000");

    private readonly IOrderStore _store = new MemoryOrderStore();
    private readonly ChannelWatches _watches = new();
    private SigningKey[] _keys = [Autumn, Winter];

    private Kernel Kernel => field ??= new(_store, KernelPolicies.Default) { Watch = _watches };

    private ChannelWatchState State => _watches.StateOf(Channel);

    [Fact]
    public async Task One_hour_in_which_a_key_rotates_a_price_becomes_a_text_and_signatures_fail()
    {
        // Two ordinary hours.
        for (var i = 0; i < 60; i++) await TakenAsync(i, Ten - Min(120 - (2 * i)), Autumn);
        // Ten o'clock: the key rotates; old and new count for a while.
        for (var i = 60; i < 70; i++) await TakenAsync(i, Ten + Min(i - 60), i % 2 == 0 ? Autumn : Winter);
        Assert.Empty(await NoticesAsync());
        // The price becomes a text: of whole fen there is no doubt, of a decimal point there is.
        for (var i = 70; i < 90; i++) await TakenAsync(i, Ten + Min(10) + Duration.FromSeconds(30 * (i - 70)), Winter, "\"12800\"");
        var doubtful = Assert.Single((await PushAsync(90, Ten + Min(21), Winter, "\"128.00\"")).ValueOrThrow().Items);
        Assert.Equal(ChannelsCodes.AmountAmbiguous, doubtful.Answer.Code);
        var told = await NoticesAsync();
        Assert.Equal(3, told.Count(n => n.Contains(ChannelsCodes.DriftForm, StringComparison.Ordinal)));
        Assert.Contains(told, n => n.Contains("\"path\":\"pay_amount\",\"was\":\"number\",\"is\":\"text of digits\"", StringComparison.Ordinal));
        Assert.Equal((4, CircuitPhase.Closed), (told.Count, State.Circuit.Phase));
        // Signatures fail: the channel signs with a key that nobody told us of.
        for (var i = 100; i < 130; i++)
            Assert.Equal(ChannelsCodes.SignatureWrong, (await PushAsync(i, Ten + Min(30) + Duration.FromSeconds(i - 100), Surprise)).Refusal?.Code);
        Assert.Equal((CircuitPhase.Open, CircuitCause.Unsigned), (State.Circuit.Phase, State.Cause));
        Assert.Equal(11, await CountAsync(ChannelsCodes.PushUnproved));
        // What is signed well goes on all the while, and closes nothing before its time.
        await TakenAsync(130, Ten + Min(32), Winter);
        Assert.Equal(CircuitPhase.Open, State.Circuit.Phase);
        // Somebody finds the key. Three pushes that it proves close the circuit.
        _keys = [Winter, Surprise];
        Assert.Equal(ChannelsCodes.CircuitHolds, (await ReleaseAsync(Ten + Min(40))).Refusal?.Code);
        for (var i = 131; i < 134; i++)
        {
            await TakenAsync(i, Ten + Min(i - 90), Surprise);
            Assert.Equal(i < 133 ? CircuitPhase.HalfOpen : CircuitPhase.Closed, State.Circuit.Phase);
        }

        var released = (await ReleaseAsync(Ten + Min(45))).ValueOrThrow();
        Assert.Equal(Enumerable.Repeat(DeliveryOutcome.Applied, 11), released.Records.Items.Select(r => r.Answer!.Outcome));
        Assert.Equal(0, await CountAsync(ChannelsCodes.PushUnproved));
        // What was refused before it opened comes again, as channels do when they get no answer.
        for (var i = 100; i < 119; i++) await TakenAsync(i, Ten + Min(50), Surprise);
        for (var i = 0; i < 134; i++)
        {
            var order = await Kernel.FindAsync(Key(i));
            if (i is 90 or > 90 and < 100) Assert.Null(order);
            else Assert.Equal("CNY 128.00", order!.Amounts.Due.ToString());
        }

        var codes = (await NoticesAsync()).Select(n => System.Text.Json.JsonDocument.Parse(n).RootElement.GetProperty("code").GetString());
        Assert.Equal([ChannelsCodes.CircuitClosed, ChannelsCodes.CircuitTried, ChannelsCodes.CircuitUnsigned, ChannelsCodes.DriftForm, ChannelsCodes.DriftForm,
            ChannelsCodes.DriftForm, OrderKernelCodes.RecordParked], codes.Order(StringComparer.Ordinal));
        var hour = State.Tally.Hours.Items[^1];
        Assert.Equal((10 + 20 + 1 + 4 + 19, 30, 1, 0L), (hour.Records, hour.Refused, hour.Of(RecordEnd.Parked), hour.Of(RecordEnd.Held)));
    }

    [Fact]
    public async Task What_comes_while_nothing_can_be_read_is_held_and_brought_back_exactly()
    {
        for (var i = 0; i < 20; i++) await PushAsync(i, Ten + Duration.FromSeconds(i), Autumn, status: "777");
        Assert.Equal((CircuitPhase.Open, CircuitCause.Failing), (State.Circuit.Phase, State.Cause));
        var before = (await NoticesAsync()).Count;
        // It can be read again, and waits all the same: orders of one push, and the same twice.
        var held = (await ReceiveAsync($"[{Order(30)},{Order(31)}]", Ten + Min(2), Autumn)).ValueOrThrow();
        Assert.Equal([ChannelsCodes.CircuitHolds, ChannelsCodes.CircuitHolds], held.Items.Select(r => r.Answer.Code));
        Assert.Equal("30", held[0].Order!.Value.Number.Value[^2..]);
        await PushAsync(31, Ten + Min(3), Autumn);
        Assert.Equal(before, (await NoticesAsync()).Count);
        Assert.Null(await Kernel.FindAsync(Key(30)));
        Assert.Equal(ChannelsCodes.CircuitHolds, (await ReleaseAsync(Ten + Min(4))).Refusal?.Code);
        // Then a few try it.
        for (var i = 40; i < 43; i++) Assert.Equal(DeliveryOutcome.Applied, (await PushAsync(i, Ten + Min(11), Autumn)).ValueOrThrow()[0].Answer.Outcome);
        Assert.Equal(CircuitPhase.Closed, State.Circuit.Phase);
        var first = (await Kernel.ReleaseAsync(Live, "doudian", Desk, Ten + Min(12), [], most: 1)).ValueOrThrow();
        Assert.Equal((1, true), (first.Records.Count, first.HasMore));
        var rest = (await ReleaseAsync(Ten + Min(12))).ValueOrThrow();
        Assert.Equal((1, false), (rest.Records.Count, rest.HasMore));
        Assert.NotNull(await Kernel.FindAsync(Key(30)));
        Assert.NotNull(await Kernel.FindAsync(Key(31)));
        Assert.Equal((0, 20), (await CountAsync(ChannelsCodes.CircuitHolds), await CountAsync(ChannelsCodes.StatusUnknown)));
        Assert.Empty((await ReleaseAsync(Ten + Min(13))).ValueOrThrow().Records);
    }

    [Fact]
    public async Task While_it_is_open_nothing_is_asked_for_and_a_page_may_try_it()
    {
        var (kernel, gateway, state) = (Kernel, new ScriptedGateway(), PullState.StartingAt(Ten));
        var channel = new WatchedChannel(Shop.Acme, Live.Shop, "taobao");
        _watches.Restore(channel, ChannelWatchState.Empty with { Circuit = Circuit.Closed.Opened(Ten, Min(40)), Cause = CircuitCause.Failing });
        var waits = (await kernel.PullAsync(Live, "taobao", "orders", gateway, state, Ten + Min(20))).ValueOrThrow();
        Assert.Equal((null, Ten + Min(40), ChannelsCodes.CircuitHolds), (waits.Plan.Window, waits.Plan.WakeAt, Assert.Single(waits.Plan.Reasons.Items).Code));
        Assert.Empty(gateway.Requests);
        gateway.Refuse("500");
        var failed = (await kernel.PullAsync(Live, "taobao", "orders", gateway, waits.State, Ten + Min(40))).ValueOrThrow();
        Assert.NotNull(failed.Failure);
        Assert.Equal((CircuitPhase.Open, Ten + Min(50)), (_watches.StateOf(channel).Circuit.Phase, _watches.StateOf(channel).Circuit.TryAt));
        for (var i = 0; i < 3; i++)
        {
            var turn = (await kernel.PullAsync(Live, "taobao", "orders", gateway, failed.State, Ten + Min(50 + i))).ValueOrThrow();
            Assert.Null(turn.Failure);
        }

        Assert.Equal(CircuitPhase.Closed, _watches.StateOf(channel).Circuit.Phase);
        var hours = _watches.StateOf(channel).Tally.Hours.Items;
        Assert.Equal((4, 1), (hours.Sum(h => h.Pulls), hours.Sum(h => h.PullsFailed)));
    }

    [Fact]
    public async Task What_nobody_proves_stays_is_read_by_nobody_and_forged_pushes_are_never_believed()
    {
        for (var i = 0; i < 30; i++) await PushAsync(i, Ten + Duration.FromSeconds(i), Surprise);
        var kept = new List<QuarantineEntry>();
        await foreach (var entry in _store.ListAsync(Shop.Acme, ChannelsCodes.PushUnproved, default)) kept.Add(entry);
        Assert.Equal(11, kept.Count);
        // By hand it cannot be had either.
        foreach (var entry in kept)
            Assert.Equal(ChannelsCodes.PushUnproved, (await Kernel.ReplayAsync(Shop.Acme, entry.Key, Desk, Ten + Min(5))).Refusal?.Code);
        _watches.Restore(Channel, ChannelWatchState.Empty);
        var released = (await ReleaseAsync(Ten + Min(20))).ValueOrThrow();
        Assert.All(released.Records, r => Assert.Equal(ChannelsCodes.SignatureWrong, r.Why?.Code));
        Assert.Equal((11, 0L), (await CountAsync(ChannelsCodes.PushUnproved), (await FigureReportAsync()).Orders));
    }

    [Fact]
    public async Task What_was_held_is_delivered_when_the_circuit_closes_and_after_a_restart()
    {
        var zone = DateTimeZoneProviders.Tzdb["America/New_York"];
        var shop = Live with { Zone = zone };
        var open = ChannelWatchState.Empty with { Circuit = Circuit.Closed.Opened(Ten, Min(10)), Cause = CircuitCause.Drift };
        _watches.Restore(Channel, open);
        (await Kernel.ReceiveAsync(shop, "doudian", Push.Trusted(Encoding.UTF8.GetBytes(Order(1))), Ten + Min(1))).ValueOrThrow();
        Assert.Equal(0, (await Kernel.ReleaseHeldAsync(Ten + Min(2))).ValueOrThrow());
        var again = ChannelWatches.Read(_watches.ToBytes()).ValueOrThrow();
        Assert.Equal((open.Circuit, CircuitCause.Drift), (again.StateOf(Channel).Circuit, again.StateOf(Channel).Cause));
        Assert.Equal(_watches.ToBytes(), again.ToBytes());
        again.Restore(Channel, ChannelWatchState.Empty);
        var kernel = new Kernel(_store, KernelPolicies.Default) { Watch = again };
        Assert.Equal(1, (await kernel.ReleaseHeldAsync(Ten + Min(3))).ValueOrThrow());
        // The shop's own zone: there it was the day before.
        Assert.StartsWith("DY_20260208_", (await kernel.FindAsync(Key(1)))!.Id.Value, StringComparison.Ordinal);
        Assert.Equal(0, (await kernel.ReleaseHeldAsync(Ten + Min(4))).ValueOrThrow());
        Assert.Equal(0, await CountAsync(ChannelsCodes.CircuitHolds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"channels":[{}]}""")]
    [InlineData("""{"channels":[{"tenant":"a","shop":"b","profile":"c","zone":"Moon/Sea","state":{}}]}""")]
    [InlineData("""{"channels":[{"tenant":"","shop":"b","profile":"c","state":null}]}""")]
    public void What_is_no_watch_is_refused_whole(string text) =>
        Assert.Equal(ChannelsCodes.WatchStateInvalid, ChannelWatches.Read(Encoding.UTF8.GetBytes(text)).Refusal?.Code);

    [Fact]
    public async Task What_cannot_be_read_when_it_is_released_lies_there_under_its_own_reason_and_is_told()
    {
        _watches.Restore(Channel, ChannelWatchState.Empty with { Circuit = Circuit.Closed.Opened(Ten, Min(10)), Cause = CircuitCause.Drift });
        await PushAsync(1, Ten + Min(1), Autumn, status: "777");
        Assert.Empty(await NoticesAsync());
        _watches.Restore(Channel, ChannelWatchState.Empty);
        var released = Assert.Single((await ReleaseAsync(Ten + Min(20))).ValueOrThrow().Records.Items);
        Assert.Equal((DeliveryOutcome.Parked, ChannelsCodes.StatusUnknown), (released.Answer!.Outcome, released.Answer.Code));
        Assert.Equal((0, 1), (await CountAsync(ChannelsCodes.CircuitHolds), await CountAsync(ChannelsCodes.StatusUnknown)));
        Assert.Contains(ChannelsCodes.StatusUnknown, Assert.Single(await NoticesAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drift_by_which_records_cannot_be_read_opens_it()
    {
        for (var i = 0; i < 60; i++) await TakenAsync(i, Ten - Min(60 - i), Autumn);
        // Half of them: too few to fail as pushes, enough to drift.
        for (var i = 60; i < 80; i++) await PushAsync(i, Ten + Duration.FromSeconds(10 * (i - 60)), Autumn, i % 2 == 0 ? "\"free\"" : "12800");
        Assert.Equal((CircuitPhase.Open, CircuitCause.Drift), (State.Circuit.Phase, State.Cause));
        var told = Assert.Single(await NoticesAsync(), n => n.Contains(ChannelsCodes.CircuitDrifting, StringComparison.Ordinal));
        Assert.Contains("pay_amount", told, StringComparison.Ordinal);
    }

    [Law(12, 120)]
    public async Task Whatever_comes_in_whatever_order_the_end_is_the_same_as_without_a_watch(Seed seed)
    {
        var chance = new Random(seed);
        var watch = WatchPolicy.Default.Policy with { Failing = new(Min(5), 2, 5000), OpenFor = Min(1 + chance.Next(5)), Probes = 1 + chance.Next(2) };
        var policies = KernelPolicies.Default with { Watch = WatchPolicy.Default with { Policy = watch } };
        IOrderStore here = new MemoryOrderStore(), there = new MemoryOrderStore();
        var (watched, plain) = (new Kernel(here, policies) { Watch = new() }, new Kernel(there, policies));
        var now = Ten;
        for (var i = 0; i < 30; i++)
        {
            now += Duration.FromSeconds(chance.Next(90));
            // Some cannot be read, some come again, some push two.
            var body = chance.Next(3) switch
            {
                0 => $"[{Order(chance.Next(12))},{Order(chance.Next(12))}]",
                1 => Order(100 + chance.Next(12), status: "777"),
                _ => Order(chance.Next(12)),
            };
            foreach (var kernel in new[] { watched, plain })
                (await kernel.ReceiveAsync(Live, "doudian", Push.Trusted(Encoding.UTF8.GetBytes(body)), now)).ValueOrThrow();
            if (chance.Next(6) == 0) await watched.ReleaseAsync(Live, "doudian", Desk, now, []);
            if (chance.Next(6) == 0) (await watched.ReleaseHeldAsync(now)).ValueOrThrow();
            // A process that ends leaves how the channel did and what was held.
            if (chance.Next(10) == 0) watched = new Kernel(here, policies) { Watch = ChannelWatches.Read(watched.Watch!.ToBytes()).ValueOrThrow() };
        }

        watched.Watch!.Restore(Channel, ChannelWatchState.Empty);
        if (chance.Next(2) == 0) watched = new Kernel(here, policies) { Watch = ChannelWatches.Read(watched.Watch.ToBytes()).ValueOrThrow() };
        (await watched.ReleaseHeldAsync(now)).ValueOrThrow();
        Assert.Equal(0, (await watched.ReleaseHeldAsync(now)).ValueOrThrow());
        Assert.Equal(await EndOfAsync(plain, there), await EndOfAsync(watched, here));

        static async Task<string> EndOfAsync(Kernel kernel, IOrderStore store)
        {
            var text = new StringBuilder();
            for (var i = 0; i < 12; i++) text.Append(await kernel.FindAsync(Key(i)) is { } order ? $"{order.Statuses} {order.Amounts.Due}\n" : "-\n");
            var raws = new SortedSet<string>(StringComparer.Ordinal);
            await foreach (var entry in store.ListAsync(Shop.Acme, null, default)) raws.Add($"{entry.Code} {Encoding.UTF8.GetString(entry.Raw.Span)}");
            return text + string.Join("\n", raws);
        }
    }

    private async Task TakenAsync(int number, Instant at, SigningKey key, string amount = "12800")
    {
        var received = Assert.Single((await PushAsync(number, at, key, amount)).ValueOrThrow().Items);
        Assert.Equal((DeliveryOutcome.Applied, null), (received.Answer.Outcome, received.Answer.Code));
    }

    private ValueTask<Result<ValueList<ReceivedRecord>>> PushAsync(int number, Instant at, SigningKey key, string amount = "12800", string status = "2") =>
        ReceiveAsync(Order(number, amount, status), at, key);

    private ValueTask<Result<ValueList<ReceivedRecord>>> ReceiveAsync(string text, Instant at, SigningKey key)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var signature = Profiles.Default("doudian").Policy.PushSignature!.Sign(body, key);
        return Kernel.ReceiveAsync(Live, "doudian", Push.Signed(body, name => name == "event-sign" ? signature : null, _keys), at);
    }

    private ValueTask<Result<ReleaseTurn>> ReleaseAsync(Instant at) => Kernel.ReleaseAsync(Live, "doudian", Desk, at, _keys);

    private async Task<int> CountAsync(string code)
    {
        var count = 0;
        await foreach (var entry in _store.ListAsync(Shop.Acme, code, default)) count++;
        return count;
    }

    private async Task<List<string>> NoticesAsync()
    {
        var now = Shop.At("300 00:00");
        var messages = await _store.ClaimAsync(new Lease(Shop.Acme, "test", now, now), int.MaxValue, default);
        return [.. messages.Where(m => m.Kind == "notice").Select(m => Encoding.UTF8.GetString(m.Body.Span))];
    }

    private async Task<OrderKernel.Figures.KernelFigures> FigureReportAsync() =>
        (await OrderKernel.Figures.FigureReport.FoldAsync(_store, KernelPolicies.Default, Shop.Acme)).Figures;

    private static OrderKey Key(int number) => new(Shop.Acme, ChannelId.Of("doudian"), Live.Shop, OrderNumber.Of($"69176279041100{number:0000}"));

    private static string Order(int number, string amount = "12800", string status = "2") => $$$"""
        {"order_id":"69176279041100{{{number:0000}}}","order_status":{{{status}}},"main_status":2,"pay_type":1,"create_time":1770602400,"pay_time":1770602640,
        "update_time":1770602640,"pay_amount":{{{amount}}},"post_amount":0,"sku_order_list":[{"order_id":"8{{{number:0000}}}","order_status":2,"code":"MUG-1",
        "item_num":2,"sum_amount":{{{amount}}},"pay_amount":{{{amount}}},"after_sale_info":{"after_sale_status":0}}]}
        """;

    private static Duration Min(int minutes) => Duration.FromMinutes(minutes);
}
