using System.Text;
using NodaTime;
using static OrderKernel.AfterSales.Tests.Sample;

namespace OrderKernel.AfterSales.Tests;

/// <summary>Each number of the default document decides something, and a bad document is refused as a whole.</summary>
/// <remarks>Fails when a number of the document is dead, or a problem is not listed with its path.</remarks>
public class ApprovalTiersDocumentTests
{
    [Theory]
    [InlineData("\"50.00\"", "\"40.00\"", 4_500, "agent")]
    [InlineData("\"500.00\"", "\"400.00\"", 45_000, "supervisor")]
    [InlineData("\"5000.00\"", "\"4000.00\"", 450_000, "finance")]
    [InlineData("\"disputed\": false, ", "", 4_500, "automatic")]
    [InlineData("[\"Unknown\", \"Good\"]", "[\"Good\", \"Watched\"]", 4_500, "automatic")]
    public void A_changed_bound_moves_a_request_to_another_tier(string from, string to, long fen, string tier)
    {
        var request = Request(fen) with { IsDisputed = from.StartsWith("\"disputed", StringComparison.Ordinal) };
        var given = Given() with { Standing = new(CustomerLevel.Ordinary, from.StartsWith('[') ? CustomerHistory.Watched : CustomerHistory.Good) };
        Assert.NotEqual(tier, Judged(request, given).Verdict.Tier);
        Assert.Equal(tier, Judged(request, given with { Tiers = Changed(from, to).ValueOrThrow() }).Verdict.Tier);
    }

    [Fact]
    public void A_changed_quiet_period_lets_an_early_request_pass()
    {
        var request = Request(1_000) with { IsNoReason = true };
        var given = Given() with { DeliveredAt = Noon - Duration.FromHours(23) };
        Assert.NotNull(Judged(request, given).Refusal);
        Assert.Null(Judged(request, given with { Tiers = Changed("\"quietPeriod\": \"PT24H\"", "\"quietPeriod\": \"PT23H\"").ValueOrThrow() }).Refusal);
    }

    [Theory]
    [InlineData("\"requestsMax\": 3", "\"requestsMax\": 4", "automatic")]
    [InlineData("\"requestsMax\": 3, \"tier\": \"agent\"", "\"requestsMax\": 3, \"tier\": \"finance\"", "finance")]
    [InlineData("[\"RefundOnly\"]", "[\"ReturnRefund\", \"Exchange\"]", "automatic")]
    [InlineData("  \"riskReview\": { \"kinds\": [\"RefundOnly\"], \"within\": \"P30D\", \"requestsMax\": 3, \"tier\": \"agent\" },\n", "", "automatic")]
    public void A_changed_review_decides_whose_requests_a_person_sees(string from, string to, string tier)
    {
        var given = Given() with { EarlierRequests = 3 };
        Assert.Equal("agent", Judged(Request(1_000), given).Verdict.Tier);
        Assert.Equal(tier, Judged(Request(1_000), given with { Tiers = Changed(from, to).ValueOrThrow() }).Verdict.Tier);
    }

    [Fact]
    public void Changed_ages_move_the_reminder_and_the_escalation()
    {
        var tiers = Changed("\"remindAfter\": \"PT24H\", \"escalateAfter\": \"PT48H\"", "\"remindAfter\": \"PT1H\", \"escalateAfter\": \"PT2H\"")
            .ValueOrThrow().Policy;
        var state = In(AfterSalesStatus.Requested);
        Assert.Equal(Noon + Duration.FromHours(1), CaseProcess.StepDueAt(state, tiers));
        Assert.Equal(Noon + Duration.FromHours(2), CaseProcess.StepDueAt(state with { IsReminded = true }, tiers));
    }

    [Fact]
    public void A_changed_ladder_changes_the_superior() =>
        Assert.Equal(Role.Finance, Changed("\"ladder\": [\"agent\", \"supervisor\", \"finance\"]", "\"ladder\": [\"agent\", \"finance\"]").ValueOrThrow().Policy
            .SuperiorOf(Role.Agent));

    [Theory]
    [InlineData("Restock", "Accept")]
    [InlineData("WriteOff", "Accept")]
    [InlineData("Quarantine", "Wait")]
    [InlineData("WrongGoods", "Refuse")]
    [InlineData("Missing", "Refuse")]
    public void A_changed_answer_changes_what_an_inspection_does(string outcome, string answer)
    {
        var other = answer == "Accept" ? "Refuse" : "Accept";
        var tiers = Changed($"\"{outcome}\": \"{answer}\"", $"\"{outcome}\": \"{other}\"").ValueOrThrow();
        var command = new ReceiveGoods([Found(null, 1, Enum.Parse<InspectionOutcome>(outcome))]);
        var state = In(AfterSalesStatus.AwaitingReturn);
        var before = CaseProcess.Evolve(state, Try(state, command, Warehouse).ValueOrThrow().Events).Status;
        var after = CaseProcess.Evolve(state, Try(state, command, Warehouse, given: Given(tiers)).ValueOrThrow().Events).Status;
        Assert.NotEqual(before, after);
    }

    [Fact]
    public void The_decision_names_the_document_that_decided()
    {
        var changed = Changed("\"50.00\"", "\"40.00\"").ValueOrThrow();
        Assert.NotEqual(Tiers.Reference, changed.Reference);
        Assert.Equal([changed.Reference], Try(AfterSalesCase.None, new OpenCase(Request(1)), Buyer, given: Given(changed)).ValueOrThrow().Policies);
    }

    [Theory]
    [InlineData("\"500.00\"", "\"49.99\"", "$.tiers[1].below", AfterSalesCodes.TiersNotAscending)]
    [InlineData("\"50.00\"", "\"-1\"", "$.tiers[0].below", AfterSalesCodes.TiersNotAscending)]
    [InlineData("\"finance\", \"basis\": \"default\"", "\"finance\", \"below\": \"9000\"", "$.tiers[3]", AfterSalesCodes.TiersNotTotal)]
    [InlineData("\"below\": \"500.00\", ", "", "$.tiers[1]", AfterSalesCodes.TiersNotTotal)]
    [InlineData("\"name\": \"agent\"", "\"name\": \"automatic\"", "$.tiers[1].name", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"basis\": \"rule\"", "\"basis\": \"guess\"", "$.tiers[0].basis", KernelCodes.DocumentValueInvalid)]
    [InlineData("[\"agent\", \"supervisor\"] }", "[\"agent\", \"agent\"] }", "$.tiers[2].approvers", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"approvers\": [] }", "\"approver\": [] }", "$.tiers[0].approvers", KernelCodes.DocumentPropertyMissing)]
    [InlineData("\"Unknown\"", "\"Nice\"", "$.tiers[0].histories", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"CNY\"", "\"XXX\"", "$.currency", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"PT48H\"", "\"PT23H\"", "$.steps.escalateAfter", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"quietPeriod\": \"PT24H\"", "\"quietPeriod\": \"-PT24H\"", "$.quietPeriod", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"remindAfter\": \"PT24H\"", "\"remindAfter\": \"PT0S\"", "$.steps.remindAfter", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"Missing\": \"Refuse\"", "\"Lost\": \"Refuse\"", "$.receipt.Missing", KernelCodes.DocumentPropertyMissing)]
    [InlineData("\"ladder\": [\"agent\"", "\"ladder\": [\" agent\"", "$.steps.ladder", KernelCodes.DocumentValueInvalid)]
    [InlineData("[\"RefundOnly\"]", "[]", "$.riskReview.kinds", KernelCodes.DocumentPropertyMissing)]
    [InlineData("[\"RefundOnly\"]", "[\"Refund\"]", "$.riskReview.kinds", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"P30D\"", "\"PT0S\"", "$.riskReview.within", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"requestsMax\": 3", "\"requestsMax\": 0", "$.riskReview.requestsMax", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"tier\": \"agent\"", "\"tier\": \"nobody\"", "$.riskReview.tier", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"tier\": \"agent\"", "\"tier\": \"automatic\"", "$.riskReview.tier", KernelCodes.DocumentValueInvalid)]
    public void A_bad_document_is_refused_with_path_and_code(string from, string to, string path, string code)
    {
        var refusal = Changed(from, to).Refusal!;
        Assert.Equal(KernelCodes.DocumentInvalid, refusal.Code);
        Assert.Contains(refusal.Reasons.Items, r => r.Code == code && r.Arguments.Items.Contains(new Argument("path", path)));
    }

    [Fact]
    public void An_empty_document_lists_all_that_is_missing()
    {
        var refusal = ApprovalTiers.Load(Encoding.UTF8.GetBytes("{}")).Refusal!;
        Assert.Contains(refusal.Reasons.Items, r => r.Code == AfterSalesCodes.TiersNotTotal);
        Assert.True(refusal.Reasons.Count >= 7);
    }

    [Fact]
    public void Levels_and_reasons_can_bound_a_tier()
    {
        var tiers = Changed("\"disputed\": false", "\"levels\": [\"Diamond\"], \"reasons\": [\"late\"], \"disputed\": false").ValueOrThrow();
        var request = Request(100) with { Reason = "late" };
        var given = Given(tiers) with { Standing = new(CustomerLevel.Diamond, CustomerHistory.Good) };
        Assert.Equal("automatic", Judged(request, given).Verdict.Tier);
        Assert.Equal("agent", Judged(request with { Reason = "quality" }, given).Verdict.Tier);
        Assert.Equal("agent", Judged(request, given with { Standing = new(CustomerLevel.Gold, CustomerHistory.Good) }).Verdict.Tier);
    }
}
