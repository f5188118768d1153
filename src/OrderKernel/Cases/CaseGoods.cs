using OrderKernel.AfterSales;
using OrderKernel.Orders;
using OrderKernel.Work;

namespace OrderKernel.Cases;

/// <summary>Goods that an inspection found here are no longer with the buyer, whoever told of it first.</summary>
internal static class CaseGoods
{
    /// <summary>Moves what an inspection newly found from delivered to returned; where no record of a warehouse came, nobody knows the location.</summary>
    public static async ValueTask<Refusal?> ReturnAsync(OrderWork work, AfterSalesCase before, AfterSalesCase after, DecisionContext context,
        CancellationToken cancellationToken)
    {
        var returned = new List<LineUnits>();
        foreach (var line in work.Order!.Lines)
        {
            var found = Found(after, line.Id) - Found(before, line.Id);
            var some = Math.Min(found, line.Units.Delivered.Units);
            if (some > 0) returned.Add(new(line.Id, Quantity.Of(some)));
        }

        return returned.Count == 0
            ? null
            : await work.TellAsync(new RecordReturn(null, returned.ToValueList()), context with { Actor = Actor.Kernel }, cancellationToken)
                .ConfigureAwait(false);
    }

    // Wrong goods are not the order's; missing ones never came.
    private static long Found(AfterSalesCase one, LineId line) =>
        one.Inspected.Items.Where(u => u.Line == line && u.Outcome is not (InspectionOutcome.WrongGoods or InspectionOutcome.Missing)).Sum(u => u.Units.Units);
}
