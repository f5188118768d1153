using OrderKernel.AfterSales;
using OrderKernel.Inventory;
using OrderKernel.Logistics;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Rules;
using OrderKernel.Stores;
using OrderKernel.Tests.Commands;
using OrderKernel.Tests.Support;
using OrderKernel.Workflow;

namespace OrderKernel.Tests.Roles;

// Fails when a door takes a command, or a workflow a trigger, that the naive reading of the matrix refuses; when either refuses what it grants; or when a
// refusal leaves something behind or does not name role and action.
public class RoleLaws
{
    private static readonly string[] Roles = ["supervisor", "finance", "agent", "warehouse", "picker", "buyer", "customs-agent", "rider", "stranger", "channel",
        "carrier", "kernel"];

    // The others are never in the matrix: a stranger, and those who state facts.
    private static readonly string[] Rows = Roles[..8];

    private static readonly (CommandFamily Family, Type Type)[] Commands = [.. CommandFamilies.All.SelectMany(f => f.Types.Select(t => (f, t)))];

    private static readonly string[] Tells = ["orders.*", "orders.cancel-units", "orders.tag-order", "aftersales.*", "aftersales.open", "approvals.*",
        "inventory.re*", "inventory.propose-adjustment", "logistics.report-track"];

    private static readonly string[] Fires = ["*/cancel", "standard/*", "shipment-*/*", "aftersales/*", "approval/approve", "*/refund", "adjustment*/*",
        "pre-sale/*", "*/p*"];

    private static readonly WorkflowMachine[] Machines =
    [
        OrderPolicies.Default.Standard, OrderPolicies.Default.TotalsOnly, .. OrderPresets.Names.Items.Select(n => WorkflowMachine.Of(OrderPresets.Load(n))),
        .. ShipmentPresets.Names.Items.Select(n => WorkflowMachine.Of(ShipmentPresets.Load(n))), CaseWorkflow.Default, ApprovalPolicies.Default.Current,
        AdjustmentDecider.DefaultPolicies.Current,
    ];

    [Law(40, 2_000)]
    public void Every_door_asks_for_every_role_and_command(Seed seed) => Assert.Null(Wrong(seed, m => Kernel(m.Document())));

    [Fact]
    public void A_door_that_asks_nobody_is_caught() =>
        Assert.Contains(Enumerable.Range(0, 40), seed => Wrong(seed, _ => Kernel(RoleMatrix.Default)) is not null);

    [Law(60, 4_000)]
    public void Every_workflow_asks_for_every_role_and_trigger(Seed seed) => Assert.Null(WrongTrigger(seed, (machine, matrix) => machine.WithRoles(matrix)));

    [Fact]
    public void A_workflow_that_asks_its_own_roles_alone_is_caught() =>
        Assert.Contains(Enumerable.Range(0, 20), seed => WrongTrigger(seed, (machine, _) => machine) is not null);

    [Fact]
    public void The_default_matrix_leaves_every_trigger_to_the_roles_that_workflows_name()
    {
        foreach (var (machine, step, trigger) in Triggers())
        {
            foreach (var role in trigger.Roles)
                Assert.True(IsOpen(machine.WithRoles(RoleMatrix.Default.Policy), step, trigger, role.Value), $"{machine.Policy.Name}/{trigger.Name}: {role}");
        }

        Assert.All(Commands, c => Assert.All(Roles, r => Assert.True(RoleMatrix.Default.Policy.MayTell(As(r), Name(c)).IsOk)));
    }

    private static string? Wrong(int seed, Func<MatrixSketch, (Kernel Kernel, MemoryOrderStore Store)> make)
    {
        var sketch = MatrixSketch.Of(seed, Rows, Fires, Tells);
        var (kernel, store) = make(sketch);
        var number = 0;
        foreach (var (family, type) in Commands)
        {
            var command = CommandSampler.Seeded(seed).Make(type);
            foreach (var role in Roles)
            {
                var may = sketch.Tells(role, family.NameOf(command));
                // What is granted runs into the many other refusals of its aggregate; one in eight shows that it is not this one.
                number++;
                if (may && (number + seed) % 8 != 0) continue;
                var events = Events(store);
                var refusal = Told(kernel, command, family, new(As(role), Shop.At("10:00"), MessageId.Of($"m-{number}")));
                if (refusal?.Code == RoleCodes.MayNotTell == may) return $"{role} {family.NameOf(command)}: {refusal}";
                if (!may && (Argument(refusal!, "command") != family.NameOf(command) || Argument(refusal!, "held").Split(", ")[0] != role)) return $"{refusal}";
                if (!may && Events(store) != events) return $"{role} left something";
            }
        }

        return null;
    }

    private static long Events(MemoryOrderStore store) => store.HeadsAsync(Shop.Acme, default).ToBlockingEnumerable().Sum(h => h.Version);

    private static Refusal? Told(Kernel kernel, object command, CommandFamily family, DecisionContext by)
    {
        var role = by.Actor.Roles[0];
        return command switch
        {
            OrderCommand c => Refused(kernel.TellAsync(Shop.Key($"of-{role}"), c, by)),
            CaseCommand c => Refused(kernel.TellAsync(CaseKey.Of(Shop.Key($"of-{role}"), CaseId.Of("c")), c, by)),
            ApprovalCommand c when family.Names.Contains("inventory.propose-adjustment") =>
                Refused(kernel.TellAsync(new AdjustmentKey(Shop.Acme, ApprovalId.Of($"of-{role}")), c, by)),
            ApprovalCommand c => Refused(kernel.TellAsync(new ApprovalKey(Shop.Acme, ApprovalId.Of($"of-{role}")), c, by)),
            ReservationCommand c => Refused(kernel.TellAsync(new ReservationKey(Shop.Acme, ReservationId.Of($"of-{role}")), c, by)),
            StockCommand c => Refused(kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of($"of-{role}-{by.Message}")), c, by)),
            InboundCommand c => Refused(kernel.TellAsync(new InboundKey(Shop.Acme, InboundId.Of($"of-{role}")), c, by)),
            OutsideStockCommand c => Refused(kernel.TellAsync(new OutsideStockKey(Shop.Acme, LocationId.Of($"of-{role}")), c, by)),
            Rebalance c => Refused(kernel.TellAsync(new RebalancingKey(Shop.Acme, SkuId.Of($"of-{role}")), c, by)),
            StockTakeCommand c => Refused(kernel.TellAsync(new StockTakeKey(Shop.Acme, MessageId.Of($"of-{role}")), c, by)),
            TransferCommand c => Refused(kernel.TellAsync(new TransferKey(Shop.Acme, MessageId.Of($"of-{role}")), c, by)),
            ReportTrack c =>
                Refused(kernel.TellAsync(new TrackKey(Shop.Acme, Shop.Yuantong, Waybill.Of($"OF{role.Value.Replace("-", "", StringComparison.Ordinal)}")), c,
                    by)),
            _ => throw new InvalidOperationException($"No door takes {command.GetType()}."),
        };
    }

    private static Refusal? Refused<T>(ValueTask<Result<T>> told) => told.AsTask().GetAwaiter().GetResult().Refusal;

    private static string? WrongTrigger(int seed, Func<WorkflowMachine, RoleMatrix, WorkflowMachine> make)
    {
        var sketch = MatrixSketch.Of(seed, Rows, Fires, Tells);
        var matrix = sketch.Document().Policy;
        foreach (var group in Triggers().GroupBy(t => t.Machine))
        {
            var machine = make(group.Key, matrix);
            foreach (var (_, step, trigger) in group)
            {
                foreach (var role in Roles)
                {
                    var may = sketch.Fires(role, machine.Policy.Name, trigger.Name, trigger.Roles.Items.Select(r => r.Value));
                    if (IsOpen(machine, step, trigger, role) != may) return $"{role} {machine.Policy.Name}/{step}/{trigger.Name}: {!may}";
                }
            }
        }

        return null;
    }

    private static bool IsOpen(WorkflowMachine machine, string step, WorkflowTrigger trigger, string role) =>
        machine.Fire(step, trigger.Name, As(role), new NoFacts(), ActorId.Of("asker")).Refusal?.Code is not (RoleCodes.MayNotFire or WorkflowCodes.RoleMissing);

    private static IEnumerable<(WorkflowMachine Machine, string Step, WorkflowTrigger Trigger)> Triggers() =>
        Machines.SelectMany(m => m.Definition.Steps.Items.SelectMany(s => s.Triggers.Items.Select(t => (m, s.Name, t))));

    private static (Kernel, MemoryOrderStore) Kernel(PolicyDocument<RoleMatrix> roles)
    {
        var store = new MemoryOrderStore();
        return (new(store, KernelPolicies.Default with { Roles = roles }), store);
    }

    private static string Name((CommandFamily Family, Type Type) command) => command.Family.NameOf(CommandSampler.Seeded(1).Make(command.Type));

    private static string Argument(Refusal refusal, string name) => refusal.Arguments.Items.First(a => a.Name == name).Value;

    private static Actor As(string role) => new(ActorId.Of("somebody"), [Role.Of(role)]);

    // Guards err on them, which is another refusal than that of a role.
    private sealed class NoFacts : IFacts
    {
        public ExpressionValue Get(int slot) => default;
    }
}
