using NodaTime;
using OrderKernel.Deliveries;
using OrderKernel.Policies;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when the end of an order depends on the order in which its claims arrive, on repetitions among them, or on when the clock runs between them.
public class ArrivalLaws
{
    /// <summary>Short histories of one order as a channel tells them, each claim telling only its own news.</summary>
    public static readonly Dictionary<string, Claim[]> Stories = new(StringComparer.Ordinal)
    {
        ["all goes well"] = [Place, Pay, Ship, Deliver, Succeed],
        ["all goes well and some money goes back"] = [Place, Pay, Ship, Deliver, Refund("5.00", "3 10:00")],
        ["cancelled before payment"] = [Place, End("10:20")],
        ["cancelled after payment and refunded"] = [Place, Pay, End("10:20"), Refund("20.00", "10:40")],
        ["cancelled and shipped all the same"] = [Place, Pay, End("10:20"), Ship, Deliver],
        ["ended after shipping"] = [Place, Pay, Ship, End("12:00"), Deliver],
        ["ended after shipping and refunded"] = [Place, Pay, Ship, End("12:00"), Refund("20.00", "12:30")],
        ["paid late"] = [Place, PayAt("10:50"), Ship, Deliver],
        ["paid late and cancelled"] = [Place, PayAt("10:50"), End("11:30"), Refund("20.00", "11:40")],
        ["paid late and refunded"] = [Place, PayAt("10:50"), Refund("20.00", "11:40")],
        ["never paid"] = [Place, Hold, End("10:40")],
        ["held, paid, shipped"] = [Place, Hold, Pay, Unhold, Ship],
        ["everything, as whole records"] = Whole(Pay, Ship, Deliver, Succeed),
        ["cancelled and shipped, as whole records"] = Whole(Pay, End("10:20"), Ship, Deliver),
        ["paid late and refunded, as whole records"] = Whole(PayAt("10:50"), Refund("20.00", "11:40")),
        ["ended, shipped all the same, a part back"] = [Place, Pay, Ship, Deliver, End("3 09:00"), Refund("5.00", "3 10:00")],
        ["ended, shipped all the same, less than the goods back"] = [PlaceWithFreight, Pay, Ship, End("12:00"), Refund("5.00", "12:30")],
        ["ended, shipped all the same, the goods' money back"] = [PlaceWithFreight, Pay, Ship, End("12:00"), Refund("20.00", "12:30")],
        ["ended, shipped all the same, more than the goods back"] = [PlaceWithFreight, Pay, Ship, End("12:00"), Refund("22.00", "12:30")],
        ["ended, shipped all the same, all back"] = [PlaceWithFreight, Pay, Ship, End("12:00"), Refund("23.00", "12:30")],
        ["ended, shipped all the same, back twice"] = [PlaceWithFreight, Pay, Ship, End("12:00"), Refund("5.00", "12:30"), Refund("7.00", "12:40", "R2")],
        ["ended, shipped all the same, the goods' money back in two parts"] = [PlaceWithFreight, Pay, Ship, End("12:00"), Refund("5.00", "12:30"),
            Refund("15.00", "12:40", "R2")],
        ["ended, shipped all the same, all back in two parts"] = [PlaceWithFreight, Pay, Ship, End("12:00"), Refund("20.00", "12:30"),
            Refund("3.00", "12:40", "R2")],
        ["paid late, shipped, a part back"] = [Place, PayAt("10:50"), Ship, Refund("5.00", "12:30")],
        ["more after placing"] = [Place, Pay, Content("10:20", "30.00", Shop.Line("1", Shop.Mug, 3, "30.00")), Ship],
        ["other goods after placing"] = [Place, Pay, Content("10:20", "20.00", Shop.Line("1", Shop.Tea, 2, "20.00")), Ship, Deliver],
        ["a line more, then less"] = [Place, Pay, Content("10:20", "50.00", Mugs, Tea),
            Content("10:40", "20.00", Mugs) with { PaidAmount = Shop.Yuan("50.00") }, Ship],
        ["a line closed before shipping"] = [Content("10:01", "50.00", Mugs, Tea), Pay,
            Content("10:20", "50.00", Mugs, Tea with { Outcome = ClaimOutcome.Ended }), Ship],
        ["a line closed before shipping and refunded"] = [Content("10:01", "50.00", Mugs, Tea), Pay,
            Content("10:20", "50.00", Mugs, Tea with { Outcome = ClaimOutcome.Ended }), TeaRefund],
        ["a line closed after it left"] = [Content("10:01", "50.00", Mugs, Tea), Pay, ShipNamed("11:01", "YT1", "1", "2"),
            Content("2 10:00", "50.00", Mugs, Tea with { Outcome = ClaimOutcome.Ended }), Deliver],
        ["one line today, one tomorrow"] = [Content("10:01", "50.00", Mugs, Tea), Pay,
            ShipPart("11:01", "YT1", "1"), ShipNamed("1 08:00", "YT2", "2"), Deliver],
        ["paid, cancelled, paid"] = [Place, Pay, End("10:20"), Wait, Ship, Deliver],
        ["paid, sent back, paid again"] = [Place, Pay, Unpay, PayAt("10:24"), Ship],
        ["paid and sent back"] = [Place, Pay, Unpay],
        ["a payment under way that came to nothing"] = [Place, Pending, Unpay],
        ["a payment under way, none, and paid"] = [Place, Pending, Unpay, PayAt("10:20")],
        ["a deposit and its balance"] = [Place with { Terms = PaymentTerms.Deposit }, Part("10:06", PaymentStatus.PartiallyPaid, "5.00"),
            Part("11:00", PaymentStatus.Paid, "20.00"), ShipNamed("12:01", "YT1", "1")],
        ["money back, told in sum and by case"] = [Place, Pay, Ship, Refund("5.00", "3 10:00"), Sum("5.00", "3 10:00")],
        ["two refunds and the sum of each day"] = [Place, Pay, Refund("5.00", "3 10:00"), Refund("7.00", "4 10:00", "R2"), Sum("5.00", "3 10:00"),
            Sum("12.00", "4 10:00")],
        ["two refunds of one amount and the sum of each day"] = [Place, Pay, Refund("5.00", "3 10:00"), Refund("5.00", "4 10:00", "R2"),
            Sum("5.00", "3 10:00"), Sum("10.00", "4 10:00")],
        ["six pieces of news"] = [Place, Pay, Ship, Deliver, End("3 09:00"), Refund("20.00", "3 10:00")],
    };

    private static Claim Place => Shop.Claim("1", "10:01");

    private static Claim PlaceWithFreight =>
        Place with { Amounts = new OrderAmounts(Shop.Yuan("23.00")) { ListPrice = Shop.Yuan("20.00"), Freight = Shop.Yuan("3.00") } };

    private static Claim Wait => Shop.Part("1", "10:40").Paid("10:04") with { Fulfilment = FulfilmentStatus.Unfulfilled };

    private static ClaimedLine Mugs => Shop.Line("1", Shop.Mug, 2, "20.00");

    private static ClaimedLine Tea => Shop.Line("2", Shop.Tea, 1, "30.00");

    // A whole record that tells only what the order consists of.
    private static Claim Content(string told, string total, params ClaimedLine[] lines) =>
        Shop.Claim("1", told, total) with
        {
            Lines = lines.ToValueList(), Payment = null, PaidAmount = Shop.At(told) > Shop.At("10:05") ? Shop.Yuan(total) : null,
        };

    private static Claim TeaRefund => Shop.Part("1", "10:40") with
    {
        Cases = [new(CaseId.Of("R1"), CaseKind.RefundOnly, AfterSalesStatus.Refunded, Shop.Yuan("30.00"))
            { Line = LineId.Of("2"), Units = Shop.Units(1), RequestedAt = Shop.At("10:40") }],
    };

    private static Claim ShipNamed(string told, string waybill, params string[] lines) => Shop.Part("1", told).Shipped("11:00") with
    {
        Shipments = [new(Waybill.Of(waybill), Shop.Yuantong, lines.Select(LineId.Of).ToValueList())],
    };

    private static Claim ShipPart(string told, string waybill, params string[] lines) =>
        ShipNamed(told, waybill, lines) with { Fulfilment = FulfilmentStatus.PartiallyShipped };

    private static Claim Pay => PayAt("10:04");

    private static Claim Ship => Shop.Part("1", "11:01").Shipped("11:00", "YT1");

    private static Claim Deliver => Shop.Part("1", "1 09:01").Delivered("1 09:00");

    private static Claim Succeed => Shop.Part("1", "2 09:01") with { Outcome = ClaimOutcome.Succeeded, EndedAt = Shop.At("2 09:00") };

    private static Claim Pending => Shop.Part("1", "10:08") with { Payment = PaymentStatus.PendingConfirmation };

    private static Claim Unpay => Shop.Part("1", "10:12") with { Payment = PaymentStatus.Unpaid };

    private static Claim Part(string told, PaymentStatus payment, string paid) =>
        Shop.Part("1", told) with { Payment = payment, PaidAmount = Shop.Yuan(paid), PaidAt = Shop.At("10:04") };

    private static Claim Hold => Shop.Part("1", "10:02") with { Holds = [HoldKind.ChannelLock] };

    private static Claim Unhold => Shop.Part("1", "10:30") with { Holds = [] };

    public static TheoryData<string, bool> Cases()
    {
        var data = new TheoryData<string, bool>();
        foreach (var story in Stories.Keys)
        {
            data.Add(story, false);
            data.Add(story, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_order_of_arrival_ends_the_same(string story, bool withClock) =>
        Same(await DifferenceAsync(Stories[story], withClock, KernelPolicies.Default));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task With_stock_and_sourcing_the_order_ends_the_same_too(string story, bool withClock) =>
        Same(await DifferenceAsync(Stories[story], withClock, Bench.Sourced));

    [Fact]
    public async Task Random_news_in_two_orders_of_arrival_with_repetitions_ends_the_same() =>
        Same(await RandomDifferenceAsync(Sizes.IsLong ? 20_000 : 400, c => c));

    [Fact]
    public async Task A_kernel_that_takes_the_moment_of_arrival_for_the_moment_of_the_news_is_caught()
    {
        Assert.NotEqual("", await DifferenceAsync(Stories["held, paid, shipped"], false, KernelPolicies.Default, LastWins));
        Assert.NotEqual("", await RandomDifferenceAsync(60, null));
    }

    [Fact]
    public async Task A_kernel_that_forgets_what_came_before_its_order_is_caught() =>
        Assert.NotEqual("", await DifferenceAsync(Stories["all goes well"], true, KernelPolicies.Default, forgetsEarly: true));

    [Fact]
    public async Task The_stories_end_where_goods_outrank_words()
    {
        foreach (var (story, end) in new[]
        {
            ("all goes well", "Completed Paid Delivered"), ("cancelled before payment", "Cancelled Unpaid Unfulfilled"),
                ("cancelled and shipped all the same", "Paid Delivered"),
            ("ended after shipping", "Paid Delivered"), ("paid late", "Paid Delivered"),
            ("cancelled after payment and refunded", "Cancelled Refunded Unfulfilled"),
        })
        {
            var said = await EndAsync(Stories[story], true, KernelPolicies.Default);
            Assert.True(said.Contains(end, StringComparison.Ordinal), $"{story}: {said}");
        }
    }

    /// <summary>
    /// Money that went back while the order stood cancelled came out of what was owed anyway; goods that left all the same are due less by it.
    /// </summary>
    [Theory]
    [InlineData("5.00", "PartiallyRefunded Delivered due CNY 15.00 paid CNY 20.00 kept CNY 15.00 pending CNY 0.00 refunded CNY 5.00")]
    [InlineData("20.00", "Refunded Delivered due CNY 0.00 paid CNY 20.00 kept CNY 0.00 pending CNY 0.00 refunded CNY 20.00")]
    public async Task A_refund_that_is_told_while_a_shipped_order_stands_cancelled_lowers_what_is_due_as_one_that_is_told_in_order(string amount, string end)
    {
        Claim[] orderly = [Place, Pay, Ship, Deliver, End("3 09:00"), Refund(amount, "3 10:00")];
        Assert.Contains(end, await EndAsync(orderly, false, KernelPolicies.Default), StringComparison.Ordinal);
        Assert.Contains(end, await EndAsync([Place, Pay, orderly[4], orderly[5], Ship, Deliver], false, KernelPolicies.Default), StringComparison.Ordinal);
    }

    private static void Same(string difference) => Assert.True(difference.Length == 0, difference);

    private static Claim LastWins(Claim claim, int i) => claim with { SourceTime = Shop.At("10:31") + Duration.FromHours(i) };

    private static Claim PayAt(string at) => Shop.Part("1", "10:05").Paid(at) with { SourceTime = Shop.At(at) + Duration.FromMinutes(1) };

    private static Claim End(string at) => Shop.Part("1", at).Ended(at);

    private static Claim Refund(string amount, string at, string id = "R1") => Shop.Part("1", at).With(id, AfterSalesStatus.Refunded, amount, requested: at);

    private static Claim Sum(string amount, string at) => Shop.Part("1", at) with { RefundedAmount = Shop.Yuan(amount) };

    /// <summary>The story as a back office exports it: each record tells all that was known by then.</summary>
    private static Claim[] Whole(params Claim[] news)
    {
        var records = new List<Claim> { Place };
        foreach (var part in news)
        {
            var last = records[^1];
            records.Add(last with
            {
                SourceTime = part.SourceTime,
                Payment = part.Payment ?? last.Payment,
                PaidAt = part.PaidAt ?? last.PaidAt,
                Fulfilment = part.Fulfilment ?? last.Fulfilment,
                ShippedAt = part.ShippedAt ?? last.ShippedAt,
                Shipments = part.Shipments.IsEmpty ? last.Shipments : part.Shipments,
                DeliveredAt = part.DeliveredAt ?? last.DeliveredAt,
                Outcome = part.Outcome ?? last.Outcome,
                EndedAt = part.EndedAt ?? last.EndedAt,
                Cases = part.Cases.IsEmpty ? last.Cases : part.Cases,
            });
        }

        return [.. records];
    }

    /// <summary>Two orders of arrival that end differently; empty when there are none. A planted bug may change each claim by its place.</summary>
    private static async Task<string> DifferenceAsync(Claim[] claims, bool withClock, KernelPolicies policies, Func<Claim, int, Claim>? bug = null,
        bool forgetsEarly = false)
    {
        var ends = new Dictionary<string, string>(StringComparer.Ordinal);
        var count = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var order in Permutations(claims.Length))
        {
            var arrival = order.Select((at, i) => bug is null ? claims[at] : bug(claims[at], i));
            var end = await EndAsync([.. forgetsEarly ? arrival.SkipWhile(c => c.Scope == ClaimScope.Part) : arrival], withClock, policies);
            ends.TryAdd(end, string.Join(" ", order));
            count[end] = count.TryGetValue(end, out var n) ? n + 1 : 1;
        }

        return ends.Count == 1 ? "" : string.Join("\n", ends.Select(e => $"{count[e.Key]}× {e.Value}: {e.Key}"));
    }

    private static async Task<string> RandomDifferenceAsync(int runs, Func<Claim, Claim>? see)
    {
        for (var seed = 1; seed <= runs; seed++)
        {
            var dice = new Random(seed);
            var claims = Random(dice);
            Claim[] Arrival()
            {
                var arrival = claims.Concat(claims.Where(_ => dice.Next(3) == 0)).ToArray();
                dice.Shuffle(arrival);
                return see is null ? [.. arrival.Select(LastWins)] : [.. arrival.Select(see)];
            }

            var withClock = seed % 2 == 0;
            var (one, two) = (await EndAsync(Arrival(), withClock, KernelPolicies.Default), await EndAsync(Arrival(), withClock, KernelPolicies.Default));
            if (one != two)
                return $"seed {seed}, clock {withClock}:\n{one}\n{two}\n{string.Join("\n", claims.Select(c => $"{c.SourceTime} {c.Payment} {c.Fulfilment} {c.Outcome} {c.Holds} {c.Cases}"))}";
        }

        return "";
    }

    /// <summary>A long history of one order: paid in time, late or never, held and let go, shipped, delivered, ended, refunded.</summary>
    private static Claim[] Random(Random dice)
    {
        List<Claim> news = [Place];
        if (dice.Next(5) > 0) news.Add(PayAt(dice.Next(3) == 0 ? "10:50" : "10:04"));
        for (var i = dice.Next(3); i > 0; i--) news.Add(Shop.Part("1", $"10:0{i + 5}") with { Holds = dice.Next(2) == 0 ? [] : [HoldKind.ChannelLock] });
        if (dice.Next(3) == 0) news.Add(End(dice.Next(2) == 0 ? "10:20" : "12:00"));
        // An order that has ended takes no content, and a refund that names no line is spread over the lines that are known when it comes.
        var isChanged = news.All(c => c.Outcome is null) && dice.Next(3) == 0;
        if (isChanged)
            news.Add(dice.Next(3) switch
            {
                0 => Content("10:20", "30.00", Shop.Line("1", Shop.Mug, 3, "30.00")),
                1 => Content("10:20", "20.00", Shop.Line("1", Shop.Tea, 2, "20.00")),
                _ => Content("10:20", "50.00", Mugs, Tea),
            });
        if (news.Count > 1 && dice.Next(2) == 0)
        {
            news.Add(Ship);
            if (dice.Next(3) > 0) news.Add(Deliver);
            if (dice.Next(3) == 0) news.Add(Succeed);
        }

        if (!isChanged && news.Any(c => c.PaidAt is not null) && dice.Next(3) == 0)
        {
            var first = dice.Next(3) switch { 0 => "20.00", 1 => "13.00", _ => "5.00" };
            news.Add(Refund(first, "3 10:00"));
            if (first != "20.00" && dice.Next(3) == 0) news.Add(Refund("7.00", "3 11:00", "R2"));
        }

        return [.. news];
    }

    private static async Task<string> EndAsync(Claim[] arrival, bool withClock, KernelPolicies policies)
    {
        var bench = new Bench(new MemoryOrderStore(), policies);
        if (policies.Network is not null) await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 50);
        if (policies.Network is not null) await bench.StockAsync(Shop.Hangzhou, Shop.Tea, 50);
        for (var i = 0; i < arrival.Length; i++)
        {
            await bench.SendAsync(Bench.Delivery(arrival[i], $"a{i}"));
            if (withClock) await bench.Kernel.ClockAsync(Shop.At("10:31") + Duration.FromHours(i));
        }

        await bench.Kernel.ClockAsync(History.End);
        return (await DayEnd.OfAsync(bench.Store)).Orders.Items.SingleOrDefault() ?? "no order";
    }

    private static IEnumerable<int[]> Permutations(int n)
    {
        if (n == 0) return [[]];
        return Permutations(n - 1).SelectMany(p => Enumerable.Range(0, n).Select(at => (int[])[.. p.Take(at), n - 1, .. p.Skip(at)]));
    }
}
