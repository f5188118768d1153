using NodaTime;
using System.Text;

namespace OrderKernel.AfterSales.Tests;

/// <summary>Requests, actors and balances that the tests share.</summary>
internal static class Sample
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 2, 9, 4, 0);
    public static readonly OrderId Order = OrderId.Parse("DY_20260209_" + new string('0', 16));
    public static readonly PolicyDocument<ApprovalTiers> Tiers = ApprovalTiers.Default;
    public static readonly RefundableBalance Plenty = Balance(100_000_000);

    public static readonly Actor Buyer = By("buyer-1", Role.Buyer);
    public static readonly Actor Channel = By("channel-dy", Role.Channel);
    public static readonly Actor Agent = By("agent-1", Role.Agent);
    public static readonly Actor Supervisor = By("supervisor-1", Role.Supervisor);
    public static readonly Actor Finance = By("finance-1", Role.Finance);
    public static readonly Actor Warehouse = By("warehouse-1", Role.Warehouse);

    public static Actor By(string id, params Role[] roles) => new(ActorId.Of(id), roles.ToValueList());

    public static RefundableBalance Balance(long refundable, long asked = 0) => new(Money.Fen(refundable), Money.Fen(asked));

    public static CaseRequest Request(long fen, CaseKind kind = CaseKind.RefundOnly) => new(kind, Money.Fen(fen), "quality");

    /// <summary>What the order and the customer's record say: plenty to give back, two lines, nothing against the customer.</summary>
    public static CaseGiven Given(RefundableBalance? balance = null, string id = "case-1") => new(CaseId.Of(id), Order, balance ?? Plenty)
    {
        Lines = [Units("1", 3, 8_000), Units("2", 1, 1_000)],
        Standing = new(CustomerLevel.Ordinary, CustomerHistory.Good),
    };

    public static CaseGiven Given(PolicyDocument<ApprovalTiers> tiers) => Given() with { Tiers = tiers };

    public static AskedUnits Some(string line, long units) => new(LineId.Of(line), Quantity.Of(units));

    public static CaseUnits Units(string line, long units, long fen) => new(LineId.Of(line), Quantity.Of(units), Money.Fen(fen));

    public static InspectedUnits Found(string? line, long units, InspectionOutcome outcome) =>
        new(line is null ? null : LineId.Of(line), Quantity.Of(units), outcome);

    public static DecisionContext Context(Actor actor, Instant? at = null, string message = "m-1") => new(actor, at ?? Noon, MessageId.Of(message));

    public static Result<Decision<AfterSalesEvent>> Try(AfterSalesCase state, CaseCommand command, Actor actor, Instant? at = null, string message = "m-1",
        CaseGiven? given = null) =>
        CaseProcess.Decide(state, command, given ?? Given(), Context(actor, at, message));

    public static AfterSalesCase Do(this AfterSalesCase state, CaseCommand command, Actor actor, Instant? at = null, string message = "m-1",
        CaseGiven? given = null) =>
        CaseProcess.Evolve(state, Try(state, command, actor, at, message, given).ValueOrThrow().Events);

    public static string? Refused(this AfterSalesCase state, CaseCommand command, Actor actor, Instant? at = null, CaseGiven? given = null) =>
        Try(state, command, actor, at, given: given).Refusal?.Code;

    public static AfterSalesCase Opened(CaseRequest request, CaseGiven? given = null) => AfterSalesCase.None.Do(new OpenCase(request), Buyer, given: given);

    public static AfterSalesCase Approved(CaseRequest request, CaseGiven? given = null)
    {
        var state = Opened(request, given);
        for (var i = 0; state.AwaitedRole is { } role; i++) state = state.Do(new ApproveCase(), By("approver-" + i, role));
        return state;
    }

    public static Judgement Judged(CaseRequest request, CaseGiven? given = null, Instant? at = null) => Judging.Judge(request, given ?? Given(), at ?? Noon);

    /// <summary>A case in each status.</summary>
    public static AfterSalesCase In(AfterSalesStatus status) => status switch
    {
        AfterSalesStatus.None => AfterSalesCase.None,
        AfterSalesStatus.Requested => Opened(Request(10_000)),
        AfterSalesStatus.AwaitingReturn => Approved(Request(10_000, CaseKind.ReturnRefund)),
        AfterSalesStatus.ReturnInTransit => In(AfterSalesStatus.AwaitingReturn).Do(new SendReturn(Waybill.Of("SF1"), CarrierId.Of("SF")), Buyer),
        AfterSalesStatus.ReturnReceived => In(AfterSalesStatus.ReturnInTransit).Do(new ReceiveGoods([Found(null, 1, InspectionOutcome.Quarantine)]), Warehouse),
        AfterSalesStatus.Refunding => Approved(Request(10_000)),
        AfterSalesStatus.Refunded => In(AfterSalesStatus.Refunding).Do(new SettleRefund(MessageId.Of("m-1"), Money.Fen(10_000)), Actor.Kernel),
        AfterSalesStatus.ReplacementDue => Approved(Request(0, CaseKind.Reship)),
        AfterSalesStatus.ReplacementShipped => In(AfterSalesStatus.ReplacementDue).Do(new SendReplacement(Waybill.Of("SF2")), Warehouse),
        AfterSalesStatus.Completed => In(AfterSalesStatus.ReplacementShipped).Do(new ConfirmReplacement(), Actor.Kernel),
        AfterSalesStatus.Rejected => In(AfterSalesStatus.Requested).Do(new RejectCase(Party.Seller, "no-proof"), Agent),
        AfterSalesStatus.Closed => In(AfterSalesStatus.Requested).Do(new WithdrawCase(), Buyer),
        AfterSalesStatus.Disputed => In(AfterSalesStatus.Requested).Do(new DisputeCase(Party.Buyer), Buyer),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string DefaultText()
    {
        using var stream = typeof(ApprovalTiers).Assembly.GetManifestResourceStream("Documents/approval-tiers.json")!;
        return new StreamReader(stream, Encoding.UTF8).ReadToEnd();
    }

    public static Result<PolicyDocument<ApprovalTiers>> Changed(string from, string to)
    {
        var text = DefaultText();
        Assert.Contains(from, text, StringComparison.Ordinal);
        return ApprovalTiers.Load(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)));
    }
}
