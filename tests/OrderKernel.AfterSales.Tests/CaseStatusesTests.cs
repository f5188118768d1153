using NodaTime;
using static OrderKernel.AfterSales.Tests.Sample;

namespace OrderKernel.AfterSales.Tests;

/// <summary>The status of an order from its cases, over all pairs of case statuses.</summary>
/// <remarks>Fails when urgency changes its order, an ended case outranks an open one, or the order of the cases matters.</remarks>
public class CaseStatusesTests
{
    private static readonly AfterSalesStatus[] Urgent =
    [
        AfterSalesStatus.Disputed, AfterSalesStatus.Requested, AfterSalesStatus.ReturnReceived, AfterSalesStatus.ReplacementDue, AfterSalesStatus.Refunding,
        AfterSalesStatus.ReturnInTransit, AfterSalesStatus.AwaitingReturn, AfterSalesStatus.ReplacementShipped, AfterSalesStatus.Rejected,
    ];

    [Fact]
    public void The_most_urgent_open_case_of_any_two_decides()
    {
        foreach (var a in Enum.GetValues<AfterSalesStatus>())
        {
            foreach (var b in Enum.GetValues<AfterSalesStatus>())
            {
                var (x, y) = (Array.IndexOf(Urgent, a), Array.IndexOf(Urgent, b));
                if (x < 0 && y < 0) continue;
                var expected = x < 0 ? b : y < 0 ? a : Urgent[Math.Min(x, y)];
                Assert.Equal(expected, CaseStatuses.Of([In(a), In(b)]));
            }
        }
    }

    [Fact]
    public void Without_an_open_case_the_last_ended_one_decides()
    {
        var early = In(AfterSalesStatus.Refunded);
        var late = In(AfterSalesStatus.Closed) with { EndedAt = Noon + Duration.FromHours(1) };
        Assert.Equal(AfterSalesStatus.Closed, CaseStatuses.Of([early, late]));
        Assert.Equal(AfterSalesStatus.Closed, CaseStatuses.Of([late, early]));
        Assert.Equal(AfterSalesStatus.None, CaseStatuses.Of([]));
        Assert.Equal(AfterSalesStatus.None, CaseStatuses.Of([AfterSalesCase.None]));
    }

    [Fact]
    public void Ends_at_one_instant_are_told_apart_by_the_case_id()
    {
        var a = In(AfterSalesStatus.Refunded);
        var b = In(AfterSalesStatus.Closed);
        b = b with { Request = b.Request! with { Case = CaseId.Of("case-2") } };
        Assert.Equal(AfterSalesStatus.Closed, CaseStatuses.Of([a, b]));
        Assert.Equal(AfterSalesStatus.Closed, CaseStatuses.Of([b, a]));
    }

    [Fact]
    public void A_line_sees_its_own_cases_and_those_that_name_no_line()
    {
        var mine = Opened(Request(10_000) with { Units = [Some("1", 1)] });
        Assert.Equal(AfterSalesStatus.Requested, CaseStatuses.OfLine([mine], LineId.Of("1")));
        Assert.Equal(AfterSalesStatus.None, CaseStatuses.OfLine([mine], LineId.Of("2")));
        Assert.Equal(AfterSalesStatus.Requested, CaseStatuses.OfLine([In(AfterSalesStatus.Requested)], LineId.Of("2")));
    }

    [Fact]
    public void Open_cases_ask_for_what_they_have_not_got()
    {
        ValueList<AfterSalesCase> cases =
        [
            Opened(Request(10_000), Given(id: "a")), Opened(Request(20_000), Given(id: "b")), In(AfterSalesStatus.Refunded), In(AfterSalesStatus.Rejected),
            AfterSalesCase.None,
        ];
        Assert.Equal(Money.Fen(30_000), CaseStatuses.Asked(cases, Currency.Cny));
        Assert.Equal(Money.Fen(20_000), CaseStatuses.Asked(cases, Currency.Cny, CaseId.Of("a")));
        Assert.Equal(0, CaseStatuses.Asked(cases, Currency.Of("USD")).MinorUnits);
    }

    [Fact]
    public void Cases_got_what_went_back_through_them()
    {
        ValueList<AfterSalesCase> cases = [In(AfterSalesStatus.Requested), In(AfterSalesStatus.Refunding), In(AfterSalesStatus.Refunded), AfterSalesCase.None];
        Assert.Equal(Money.Fen(10_000), CaseStatuses.Got(cases, Currency.Cny));
        Assert.Equal(Money.Fen(0), CaseStatuses.Got(cases, Currency.Cny, CaseId.Of("case-1")));
        Assert.Equal(0, CaseStatuses.Got(cases, Currency.Of("USD")).MinorUnits);
    }
}
