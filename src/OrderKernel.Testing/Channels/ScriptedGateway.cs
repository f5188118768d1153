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
    private readonly List<PullRequest> _acknowledged = [];
    private readonly Queue<(WriteBackRefusal? Refusal, Exception? Thrown, bool IsAfterEffect)> _writeBackScript = new();
    private readonly List<WriteBackRequest> _writeBacks = [];
    private readonly HashSet<OrderNumber> _orders = [];
    private readonly Dictionary<(OrderNumber Order, string Line), List<Waybill>> _parcels = [];
    private readonly Queue<(string? Answer, bool IsFinal, Exception? Thrown, bool IsAfterEffect)> _stockScript = new();
    private readonly List<ShopStockRequest> _stockRequests = [];
    private readonly Dictionary<(ShopId Shop, string Code), Quantity> _shown = [];
    private readonly HashSet<string> _codes = new(StringComparer.Ordinal);
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

    /// <summary>What was acknowledged, in order.</summary>
    public IReadOnlyList<PullRequest> Acknowledged => _acknowledged;

    /// <summary>The parcels that it was told of, each try among them, in order.</summary>
    public IReadOnlyList<WriteBackRequest> WriteBacks => _writeBacks;

    /// <summary>Under how many waybills one item can be; what is told beyond is refused for good.</summary>
    public int WaybillsMax { get; set; } = int.MaxValue;

    /// <summary>The waybills that it has taken for an order or for a line of it.</summary>
    /// <param name="order">The order.</param>
    /// <param name="line">The line; null for the order as a whole.</param>
    public IReadOnlyList<Waybill> WaybillsOf(OrderNumber order, LineId? line = null) =>
        _parcels.TryGetValue((order, line?.Value ?? ""), out var waybills) ? waybills : [];

    /// <summary>The numbers of stock that it was told of, each try among them, in order.</summary>
    public IReadOnlyList<ShopStockRequest> StockRequests => _stockRequests;

    /// <summary>What a shop shows as sellable; null for a code of which it was told nothing.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="code">The code.</param>
    public Quantity? Shown(ShopId shop, string code) => _shown.TryGetValue((shop, code), out var units) ? units : null;

    /// <summary>Lets the channel sell a code: only of such it takes numbers of stock.</summary>
    /// <param name="code">The code.</param>
    public void Sell(string code) => _codes.Add(code);

    /// <summary>Lets the channel sell a code no more: its numbers of stock are refused for good.</summary>
    /// <param name="code">The code.</param>
    public void Delist(string code) => _codes.Remove(code);

    /// <summary>Lets the next calls about stock be refused as a whole.</summary>
    /// <param name="answer">The channel's code.</param>
    /// <param name="isFinal">True when asking again changes nothing.</param>
    /// <param name="times">How many calls.</param>
    public void RefuseStock(string answer, bool isFinal = false, int times = 1)
    {
        for (var i = 0; i < times; i++) _stockScript.Enqueue((answer, isFinal, null, false));
    }

    /// <summary>Lets the next call about stock throw.</summary>
    /// <param name="exception">What it throws.</param>
    /// <param name="isAfterEffect">True when the channel takes the numbers all the same, and only its answer is lost.</param>
    public void ThrowStock(Exception exception, bool isAfterEffect) => _stockScript.Enqueue((null, false, exception, isAfterEffect));

    /// <summary>Lets the channel have an order: only of such can it be told anything.</summary>
    /// <param name="order">Its number.</param>
    public void Know(OrderNumber order) => _orders.Add(order);

    /// <summary>Lets the next write-backs be refused.</summary>
    /// <param name="answer">The channel's code.</param>
    /// <param name="isFinal">True when asking again changes nothing.</param>
    /// <param name="times">How many calls.</param>
    public void RefuseWriteBack(string answer, bool isFinal = false, int times = 1)
    {
        for (var i = 0; i < times; i++) _writeBackScript.Enqueue((new WriteBackRefusal(answer, isFinal), null, false));
    }

    /// <summary>Lets the next write-back throw.</summary>
    /// <param name="exception">What it throws.</param>
    /// <param name="isAfterEffect">True when the channel takes the parcel all the same, and only its answer is lost.</param>
    public void ThrowWriteBack(Exception exception, bool isAfterEffect) => _writeBackScript.Enqueue((null, exception, isAfterEffect));

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

    /// <inheritdoc/>
    public ValueTask AcknowledgeAsync(PullRequest request, PullPage page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        _acknowledged.Add(request);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<WriteBackAnswer> WriteBackAsync(WriteBackRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        _writeBacks.Add(request);
        var said = _writeBackScript.TryDequeue(out var next) ? next : default;
        if (said.Refusal is { } refusal) return new(refusal);
        if (said is { Thrown: { } broken, IsAfterEffect: false }) return ValueTask.FromException<WriteBackAnswer>(broken);
        if (!_orders.Contains(request.Order)) return new(new WriteBackRefusal("order-unknown", true));
        string[] items = request.Items.IsEmpty ? [""] : [.. request.Items.Items.Select(i => i.Line.Value)];
        foreach (var item in items)
        {
            var known = _parcels.TryGetValue((request.Order, item), out var waybills) ? waybills : _parcels[(request.Order, item)] = [];
            var more = request.Waybills.Items.Except(known).ToArray();
            if (known.Count + more.Length > WaybillsMax) return new(new WriteBackRefusal("already-sent", true));
            known.AddRange(more);
        }

        return said.Thrown is { } lost ? ValueTask.FromException<WriteBackAnswer>(lost) : new(new WriteBackTaken());
    }

    /// <inheritdoc/>
    public ValueTask<ShopStockAnswer> SetStockAsync(ShopStockRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        _stockRequests.Add(request);
        var said = _stockScript.TryDequeue(out var next) ? next : default;
        if (said.Answer is { } answer) return new(ShopStockAnswer.Refusing(request, answer, said.IsFinal));
        if (said is { Thrown: { } broken, IsAfterEffect: false }) return ValueTask.FromException<ShopStockAnswer>(broken);
        var refused = new List<ShopStockRefusal>();
        foreach (var number in request.Numbers)
        {
            if (_codes.Contains(number.Code)) _shown[(request.Shop, number.Code)] = number.Units;
            else refused.Add(new(number.Code, "code-unknown", true));
        }

        return said.Thrown is { } lost ? ValueTask.FromException<ShopStockAnswer>(lost) : new(new ShopStockAnswer(refused.ToValueList()));
    }
}
