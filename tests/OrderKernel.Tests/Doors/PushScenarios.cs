using System.Text;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Policies;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

// Fails when a push is taken without its proof, leaves a trace when it is refused, is applied twice, loses a record that nobody can read, or lets one bad
// record keep back the others.
public class PushScenarios
{
    private const string Order = """
        {"order_id":"6917627904110000260","order_status":2,"main_status":2,"pay_type":1,"create_time":1770602400,"pay_time":1770602640,"update_time":1770602640,
        "pay_amount":12800,"post_amount":0,"sku_order_list":[{"order_id":"6917627904110000261","order_status":2,"code":"MUG-1","item_num":2,"sum_amount":12800,
        "pay_amount":12800,"after_sale_info":{"after_sale_status":0}}]}
        """;

    private static readonly string Unread = Order.Replace("6917627904110000", "6917627904119999", StringComparison.Ordinal)
        .Replace("\"order_status\":2", "\"order_status\":777", StringComparison.Ordinal);

    private static readonly SigningKey Key = SigningKey.Of("2026", "secret"u8, app: "3000");
    private static readonly Actor Desk = new(ActorId.Of("li"), [Role.Of("supervisor")]);
    private static readonly ShopContext Live = new(Shop.Acme, ShopId.Of("dy-live"));
    private static readonly byte[] Two = Encoding.UTF8.GetBytes($$$"""{"data":{"shop_order_list":[{{{Unread}}},{{{Order}}}]}}""");

    [Fact]
    public async Task What_the_channel_signed_is_taken_and_a_record_that_nobody_reads_waits_beside_it()
    {
        var bench = new Bench();
        var received = (await ReceiveAsync(bench, Signed(Two))).ValueOrThrow();
        Assert.Equal([DeliveryOutcome.Parked, DeliveryOutcome.Applied], received.Items.Select(r => r.Answer.Outcome));
        Assert.Equal(ChannelsCodes.StatusUnknown, received[0].Why!.Code);
        Assert.Equal("6917627904110000260", received[1].Order!.Value.Number.Value);
        Assert.Null(received[1].Why);
        Assert.NotNull(await bench.Kernel.FindAsync(received[1].Order!.Value));
        var kept = Assert.Single(await bench.QuarantineAsync());
        Assert.Equal(Unread, Encoding.UTF8.GetString(kept.Raw.Span));
    }

    [Fact]
    public async Task The_same_push_again_gets_the_first_answers_and_changes_nothing()
    {
        var bench = new Bench();
        var first = (await ReceiveAsync(bench, Signed(Two))).ValueOrThrow();
        var events = await HashesAsync();
        var again = (await ReceiveAsync(bench, Signed(Two), "2 10:00")).ValueOrThrow();
        Assert.Equal(first.Items.Select(r => r.Answer), again.Items.Select(r => r.Answer));
        Assert.Equal(events, await HashesAsync());
        Assert.Single(await bench.QuarantineAsync());

        async Task<ChainHash[]> HashesAsync() =>
            [.. (await bench.Store.ReadAsync(first[1].Order!.Value.Stream(), 0, default)).Select(e => e.Hash)];
    }

    [Fact]
    public async Task A_record_that_tells_no_time_has_that_of_its_arrival_also_when_it_is_read_again()
    {
        var store = new MemoryOrderStore();
        var message = Push.Trusted("""{"no":"1","word":"gone"}"""u8.ToArray());
        (await new Bench(store, Messages("here")).Kernel.ReceiveAsync(Live, "mall", message, Shop.At("3 10:00"))).ValueOrThrow();
        var parked = Assert.Single(await new Bench(store).QuarantineAsync());
        Assert.Equal(ChannelsCodes.StatusUnknown, parked.Code);
        (await new Kernel(store, Messages("gone")).ReplayAsync(Shop.Acme, parked.Key, Desk, Shop.At("5 10:00"))).ValueOrThrow();
        var order = new OrderKey(Shop.Acme, ChannelId.Of("mall"), Live.Shop, OrderNumber.Of("1"));
        Assert.Equal(Shop.At("3 10:00"), Assert.Single(await store.ReadAsync(order.Stream(), 0, default)).At);
    }

    [Fact]
    public async Task The_same_bytes_at_another_shop_are_another_order()
    {
        var bench = new Bench();
        var here = (await ReceiveAsync(bench, Signed(Two))).ValueOrThrow()[1];
        var outlet = Live with { Shop = ShopId.Of("dy-outlet") };
        var there = (await bench.Kernel.ReceiveAsync(outlet, "doudian", Signed(Two), Shop.At("1 10:00"))).ValueOrThrow()[1];
        Assert.Equal((DeliveryOutcome.Applied, true), (there.Answer.Outcome, there.Answer.IsPlaced));
        Assert.NotEqual(here.Order, there.Order);
    }

    [Fact]
    public async Task What_was_put_away_is_read_again_when_the_profile_has_learnt_the_word()
    {
        var store = new MemoryOrderStore();
        await ReceiveAsync(new Bench(store), Signed(Two));
        var key = Assert.Single(await new Bench(store).QuarantineAsync()).Key;
        var answer = await new Kernel(store, Learnt()).ReplayAsync(Shop.Acme, key, Desk, Shop.At("2 10:00"));
        Assert.Equal((DeliveryOutcome.Applied, true), (answer.ValueOrThrow().Outcome, answer.ValueOrThrow().IsPlaced));
    }

    [Fact]
    public async Task What_tells_of_more_than_a_day_after_its_arrival_waits_and_does_not_outdate_the_rest()
    {
        var bench = new Bench();
        var future = Encoding.UTF8.GetBytes(Order.Replace("\"update_time\":1770602640", "\"update_time\":1870602640", StringComparison.Ordinal));
        var waits = Assert.Single((await ReceiveAsync(bench, Signed(future))).ValueOrThrow().Items);
        Assert.Equal((DeliveryOutcome.Parked, OrderKernelCodes.RecordOfFuture), (waits.Answer.Outcome, waits.Why?.Code));
        Assert.Equal("6917627904110000260", waits.Order!.Value.Number.Value);
        var taken = Assert.Single((await ReceiveAsync(bench, Signed(Encoding.UTF8.GetBytes(Order)))).ValueOrThrow().Items);
        Assert.True(taken.Answer.IsPlaced);
    }

    [Theory]
    [InlineData("doudian", "forged", ChannelsCodes.SignatureWrong)]
    [InlineData("doudian", "none", ChannelsCodes.SignatureMissing)]
    [InlineData("doudian", "changed", ChannelsCodes.SignatureWrong)]
    [InlineData("taobao", "signed", ChannelsCodes.SignatureUnknown)]
    [InlineData("nobody", "signed", OrderKernelCodes.DoorUnknown)]
    public async Task What_is_not_proved_is_refused_and_leaves_nothing_behind(string profile, string how, string code)
    {
        var bench = new Bench();
        var other = SigningKey.Of("other", "another secret"u8, app: "3000");
        var push = how switch
        {
            "forged" => Push.Signed(Two, Header(Sign(Two, other)), Key),
            "none" => Push.Signed(Two, _ => null, Key),
            "changed" => Push.Signed(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Two).Replace("12800", "1")), Header(Sign(Two, Key)), Key),
            _ => Signed(Two),
        };
        var refused = await bench.Kernel.ReceiveAsync(Live, profile, push, Shop.At("1 10:00"));
        Assert.Equal(code, refused.Refusal?.Code);
        Assert.Empty(await bench.QuarantineAsync());
        Assert.Equal(0, (await bench.FiguresAsync()).Orders);
    }

    [Fact]
    public async Task What_the_host_vouches_for_needs_no_signature()
    {
        var received = (await ReceiveAsync(new Bench(), Push.Trusted(Encoding.UTF8.GetBytes(Order)))).ValueOrThrow();
        Assert.Equal(DeliveryOutcome.Applied, Assert.Single(received.Items).Answer.Outcome);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("{\"data\":{\"shop_order_list\":[]}}", 0)]
    [InlineData("{\"order_id\":", 1)]
    [InlineData("not JSON", 1)]
    public async Task A_body_without_records_is_none_and_one_that_breaks_off_is_kept(string body, int kept)
    {
        var bench = new Bench();
        var received = (await ReceiveAsync(bench, Signed(Encoding.UTF8.GetBytes(body)))).ValueOrThrow();
        Assert.Equal(kept, received.Count);
        Assert.Equal(kept, (await bench.QuarantineAsync()).Count);
        Assert.All(received, r => Assert.NotNull(r.Why));
    }

    private static ValueTask<Result<ValueList<ReceivedRecord>>> ReceiveAsync(Bench bench, Push push, string at = "1 10:00") =>
        bench.Kernel.ReceiveAsync(Live, "doudian", push, Shop.At(at));

    // The default profile, with a row for the word that nobody knew.
    private static KernelPolicies Learnt()
    {
        var profile = Encoding.UTF8.GetString(Profiles.DefaultBytes("doudian").Span);
        var row = profile.IndexOf("\"101\": {", StringComparison.Ordinal);
        profile = profile.Insert(row, "\"777\": { \"payment\": \"Paid\", \"evidence\": \"seen\" }, ");
        return KernelPolicies.Default with { Profiles = [Profiles.Load(Encoding.UTF8.GetBytes(profile)).ValueOrThrow()] };
    }

    // Messages of a shop of one's own: an order, a word, no time.
    private static KernelPolicies Messages(string word) => KernelPolicies.Default with
    {
        Profiles =
        [
            Profiles.Load(Encoding.UTF8.GetBytes($$$"""
                {"$schema":"profile-1.json","name":"mall","version":"1","channel":"mall","code":"ML","zone":"UTC","format":"json","currency":"CNY","money":"fen",
                "time":"epoch-s","records":[{"kind":"message","scope":"part","number":"no","times":{"arrival":true},"statuses":[{"path":"word","table":"words"}]}],
                "tables":{"words":{"rows":{"{{{word}}}":{"fulfilment":"Shipped","evidence":"seen"} } } } }
                """)).ValueOrThrow(),
        ],
    };

    private static Push Signed(byte[] body) => Push.Signed(body, Header(Sign(body, Key)), Key);

    private static string Sign(byte[] body, SigningKey key) => Profiles.Default("doudian").Policy.PushSignature!.Sign(body, key);

    private static Func<string, string?> Header(string signature) => name => name == "event-sign" ? signature : null;
}
