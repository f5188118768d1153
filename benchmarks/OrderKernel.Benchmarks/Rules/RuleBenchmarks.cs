using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Cel;
using DynamicExpresso;
using OrderKernel.Rules;
using RulesEngine.Models;

namespace OrderKernel.Benchmarks;

/// <summary>
/// Rules of two and of five terms over an order, loaded from text, against the same predicate as a C# delegate and the same text in four libraries. All
/// hold, so that every term is looked at; all say so of the same order.
/// </summary>
/// <remarks>
/// Amounts are our own <see cref="Money"/> in ours and in the delegate, decimals in the libraries, which have none. What a library compiles or parses once
/// is made before; what it asks for at each call is given anew only where it does not keep it.
/// </remarks>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class RuleBenchmarks
{
    private const string TwoText = "order.total > money(\"500\") && order.channel == \"taobao\"";

    private const string FiveText =
        "order.total > money(\"500\") && order.channel in [\"taobao\", \"jd\"] && (order.lines > 3 || order.level >= 4) && !order.isNew";

    private static readonly Money Limit = Money.Fen(50_000);

    private static readonly FactTable<RuledOrder> Table = new(
        new(FactField.Required("order.total", FactType.Money), o => o.Total), new(FactField.Required("order.channel", FactType.String), o => o.Channel),
        new(FactField.Required("order.lines", FactType.Int), o => o.Lines), new(FactField.Required("order.level", FactType.Int), o => o.Level),
        new(FactField.Required("order.isNew", FactType.Bool), o => o.IsNew));

    // Not the constant of the text: a text read from an order is another object than the rule's.
    private readonly RuledOrder _order = new(Money.Fen(88_000), new(['t', 'a', 'o', 'b', 'a', 'o']), 2, 5, false);
    private readonly Expression _two = Expression.Compile(TwoText, Table.Schema, FactType.Bool).ValueOrThrow();
    private readonly Expression _five = Expression.Compile(FiveText, Table.Schema, FactType.Bool).ValueOrThrow();
    private readonly FactValues _values;
    private readonly OrderFacts _facts;
    private readonly Func<RuledOrder, bool> _twoDelegate = static o => o.Total > Limit && o.Channel == "taobao";
    private readonly Func<RuledOrder, bool> _fiveDelegate =
        static o => o.Total > Limit && o.Channel is "taobao" or "jd" && (o.Lines > 3 || o.Level >= 4) && !o.IsNew;

    private readonly Func<RuledOrder, bool> _twoDynamic = new Interpreter().SetVariable("limit", Limit)
        .ParseAsDelegate<Func<RuledOrder, bool>>("o.Total > limit && o.Channel == \"taobao\"", "o");

    private readonly Func<RuledOrder, bool> _fiveDynamic = new Interpreter().SetVariable("limit", Limit).ParseAsDelegate<Func<RuledOrder, bool>>(
        "o.Total > limit && (o.Channel == \"taobao\" || o.Channel == \"jd\") && (o.Lines > 3 || o.Level >= 4) && !o.IsNew", "o");

    private readonly CelProgramDelegate _twoCel = new CelEnvironment(null, "").Compile("total > 500.0 && channel == 'taobao'");

    private readonly CelProgramDelegate _fiveCel =
        new CelEnvironment(null, "").Compile("total > 500.0 && channel in ['taobao', 'jd'] && (lines > 3 || level >= 4) && !isNew");

    private readonly Dictionary<string, object?> _celFacts = new()
    {
        ["total"] = 880.0, ["channel"] = "taobao", ["lines"] = 2L, ["level"] = 5L, ["isNew"] = false,
    };

    private readonly NCalc.Expression _twoNCalc = NCalc("Total > 500 && Channel == 'taobao'");
    private readonly NCalc.Expression _fiveNCalc =
        NCalc("Total > 500 && (Channel == 'taobao' || Channel == 'jd') && (Lines > 3 || Level >= 4) && !IsNew");

    private readonly global::RulesEngine.RulesEngine _engine = new([
        Workflow("two", "o.Total > 500 && o.Channel == \"taobao\""),
        Workflow("five", "o.Total > 500 && (o.Channel == \"taobao\" || o.Channel == \"jd\") && (o.Lines > 3 || o.Level >= 4) && !o.IsNew"),
    ]);

    private readonly RuleParameter _engineOrder = new("o", new DecimalOrder(880m, "taobao", 2, 5, false));

    public RuleBenchmarks()
    {
        _facts = new(_order);
        _values = new(Table.Schema);
        for (var slot = 0; slot < Table.Schema.Fields.Count; slot++) _values.Set(slot, Table.Get(_order, slot));
    }

    [GlobalSetup]
    public void Setup()
    {
        bool[] held =
        [
            TwoDelegate(), TwoFacts().ValueOrThrow(), TwoTable().ValueOrThrow(), TwoValues().ValueOrThrow(), TwoDynamicExpresso(), (bool)TwoCel()!,
            (bool)TwoNCalc()!, TwoRulesEngine(), FiveDelegate(), FiveFacts().ValueOrThrow(), FiveTable().ValueOrThrow(), FiveValues().ValueOrThrow(),
            FiveDynamicExpresso(), (bool)FiveCel()!, (bool)FiveNCalc()!, FiveRulesEngine(),
        ];
        if (held.Contains(false)) throw new InvalidOperationException("A rule does not hold.");
    }

    [Benchmark(Baseline = true), BenchmarkCategory("two")]
    public bool TwoDelegate() => _twoDelegate(_order);

    [Benchmark, BenchmarkCategory("two")]
    public Result<bool> TwoFacts() => _two.Holds(_facts);

    [Benchmark, BenchmarkCategory("two")]
    public Result<bool> TwoTable() => _two.Holds(Table, _order);

    [Benchmark, BenchmarkCategory("two")]
    public Result<bool> TwoValues() => _two.Holds(_values);

    [Benchmark, BenchmarkCategory("two")]
    public bool TwoDynamicExpresso() => _twoDynamic(_order);

    [Benchmark, BenchmarkCategory("two")]
    public object? TwoCel() => _twoCel(_celFacts);

    [Benchmark, BenchmarkCategory("two")]
    public object? TwoNCalc() => _twoNCalc.Evaluate();

    [Benchmark, BenchmarkCategory("two")]
    public bool TwoRulesEngine() => Asked("two");

    [Benchmark(Baseline = true), BenchmarkCategory("five")]
    public bool FiveDelegate() => _fiveDelegate(_order);

    [Benchmark, BenchmarkCategory("five")]
    public Result<bool> FiveFacts() => _five.Holds(_facts);

    [Benchmark, BenchmarkCategory("five")]
    public Result<bool> FiveTable() => _five.Holds(Table, _order);

    [Benchmark, BenchmarkCategory("five")]
    public Result<bool> FiveValues() => _five.Holds(_values);

    [Benchmark, BenchmarkCategory("five")]
    public bool FiveDynamicExpresso() => _fiveDynamic(_order);

    [Benchmark, BenchmarkCategory("five")]
    public object? FiveCel() => _fiveCel(_celFacts);

    [Benchmark, BenchmarkCategory("five")]
    public object? FiveNCalc() => _fiveNCalc.Evaluate();

    [Benchmark, BenchmarkCategory("five")]
    public bool FiveRulesEngine() => Asked("five");

    private bool Asked(string rule)
    {
        var answers = _engine.ExecuteAllRulesAsync(rule, _engineOrder);
        return (answers.IsCompleted ? answers.Result : answers.AsTask().GetAwaiter().GetResult())[0].IsSuccess;
    }

    private static NCalc.Expression NCalc(string text)
    {
        var expression = new NCalc.Expression(text, System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (name, value) in new (string, object)[] { ("Total", 880m), ("Channel", "taobao"), ("Lines", 2L), ("Level", 5L), ("IsNew", false) })
            expression.Parameters[name] = value;
        return expression;
    }

    private static global::RulesEngine.Models.Workflow Workflow(string name, string text) =>
        new() { WorkflowName = name, Rules = [new Rule { RuleName = name, Expression = text }] };

    private sealed class OrderFacts(RuledOrder order) : IFacts
    {
        public ExpressionValue Get(int slot) => Table.Get(order, slot);
    }
}

/// <summary>An order as a host has it.</summary>
public sealed record RuledOrder(Money Total, string Channel, long Lines, long Level, bool IsNew);

/// <summary>The same with an amount that libraries without money take.</summary>
public sealed record DecimalOrder(decimal Total, string Channel, long Lines, long Level, bool IsNew);
