using System.Collections.Immutable;
using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests.Adjustments;

// Fails when an adjustment moves stock before a superior agreed, when the requester can agree, or when a state permits another command than the table says.
public class AdjustmentScenarios
{
    internal static readonly Actor Keeper = As("keeper", "warehouse", "supervisor", "finance");
    internal static readonly Actor Chief = As("chief", "supervisor", "finance");
    internal static readonly Actor Books = As("books", "finance");
    private static readonly ImmutableArray<StockBalance> Five = OnHand("HZ", "A", 5);

    // 6 000 yuan need finance too. "=" no event, "!" refused, "posted" takes effect.
    private static readonly string[] Table =
    [
        // again other keeper chief books reject:chief withdraw:keeper withdraw:chief remind escalate",
        "none          Pending Pending                                           !approvals.unknown   !approvals.unknown !approvals.unknown     !approvals.unknown !approvals.unknown !approvals.unknown !approvals.unknown !approvals.unknown",
        "damage        =      !inventory.adjustment-exists-with-different-content !workflow.four-eyes posted             !workflow.role-missing Rejected          Withdrawn        !workflow.role-missing Pending          Pending",
        "gift          =      !inventory.adjustment-exists-with-different-content !workflow.four-eyes posted             !workflow.role-missing Rejected          Withdrawn        !workflow.role-missing Pending          Pending",
        "dear          =      !inventory.adjustment-exists-with-different-content !workflow.four-eyes Pending            !workflow.role-missing Rejected          Withdrawn        !workflow.role-missing Pending          Pending",
        "passed        =      !inventory.adjustment-exists-with-different-content !workflow.four-eyes !workflow.four-eyes posted                Rejected          Withdrawn        !workflow.role-missing Pending          =",
        "posted        =      !inventory.adjustment-exists-with-different-content !approvals.ended    !approvals.ended   !approvals.ended       !approvals.ended  !approvals.ended !approvals.ended       =                =",
        "rejected      =      !inventory.adjustment-exists-with-different-content !approvals.ended    !approvals.ended   !approvals.ended       !approvals.ended  !approvals.ended !approvals.ended       =                =",
        "withdrawn     =      !inventory.adjustment-exists-with-different-content !approvals.ended    !approvals.ended   !approvals.ended       !approvals.ended  !approvals.ended !approvals.ended       =                =",
    ];

    private static readonly (ApprovalCommand? Command, Actor By, double Hours)[] Columns =
    [
        (null, Keeper, 0), (new ProposeAdjustment(Broken(1) with { Reason = "other" }), Keeper, 0), (new Approve(), Keeper, 1), (new Approve(), Chief, 1),
        (new Approve(), Books, 1),
        (new Reject("no-proof"), Chief, 1), (new Withdraw(), Keeper, 1), (new Withdraw(), Chief, 1), (new FireApprovalDeadline("remind"), Actor.Kernel, 24),
        (new FireApprovalDeadline("escalate"), Actor.Kernel, 48),
    ];

    public static TheoryData<string, int, string> Pairs()
    {
        var pairs = new TheoryData<string, int, string>();
        foreach (var row in Table)
        {
            var cells = row.Split([' '], StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(Columns.Length, cells.Length - 1);
            for (var i = 0; i < Columns.Length; i++) pairs.Add(cells[0], i, cells[i + 1]);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Each_pair_gives_what_the_table_says(string name, int column, string expected)
    {
        var state = In(name);
        var (command, by, hours) = Columns[column];
        var result = Try(state, command ?? new ProposeAdjustment(state?.Proposal ?? Broken(1)), by, Five, hours);
        var said = !result.TryGet(out var decision, out var refusal) ? "!" + refusal.Code
            : decision.Events.IsEmpty ? "="
            : AdjustmentDecider.Evolve(state, decision.Events)! is var after && after.IsPosted ? "posted" : after.Approval!.Status.ToString();
        Assert.Equal(expected, said);
    }

    // On hand and locked of the shelf, and of a batch of it; two are given away or broken, of the shelf or of the batch: posted, with what is said, or how many
    // there are.
    [Theory]
    [InlineData("gift", 2, 0, 0, false, "posted")]
    [InlineData("gift", 1, 0, 0, false, "free=1")]
    [InlineData("gift", 5, 3, 0, false, "posted")]
    [InlineData("gift", 5, 4, 0, false, "free=1")]
    [InlineData("gift", 0, 0, 2, true, "posted")]
    [InlineData("gift", 0, 0, 1, true, "free=1")]
    // What is promised of the shelf is kept back from its batches too.
    [InlineData("gift", 1, 2, 2, true, "free=1")]
    [InlineData("gift", 9, 0, 1, true, "free=1")]
    [InlineData("damage", 2, 0, 0, false, "posted")]
    [InlineData("damage", 1, 0, 0, false, "free=1")]
    [InlineData("damage", 5, 3, 0, false, "posted")]
    [InlineData("damage", 5, 4, 0, false, "posted, left=3 locked=4")]
    [InlineData("damage", 9, 9, 2, true, "posted")]
    public void What_is_given_away_has_to_be_free_and_what_is_broken_to_be_there(string name, long onHand, long locked, long batch, bool isOfBatch, string end)
    {
        var kind = name == "gift" ? AdjustmentKind.Gift : AdjustmentKind.Damage;
        var cell = isOfBatch ? Cell("HZ", "A") with { Batch = BatchId.Of("b") } : Cell("HZ", "A");
        var state = After(null, new ProposeAdjustment(Broken(2, kind, 100) with { Units = [new(cell, Quantity.Of(2))] }), Keeper);
        Assert.Equal($"stock-{name}", state!.Approval!.Request.Kind);
        ImmutableArray<StockBalance> positions =
        [
            new(Cell("HZ", "A"), StockAccount.OnHand, onHand), new(Cell("HZ", "A"), StockAccount.Locked, locked),
            new(Cell("HZ", "A") with { Batch = BatchId.Of("b") }, StockAccount.OnHand, batch),
        ];
        var result = Try(state, new Approve(), Chief, positions);
        Assert.Equal(end, result.TryGet(out var decision, out var refusal)
            ? "posted" + string.Concat(decision.Reasons.Items.Where(r => r.Code == InventoryCodes.AdjustmentBelowLocked)
                .Select(r => ", " + string.Join(" ", r.Arguments.Items.Skip(2).Select(a => $"{a.Name}={a.Value}"))))
            : $"free={refusal.Arguments.Items.Single(a => a.Name == "free").Value}");
        // Only what is given away is judged by the formula.
        if (result.IsOk) Assert.Equal(kind == AdjustmentKind.Gift, decision.Policies.Items.Contains(StockFormula.Default.Reference));
    }

    [Fact]
    public void What_happened_to_an_adjustment_that_nobody_proposed_is_nothing()
    {
        foreach (var happened in (ApprovalEvent[])[new AdjustmentPosted(AdjustmentKind.Gift, []), new ApprovalWithdrawn("level-1", Noon)])
            Assert.Null(AdjustmentDecider.Evolve(null, happened));
    }

    [Fact]
    public void What_is_approved_is_posted_in_the_same_decision_with_its_floors()
    {
        var decision = Try(In("gift"), new Approve(), Chief, Five).ValueOrThrow();
        Assert.Equal([nameof(LevelApproved), nameof(ApprovalGranted), nameof(AdjustmentPosted)], decision.Events.Items.Select(e => e.GetType().Name));
        Assert.Equal(2, decision.Policies.Count);
        var effect = StockEffects.Of((AdjustmentPosted)decision.Events[2], StockFormula.Default.Policy);
        Assert.Equal([new Posting(Cell("HZ", "A"), StockAccount.OnHand, QuantityDelta.Of(-2)),
            new(Cell("HZ", "A"), StockAccount.WrittenOff, QuantityDelta.Of(2))], effect.Postings);
        Assert.Equal([new StockFloor(Cell("HZ", "A"), [new(StockAccount.OnHand, 1)], 0), StockFormula.Default.Policy.FloorOf(Cell("HZ", "A"))], effect.Floors);
    }

    [Fact]
    public void What_is_promised_is_not_given_away_but_may_well_be_broken()
    {
        var promised = Balances(("HZ", "A", StockAccount.OnHand, 5), ("HZ", "A", StockAccount.Locked, 4), ("HZ", "A", StockAccount.Supplied, 5));
        var gift = Try(In("gift"), new Approve(), Chief, promised).Refusal!;
        Assert.Equal("inventory.adjustment-short (adjustment=adj-1, location=HZ, sku=A, wanted=2, free=1)", gift.ToString());
        Assert.True(gift.IsTransient);
        var damage = Try(In("damage"), new Approve(), Chief, promised).ValueOrThrow();
        Assert.Equal("inventory.adjustment-below-locked (location=HZ, sku=A, left=3, locked=4)", damage.Reasons[0].ToString());
        Assert.Equal(InventoryCodes.AdjustmentShort, Try(In("damage"), new Approve(), Chief, OnHand("HZ", "A", 1)).Refusal!.Code);
    }

    [Fact]
    public void Nothing_is_proposed_without_units_reason_and_evidence()
    {
        Assert.Equal(InventoryCodes.NothingToMove, Try(null, new ProposeAdjustment(Broken(0)), Keeper).Refusal!.Code);
        Assert.Equal(KernelCodes.ReasonBlank, Try(null, new ProposeAdjustment(Broken(1) with { Reason = " " }), Keeper).Refusal!.Code);
        Assert.Equal(InventoryCodes.AdjustmentEvidenceMissing, Try(null, new ProposeAdjustment(Broken(1) with { Evidence = [] }), Keeper).Refusal!.Code);
        Assert.Equal(ApprovalCodes.AmountNegative, Try(null, new ProposeAdjustment(Broken(1) with { Worth = Money.Fen(-1) }), Keeper).Refusal!.Code);
        Assert.Throws<ArgumentException>(() => Try(null, new ProposeAdjustment(Broken(1) with { Kind = 0 }), Keeper));
        Assert.Throws<ArgumentException>(() => Try(null, new RequestApproval(In("damage")!.Approval!.Request), Keeper));
    }

    [Fact]
    public void A_repeat_in_another_order_of_cells_is_the_same_and_another_persons_is_not()
    {
        var both = Broken(1) with { Units = [Units("HZ", "B", 1), Units("HZ", "A", 1), Units("HZ", "B", 2)] };
        var state = After(null, new ProposeAdjustment(both), Keeper);
        Assert.Equal(InventoryCodes.AlreadyKnown,
            Try(state, new ProposeAdjustment(both with { Units = [Units("HZ", "A", 1), Units("HZ", "B", 3)] }), Keeper).ValueOrThrow().Reasons[0].Code);
        Assert.Equal(InventoryCodes.AdjustmentDiffers, Try(state, new ProposeAdjustment(both), Chief).Refusal!.Code);
        Assert.Equal(Quantity.Of(4), state.Approval!.Request.Units);
    }

    [Fact]
    public void The_default_matrix_lets_somebody_fire_everything() =>
        Assert.Empty(RoleMatrix.Default.Policy.NobodyMayFire("adjustment", AdjustmentDecider.DefaultPolicies.Current.Definition).Items);

    internal static StockAdjustment Broken(long units, AdjustmentKind kind = AdjustmentKind.Damage, long? fen = null) =>
        new(ApprovalId.Of("adj-1"), kind, [Units("HZ", "A", units)], "fell-down",
            [EvidenceReference.Of("sha256:ab")]) { Worth = fen is { } worth ? Money.Fen(worth) : null };

    internal static Result<Decision<ApprovalEvent>> Try(Adjustment? state, ApprovalCommand command, Actor by, ImmutableArray<StockBalance> positions = default,
        double hours = 0) =>
        AdjustmentDecider.Decide(state, command, positions, StockFormula.Default, AdjustmentDecider.DefaultPolicies,
            new(by, Noon + Duration.FromHours(hours), MessageId.Of("m")));

    internal static Adjustment After(Adjustment? state, ApprovalCommand command, Actor by) =>
        AdjustmentDecider.Evolve(state, Try(state, command, by, OnHand("HZ", "A", 5)).ValueOrThrow().Events)!;

    internal static Actor As(string id, params string[] roles) => new(ActorId.Of(id), roles.Select(Role.Of).ToValueList());

    private static Adjustment? In(string name) => name switch
    {
        "none" => null,
        "damage" => After(null, new ProposeAdjustment(Broken(2)), Keeper),
        "gift" => After(null, new ProposeAdjustment(Broken(2, AdjustmentKind.Gift, 499_999)), Keeper),
        "dear" => After(null, new ProposeAdjustment(Broken(2, fen: 600_000)), Keeper),
        "passed" => After(In("dear"), new Approve(), Chief),
        "posted" => After(In("damage"), new Approve(), Chief),
        "rejected" => After(In("damage"), new Reject("no"), Chief),
        "withdrawn" => After(In("damage"), new Withdraw(), Keeper),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
