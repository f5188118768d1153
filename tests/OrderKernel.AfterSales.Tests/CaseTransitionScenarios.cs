using static OrderKernel.AfterSales.Tests.Sample;

namespace OrderKernel.AfterSales.Tests;

/// <summary>Every status against every command: permitted, or refused with the code that says so.</summary>
/// <remarks>Fails when a pair changes sides, when a refused pair changes the case, or when a status or command has no row.</remarks>
public class CaseTransitionScenarios
{
    private static readonly string[] Table =
    [
        //                    judge approve reject withdraw close dispute send-return receive send-replacement confirm settle age
        "None                 -     -       -      -        -     -       -           -       -                -       -      -",
        "Requested            x     x       x      x        x     x       -           -       -                -       x      x",
        "AwaitingReturn       -     -       -      x        x     x       x           x       -                -       x      -",
        "ReturnInTransit      -     -       -      -        x     x       -           x       -                -       x      -",
        "ReturnReceived       -     -       x      -        x     x       -           x       -                -       x      -",
        "Refunding            -     -       -      -        -     -       -           -       -                -       x      -",
        "Refunded             -     -       -      -        -     -       -           -       -                -       x      -",
        "ReplacementDue       -     -       -      x        x     x       -           -       x                -       x      -",
        "Completed            -     -       -      -        -     -       -           -       -                -       x      -",
        "Rejected             -     -       -      x        x     x       -           -       -                -       x      -",
        "Closed               -     -       -      -        -     -       -           -       -                -       x      -",
        "Disputed             x     x       x      x        x     -       -           -       -                -       x      x",
        "ReplacementShipped   -     -       -      -        x     x       -           -       -                x       x      -",
    ];

    private static readonly CaseCommand[] Commands =
    [
        new JudgeCase(), new ApproveCase(), new RejectCase(Party.Seller, "no"), new WithdrawCase(), new CloseCase(Party.Timeout),
        new DisputeCase(Party.Buyer), new SendReturn(Waybill.Of("SF1"), null), new ReceiveGoods([Found(null, 1, InspectionOutcome.Restock)]),
        new SendReplacement(Waybill.Of("SF2")), new ConfirmReplacement(), new SettleRefund(MessageId.Of("ch"), Money.Fen(1)), new AgeStep(),
    ];

    public static TheoryData<AfterSalesStatus, int, bool> Pairs()
    {
        var pairs = new TheoryData<AfterSalesStatus, int, bool>();
        foreach (var row in Table)
        {
            var cells = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < Commands.Length; i++) pairs.Add(Enum.Parse<AfterSalesStatus>(cells[0]), i, cells[i + 1] == "x");
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Each_pair_is_permitted_or_refused(AfterSalesStatus status, int command, bool permitted)
    {
        var state = In(status);
        Assert.Equal(status, state.Status);
        var late = Noon + NodaTime.Duration.FromDays(3);
        var anybody = By("anybody", Role.Channel, Role.Agent);
        var result = Try(state, Commands[command], anybody, late);
        var code = permitted ? null : status == AfterSalesStatus.None ? AfterSalesCodes.CaseUnknown : AfterSalesCodes.TransitionNotPermitted;
        Assert.Equal(code, result.Refusal?.Code);
    }

    [Fact]
    public void Every_status_has_its_row() =>
        Assert.Equal(Enum.GetValues<AfterSalesStatus>().Order(), Table.Select(r => Enum.Parse<AfterSalesStatus>(r.Split(' ')[0])).Order());

    [Fact]
    public void Ended_cases_await_nobody() => Assert.All(
        Enum.GetValues<AfterSalesStatus>(),
        s => Assert.Equal(s is not (AfterSalesStatus.None or AfterSalesStatus.Refunded or AfterSalesStatus.Completed or AfterSalesStatus.Closed),
            In(s).AwaitedParty is not null));
}
