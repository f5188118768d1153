using NodaTime;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// What a channel is told of a parcel. Fails when an item is told under more waybills than the channel takes, when something is neither told nor said to be
/// untold, when a carrier has a code that the channel does not know, or when a parcel that is told again is taken for another one.
/// </summary>
public sealed class WriteBackPlanScenarios
{
    private static readonly Instant Left = Instant.FromUtc(2026, 2, 9, 10, 0);
    private static readonly OrderKey Key = new(TenantId.Of("acme"), ChannelId.Of("made"), ShopId.Of("s"), OrderNumber.Of("A1"));

    private static WriteBackTerms Terms(string scope, int? most = null, string carriers = "") => Made.Profile(
        Made.Order + "," + Made.Amounts,
        $"\"carriers\":{{\"SF\":\"SF\",\"顺丰\":\"SF\",\"zt\":\"ZTO\"}},\"writeBack\":{{\"scope\":\"{scope}\",{(most is null ? "" : $"\"waybillsMax\":{most},")}{carriers}\"evidence\":\"inferred\"}}")
        .Policy.WriteBack!;

    private static ParcelNews News(string waybills, string lines, string? carrier = "SF") => new(
        Key, Left, carrier is null ? null : CarrierId.Of(carrier), Split(waybills).Select(w => Waybill.Of(w)).ToValueList(),
        Split(lines).Select(l => l.Split(':')).Select(l => new ParcelItem(LineId.Of(l[0]), Quantity.Of(long.Parse(l[1])))).ToValueList());

    private static ValueList<ToldParcel> Before(string told) => told.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(t => t.Split('='))
        .Select(t => new ToldParcel(Split(t[0]).Select(l => LineId.Of(l)).ToValueList(), Split(t[1]).Select(w => Waybill.Of(w)).ToValueList())).ToValueList();

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Shown(WriteBackPlan plan) =>
        (plan.Request is { } r ? $"{r.Carrier} {string.Join("+", r.Waybills.Items)} {string.Join(" ", r.Items.Items.Select(i => i.Units is { } u ? $"{i.Line}:{u.Units}" : $"{i.Line}"))}".TrimEnd() : "-")
        + string.Concat(plan.Unsaid.Items.Select(u => $" | {u.Code["channels.write-back-".Length..]} {u.Arguments.Items.FirstOrDefault(a => a.Name == "line").Value}".TrimEnd()));

    [Theory]
    [InlineData("order", 1, "W1", "a:1 b:2", "", "SF W1")]
    [InlineData("order", 1, "W2", "b:2", "=W1", "- | waybill-untold -")]
    [InlineData("order", 1, "W1", "a:1", "=W1", "SF W1")]
    [InlineData("order", null, "W2", "b:2", "=W1", "SF W2")]
    [InlineData("order", 2, "W1 W2 W3", "a:1", "", "SF W1+W2 | waybill-untold -")]
    [InlineData("lines", 1, "W1", "a:1 b:2", "", "SF W1 a b")]
    [InlineData("lines", 1, "W2", "a:1 b:2", "a=W1", "SF W2 b | waybill-untold a")]
    [InlineData("lines", 1, "W2", "a:1", "a=W1", "- | waybill-untold a")]
    [InlineData("lines", 2, "W2", "a:1", "a=W1", "SF W2 a")]
    [InlineData("lines", null, "W3", "a:1", "a=W1;a=W2", "SF W3 a")]
    [InlineData("lines", 1, "W2", "a:1", "=W1", "- | waybill-untold a")]
    [InlineData("units", 1, "W2", "a:1", "a=W1", "SF W2 a:1")]
    [InlineData("units", 1, "W1 W2", "a:1", "", "SF W1 a:1 | waybill-untold -")]
    [InlineData("units", null, "W2", "a:0 b:1", "", "SF W2 b:1 | part-untold a")]
    [InlineData("units", null, "W2", "a:0", "", "- | part-untold a")]
    public void What_is_told(string scope, int? most, string waybills, string lines, string before, string told) =>
        Assert.Equal(told, Shown(WriteBackPlan.Of(Terms(scope, most), News(waybills, lines), Before(before))));

    [Fact]
    public void The_carrier_has_the_channels_first_code_or_the_one_that_the_section_names()
    {
        Assert.Equal(("SF", "zt", null), (Terms("order").CodeOf(CarrierId.Of("SF")), Terms("order").CodeOf(CarrierId.Of("ZTO")), Terms("order").CodeOf(CarrierId.Of("YTO"))));
        Assert.Equal("shunfeng", Terms("order", carriers: "\"carriers\":{\"SF\":\"shunfeng\"},").CodeOf(CarrierId.Of("SF")));
    }

    [Theory]
    [InlineData("W1", "YTO", ChannelsCodes.WriteBackCarrierUnknown)]
    [InlineData("W1", null, ChannelsCodes.WriteBackCarrierUnknown)]
    [InlineData("", "SF", ChannelsCodes.WriteBackWithoutWaybill)]
    public void What_the_channel_would_not_understand_is_not_told(string waybills, string? carrier, string code)
    {
        var plan = WriteBackPlan.Of(Terms("order"), News(waybills, "a:1", carrier), []);
        Assert.Null(plan.Request);
        Assert.Equal([code], plan.Unsaid.Items.Select(u => u.Code));
    }

    [Fact]
    public void A_profile_that_says_nothing_tells_nothing() =>
        Assert.Equal([ChannelsCodes.WriteBackUnknown], WriteBackPlan.Of(null, News("W1", "a:1"), []).Unsaid.Items.Select(u => u.Code));

    /// <summary>
    /// Parcels of one order, one after another: each item stands under at most as many waybills as the channel takes, and nothing is passed over.
    /// </summary>
    [Law(2_000, 20_000)]
    public void No_item_is_under_more_waybills_than_the_channel_takes_and_all_is_told_or_said(byte scopeByte, byte mostByte, byte[] parcels)
    {
        var (scope, most) = ((scopeByte % 3) switch { 0 => "order", 1 => "lines", _ => "units" }, mostByte % 4 is var m && m == 0 ? (int?)null : m);
        var terms = Terms(scope, most);
        var (told, under) = (new List<ToldParcel>(), new Dictionary<string, HashSet<Waybill>>());
        foreach (var (bits, i) in parcels.Take(8).Select((b, i) => (b, i)))
        {
            string[] lines = [.. new[] { "a", "b", "c" }.Where((_, n) => (bits & (1 << n)) != 0)];
            var news = News(string.Join(" ", Enumerable.Range(0, 1 + (bits >> 6)).Select(n => $"W{i}-{n}")), string.Join(" ", lines.Select(l => $"{l}:{(bits >> 3) & 3}")));
            var plan = WriteBackPlan.Of(terms, news, told.ToValueList());
            if (plan.Request is { } request)
            {
                told.Add(new(request.Items.Items.Select(x => x.Line).ToValueList(), request.Waybills));
                foreach (var item in request.Items.IsEmpty ? ["*"] : request.Items.Items.Select(x => x.Line.Value))
                {
                    if (!under.TryGetValue(item, out var known)) under.Add(item, known = []);
                    known.UnionWith(request.Waybills.Items);
                    Assert.True(scope == "units" ? request.Waybills.Count <= (most ?? int.MaxValue) : known.Count <= (most ?? int.MaxValue), Shown(plan));
                }
            }

            var said = plan.Unsaid.Items.Select(u => u.Arguments.Items.FirstOrDefault(a => a.Name == "line").Value).ToHashSet();
            if (scope == "order") Assert.True(plan.Request is not null || said.Contains("-"));
            else Assert.All(lines, l => Assert.True(said.Contains(l) ^ (plan.Request?.Items.Items.Any(x => x.Line.Value == l) ?? false), Shown(plan)));
            Assert.True(said.Contains("-") || plan.Request is null || plan.Request.Waybills.Count == news.Waybills.Count);
        }
    }
}
