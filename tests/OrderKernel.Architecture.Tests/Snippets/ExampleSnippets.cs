using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using OrderKernel;
using OrderKernel.AfterSales;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Stores;
using OrderKernel.Testing;
using OrderKernel.Workflow;

// Outside of the family's namespace, as the code of a user is.
namespace Snippets;

// Fails when an example in a comment of a public member does not compile or not say what it says.
public class ExampleSnippets
{
    [Fact]
    public void Money_is_read()
    {
        // snippet: money
        var price = Money.Parse("59.90", Currency.Cny);                    // CNY 59.90; never a floating-point number
        var line = price * 3;                                              // CNY 179.70
        var isRead = Money.TryParse("59.905", Currency.Cny, out _);        // false: no fen is rounded away
        // end

        Assert.Equal(("CNY 179.70", false), (line.ToString(), isRead));
    }

    [Fact]
    public void Tiers_are_a_document()
    {
        var utf8 = Encoding.UTF8.GetBytes("""{ "$schema": "approval-tiers-1.json", "name": "ours" }""");
        // snippet: tiers document
        if (ApprovalTiers.Load(utf8).TryGet(out var tiers, out var refusal)) Console.WriteLine(tiers.Reference);
        else foreach (var problem in refusal.Reasons) Console.WriteLine(problem);              // all of them, each with its JSON path
        // end

        Assert.Null(tiers);
        Assert.True(refusal!.Reasons.Count > 1);
    }

    [Fact]
    public void Tiers_are_asked_alone()
    {
        var order = OrderId.Parse("OK_20260209_5z6fbee7132mfgvp");
        var now = Instant.FromUtc(2026, 2, 9, 4, 0);
        // snippet: refund tiers
        var request = new CaseRequest(CaseKind.RefundOnly, Money.Fen(9_900), "chipped");
        var given = new CaseGiven(CaseId.Of("c-1"), order, new RefundableBalance(Money.Fen(12_800), Asked: Money.Fen(0)));
        Judgement judged = Judging.Judge(request, given, now);                                 // nothing is stored

        var (kind, approvers) = (judged.Verdict.Kind, judged.Verdict.Approvers);               // Approval, by an agent
        var texts = TextCatalog.Of(typeof(Money).Assembly, typeof(ApprovalTiers).Assembly);
        foreach (var reason in judged.Reasons) Console.WriteLine(texts.Text(reason, Language.Chinese));
        // end

        Assert.Equal((VerdictKind.Approval, Role.Agent), (kind, Assert.Single(approvers.Items)));
    }

    [Fact]
    public async Task A_kernel_over_a_store()
    {
        var order = new OrderKey(TenantId.Of("acme"), ChannelId.Of("own"), ShopId.Of("flagship"), OrderNumber.Of("1001"));
        var now = Instant.FromUtc(2026, 2, 9, 4, 0);
        // snippet: kernel
        var kernel = new Kernel(new MemoryOrderStore());                                       // default documents, nothing kept
        var told = await kernel.TellAsync(order, new TagOrder(OrderTag.Of("gift")), Role.Agent, now);
        Console.WriteLine(told.Refusal?.Code);                                                 // orders.order-unknown: nobody placed it
        // end

        Assert.Equal(OrdersCodes.OrderUnknown, told.Refusal?.Code);
        Assert.NotNull(kernel.Policies);
    }

    [Fact]
    public void Laws_of_ones_own_policies()
    {
        var machine = OrderPolicies.Default.Standard;
        // snippet: law of refunds
        PolicyLaws.RefundsStayWithinPaid(ApprovalTiers.Default).QuickCheckThrowOnFailure();
        // end
        // snippet: law of larger refunds
        PolicyLaws.LargerRefundsAreNoEasier(ApprovalTiers.Default).QuickCheckThrowOnFailure();
        // end
        // snippet: law of a formula
        PolicyLaws.AvailabilityIsMonotone(StockFormula.Default.Policy).QuickCheckThrowOnFailure();
        // end
        // snippet: law of a reckoning
        PolicyLaws.AvailabilityIsMonotone((cell, balances) => Shop.Available(cell, balances)).QuickCheckThrowOnFailure();
        // end
        // snippet: law of processes
        PolicyLaws.ProcessesEnd(machine).QuickCheckThrowOnFailure();
        // end
        // snippet: law of cases
        PolicyLaws.ProcessesEnd(CaseWorkflow.Default.WithRoles(RoleMatrix.Default.Policy)).QuickCheckThrowOnFailure();
        // end
    }

    /// <summary>A reckoning that a shop made itself.</summary>
    private static class Shop
    {
        public static long Available(StockCell cell, ImmutableArray<StockBalance> balances) =>
            balances.Where(b => b.Cell == cell && b.Account == StockAccount.OnHand).Sum(b => b.Units);
    }
}
