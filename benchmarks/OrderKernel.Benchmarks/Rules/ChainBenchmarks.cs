using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using NodaTime;
using OrderKernel.Rules;

namespace OrderKernel.Benchmarks;

/// <summary>
/// A chain of ten rules over a million orders beside the same ten predicates in C#, and the load of a document of a thousand rules beside its parsing.
/// </summary>
/// <remarks>A hundredth of the orders are hit by the rule about the level; the others fire for nobody, so that all ten are asked.</remarks>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class ChainBenchmarks
{
    private const int Orders = 1_000_000;

    private static readonly FactTable<RuledOrder> Table = new(
        new(FactField.Required("order.total", FactType.Money), o => o.Total), new(FactField.Required("order.channel", FactType.String), o => o.Channel),
        new(FactField.Required("order.lines", FactType.Int), o => o.Lines), new(FactField.Required("order.level", FactType.Int), o => o.Level),
        new(FactField.Required("order.isNew", FactType.Bool), o => o.IsNew));

    private static readonly ChainDomain Domain = new(Table.Schema, Lever.Many("tag", new LeverParameter("value", FactType.String)));
    private static readonly Instant At = Instant.FromUtc(2026, 2, 9, 3, 0);

    private readonly RuledOrder[] _orders = new RuledOrder[Orders];
    private readonly RuleChain _chain;
    private readonly Func<RuledOrder, bool>[] _predicates;
    private readonly List<RuleHit> _hits = new(Orders);
    private readonly byte[] _document;

    public ChainBenchmarks()
    {
        var rules = new List<string>();
        var predicates = new List<Func<RuledOrder, bool>> { static o => o.Level >= 99 && !o.IsNew };
        rules.Add(Rule("level", "order.level >= 99 && !order.isNew"));
        for (var i = 1; i < 10; i++)
        {
            var (limit, lines) = (Money.Fen(1_000_000 * i), i);
            rules.Add(Rule($"r{i}", $"order.total > money(\"{10_000 * i}\") && order.channel in [\"jd\", \"pdd\"] || order.lines == {-lines}"));
            predicates.Add(o => (o.Total > limit && o.Channel is "jd" or "pdd") || o.Lines == -lines);
        }

        _chain = Domain.Load(Document(rules)).ValueOrThrow().Policy;
        _predicates = [.. predicates];
        for (var i = 0; i < Orders; i++) _orders[i] = new(Money.Fen(i % 2_000_000), i % 2 == 0 ? "taobao" : "doudian", i % 7, i % 100, false);
        _document = Document([.. Enumerable.Range(0, 1_000).Select(i =>
            Rule($"rule-{i}", $"order.total > money(\"{i}\") && (order.channel == \"taobao\" || order.lines > {i}) && !order.isNew"))]);
    }

    [GlobalSetup]
    public void Setup()
    {
        if (Chain() != Orders / 100 || Delegates() != Orders / 100) throw new InvalidOperationException("Not the hits that were meant.");
    }

    [Benchmark(Baseline = true), BenchmarkCategory("million")]
    public int Delegates()
    {
        var hits = 0;
        foreach (var order in _orders)
        {
            foreach (var predicate in _predicates) hits += predicate(order) ? 1 : 0;
        }

        return hits;
    }

    [Benchmark, BenchmarkCategory("million")]
    public int Chain()
    {
        _hits.Clear();
        _chain.Decide(Table, _orders, At, _hits);
        return _hits.Count;
    }

    [Benchmark(Baseline = true), BenchmarkCategory("load")]
    public int Parse()
    {
        using var document = JsonDocument.Parse(_document);
        return document.RootElement.GetProperty("rules").GetArrayLength();
    }

    [Benchmark, BenchmarkCategory("load")]
    public int Load() => Domain.Load(_document).ValueOrThrow().Policy.Rules.Count;

    private static string Rule(string id, string when) =>
        $$"""{ "id": "{{id}}", "when": {{JsonSerializer.Serialize(when)}}, "then": [{ "lever": "tag", "with": { "value": "{{id}}" } }] }""";

    private static byte[] Document(IEnumerable<string> rules) =>
        Encoding.UTF8.GetBytes($$"""{ "$schema": "rule-chain-1.json", "name": "bench", "version": "1", "rules": [{{string.Join(",", rules)}}] }""");
}
