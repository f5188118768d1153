using BenchmarkDotNet.Attributes;
using OrderKernel.Rules;

namespace OrderKernel.Benchmarks;

/// <summary>A rule of four terms over an order's facts, loaded from text. Against the same condition compiled as C#.</summary>
[MemoryDiagnoser]
public class RuleBenchmarks
{
    private static readonly FactSchema Schema = FactSchema.Of(
        FactField.Required("order.total", FactType.Money), FactField.Required("order.channel", FactType.String),
        FactField.Required("order.lines", FactType.Int), FactField.Optional("order.coupon", FactType.Money));

    private readonly Expression _rule = Expression.Compile(
        "order.total > money(\"500\") && order.channel in [\"taobao\", \"jd\"] && (order.lines > 3 || has(order.coupon))", Schema, FactType.Bool)
            .ValueOrThrow();
    private readonly FactValues _facts = new FactValues(Schema).Set("order.total", Money.Fen(88_000)).Set("order.channel", "jd").Set("order.lines", 4);
    private readonly Money _total = Money.Fen(88_000);
    private readonly Money _limit = Money.Fen(50_000);
    private readonly string _channel = new(['j', 'd']);
    private readonly long _lines = 4;
    private Money? _coupon;

    [GlobalSetup]
    public void Setup()
    {
        _coupon = null;
        if (!Rule().ValueOrThrow() || !CSharp()) throw new InvalidOperationException("The rule does not hold.");
    }

    [Benchmark(Baseline = true)]
    public bool CSharp() => _total > _limit && _channel is "taobao" or "jd" && (_lines > 3 || _coupon is not null);

    [Benchmark]
    public Result<bool> Rule() => _rule.Holds(_facts);
}
