using System.Globalization;
using System.Text;
using NodaTime;
using OrderKernel.Deliveries;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Runs;
using OrderKernel.Stores;
using OrderKernel.Testing;
using OrderKernel.Tests.Commands;

namespace OrderKernel.Tests.Support;

/// <summary>
/// A whole kernel on a bad day: two processes over one store that fails, news late, twice and in any order, people who say anything, channels and a warehouse
/// that break before or after they did what they were told, clocks that jump, processes that end. The same seed gives the same day.
/// </summary>
internal sealed class BadDay
{
    private static readonly KernelPolicies Policies = Bench.Sourced
        .With("stockMaster", """
            {"$schema":"stock-master-1.json","name":"m","version":"1","deciders":["supervisor"],
             "masters":[{"source":"erp","locations":["HZ"],"tells":"OnHand","lag":"PT0S","takeOverUnits":0}]}
            """u8.ToArray()).ValueOrThrow()
        .With("publication", """
            {"$schema":"publication-1.json","name":"p","version":"1","shops":[{"channel":"taobao","shop":"flagship"}],"rules":[{"skus":["MUG","TEA"]}]}
            """u8.ToArray()).ValueOrThrow()
        .With("dispatchNotes", """
            {"$schema":"dispatch-notes-1.json","name":"d","version":"1","locations":["HZ","GZ"]}
            """u8.ToArray()).ValueOrThrow();

    private static readonly CommandRow[] Rows = [.. CommandRows.All];
    private readonly Random _dice;
    private readonly Kernel?[] _processes = new Kernel?[2];
    private readonly Delivery[] _all;
    private readonly List<Delivery> _news = [];
    private readonly List<(object Command, string Message, string Who)> _sayings = [];
    private readonly Dictionary<string, string> _answers = [], _effects = [];
    private readonly Dictionary<string, (int Tries, Instant? Again)> _waiting = [];
    private readonly ScriptedGateway _channel = new();
    private readonly ScriptedWarehouse _warehouse = new();
    private readonly MemoryAnchor _anchor = new();
    private int _depth, _count;

    public BadDay(int seed, Func<Changes, Changes>? lie = null)
    {
        _dice = new Random(seed);
        Store = new(Inner, _dice) { FailPercent = _dice.Next(1, 7), SlowPercent = _dice.Next(0, 15), Meanwhile = MeanwhileAsync, Lie = lie };
        _news.AddRange(_all = History.Of(seed, 4));
        foreach (var code in (string[])["MUG", "TEA"]) _channel.Sell(code);
        for (var i = 1; i <= 4; i++) _channel.Know(OrderNumber.Of($"{i}"));
    }

    public MemoryOrderStore Inner { get; } = new();

    public FaultyStore Store { get; }

    public Instant Now { get; private set; } = Shop.At("08:00");

    /// <summary>How many commands were accepted.</summary>
    public int Accepted { get; private set; }

    /// <summary>What broke a promise so far.</summary>
    public List<string> Broken { get; } = [];

    public async Task LiveAsync(int steps)
    {
        for (var step = 0; step < steps && Broken.Count == 0; step++)
        {
            await StepAsync(_dice.Next(2));
            if (step % 50 == 49) await LookAsync();
        }
    }

    /// <summary>Nothing fails any more: all news come in, all that was said is said again, and time passes until nothing is due.</summary>
    public async Task SettleAsync()
    {
        (Store.FailPercent, Store.SlowPercent, Store.Meanwhile) = (0, 0, null);
        Now = Instant.Max(Now, History.End);
        while (_news.Count > 0) await DeliverAsync(0);
        while (_sayings.Count > 0) await RepeatAsync(0);
        for (var day = 0; day < 30; day++)
        {
            Now += Duration.FromDays(1);
            await FireAsync(0);
            await PublishAsync(0);
            await SendAsync(0);
        }

        var due = await Kernel(0).FireDueAsync(Shop.Acme, Now);
        foreach (var stuck in due.Stuck) Broken.Add($"the timer {stuck.Timer.Key} is due for ever: {stuck.Why.Code}");
        if (due.Left > 0) Broken.Add($"{due.Left} timers are due still");
        var lease = new Lease(Shop.Acme, "test", Now, Now);
        foreach (var left in await Inner.ClaimAsync(lease, int.MaxValue, default)) Broken.Add($"the effect {left.Key} is not settled");
        foreach (var key in Store.Put.Where(k => !_effects.ContainsKey(k))) Broken.Add($"the effect {key} was never sent");
        foreach (var news in _all)
        {
            if (await Inner.AnswerAsync(Shop.Acme, news.Slip.Id, default) is null) Broken.Add($"the news {news.Slip.Id} was taken in, and is not there");
        }

        foreach (var (key, _) in _waiting.Where(w => w.Value.Again is not null)) Broken.Add($"{key} was to be told again, and never was");
        var lines = (await Kernel(0).PublishStockAsync(Shop.Acme, Now)).ValueOrThrow().Lines;
        foreach (var line in lines)
        {
            var shown = _channel.Shown(line.Listing.Shop.Shop, line.Listing.Code);
            if (line.Units is { } number && shown != number.Units) Broken.Add($"{line.Listing.Code} shows {shown}, and not {number.Units}");
        }

        await LookAsync();
    }

    /// <summary>All heads, for a comparison with another day of the same seed.</summary>
    public async Task<string> HeadsAsync()
    {
        var text = new StringBuilder();
        await foreach (var head in Inner.HeadsAsync(Shop.Acme, default)) text.Append($"{head.Stream} {head.Version} {head.Hash}\n");
        return text.ToString();
    }

    // What holds at any time, between two units of work.
    private async Task LookAsync()
    {
        var kernel = new Kernel(Inner, Policies);
        foreach (var drift in (await kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow()) Broken.Add($"{drift}");
        foreach (var hold in (await kernel.ReconcileHoldsAsync(Shop.Acme)).ValueOrThrow()) Broken.Add($"{hold}");
        foreach (var finding in (await StoreVerifier.VerifyAsync(Inner, _anchor, Shop.Acme, default)).Findings) Broken.Add($"{finding}");
        var heads = new List<StreamHead>();
        await foreach (var head in Inner.HeadsAsync(Shop.Acme, default)) heads.Add(head);
        await _anchor.KeepAsync(PartitionHead.Of(Shop.Acme, heads), default);
        foreach (var sku in (SkuId[])[Shop.Mug, Shop.Tea])
        {
            var balances = await Inner.BalancesAsync(Shop.Acme, sku, default);
            long Of(params StockAccount[] accounts) => balances.Where(b => accounts.Contains(b.Account)).Sum(b => b.Units);
            var there = Of(StockAccount.OnHand, StockAccount.Quarantined, StockAccount.Damaged, StockAccount.Sold, StockAccount.Forwarded,
                StockAccount.WrittenOff);
            if (there != Of(StockAccount.Supplied)) Broken.Add($"{sku}: {there} units of {Of(StockAccount.Supplied)}");
        }
    }

    private Kernel Kernel(int process) => _processes[process] ??= new Kernel(Store, Policies);

    private async Task MeanwhileAsync()
    {
        if (_depth > 0) return;
        _depth++;
        for (var i = _dice.Next(1, 3); i > 0; i--) await StepAsync(1 - _dice.Next(2));
        _depth--;
    }

    private async Task StepAsync(int process)
    {
        try
        {
            switch (_dice.Next(12))
            {
                case 0 or 1 or 2: await DeliverAsync(process); break;
                case 3 or 4 or 5: await SayAsync(process); break;
                case 6: await RepeatAsync(process); break;
                case 7: await FireAsync(process); break;
                case 8: await SendAsync(process); break;
                case 9: await PublishAsync(process); break;
                case 10: await RunAsync(); break;
                default: Now += Jump(); break;
            }
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            // Now and then the process ends with it; what it remembers is gone.
            if (_dice.Next(3) == 0) _processes[process] = null;
        }
    }

    // Minutes most of the time; now and then a clock is set forward by days, or back by hours.
    private Duration Jump() => _dice.Next(10) switch
    {
        0 => Duration.FromDays(_dice.Next(1, 9)),
        1 => Duration.FromHours(-_dice.Next(1, 12)),
        _ => Duration.FromMinutes(_dice.Next(1, 240)),
    };

    private async Task DeliverAsync(int process)
    {
        if (_news.Count == 0) return;
        var news = _news[_dice.Next(_news.Count)];
        var answer = $"{(await Kernel(process).DeliverAsync(Shop.Acme, news)).ValueOrThrow()}";
        if (_dice.Next(4) > 0 || Store.FailPercent == 0) _news.Remove(news);
        Same(news.Slip.Id.Value, answer);
    }

    private async Task RunAsync()
    {
        var some = _news.OrderBy(_ => _dice.Next()).Take(_dice.Next(1, 6)).ToArray();
        await new KernelRun(Store, Policies, Shop.Acme).ApplyAsync(some, Now);
        // What a run has taken in need not be told again.
        foreach (var news in some.Where(_ => _dice.Next(2) == 0)) _news.Remove(news);
    }

    private async Task SayAsync(int process)
    {
        var row = Rows[_dice.Next(Rows.Length)];
        object command;
        try
        {
            command = await row.Told(new Bench(Inner, Policies));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            // It is about an order or a parcel that there is none of yet.
            return;
        }

        var saying = (command, $"said-{_count++}", row.Who);
        _sayings.Add(saying);
        await TellAsync(process, saying);
    }

    private async Task RepeatAsync(int process)
    {
        if (_sayings.Count > 0) await TellAsync(process, _sayings[_dice.Next(_sayings.Count)]);
    }

    private async Task TellAsync(int process, (object Command, string Message, string Who) saying)
    {
        var days = Period.DaysBetween(new LocalDate(2026, 2, 9), Now.InUtc().Date);
        var at = FormattableString.Invariant($"{days} {Now.InUtc().TimeOfDay:HH':'mm':'ss}");
        var (_, isOk) = await CommandRows.TellAsync(Kernel(process), saying.Command, saying.Message, saying.Who, at);
        if (_dice.Next(3) > 0 || Store.FailPercent == 0) _sayings.Remove(saying);
        // What was refused may be accepted later; what was accepted stays so, under the answer that it had.
        if (isOk) Accepted += _answers.TryAdd(saying.Message, "accepted") ? 1 : 0;
        else if (_answers.ContainsKey(saying.Message)) Broken.Add($"{saying.Message} was accepted, and then refused");
    }

    private async Task FireAsync(int process)
    {
        for (var round = 0; round < 20; round++)
        {
            if (await Kernel(process).FireDueAsync(Shop.Acme, Now) is not { Fired: > 0, Left: > 0 }) return;
        }
    }

    private async Task PublishAsync(int process)
    {
        Now += Duration.FromTicks(1);
        (await Kernel(process).PublishStockAsync(Shop.Acme, Now)).ValueOrThrow();
    }

    private async Task SendAsync(int process) => await Kernel(process).SendDueAsync(Shop.Acme, Now, async (effect, token) =>
    {
        var kernel = Kernel(process);
        var body = Encoding.UTF8.GetString(effect.Body.Span);
        if (!_effects.TryAdd(effect.Key, body) && _effects[effect.Key] != body) Broken.Add($"the effect {effect.Key} has another body");
        Trouble();
        var (refusal, again) = effect.Kind switch
        {
            OrderKernel.Kernel.WriteBackKind => Turn(await kernel.WriteBackAsync(Shop.Acme, effect, _channel, Now, token), t => t.AgainAt),
            OrderKernel.Kernel.StockPublishKind => Turn(await kernel.SetStockAsync(Shop.Acme, effect, _channel, Now, token), t => t.AgainAt),
            OrderKernel.Kernel.DispatchKind => Turn(await kernel.DispatchAsync(Shop.Acme, effect, _warehouse, Now, token), t => t.AgainAt),
            _ => (null, null),
        };
        // An earlier try may end after a later one.
        var (key, tries) = effect.Key.Split('#') is [var first, var number] ? (first, int.Parse(number, CultureInfo.InvariantCulture)) : (effect.Key, 1);
        if (refusal is null && (!_waiting.TryGetValue(key, out var last) || last.Tries <= tries)) _waiting[key] = (tries, again);
        if (refusal is { IsTransient: true }) throw new TimeoutException(refusal.Code);
        if (refusal is not null) Broken.Add($"{effect.Key}: {refusal}");
    });

    private static (Refusal? Refusal, Instant? Again) Turn<T>(Result<T> turn, Func<T, Instant?> again) where T : class =>
        turn.TryGet(out var came, out var refusal) ? (null, again(came)) : (refusal, null);

    // What the outside does to the next call.
    private void Trouble()
    {
        if (Store.FailPercent == 0) return;
        switch (_dice.Next(8))
        {
            case 0: _channel.ThrowWriteBack(new TimeoutException(), _dice.Next(2) == 0); break;
            case 1: _channel.ThrowStock(new TimeoutException(), _dice.Next(2) == 0); break;
            case 2: _warehouse.Throw(new TimeoutException(), _dice.Next(2) == 0); break;
            case 3: _channel.RefuseWriteBack("busy"); break;
            case 4: _warehouse.Arrive(); break;
        }
    }

    private void Same(string message, string answer)
    {
        if (!_answers.TryAdd(message, answer) && _answers[message] != answer) Broken.Add($"{message}: first {_answers[message]}, then {answer}");
    }
}
