using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Ports;

namespace OrderKernel.Testing;

/// <summary>What a gateway is tried with: a shop of which the host knows what happened there.</summary>
/// <param name="Shop">The shop, most often one of the channel's sandbox.</param>
/// <param name="Profile">The profile that reads the feed.</param>
/// <param name="Feed">The feed, one that the profile's <c>pulls</c> names.</param>
/// <param name="From">The beginning of a stretch in which at least one record changed, and nothing changes any more.</param>
/// <param name="To">Its end.</param>
public sealed record GatewayCase(ShopContext Shop, PolicyDocument<ChannelProfile> Profile, string Feed, Instant From, Instant To)
{
    /// <summary>The beginning of a stretch of the same length in which nothing changed.</summary>
    public required Instant QuietFrom { get; init; }

    /// <summary>A parcel of an order of the sandbox that it takes; null to leave write-backs untried. It is told more than once.</summary>
    public WriteBackRequest? Parcel { get; init; }

    /// <summary>Numbers of stock that it takes, of codes that the sandbox sells; null to leave them untried. They are told more than once.</summary>
    public ShopStockRequest? Stock { get; init; }

    /// <summary>The most pages that the stretch can have; more of them count as going round in circles.</summary>
    public int PagesMax { get; init; } = 100;
}

/// <summary>Proves an adapter of a channel: pages end, come again, hold what the window asks for, and refusals are answers.</summary>
public static class GatewayConformance
{
    /// <summary>Runs every check.</summary>
    /// <param name="newGateway">Makes the adapter.</param>
    /// <param name="known">What it is tried with.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">The profile does not name the feed.</exception>
    public static async ValueTask<ConformanceReport> RunAsync(Func<ValueTask<IChannelGateway>> newGateway, GatewayCase known,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(newGateway);
        ArgumentNullException.ThrowIfNull(known);
        var terms = known.Profile.Policy.Pulls.Items.FirstOrDefault(p => p.Feed == known.Feed)
            ?? throw new ArgumentException($"The profile {known.Profile.Reference} names no feed {known.Feed}.", nameof(known));
        (string Name, Func<IChannelGateway, ValueTask> Check)[] all =
        [
            ("gateway.pages-end", async g => Expect.That((await ReadAsync(g, known.From, known.To)).Count > 0, "no record in a stretch in which one changed")),
            ("gateway.records-are-read-by-the-profile", Readable),
            ("gateway.the-same-request-gets-the-same", Repeatable),
            ("gateway.halves-hold-what-the-whole-does", Halves),
            ("gateway.a-quiet-stretch-is-one-empty-page", Quiet),
            ("gateway.pages-are-as-small-as-asked", Small),
            ("gateway.an-unknown-mark-is-a-refusal", UnknownMark),
            ("gateway.a-page-is-acknowledged-twice", Acknowledge),
            ("gateway.cancelled-before-it-starts", Cancelled),
        ];
        if (known.Parcel is not null)
            all = [.. all, ("gateway.a-parcel-is-taken-twice", Parcel), ("gateway.an-unknown-order-is-refused-for-good", UnknownOrder)];
        if (known.Stock is not null)
        {
            all = [.. all, ("gateway.a-number-of-stock-is-taken-twice", Stock), ("gateway.an-unknown-code-alone-is-refused", UnknownCode),
                ("gateway.stock-cancelled-before-it-starts", StockCancelled)];
        }

        var checks = new List<ConformanceCheck>();
        foreach (var (name, check) in all)
        {
            var gateway = await newGateway();
            var method = check == Acknowledge ? nameof(IChannelGateway.AcknowledgeAsync)
                : check == Parcel || check == UnknownOrder ? nameof(IChannelGateway.WriteBackAsync)
                : check == Stock || check == UnknownCode || check == StockCancelled ? nameof(IChannelGateway.SetStockAsync)
                : nameof(IChannelGateway.PullAsync);
            checks.Add(await ConformanceCheck.OfAsync(name, () => check(gateway), () => "IChannelGateway." + method, cancellationToken));
        }

        return new(checks.ToValueList());

        PullRequest Request(Instant from, Instant to, string? cursor) =>
            new(known.Shop.Tenant, known.Profile.Policy.Channel, known.Shop.Shop, known.Feed, from, to, cursor)
            {
                PageMax = terms.PageMax, IsLastPageFirst = terms.IsLastPageFirst,
            };

        async ValueTask<PullPage> PageAsync(IChannelGateway gateway, PullRequest request)
        {
            var answer = await gateway.PullAsync(request, cancellationToken);
            Expect.That(answer is PullPage, $"answered {answer}");
            return (PullPage)answer!;
        }

        async ValueTask<List<RecordReading>> ReadAsync(IChannelGateway gateway, Instant from, Instant to)
        {
            var (readings, cursor) = (new List<RecordReading>(), (string?)null);
            for (var i = 0; i < known.PagesMax; i++)
            {
                var page = await PageAsync(gateway, Request(from, to, cursor));
                readings.AddRange(Cut(known, page.Body));
                if (page.Next is null) return readings;
                Expect.That(page.Next != cursor, $"page {i + 1} names itself as the next");
                cursor = page.Next;
            }

            Expect.That(false, $"after {known.PagesMax} pages there is still a next one");
            return readings;
        }

        async ValueTask Readable(IChannelGateway gateway)
        {
            foreach (var reading in await ReadAsync(gateway, known.From, known.To))
                Expect.That(reading.Kind != ReadingKind.Parked, $"a record cannot be read: {reading.Refusal}");
        }

        async ValueTask Repeatable(IChannelGateway gateway) =>
            Expect.Same(Told(await ReadAsync(gateway, known.From, known.To)), Told(await ReadAsync(gateway, known.From, known.To)), "records");

        async ValueTask Halves(IChannelGateway gateway)
        {
            var middle = known.From + ((known.To - known.From) / 2);
            var halves = await ReadAsync(gateway, known.From, middle);
            halves.AddRange(await ReadAsync(gateway, middle, known.To));
            Expect.Same(Told(await ReadAsync(gateway, known.From, known.To)), Told(halves), "records of both halves");
        }

        async ValueTask Quiet(IChannelGateway gateway)
        {
            var page = await PageAsync(gateway, Request(known.QuietFrom, known.QuietFrom + (known.To - known.From), null));
            Expect.Same(null, page.Next, "mark behind an empty page");
            Expect.Same(0, Cut(known, page.Body).Count, "records of a stretch in which nothing changed");
        }

        async ValueTask Small(IChannelGateway gateway)
        {
            var cursor = (string?)null;
            for (var i = 0; i < known.PagesMax; i++)
            {
                var page = await PageAsync(gateway, Request(known.From, known.To, cursor) with { PageMax = 1 });
                Expect.That(Cut(known, page.Body).Count <= 1, "more than one record on a page of one");
                if ((cursor = page.Next) is null) return;
            }
        }

        async ValueTask UnknownMark(IChannelGateway gateway)
        {
            var answer = await gateway.PullAsync(Request(known.From, known.To, "no mark of this channel"), cancellationToken);
            Expect.That(answer is PullRefusal { Answer.Length: > 0 and <= 128 }, $"a mark that it never gave is answered by {answer}");
        }

        async ValueTask Cancelled(IChannelGateway gateway)
        {
            using var source = new CancellationTokenSource();
            await source.CancelAsync();
            await Expect.Throws<OperationCanceledException>(async () => await gateway.PullAsync(Request(known.From, known.To, null), source.Token),
                "with a cancelled token");
            if (known.Parcel is not { } parcel) return;
            await Expect.Throws<OperationCanceledException>(async () => await gateway.WriteBackAsync(parcel, source.Token), "WriteBackAsync with a cancelled token");
        }

        async ValueTask Acknowledge(IChannelGateway gateway)
        {
            var request = Request(known.From, known.To, null);
            var page = await PageAsync(gateway, request);
            await gateway.AcknowledgeAsync(request, page, cancellationToken);
            await gateway.AcknowledgeAsync(request, page, cancellationToken);
        }

        async ValueTask Parcel(IChannelGateway gateway)
        {
            for (var i = 1; i <= 2; i++)
            {
                var answer = await gateway.WriteBackAsync(known.Parcel!, cancellationToken);
                Expect.That(answer is WriteBackTaken, $"told for the {(i == 1 ? "first" : "second")} time, it answers {answer}");
            }
        }

        async ValueTask Stock(IChannelGateway gateway)
        {
            for (var i = 1; i <= 2; i++)
            {
                var answer = await gateway.SetStockAsync(known.Stock!, cancellationToken);
                Expect.That(answer is { Refused.IsEmpty: true }, $"told for the {(i == 1 ? "first" : "second")} time, it answers {answer}");
            }
        }

        async ValueTask UnknownCode(IChannelGateway gateway)
        {
            var unknown = new ShopStockNumber("no-code-of-this-channel", Quantity.Of(1));
            var answer = await gateway.SetStockAsync(known.Stock! with { Numbers = known.Stock.Numbers.Add(unknown) }, cancellationToken);
            var isItAlone = answer.Refused is { Count: 1 } refused && refused[0].Code == unknown.Code;
            Expect.That(isItAlone && answer.Refused[0] is { IsFinal: true, Answer.Length: > 0 and <= 128 },
                $"beside codes that it has, one that it does not have is answered by {answer}");
        }

        async ValueTask StockCancelled(IChannelGateway gateway)
        {
            using var source = new CancellationTokenSource();
            await source.CancelAsync();
            await Expect.Throws<OperationCanceledException>(async () => await gateway.SetStockAsync(known.Stock!, source.Token), "with a cancelled token");
        }

        async ValueTask UnknownOrder(IChannelGateway gateway)
        {
            var answer = await gateway.WriteBackAsync(known.Parcel! with { Order = OrderNumber.Of("no-order-of-this-channel") }, cancellationToken);
            Expect.That(answer is WriteBackRefusal { IsFinal: true, Answer.Length: > 0 and <= 128 }, $"an order that it does not have is answered by {answer}");
        }
    }

    private static List<RecordReading> Cut(GatewayCase known, ReadOnlyMemory<byte> body)
    {
        var readings = new List<RecordReading>();
        var reader = new ProfileReader(known.Profile, SkuMap.Same, known.Shop);
        var parser = RecordParser.For(known.Profile.Policy);
        parser.Push(body.Span, r => readings.Add(reader.Read(r)));
        parser.Complete(r => readings.Add(reader.Read(r)));
        return readings;
    }

    // Pages may overlap and come in any order: which records there are is what counts.
    private static string Told(List<RecordReading> readings) => string.Join("\n", readings
        .Select(r => r.Claim is { } claim ? $"{claim.Order.Number} at {claim.SourceTime}" : $"{r.Kind} {r.Refusal?.Code}")
        .Distinct().Order(StringComparer.Ordinal));
}
