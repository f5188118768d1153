using OrderKernel.Ports;

namespace OrderKernel.Testing;

/// <summary>Proves an anchor: it keeps the newest head, never goes back, and refuses a fork.</summary>
public static class AnchorConformance
{
    /// <summary>Runs every check.</summary>
    /// <param name="newAnchor">Makes an anchor that has kept nothing yet.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async ValueTask<ConformanceReport> RunAsync(Func<ValueTask<IAnchor>> newAnchor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(newAnchor);
        (string Name, Func<IAnchor, ValueTask> Check)[] all =
        [
            ("anchor.nothing-kept-is-null",
                async a => Expect.Same(null, await a.LastAsync(TenantId.Of("a"), cancellationToken), "head of a tenant that has none")),
            ("anchor.keeps-the-newest", Newest),
            ("anchor.refuses-a-fork", Fork),
            ("anchor.cancelled-before-it-starts", Cancelled),
        ];
        var checks = new List<ConformanceCheck>();
        foreach (var (name, check) in all)
        {
            var anchor = new CalledAnchor(await newAnchor());
            checks.Add(await ConformanceCheck.OfAsync(name, () => check(anchor), () => anchor.Last, cancellationToken));
        }

        return new(checks.ToValueList());

        async ValueTask Newest(IAnchor anchor)
        {
            await anchor.KeepAsync(Head("a", 1), cancellationToken);
            await anchor.KeepAsync(Head("b c", 9), cancellationToken);
            await anchor.KeepAsync(Head("a", 3), cancellationToken);
            await anchor.KeepAsync(Head("a", 3), cancellationToken);
            await anchor.KeepAsync(Head("a", 2), cancellationToken);
            Expect.Same(Head("a", 3), await anchor.LastAsync(TenantId.Of("a"), cancellationToken), "newest head");
            Expect.Same(Head("b c", 9), await anchor.LastAsync(TenantId.Of("b c"), cancellationToken), "head of another tenant");
        }

        async ValueTask Cancelled(IAnchor anchor)
        {
            using var source = new CancellationTokenSource();
            await source.CancelAsync();
            await Expect.Throws<OperationCanceledException>(() => anchor.KeepAsync(Head("a", 1), source.Token), "with a cancelled token");
            await Expect.Throws<OperationCanceledException>(async () => await anchor.LastAsync(TenantId.Of("a"), source.Token),
                "with a cancelled token");
            Expect.Same(null, await anchor.LastAsync(TenantId.Of("a"), cancellationToken), "head after keeping one was cancelled");
        }

        async ValueTask Fork(IAnchor anchor)
        {
            await anchor.KeepAsync(Head("a", 3), cancellationToken);
            await Expect.Throws<InvalidOperationException>(() => anchor.KeepAsync(Head("a", 3) with { Hash = Head("a", 4).Hash }, cancellationToken),
                "as many events with another hash");
            Expect.Same(Head("a", 3), await anchor.LastAsync(TenantId.Of("a"), cancellationToken), "head after a fork was refused");
        }
    }

    private static PartitionHead Head(string tenant, int events)
    {
        var stream = StreamId.Of(TenantId.Of(tenant), StreamKinds.Order, "s");
        var append = StoreBench.First(stream, [.. Enumerable.Range(1, events).Select(i => $"{i}")]);
        return PartitionHead.Of(stream.Tenant, [new(stream, events, append.Events[events - 1].Hash)]);
    }

    /// <summary>Passes every call on and remembers the last one.</summary>
    private sealed class CalledAnchor(IAnchor inner) : IAnchor
    {
        public string Last { get; private set; } = "";

        public ValueTask KeepAsync(PartitionHead head, CancellationToken cancellationToken)
        {
            Last = "IAnchor.KeepAsync";
            return inner.KeepAsync(head, cancellationToken);
        }

        public ValueTask<PartitionHead?> LastAsync(TenantId tenant, CancellationToken cancellationToken)
        {
            Last = "IAnchor.LastAsync";
            return inner.LastAsync(tenant, cancellationToken);
        }
    }
}
