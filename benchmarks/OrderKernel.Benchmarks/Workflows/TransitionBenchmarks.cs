using System.Text;
using BenchmarkDotNet.Attributes;
using OrderKernel.Rules;
using OrderKernel.Workflow;

namespace OrderKernel.Benchmarks;

/// <summary>
/// May this actor fire this trigger at this step, and where does it lead? Against a bare
/// look-up in a table of bytes, which knows neither roles nor guards nor reasons.
/// </summary>
[MemoryDiagnoser]
public class TransitionBenchmarks
{
    // Many in a row: a single look-up is below what can be measured.
    private const int Firings = 1_024;

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

    private static readonly FactSchema Schema =
        FactSchema.Of(FactField.Required("order.total", FactType.Money), FactField.Required("order.channel", FactType.String));
    private static readonly WorkflowDomain Domain = WorkflowDomain.Of(
        "Picking", [DomainStatus.Initial("Planned", "Done"), DomainStatus.Final("Done")], [DomainVerb.Of("finish", ("Planned", "Done"))], Schema, []);

    private readonly WorkflowMachine _machine = WorkflowMachine.Of(WorkflowDocument.Load(Encoding.UTF8.GetBytes(Document), Domain).ValueOrThrow());
    private readonly FactValues _facts = new FactValues(Schema).Set("order.total", Money.Fen(88_000)).Set("order.channel", "taobao");
    private readonly Actor _actor = new(ActorId.Of("w1"), [Role.Warehouse]);
    private readonly byte[] _table = [1, 0, 1, 2, 2, 0, 0, 1, 2];
    private StepId _queued;
    private TriggerId _start;
    private TriggerId _rush;

    [GlobalSetup]
    public void Setup()
    {
        if (!_machine.TryStep("queued", out _queued) || !_machine.TryTrigger("start", out _start) || !_machine.TryTrigger("rush", out _rush)
            || WithoutGuard() != Firings || WithGuard() != Firings) throw new InvalidOperationException("The workflow does not permit what is measured.");
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Firings)]
    public int ByteTable()
    {
        var step = 0;
        for (var i = 0; i < Firings; i++) step = _table[(step * 3) + (i % 3)];
        return step;
    }

    [Benchmark(OperationsPerInvoke = Firings)]
    public int WithoutGuard() => Fire(_start);

    [Benchmark(OperationsPerInvoke = Firings)]
    public int WithGuard() => Fire(_rush);

    private int Fire(TriggerId trigger)
    {
        var permitted = 0;
        for (var i = 0; i < Firings; i++)
        {
            if (_machine.Fire(_queued, trigger, _actor, _facts).TryGet(out var firing, out _) && firing.Target is not null) permitted++;
        }

        return permitted;
    }
}
