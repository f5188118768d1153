using System.Text;
using BenchmarkDotNet.Attributes;
using OrderKernel.Rules;
using OrderKernel.Workflow;

namespace OrderKernel.Benchmarks;

/// <summary>
/// Ten million (step, trigger) pairs at once, for a simulation or a what-if over a year of
/// orders. Against a plain loop over a table of bytes, which knows no roles and marks nothing.
/// </summary>
[MemoryDiagnoser]
public class ReplayBenchmarks
{
    private const int Pairs = 10_000_000;
    private const int Steps = 60;

    private readonly WorkflowMachine _machine =
        WorkflowMachine.Of(WorkflowDocument.Load(Encoding.UTF8.GetBytes(LargeWorkflow.Json(Steps)), LargeWorkflow.Domain).ValueOrThrow());
    private readonly ushort[] _steps = new ushort[Pairs];
    private readonly ushort[] _triggers = new ushort[Pairs];
    private readonly ushort[] _answers = new ushort[Pairs];
    private readonly byte[] _stepBytes = new byte[Pairs];
    private readonly byte[] _triggerBytes = new byte[Pairs];
    private readonly byte[] _answerBytes = new byte[Pairs];
    private TransitionTable _table = null!;
    private byte[] _byteTable = [];
    private int _width;

    [GlobalSetup]
    public void Setup()
    {
        _table = _machine.TableFor(new(ActorId.Of("w1"), [Role.Warehouse]));
        _width = _machine.Triggers.Count;
        _byteTable = new byte[_machine.Definition.Steps.Count * _width];
        var random = new Random(1);
        random.NextBytes(_byteTable);
        for (var i = 0; i < Pairs; i++)
        {
            _stepBytes[i] = (byte)(_steps[i] = (ushort)random.Next(_machine.Definition.Steps.Count));
            _triggerBytes[i] = (byte)(_triggers[i] = (ushort)random.Next(_width));
        }
    }

    [Benchmark(Baseline = true)]
    public byte ByteTable()
    {
        var (table, steps, triggers, answers, width) = (_byteTable, _stepBytes, _triggerBytes, _answerBytes, _width);
        for (var i = 0; i < answers.Length; i++) answers[i] = table[(steps[i] * width) + triggers[i]];
        return answers[0];
    }

    [Benchmark]
    public ushort Replay()
    {
        _table.Fire(_steps, _triggers, _answers);
        return _answers[0];
    }
}

/// <summary>
/// Loading and analysing a workflow of sixty steps with guards on every entry and
/// every other trigger. Against parsing the same bytes without looking at them.
/// </summary>
[MemoryDiagnoser]
public class AnalysisBenchmarks
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(LargeWorkflow.Json(60));
    private WorkflowDefinition _definition = null!;

    [GlobalSetup]
    public void Setup() => _definition = WorkflowDocument.Load(_utf8, LargeWorkflow.Domain).ValueOrThrow().Policy;

    [Benchmark(Baseline = true)]
    public int ParseOnly()
    {
        using var document = System.Text.Json.JsonDocument.Parse(_utf8);
        return document.RootElement.GetProperty("steps").GetPropertyCount();
    }

    [Benchmark]
    public int Analyse() => WorkflowAnalysis.Findings(_definition).Count;

    [Benchmark]
    public bool LoadAndAnalyse() => WorkflowDocument.Load(_utf8, LargeWorkflow.Domain).IsOk;
}

/// <summary>A workflow of many steps in a chain with ways back, guards and deadlines.</summary>
internal static class LargeWorkflow
{
    private static readonly FactSchema Schema = FactSchema.Of(FactField.Required("order.total", FactType.Money),
        FactField.Required("order.channel", FactType.String), FactField.Required("order.units", FactType.Int));

    public static WorkflowDomain Domain { get; } = WorkflowDomain.Of(
        "Work", [DomainStatus.Initial("Planned", "Done"), DomainStatus.Final("Done")],
        [DomainVerb.Of("finish", ("Planned", "Done")), DomainVerb.Notice("notify")], Schema, []);

    public static string Json(int steps)
    {
        var names = Enumerable.Range(0, steps - 1).ToArray();
        var entries =
            string.Join(", ", names.Take(20).Select(i => $$"""{ "step": "s{{i}}", "when": "order.units > {{100 - i}} && order.channel == 'shop-{{i}}'" }"""));
        var body = string.Join(",\n", names.Select(i => $$"""
            "s{{i}}": { "status": "Planned", "deadlines": [{ "after": "PT{{i + 1}}H", "fires": "notify" }], "fire": {
              "next": { "to": "s{{Math.Min(i + 1, steps - 2)}}{{(i == steps - 2 ? "x" : "")}}", "roles": ["warehouse"] },
              "jump": { "to": "s{{(i * 7 + 3) % (steps - 1)}}", "roles": ["agent"], "when": "order.total > money(\"{{i}}\") && order.channel in [\"a\", \"b\"]" },
              "finish": { "does": "finish", "roles": ["warehouse"] } } }
            """)).Replace($"\"s{steps - 2}x\"", "\"s0\"", StringComparison.Ordinal);
        return $$"""{ "$schema": "workflow-1.json", "name": "large", "version": "1", "axis": "Work", "enter": { "Planned": [{{entries}}, "s0"], "Done": ["done"] }, "steps": { {{body}}, "done": { "status": "Done", "final": true } } }""";
    }
}
