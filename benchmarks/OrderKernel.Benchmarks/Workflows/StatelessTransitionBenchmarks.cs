using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using OrderKernel.Rules;
using OrderKernel.Workflow;
using Stateless;

namespace OrderKernel.Benchmarks;

/// <summary>
/// One firing that moves a process, against the same machine in Stateless: bare, guarded by two terms, refused for want of a role (in Stateless a guard),
/// over state that lies outside, and five in a row for a process of its own.
/// </summary>
/// <remarks>Stateless asks no role and gives no reason; ours does both in every firing. A process of its own is a new machine there, nothing here.</remarks>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class StatelessTransitionBenchmarks
{
    private const int Firings = 1_024;

    private const string Document = """
        {
          "$schema": "workflow-1.json", "name": "picking", "version": "1.0.0", "axis": "Picking",
          "enter": { "Planned": ["s0"] },
          "steps": {
            "s0": { "status": "Planned", "fire": {
              "next": { "to": "s1", "roles": ["warehouse"] },
              "rush": { "to": "s1", "roles": ["warehouse"], "when": "order.total > money(\"500\") && order.channel == \"taobao\"" } } },
            "s1": { "status": "Planned", "fire": {
              "next": { "to": "s2", "roles": ["warehouse"] },
              "back": { "to": "s0", "roles": ["warehouse"] },
              "rush": { "to": "s0", "roles": ["warehouse"], "when": "order.total > money(\"500\") && order.channel == \"taobao\"" } } },
            "s2": { "status": "Planned", "fire": { "next": { "to": "s3", "roles": ["warehouse"] } } },
            "s3": { "status": "Planned", "fire": { "next": { "to": "s4", "roles": ["warehouse"] } } },
            "s4": { "status": "Planned", "fire": { "next": { "to": "s5", "roles": ["warehouse"] } } },
            "s5": { "status": "Planned", "final": true }
          }
        }
        """;

    private static readonly FactSchema Schema =
        FactSchema.Of(FactField.Required("order.total", FactType.Money), FactField.Required("order.channel", FactType.String));
    private static readonly WorkflowDomain Domain = WorkflowDomain.Of("Picking", [new DomainStatus("Planned", true, true, [])], [], Schema, []);

    private readonly WorkflowMachine _machine = WorkflowMachine.Of(WorkflowDocument.Load(Encoding.UTF8.GetBytes(Document), Domain).ValueOrThrow());
    private readonly FactValues _facts = new FactValues(Schema).Set("order.total", Money.Fen(88_000)).Set("order.channel", "taobao");
    private readonly Actor _picker = new(ActorId.Of("w1"), [Role.Warehouse]);
    private readonly Actor _agent = new(ActorId.Of("a1"), [Role.Agent]);
    private readonly Money _total = Money.Fen(88_000);
    private readonly Money _limit = Money.Fen(50_000);
    private readonly string _channel = "taobao";
    private readonly StateMachine<Step, Trigger> _built;
    private readonly StateMachine<Step, Trigger> _outside;
    private Step _state;
    private string _step = "s0";
    private StepId _s0;
    private TriggerId _next;
    private TriggerId _back;
    private TriggerId _rush;
    private bool _isPicker;

    public StatelessTransitionBenchmarks()
    {
        _built = Configured(new(Step.S0));
        _outside = Configured(new(() => _state, s => _state = s));
    }

    private enum Step { S0, S1, S2, S3, S4, S5 }

    private enum Trigger { Next, Back, Rush, Only }

    [GlobalSetup]
    public void Setup()
    {
        _isPicker = _agent.Has(Role.Warehouse);
        if (!_machine.TryStep("s0", out _s0) || !_machine.TryTrigger("next", out _next) || !_machine.TryTrigger("back", out _back)
            || !_machine.TryTrigger("rush", out _rush)) throw new InvalidOperationException("The workflow lacks what is measured.");
        if (BareStateless() != Firings || Bare() != Firings || GuardedStateless() != Firings || Guarded() != Firings || RefusedStateless() != Firings
            || Refused() != Firings || OutsideStateless() != Firings || Outside() != Firings || OwnStateless() != 5 || _machine.Step(Own()).Name != "s5")
            throw new InvalidOperationException("The machines do not do what is measured.");
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Firings), BenchmarkCategory("bare")]
    public int BareStateless() => FireThereAndBack(_built, Trigger.Next, Trigger.Back);

    [Benchmark(OperationsPerInvoke = Firings), BenchmarkCategory("bare")]
    public int Bare() => FireThereAndBack(_next, _back);

    [Benchmark(Baseline = true, OperationsPerInvoke = Firings), BenchmarkCategory("guarded")]
    public int GuardedStateless() => FireThereAndBack(_built, Trigger.Rush, Trigger.Rush);

    [Benchmark(OperationsPerInvoke = Firings), BenchmarkCategory("guarded")]
    public int Guarded() => FireThereAndBack(_rush, _rush);

    [Benchmark(Baseline = true, OperationsPerInvoke = Firings), BenchmarkCategory("refused")]
    public int RefusedStateless()
    {
        var refused = 0;
        for (var i = 0; i < Firings; i++)
        {
            if (!_built.CanFire(Trigger.Only, out var unmet) && unmet.Count == 1) refused++;
        }

        return refused;
    }

    [Benchmark(OperationsPerInvoke = Firings), BenchmarkCategory("refused")]
    public int Refused()
    {
        var refused = 0;
        for (var i = 0; i < Firings; i++)
        {
            if (!_machine.Fire(_s0, _next, _agent, _facts).TryGet(out _, out var refusal) && refusal.Code == WorkflowCodes.RoleMissing) refused++;
        }

        return refused;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Firings), BenchmarkCategory("outside")]
    public int OutsideStateless() => FireThereAndBack(_outside, Trigger.Next, Trigger.Back);

    [Benchmark(OperationsPerInvoke = Firings), BenchmarkCategory("outside")]
    public int Outside()
    {
        var moved = 0;
        for (var i = 0; i < Firings; i++)
        {
            var fired = _machine.Fire(_step, i % 2 == 0 ? "next" : "back", _picker, _facts);
            if (!fired.TryGet(out var firing, out _) || firing.Target is not { } target) continue;
            _step = target.Name;
            moved++;
        }

        return moved;
    }

    [Benchmark(Baseline = true), BenchmarkCategory("own")]
    public int OwnStateless()
    {
        var machine = Configured(new(Step.S0));
        for (var i = 0; i < 5; i++) machine.Fire(Trigger.Next);
        return (int)machine.State;
    }

    [Benchmark, BenchmarkCategory("own")]
    public StepId Own()
    {
        var step = _s0;
        for (var i = 0; i < 5; i++)
        {
            if (_machine.Fire(step, _next, _picker, _facts).TryGet(out var firing, out _) && firing.TargetId is { IsSet: true } target) step = target;
        }

        return step;
    }

    private static int FireThereAndBack(StateMachine<Step, Trigger> machine, Trigger there, Trigger back)
    {
        var moved = 0;
        for (var i = 0; i < Firings; i++)
        {
            machine.Fire(i % 2 == 0 ? there : back);
            moved++;
        }

        return machine.State == Step.S0 ? moved : 0;
    }

    private int FireThereAndBack(TriggerId there, TriggerId back)
    {
        var moved = 0;
        var step = _s0;
        for (var i = 0; i < Firings; i++)
        {
            if (_machine.Fire(step, i % 2 == 0 ? there : back, _picker, _facts).TryGet(out var firing, out _) && firing.TargetId is { IsSet: true } target)
            {
                step = target;
                moved++;
            }
        }

        return step == _s0 ? moved : 0;
    }

    private StateMachine<Step, Trigger> Configured(StateMachine<Step, Trigger> machine)
    {
        machine.Configure(Step.S0).Permit(Trigger.Next, Step.S1).PermitIf(Trigger.Rush, Step.S1, IsRush).PermitIf(Trigger.Only, Step.S1, () => _isPicker);
        machine.Configure(Step.S1).Permit(Trigger.Next, Step.S2).Permit(Trigger.Back, Step.S0).PermitIf(Trigger.Rush, Step.S0, IsRush);
        machine.Configure(Step.S2).Permit(Trigger.Next, Step.S3);
        machine.Configure(Step.S3).Permit(Trigger.Next, Step.S4);
        machine.Configure(Step.S4).Permit(Trigger.Next, Step.S5);
        return machine;
    }

    private bool IsRush() => _total > _limit && _channel == "taobao";
}
