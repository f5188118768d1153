using System.Collections.Immutable;
using NodaTime;
using OrderKernel;
using OrderKernel.Inventory;
using OrderKernel.Workflow;

// Outside of the family's namespace, as the code of a user is.
namespace Snippets;

// Fails when what the guide to approvals and calendars shows does not compile or not say what its comments say.
public class ApprovalSnippets
{
    private static readonly Instant Now = Instant.FromUtc(2026, 9, 30, 7, 0);

    [Fact]
    public void Calendars()
    {
        // snippet: calendars
        ValueList<OpenHours> nineToSix = [OpenHours.Of(9 * 60, 18 * 60)];
        var office = BusinessCalendar.Of(
            "office",
            DateTimeZoneProviders.Tzdb["Asia/Shanghai"],
            Enumerable.Range(1, 5).ToDictionary(day => (IsoDayOfWeek)day, _ => nineToSix),
            holidays: [new(2026, 10, 1), new(2026, 10, 2)],
            workdays: [new(new LocalDate(2026, 10, 10), nineToSix)],                           // a worked Saturday (调休)
            cutOff: new LocalTime(16, 0));

        var wednesday = Instant.FromUtc(2026, 9, 30, 7, 0);                                    // 15:00 in Shanghai, before the holidays
        Instant tomorrow = office.Add(wednesday, DeadlineSpan.Of(1, Duration.Zero));           // Monday the 5th, 15:00
        Instant later = office.Add(wednesday, DeadlineSpan.Of(0, Duration.FromHours(4)));      // Monday the 5th, 10:00: three hours were left
        // end

        Assert.Equal(Instant.FromUtc(2026, 10, 5, 7, 0), tomorrow);
        Assert.Equal(Instant.FromUtc(2026, 10, 5, 2, 0), later);
    }

    [Fact]
    public void Approvals()
    {
        var now = Now;

        // snippet: approvals
        var asker = new Actor(ActorId.Of("wang"), [Role.Agent]);
        var agent = new Actor(ActorId.Of("li"), [Role.Agent]);
        var request = new ApprovalRequest(ApprovalId.Of("a-1"), "goodwill", "order/DY_1", "late-delivery") { Amount = Money.Fen(80_000) };

        var asked = ApprovalDecider.Decide(null, new RequestApproval(request), ApprovalPolicies.Default, new(asker, now, MessageId.Of("m-1"))).ValueOrThrow();
        var approval = ApprovalDecider.Evolve(null, asked.Events);                             // Pending, at the step "agent"

        var own = ApprovalDecider.Decide(approval, new Approve(), ApprovalPolicies.Default, new(asker, now, MessageId.Of("m-2")));
        var passed = ApprovalDecider.Decide(approval, new Approve(), ApprovalPolicies.Default, new(agent, now, MessageId.Of("m-3"))).ValueOrThrow();
        approval = ApprovalDecider.Evolve(approval, passed.Events);                            // 800 yuan: on to the supervisor

        ValueList<DeadlineDue> timers = ApprovalTimers.Of(approval, ApprovalPolicies.Default); // remind and copy in 24 hours, escalate in 48
        // end

        Assert.Equal(WorkflowCodes.FourEyes, own.Refusal!.Code);
        Assert.Equal((ApprovalStatus.Pending, "supervisor"), (approval!.Status, approval.Step));
        Assert.Equal(["remind", "copy-superior", "escalate"], timers.Items.Select(t => t.Trigger));
        Assert.Equal(now + Duration.FromHours(48), timers[2].DueAt);
    }

    [Fact]
    public void Roles()
    {
        // snippet: roles
        var matrix = RoleMatrix.Load("""
            {
              "$schema": "roles-1.json", "name": "shop-roles", "version": "1",
              "roles": {
                "agent": { "name": { "zh": "客服", "en": "agent" }, "fires": ["*/cancel"], "tells": ["orders.*"], "sees": { "order.*": "clear", "person.*": "masked" } },
                "supervisor": { "name": { "zh": "主管", "en": "supervisor" }, "includes": ["agent"], "fires": ["*"], "tells": ["*"], "sees": { "audit.*": "clear" } }
              }
            }
            """u8.ToArray()).ValueOrThrow().Policy;
        var agent = new Actor(ActorId.Of("li"), [Role.Agent]);

        Result<Role> cancel = matrix.MayFire(agent, "standard", "cancel");                     // under the role agent
        Refusal refused = matrix.MayFire(agent, "standard", "reinstate").Refusal!;             // roles.may-not-fire: names supervisor
        Refusal untold = matrix.MayTell(agent, "inventory.reserve").Refusal!;                  // roles.may-not-tell: names command and roles
        FieldSight phone = matrix.MaySee(agent, "person.phone").ValueOrThrow();                // Masked
        string? shown = matrix.SightOf(agent).Show("audit.actor", "wang");                     // ***
        // end

        Assert.Equal(Role.Agent, cancel.ValueOrThrow());
        Assert.Equal(RoleCodes.MayNotFire, refused.Code);
        Assert.Contains("supervisor", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal("roles.may-not-tell (command=inventory.reserve, held=agent, roles=supervisor)", untold.ToString());
        Assert.Equal((FieldSight.Masked, "***"), (phone, shown));
    }

    [Fact]
    public void Adjustments()
    {
        var now = Now;

        // snippet: adjustments
        var cell = new StockCell(LocationId.Of("HZ"), SkuId.Of("MUG-1"));
        ImmutableArray<StockBalance> balances = [new(cell, StockAccount.OnHand, 5)];
        var broken = new StockAdjustment(ApprovalId.Of("adj-1"), AdjustmentKind.Damage, [new(cell, Quantity.Of(2))], "dropped", [EvidenceReference.Of("photo-17")]);

        Result<Decision<ApprovalEvent>> Decide(Adjustment? state, ApprovalCommand command, string who, Role role) => AdjustmentDecider.Decide(
            state, command, balances, StockFormula.Default, AdjustmentDecider.DefaultPolicies, new(new(ActorId.Of(who), [role]), now, MessageId.Of("m")));

        var adjustment = AdjustmentDecider.Evolve(null, Decide(null, new ProposeAdjustment(broken), "zhang", Role.Warehouse).ValueOrThrow().Events);
        var approved = Decide(adjustment, new Approve(), "chen", Role.Supervisor).ValueOrThrow();
        var posted = approved.Events.Items.OfType<AdjustmentPosted>().Single();                // in the same decision as the approval
        StockEffect effect = StockEffects.Of(posted, StockFormula.Default.Policy);             // on hand − 2, written off + 2
        // end

        Assert.False(adjustment!.IsPosted);
        Assert.Equal([-2, 2], effect.Postings.Items.Select(p => p.Delta.Units));
    }
}
