using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Ports;

namespace OrderKernel.Testing.Tests.Channels;

// Fails when a good adapter does not pass, or one that loses records, goes round in circles, throws or ignores what it is asked for does.
public class GatewayConformanceTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 2, 9, 0, 0);
    private static readonly PolicyDocument<ChannelProfile> Profile = Profiles.Load("""
        {"$schema":"profile-1.json","name":"mall","version":"1","channel":"mall","code":"ML","zone":"UTC","format":"json","currency":"CNY","money":"fen",
        "time":"epoch-s","pulls":[{"feed":"orders","windowMax":"PT12H","pageMax":5,"evidence":"seen"}],
        "records":[{"kind":"order","scope":"whole","number":"no","times":{"created":"at"},"amounts":{"due":"total"},"needsFulfilment":false,
        "statuses":[{"path":"at","present":{"payment":"Paid","evidence":"seen"}}]}]}
        """u8.ToArray()).ValueOrThrow();

    private static readonly GatewayCase Known = new(
        new ShopContext(TenantId.Of("acme"), ShopId.Of("mall-1")), Profile, "orders", Start, Start + Duration.FromHours(6))
    {
        QuietFrom = Start - Duration.FromDays(3),
        Stock = new(TenantId.Of("acme"), ChannelId.Of("mall"), ShopId.Of("mall-1"), Start, [new("A", Quantity.Of(3)), new("B", Quantity.Zero)]),
        Parcel = new(TenantId.Of("acme"), ChannelId.Of("mall"), ShopId.Of("mall-1"), OrderNumber.Of("7"), "SF", [Waybill.Of("W1")], Start),
    };

    [Fact]
    public async Task The_fake_is_an_adapter_as_it_should_be()
    {
        var report = await RunAsync(g => g);
        Assert.True(report.IsPassed, report.ToString());
        Assert.Equal(14, report.Checks.Count);
    }

    [Theory]
    [InlineData("end", "gateway.halves-hold-what-the-whole-does")]
    [InlineData("loses", "gateway.the-same-request-gets-the-same")]
    [InlineData("circles", "gateway.pages-end")]
    [InlineData("endless", "gateway.pages-end")]
    [InlineData("throws", "gateway.an-unknown-mark-is-a-refusal")]
    [InlineData("starts-anew", "gateway.an-unknown-mark-is-a-refusal")]
    [InlineData("large", "gateway.pages-are-as-small-as-asked")]
    [InlineData("deaf", "gateway.cancelled-before-it-starts")]
    [InlineData("other-records", "gateway.records-are-read-by-the-profile")]
    [InlineData("everything", "gateway.a-quiet-stretch-is-one-empty-page")]
    [InlineData("nothing", "gateway.pages-end")]
    [InlineData("acknowledges-once", "gateway.a-page-is-acknowledged-twice")]
    [InlineData("sent-already", "gateway.a-parcel-is-taken-twice")]
    [InlineData("takes-all", "gateway.an-unknown-order-is-refused-for-good")]
    [InlineData("refuses-for-now", "gateway.an-unknown-order-is-refused-for-good")]
    [InlineData("deaf-to-write-backs", "gateway.cancelled-before-it-starts")]
    [InlineData("stock-once", "gateway.a-number-of-stock-is-taken-twice")]
    [InlineData("takes-any-code", "gateway.an-unknown-code-alone-is-refused")]
    [InlineData("refuses-all-codes", "gateway.an-unknown-code-alone-is-refused")]
    [InlineData("refuses-codes-for-now", "gateway.an-unknown-code-alone-is-refused")]
    [InlineData("deaf-to-stock", "gateway.stock-cancelled-before-it-starts")]
    public async Task An_adapter_that_breaks_a_promise_is_caught(string how, string check)
    {
        var report = await RunAsync(g => new Broken(g, how));
        Assert.Contains(check, report.Failed.Items.Select(c => c.Name));
        Assert.All(report.Failed, c => Assert.StartsWith("IChannelGateway.", c.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_feed_that_the_profile_does_not_name_cannot_be_tried() => await Assert.ThrowsAsync<ArgumentException>(
        async () => await GatewayConformance.RunAsync(() => new(new ScriptedGateway()), Known with { Feed = "refunds" }));

    private static ValueTask<ConformanceReport> RunAsync(Func<IChannelGateway, IChannelGateway> over) => GatewayConformance.RunAsync(() =>
    {
        var channel = new ScriptedGateway(1) { Now = Start + Duration.FromDays(1), PageSize = 5, ShufflePercent = 30, RepeatPercent = 0 };
        for (var i = 0; i < 23; i++)
        {
            var at = Start + Duration.FromMinutes(15 * i);
            channel.Change($"{i}", at, $$"""{"no":"{{i}}","at":{{at.ToUnixTimeSeconds()}},"total":100}""");
            channel.Know(OrderNumber.Of($"{i}"));
        }

        channel.Sell("A");
        channel.Sell("B");

        return new(over(channel));
    }, Known);

    private sealed class Broken(IChannelGateway inner, string how) : IChannelGateway
    {
        private int _calls;
        private int _told;

        public ValueTask AcknowledgeAsync(PullRequest request, PullPage page, CancellationToken cancellationToken) =>
            how == "acknowledges-once" && _told++ > 0 ? throw new InvalidOperationException("gone") : inner.AcknowledgeAsync(request, page, cancellationToken);

        public async ValueTask<WriteBackAnswer> WriteBackAsync(WriteBackRequest request, CancellationToken cancellationToken) => how switch
        {
            "sent-already" when _told++ > 0 => new WriteBackRefusal("sent", true),
            "takes-all" => new WriteBackTaken(),
            "refuses-for-now" => await inner.WriteBackAsync(request, cancellationToken) is WriteBackRefusal no ? no with { IsFinal = false } : new WriteBackTaken(),
            "deaf-to-write-backs" => await inner.WriteBackAsync(request, default),
            _ => await inner.WriteBackAsync(request, cancellationToken),
        };

        public async ValueTask<ShopStockAnswer> SetStockAsync(ShopStockRequest request, CancellationToken cancellationToken)
        {
            var answer = await inner.SetStockAsync(request, how == "deaf-to-stock" ? default : cancellationToken);
            return how switch
            {
                "stock-once" when _told++ > 0 => ShopStockAnswer.Refusing(request, "unchanged", true),
                "takes-any-code" => ShopStockAnswer.Taken,
                "refuses-all-codes" when !answer.Refused.IsEmpty => ShopStockAnswer.Refusing(request, "code-unknown", true),
                "refuses-codes-for-now" => new(answer.Refused.Items.Select(r => r with { IsFinal = false }).ToValueList()),
                _ => answer,
            };
        }

        public async ValueTask<PullAnswer> PullAsync(PullRequest request, CancellationToken cancellationToken)
        {
            _calls++;
            var isMade = request.Cursor is null || int.TryParse(request.Cursor, out _);
            switch (how)
            {
                case "end": return await inner.PullAsync(request with { To = request.To - Duration.FromMinutes(20) }, cancellationToken);
                case "circles": return (PullPage)await inner.PullAsync(request, cancellationToken) with { Next = request.Cursor ?? "5" };
                case "endless": return (PullPage)await inner.PullAsync(request with { Cursor = null }, cancellationToken) with { Next = $"{_calls}" };
                case "throws" when !isMade: throw new FormatException("mark");
                case "starts-anew" when !isMade: return await inner.PullAsync(request with { Cursor = null }, cancellationToken);
                case "large": return await inner.PullAsync(request with { PageMax = null }, cancellationToken);
                case "deaf": return await inner.PullAsync(request, default);
                case "other-records" when isMade: return new PullPage("""[{"id":1}]"""u8.ToArray(), null);
                case "everything":
                    return await inner.PullAsync(request with { From = Start - Duration.FromDays(9), To = Start + Duration.FromDays(9) }, cancellationToken);
                case "nothing": return await inner.PullAsync(request with { From = request.To }, cancellationToken);
                case "loses":
                    var answer = await inner.PullAsync(request, cancellationToken);
                    return _calls % 3 == 0 && answer is PullPage page ? page with { Body = "[]"u8.ToArray() } : answer;
                default: return await inner.PullAsync(request, cancellationToken);
            }
        }
    }
}
