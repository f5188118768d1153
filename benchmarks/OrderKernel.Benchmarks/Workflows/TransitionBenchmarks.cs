using System.Text;
using BenchmarkDotNet.Attributes;
using OrderKernel.Rules;
using OrderKernel.Workflow;

namespace OrderKernel.Benchmarks;

/// <summary>May this actor fire this trigger at this step, and where does it lead? Against a bare look-up in a table of bytes, which knows neither roles nor guards nor reasons.</summary>
[MemoryDiagnoser]
public class TransitionBenchmarks
{
    private const string Document = """
        {
          "$schema": "workflow-1.json", "name": "picking", "version": "1.0.0", "axis": "Picking",
          "enter": { "Planned": ["queued"], "Done": ["done"] },
          "steps": {
            "queued": { "status": "Planned", "fire": {
              "start": { "to": "picking", "roles": ["warehouse"] },
              "rush": { "to": "picking", "roles": ["warehouse"], "when": "order.total > money(\"500\") && order.channel == \"taobao\"" } } },
            "picking": { "status": "Planned", "fire": { "finish": { "does": "finish", "roles": ["warehouse"] } } },
            "done": { "status": "Done", "final": true }
          }
        }
        """;

    private static readonly FactSchema Schema = FactSchema.Of(FactField.Required("order.total", FactType.Money), FactField.Required("order.channel", FactType.String));
    private static readonly WorkflowDomain Domain = WorkflowDomain.Of(
        "Picking", [DomainStatus.Initial("Planned", "Done"), DomainStatus.Final("Done")], [DomainVerb.Of("finish", ("Planned", "Done"))], Schema, []);

    private readonly WorkflowMachine _machine = WorkflowMachine.Of(WorkflowDocument.Load(Encoding.UTF8.GetBytes(Document), Domain).ValueOrThrow());
    private readonly FactValues _facts = new FactValues(Schema).Set("order.total", Money.Fen(88_000)).Set("order.channel", "taobao");
    private readonly Actor _actor = new(ActorId.Of("w1"), [Role.Warehouse]);
    private readonly byte[] _table = [1, 1, 0xFF, 0xFF, 0xFF, 2, 0xFF, 0xFF, 0xFF];
    private StepId _queued;
    private TriggerId _start;
    private TriggerId _rush;
    private int _row;
    private int _column;

    [GlobalSetup]
    public void Setup()
    {
        (_row, _column) = (0, 1);
        if (!_machine.TryStep("queued", out _queued) || !_machine.TryTrigger("start", out _start) || !_machine.TryTrigger("rush", out _rush)
            || !WithoutGuard().IsOk || !WithGuard().IsOk) throw new InvalidOperationException("The workflow does not permit what is measured.");
    }

    [Benchmark(Baseline = true)]
    public byte ByteTable() => _table[(_row * 3) + _column];

    [Benchmark]
    public Result<Firing> WithoutGuard() => _machine.Fire(_queued, _start, _actor, _facts);

    [Benchmark]
    public Result<Firing> WithGuard() => _machine.Fire(_queued, _rush, _actor, _facts);
}
