using OrderKernel.Ports;

namespace OrderKernel.Testing;

/// <summary>What an adapter of a warehouse is tried with: a sandbox into which the host can look.</summary>
/// <param name="NewNote">
/// A note of a parcel that the sandbox can send, such as one unit of a SKU that it has. Each call gives another note id, not one of an earlier run either.
/// </param>
/// <param name="IsToSend">True when the sandbox is to send a note or has sent it, by its own list.</param>
public sealed record WarehouseCase(Func<DispatchRequest> NewNote, Func<string, ValueTask<bool>> IsToSend)
{
    /// <summary>Lets the goods of a note leave the sandbox; null to leave a recall that comes too late untried.</summary>
    public Func<string, ValueTask>? Leave { get; init; }

    /// <summary>A note that the warehouse will not send for good, such as of a SKU that it does not have; null to leave it untried.</summary>
    public Func<DispatchRequest>? NewHopeless { get; init; }
}

/// <summary>Proves an adapter of a warehouse: a note goes once, a recalled one never, whatever comes first, and refusals are answers.</summary>
public static class WarehouseConformance
{
    /// <summary>Runs every check.</summary>
    /// <param name="newGateway">Makes the adapter.</param>
    /// <param name="known">What it is tried with.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async ValueTask<ConformanceReport> RunAsync(Func<ValueTask<IWarehouseGateway>> newGateway, WarehouseCase known,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(newGateway);
        ArgumentNullException.ThrowIfNull(known);
        List<(string Name, string Method, Func<IWarehouseGateway, ValueTask> Check)> all =
        [
            ("warehouse.a-note-is-to-be-sent", nameof(IWarehouseGateway.DispatchAsync), Told),
            ("warehouse.a-note-is-taken-twice", nameof(IWarehouseGateway.DispatchAsync), ToldTwice),
            ("warehouse.a-recalled-note-is-not-sent", nameof(IWarehouseGateway.RecallAsync), Recalled),
            ("warehouse.a-recall-is-taken-twice", nameof(IWarehouseGateway.RecallAsync), RecalledTwice),
            ("warehouse.a-recalled-note-stays-so", nameof(IWarehouseGateway.DispatchAsync), ToldAgain),
            ("warehouse.a-recall-may-come-first", nameof(IWarehouseGateway.DispatchAsync), RecalledFirst),
            ("warehouse.a-recall-is-of-one-note", nameof(IWarehouseGateway.RecallAsync), OfOne),
            ("warehouse.cancelled-before-it-starts", nameof(IWarehouseGateway.DispatchAsync), Cancelled),
        ];
        if (known.Leave is not null) all.Add(("warehouse.what-left-is-not-recalled", nameof(IWarehouseGateway.RecallAsync), Left));
        if (known.NewHopeless is not null) all.Add(("warehouse.what-it-cannot-send-is-refused-for-good", nameof(IWarehouseGateway.DispatchAsync), Hopeless));
        var checks = new List<ConformanceCheck>();
        foreach (var (name, method, check) in all)
        {
            var gateway = await newGateway();
            checks.Add(await ConformanceCheck.OfAsync(name, () => check(gateway), () => "IWarehouseGateway." + method, cancellationToken));
        }

        return new(checks.ToValueList());

        async ValueTask TellAsync(IWarehouseGateway gateway, DispatchRequest note, string when = "")
        {
            var answer = await gateway.DispatchAsync(note, cancellationToken);
            Expect.That(answer is DispatchTaken, $"a note{when} is answered by {answer}");
        }

        async ValueTask RecallAsync(IWarehouseGateway gateway, DispatchRequest note, string when = "")
        {
            var answer = await gateway.RecallAsync(Recall(note), cancellationToken);
            Expect.That(answer is DispatchTaken, $"a recall{when} is answered by {answer}");
        }

        async ValueTask IsAsync(bool isToSend, DispatchRequest note, string what) =>
            Expect.That(await known.IsToSend(note.Note) == isToSend, $"{what} is {(isToSend ? "not " : "")}to be sent");

        async ValueTask Told(IWarehouseGateway gateway)
        {
            var note = known.NewNote();
            await TellAsync(gateway, note);
            await IsAsync(true, note, "a note that it took");
        }

        async ValueTask ToldTwice(IWarehouseGateway gateway)
        {
            var note = known.NewNote();
            await TellAsync(gateway, note);
            await TellAsync(gateway, note, " that is told for the second time");
            await IsAsync(true, note, "a note that was told twice");
            // Were it taken for two, one of them would stay.
            await RecallAsync(gateway, note);
            await IsAsync(false, note, "a note that was told twice and recalled once");
        }

        async ValueTask Recalled(IWarehouseGateway gateway)
        {
            var note = known.NewNote();
            await TellAsync(gateway, note);
            await RecallAsync(gateway, note);
            await IsAsync(false, note, "a recalled note");
        }

        async ValueTask RecalledTwice(IWarehouseGateway gateway)
        {
            var note = known.NewNote();
            await TellAsync(gateway, note);
            await RecallAsync(gateway, note);
            await RecallAsync(gateway, note, " that is told for the second time");
        }

        async ValueTask ToldAgain(IWarehouseGateway gateway)
        {
            var note = known.NewNote();
            await TellAsync(gateway, note);
            await RecallAsync(gateway, note);
            await TellAsync(gateway, note, " that was recalled");
            await IsAsync(false, note, "a note that was told again after its recall");
        }

        async ValueTask RecalledFirst(IWarehouseGateway gateway)
        {
            var note = known.NewNote();
            await RecallAsync(gateway, note, " of a note that it never had");
            await TellAsync(gateway, note, " that was recalled before it came");
            await IsAsync(false, note, "a note that was recalled before it came");
        }

        async ValueTask OfOne(IWarehouseGateway gateway)
        {
            var (note, other) = (known.NewNote(), known.NewNote());
            await TellAsync(gateway, note);
            await TellAsync(gateway, other);
            await RecallAsync(gateway, note);
            await IsAsync(true, other, "a note beside the one that was recalled");
        }

        async ValueTask Cancelled(IWarehouseGateway gateway)
        {
            using var source = new CancellationTokenSource();
            await source.CancelAsync();
            var note = known.NewNote();
            await Expect.Throws<OperationCanceledException>(async () => await gateway.DispatchAsync(note, source.Token), "with a cancelled token");
            await Expect.Throws<OperationCanceledException>(async () => await gateway.RecallAsync(Recall(note), source.Token), "RecallAsync with one");
            await IsAsync(false, note, "a note of a call that was cancelled before it started");
        }

        async ValueTask Left(IWarehouseGateway gateway)
        {
            var note = known.NewNote();
            await TellAsync(gateway, note);
            await known.Leave!(note.Note);
            var answer = await gateway.RecallAsync(Recall(note), cancellationToken);
            Expect.That(IsFinal(answer), $"the recall of a note whose goods left is answered by {answer}");
        }

        async ValueTask Hopeless(IWarehouseGateway gateway)
        {
            var note = known.NewHopeless!();
            var answer = await gateway.DispatchAsync(note, cancellationToken);
            Expect.That(IsFinal(answer), $"a note that it cannot send is answered by {answer}");
            await IsAsync(false, note, "a note that it refused");
        }
    }

    private static bool IsFinal(DispatchAnswer answer) => answer is DispatchRefusal { IsFinal: true, Answer.Length: > 0 and <= 128 };

    private static RecallRequest Recall(DispatchRequest note) => new(note.Tenant, note.Note, note.Location);
}
