using System.Text;
using NodaTime;
using OrderKernel.Ports;

namespace OrderKernel.Testing;

/// <summary>A channel in memory that answers as channels do: late, in pages that move while they are read, twice, out of order, not at all.</summary>
/// <remarks>
/// Records change at the times that <see cref="Change"/> names; the newest state of each stands in the list, the latest change first, as channels give it. The
/// same seed gives the same answers. Not for several threads.
/// </remarks>
public sealed class ScriptedGateway : IChannelGateway
{
    private readonly List<(string Id, Instant At, Instant Visible, string Body)> _changes = [];
    private readonly Queue<(PullRefusal? Refusal, Exception? Thrown)> _script = new();
    private readonly List<PullRequest> _requests = [];
    private readonly Dice _chance;

    /// <summary>A channel that nothing happened at.</summary>
    /// <param name="seed">What its lies depend on.</param>
    public ScriptedGateway(int seed = 0) => _chance = new Dice(seed);

    /// <summary>The time at the channel.</summary>
    public Instant Now { get; set; } = Instant.FromUtc(2026, 1, 1, 0, 0);

    /// <summary>How many records a page has, at most <see cref="PullRequest.PageMax"/>.</summary>
    public int PageSize { get; set; } = 20;

    /// <summary>How often a page begins with the last record of the page before, in percent.</summary>
    public int RepeatPercent { get; set; }

    /// <summary>How often the records of a page are out of order, in percent.</summary>
    public int ShufflePercent { get; set; }

    /// <summary>What stands before the records, between them and behind them, for the profile to find them.</summary>
    public (string Head, string Between, string Tail) Envelope { get; set; } = ("[", ",", "]");

    /// <summary>What was asked for, in order.</summary>
    public IReadOnlyList<PullRequest> Requests => _requests;

    /// <summary>Lets a record change.</summary>
    /// <param name="id">What tells it apart; a later change takes its place in the list.</param>
    /// <param name="at">When it changes, by the channel's own account.</param>
    /// <param name="body">The record as it is then, in the channel's format.</param>
    /// <param name="toldAfter">How much later the channel tells it.</param>
    public void Change(string id, Instant at, string body, Duration toldAfter = default) => _changes.Add((id, at, at + toldAfter, body));

    /// <summary>Lets the next calls be refused.</summary>
    /// <param name="answer">The channel's code.</param>
    /// <param name="retryAfter">How long it asks to wait.</param>
    /// <param name="times">How many calls.</param>
    public void Refuse(string answer, Duration? retryAfter = null, int times = 1)
    {
        for (var i = 0; i < times; i++) _script.Enqueue((new PullRefusal(answer, retryAfter), null));
    }

    /// <summary>Lets the next call throw, as a connection that breaks does.</summary>
    /// <param name="exception">What it throws.</param>
    public void Throw(Exception exception) => _script.Enqueue((null, exception));

    /// <inheritdoc/>
    public ValueTask<PullAnswer> PullAsync(PullRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        _requests.Add(request);
        if (_script.TryDequeue(out var said)) return said.Thrown is null ? new(said.Refusal!) : ValueTask.FromException<PullAnswer>(said.Thrown);
        // Pages are counted in what is there now: a record that changes meanwhile moves to the front, and those behind it one place back.
        var offset = 0;
        if (request.Cursor is not null && (!int.TryParse(request.Cursor, out offset) || offset < 0)) return new(new PullRefusal("cursor-unknown", null));
        var latest = new Dictionary<string, (string Id, Instant At, Instant Visible, string Body)>(StringComparer.Ordinal);
        foreach (var change in _changes.Where(c => c.Visible <= Now).OrderBy(c => c.At)) latest[change.Id] = change;
        var rows = latest.Values.Where(c => c.At >= request.From && c.At < request.To).OrderByDescending(c => c.At).ThenBy(c => c.Id, StringComparer.Ordinal)
            .ToList();
        if (request.IsLastPageFirst) rows.Reverse();
        var size = Math.Min(PageSize, request.PageMax ?? PageSize);
        var page = rows.Skip(offset).Take(size).ToList();
        var next = offset + size < rows.Count ? $"{offset + size}" : null;
        if (offset > 0 && offset <= rows.Count && _chance.Below(100) < RepeatPercent) page.Insert(0, rows[offset - 1]);
        if (_chance.Below(100) < ShufflePercent) page = [.. page.OrderBy(_ => _chance.Below(int.MaxValue))];
        var body = $"{Envelope.Head}{string.Join(Envelope.Between, page.Select(r => r.Body))}{Envelope.Tail}";
        return new(new PullPage(Encoding.UTF8.GetBytes(body), next));
    }
}
