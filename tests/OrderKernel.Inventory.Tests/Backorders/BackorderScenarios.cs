using System.Text;
using NodaTime;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests.Ahead;

// Fails when the stored bytes change, a document is taken that decides nothing, those who wait stand in another order than the document states, or a promise
// is made without a rule, above a cap, or of goods that are not to come.
public class BackorderScenarios
{
    private static readonly ChannelId Jd = ChannelId.Of("jd");
    private static readonly SkuId A = SkuId.Of("A");

    [Fact]
    public void Events_keep_their_bytes_and_come_back()
    {
        var promised = new BackorderLine(A, Quantity.Of(2)) { DueAt = Noon, Inbound = InboundId.Of("po") };
        (BackorderEvent Event, string Type, string Data)[] all =
        [
            (new BackorderPlaced("o", Jd, [promised], new(1, Noon)), "inventory.backorder-placed",
                """{"orderKey":"o","channel":"jd","lines":[{"sku":"A","units":2,"dueAt":"2026-02-09T04:00:00Z","inbound":"po"}],"rank":{"priority":1,"since":"2026-02-09T04:00:00Z"}}"""),
            (new BackorderPlaced("o", Jd, [new(A, Quantity.Of(2))], new(0, null)), "inventory.backorder-placed",
                """{"orderKey":"o","channel":"jd","lines":[{"sku":"A","units":2}],"rank":{"priority":0}}"""),
            (new BackorderEnded("o", Jd, [new(A, Quantity.Of(2))], BackorderEnd.Given), "inventory.backorder-ended",
                """{"orderKey":"o","channel":"jd","lines":[{"sku":"A","units":2}],"how":"Given"}"""),
        ];
        foreach (var (happened, type, data) in all) Check(BackorderEvents.Codec, happened, type, data);
        Assert.Equal(BackorderEvents.Codec.Names, all.Select(a => a.Type).Distinct().OrderBy(t => t, StringComparer.Ordinal));
        Check(BackorderEvents.GivingOut, new StockGivenOut(A, ["o", "p"], ["q"]), "inventory.stock-given-out", """{"sku":"A","given":["o","p"],"passedOver":["q"]}""");
    }

    [Theory]
    [InlineData("Promise, Priority, Payment", "b a e d c")]
    [InlineData("Priority, Promise", "b e a c d")]
    [InlineData("Payment", "d a b e c")]
    public void Those_who_wait_stand_in_the_order_that_the_document_states(string order, string expected)
    {
        var policy = Load($$"""{"order":[{{string.Join(",", order.Split(',').Select(o => $"\"{o.Trim()}\""))}}]}""").Policy;
        Backorder[] waiting =
        [
            One("c", null, 1, null), One("e", 5, 0, 2), One("d", null, 1, 0), One("a", 1, 1, 1), One("b", 1, 0, 2),
        ];
        Assert.Equal(expected, string.Join(" ", Backorders.InOrder(waiting, policy).Items.Select(b => b.OrderKey)));
    }

    [Theory]
    [InlineData("""{"rules":[{"cap":5}]}""", InventoryCodes.AheadPromiseUnclear)]
    [InlineData("""{"rules":[{"cap":5,"withinDays":2,"afterInboundDays":1}]}""", InventoryCodes.AheadPromiseUnclear)]
    [InlineData("""{"order":["Priority","Priority"]}""", InventoryCodes.AheadOrderRepeated)]
    [InlineData("""{"order":["2"]}""", KernelCodes.DocumentValueInvalid)]
    [InlineData("""{"rules":[{"withinDays":2}]}""", KernelCodes.DocumentPropertyMissing)]
    [InlineData("""{"rules":[{"cap":1,"withinDays":0}]}""", KernelCodes.DocumentValueInvalid)]
    public void A_document_that_says_nothing_clear_is_refused(string body, string code) =>
        Assert.Contains(code, Read(body).Refusal!.Reasons.Items.Select(r => r.Code));

    [Fact]
    public void The_default_sells_nothing_ahead()
    {
        var policy = SellAheadPolicy.Default.Policy;
        Assert.Equal((90, 1, 0, 0), (policy.HorizonDays, policy.PriorityOf([]), policy.PriorityOf([OrderTag.Of("VIP-expedite")]), policy.Rules.Count));
        Assert.Equal([GiveOutBy.Promise, GiveOutBy.Priority, GiveOutBy.Payment], policy.Order.Items.ToArray());
    }

    [Theory]
    [InlineData("""{"rules":[]}""", 1, InventoryCodes.AheadNotSold)]
    [InlineData("""{"rules":[{"channel":"tmall","cap":9,"withinDays":2}]}""", 1, InventoryCodes.AheadNotSold)]
    [InlineData("""{"rules":[{"skus":["B"],"cap":9,"withinDays":2}]}""", 1, InventoryCodes.AheadNotSold)]
    [InlineData("""{"rules":[{"cap":9,"withinDays":2}]}""", 9, "2026-02-11T04:00:00Z -")]
    [InlineData("""{"rules":[{"cap":9,"withinDays":2}]}""", 10, InventoryCodes.AheadCapReached)]
    [InlineData("""{"rules":[{"cap":9,"channelCap":3,"withinDays":2}]}""", 4, InventoryCodes.AheadCapReached)]
    [InlineData("""{"rules":[{"cap":99,"afterInboundDays":1}]}""", 5, "2026-02-13T04:00:00Z near")]
    [InlineData("""{"rules":[{"cap":99,"afterInboundDays":1}]}""", 6, "2026-02-20T04:00:00Z far")]
    [InlineData("""{"rules":[{"cap":99,"afterInboundDays":1}]}""", 21, InventoryCodes.AheadNothingExpected)]
    [InlineData("""{"horizonDays":5,"rules":[{"cap":99,"afterInboundDays":1}]}""", 6, InventoryCodes.AheadNothingExpected)]
    public void A_promise_follows_from_the_rule_and_from_what_is_to_come(string body, long units, string expected)
    {
        var view = new AheadView([], [Coming("late", 50, 1) with { IsOverdue = true }, Coming("near", 5, 3), Coming("far", 20, 10)], []);
        var decided = SellAhead.Decide([new(A, Quantity.Of(units))], Jd, view, Load(body), Noon);
        Assert.Equal(expected, decided.TryGet(out var promise, out var why) ? $"{promise.Lines[0].DueAt} {promise.Lines[0].Inbound?.Value ?? "-"}" : why.Code);
        if (decided.IsOk) Assert.Equal([InventoryCodes.SoldAhead], promise.Reasons.Items.Select(r => r.Code).ToArray());
    }

    // What is promised of an inbound is not promised again, and what is short now is filled first.
    [Fact]
    public void What_is_taken_of_goods_to_come_is_left_out()
    {
        var policy = Load("""{"rules":[{"cap":99,"afterInboundDays":0}]}""");
        ValueList<StockBalance> taken =
            [new(Backorders.CellOf(A), StockAccount.Ahead, 4), new(Backorders.CellOf(A, InboundId.Of("near")), StockAccount.Ahead, 4)];
        var view = new AheadView([], [Coming("near", 5, 3), Coming("far", 20, 10)], taken);
        Assert.Equal("near", SellAhead.Decide([new(A, Quantity.Of(1))], Jd, view, policy, Noon).ValueOrThrow().Lines[0].Inbound!.Value.Value);
        Assert.Equal("far", SellAhead.Decide([new(A, Quantity.Of(2))], Jd, view, policy, Noon).ValueOrThrow().Lines[0].Inbound!.Value.Value);
        var short1 = view with { Available = [new(Cell("HZ", "A"), -1, [], Quantity.Zero)] };
        Assert.Equal("far", SellAhead.Decide([new(A, Quantity.Of(1))], Jd, short1, policy, Noon).ValueOrThrow().Lines[0].Inbound!.Value.Value);
    }

    // Promised in all, of near and of late (overdue); then for which day how many are promised.
    [Theory]
    [InlineData(0, 0, 0, "")]
    [InlineData(3, 0, 0, "0:3")]
    [InlineData(3, 3, 0, "3:3")]
    [InlineData(5, 3, 0, "3:3 0:2")]
    [InlineData(5, 3, 2, "0:2 3:3")]
    [InlineData(4, 0, 4, "0:4")]
    // More than in all: as a store might have it that somebody damaged.
    [InlineData(2, 3, 0, "3:3")]
    [InlineData(2, -3, 0, "0:2")]
    public void What_is_promised_counts_for_the_day_of_its_goods_and_else_for_now(long all, long near, long late, string expected)
    {
        ValueList<StockBalance> taken =
        [
            new(Backorders.CellOf(A), StockAccount.Ahead, all), new(Backorders.CellOf(A, InboundId.Of("near")), StockAccount.Ahead, near),
            new(Backorders.CellOf(A, InboundId.Of("late")), StockAccount.Ahead, late), new(Backorders.CellOf(A), StockAccount.Awaited, 9),
            new(Backorders.CellOf(A, InboundId.Of("other")), StockAccount.Ahead, 7),
        ];
        var other = Coming("other", 20, 5) with { Cell = Cell("HZ", "B") };
        var view = new AheadView([], [Coming("late", 50, 1) with { IsOverdue = true }, Coming("near", 5, 3), other], taken);
        Assert.Equal(expected, string.Join(" ", SellAhead.PromisedOf(A, view, Noon).Items.Select(p => $"{(p.At - Noon).Days}:{p.Units}")));
    }

    // Which goods a promise is of: those of the SKU that come first and are enough alone; what is there already, or is due, is none of them.
    [Theory]
    [InlineData(5, "near")]
    [InlineData(6, "far")]
    [InlineData(21, InventoryCodes.AheadNothingExpected)]
    public void A_promise_is_of_the_first_goods_that_are_enough(long units, string expected)
    {
        var policy = Load("""{"rules":[{"cap":99,"afterInboundDays":0}]}""");
        ValueList<Inbound> coming =
        [
            Coming("far", 20, 10), Coming("now", 90, 0), Coming("late", 90, 4) with { IsOverdue = true }, Coming("other", 90, 1) with { Cell = Cell("HZ", "B") },
            Coming("near", 5, 3), Coming("tie", 5, 3),
        ];
        var decided = SellAhead.Decide([new(A, Quantity.Of(units))], Jd, new([], coming, []), policy, Noon);
        Assert.Equal(expected, decided.TryGet(out var promise, out var why) ? promise.Lines[0].Inbound!.Value.Value : why.Code);
        if (!decided.IsOk) return;
        Assert.Equal([$"{units}", expected, $"{units}", "99"],
            promise.Reasons[0].Arguments.Items.Where(a => a.Name is "units" or "inbound" or "ahead" or "cap").Select(a => a.Value));
    }

    private static void Check<T>(EventCodec<T> codec, T happened, string type, string data) where T : class
    {
        var stream = new BackorderKey(TenantId.Of("t"), "o").Stream();
        var kept = codec.Seal(new(stream, 0, ChainHash.Genesis(stream)), happened, new(Noon, ActorId.Of("k"), MessageId.Of("m"), [], []));
        Assert.Equal(type, kept.Type);
        Assert.EndsWith("\"data\":" + data + "}", Encoding.UTF8.GetString(kept.Bytes.ToArray()), StringComparison.Ordinal);
        Assert.Equal(happened, codec.Decode(kept));
    }

    private static Backorder One(string key, int? due, int priority, int? since) => new(key, Jd,
        [new(A, Quantity.Of(1)) { DueAt = due is { } d ? Noon + Duration.FromDays(d) : null }],
        new(priority, since is { } s ? Noon + Duration.FromHours(s) : null));

    private static Inbound Coming(string id, long units, int day) =>
        new(InboundId.Of(id), Cell("HZ", "A"), Quantity.Of(units), Noon + Duration.FromDays(day), default, default, default, false);

    private static Result<PolicyDocument<SellAheadPolicy>> Read(string body) => SellAheadPolicy.Load(Encoding.UTF8.GetBytes(
        """{"$schema":"sell-ahead-1.json","name":"s","version":"1",""" + body.Substring(1)));

    private static PolicyDocument<SellAheadPolicy> Load(string body) => Read(body).ValueOrThrow();
}
