using OrderKernel.Ports;

namespace OrderKernel.Testing;

/// <summary>
/// A warehouse in memory that keeps the promises of <see cref="IWarehouseGateway"/> and lies as networks do: its answers get lost, notes arrive late.
/// </summary>
/// <remarks>Not for several threads.</remarks>
public sealed class ScriptedWarehouse : IWarehouseGateway
{
    private readonly Queue<(DispatchRefusal? Refusal, Exception? Thrown, bool IsAfterEffect, bool IsLate)> _script = new();
    private readonly List<DispatchRequest> _dispatches = [];
    private readonly List<RecallRequest> _recalls = [];
    private readonly List<DispatchRequest> _late = [];
    private readonly Dictionary<string, DispatchRequest> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _recalled = new(StringComparer.Ordinal);
    private readonly HashSet<string> _left = new(StringComparer.Ordinal);

    /// <summary>The notes that it was told, each try among them, in order.</summary>
    public IReadOnlyList<DispatchRequest> Dispatches => _dispatches;

    /// <summary>The recalls that it was told, each try among them, in order.</summary>
    public IReadOnlyList<RecallRequest> Recalls => _recalls;

    /// <summary>What it will send, each note once, by note.</summary>
    public IReadOnlyList<DispatchRequest> Open => _open.Values.OrderBy(r => r.Note, StringComparer.Ordinal).ToList();

    /// <summary>Lets the next calls be refused.</summary>
    /// <param name="answer">The warehouse's code.</param>
    /// <param name="isFinal">True when asking again changes nothing.</param>
    /// <param name="times">How many calls.</param>
    public void Refuse(string answer, bool isFinal = false, int times = 1)
    {
        for (var i = 0; i < times; i++) _script.Enqueue((new DispatchRefusal(answer, isFinal), null, false, false));
    }

    /// <summary>Lets the next call throw.</summary>
    /// <param name="exception">What it throws.</param>
    /// <param name="isAfterEffect">True when the warehouse takes what it was told all the same, and only its answer is lost.</param>
    public void Throw(Exception exception, bool isAfterEffect) => _script.Enqueue((null, exception, isAfterEffect, false));

    /// <summary>Lets the next call throw, and what was told arrive only with <see cref="Arrive"/>, behind all that is told meanwhile.</summary>
    /// <param name="exception">What it throws.</param>
    public void Delay(Exception exception) => _script.Enqueue((null, exception, false, true));

    /// <summary>Lets what was delayed arrive.</summary>
    public void Arrive()
    {
        foreach (var request in _late) Take(request);
        _late.Clear();
    }

    /// <summary>Lets the goods of all open notes leave: they cannot be recalled any more.</summary>
    public void Leave()
    {
        _left.UnionWith(_open.Keys);
        _open.Clear();
    }

    /// <inheritdoc/>
    public ValueTask<DispatchAnswer> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        _dispatches.Add(request);
        var said = _script.TryDequeue(out var next) ? next : default;
        if (said.IsLate) _late.Add(request);
        return Answer(said.Refusal, said.Thrown, said.IsAfterEffect, () => Take(request));
    }

    /// <inheritdoc/>
    public ValueTask<DispatchAnswer> RecallAsync(RecallRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        _recalls.Add(request);
        var said = _script.TryDequeue(out var next) ? next : default;
        if (said is { Refusal: null } && _left.Contains(request.Note)) return new(new DispatchRefusal("has-left", true));
        return Answer(said.Refusal, said.Thrown, said.IsAfterEffect, () =>
        {
            _recalled.Add(request.Note);
            _open.Remove(request.Note);
        });
    }

    private static ValueTask<DispatchAnswer> Answer(DispatchRefusal? refusal, Exception? thrown, bool isAfterEffect, Action take)
    {
        if (refusal is not null) return new(refusal);
        if (thrown is null || isAfterEffect) take();
        return thrown is null ? new(new DispatchTaken()) : ValueTask.FromException<DispatchAnswer>(thrown);
    }

    private void Take(DispatchRequest request)
    {
        if (!_recalled.Contains(request.Note) && !_left.Contains(request.Note)) _open[request.Note] = request;
    }
}
