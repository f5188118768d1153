namespace OrderKernel.Sample;

/// <summary>Lives the after-sales half of an order: the request, the answers, the goods that come back.</summary>
internal sealed class SampleAfterSales(SampleOrder order, SampleRandom random, SampleLife life)
{
    private const string NoReason = "七天无理由退换货";
    private static readonly string[] Complaints = ["少件/漏发", "商品破损", "与描述不符", "质量问题"];

    public static bool Concerns(Scenario scenario) => scenario is
        Scenario.RefundUnder50 or Scenario.Refund50To500 or Scenario.Refund500To5000 or Scenario.RefundAbove5000 or Scenario.RefundDisputed or
        Scenario.RefundInQuietPeriod or Scenario.RefundRepeated or Scenario.RefundEndsOrder or Scenario.ReturnRestocked or Scenario.ReturnWrittenOff;

    public void CancelBeforeShipping()
    {
        var asked = order.PaidAt!.Value + life.Minutes(20, 180);
        var ended = asked + life.Minutes(20, 90);
        order.EndedAt = ended;
        if (order.Shop.Channel == SampleChannel.Jd)
        {
            life.See(new SampleSnapshot(asked, Stage.Paid) { Hold = HoldKind.Locked });
            life.See(Stage.CancelledPaid, ended);
            return;
        }

        var opened = Open(CaseKind.CancelBeforeShipping, "before-shipping", asked, "不想要了", order.PayableFen);
        life.See(new SampleSnapshot(asked, Stage.Paid) { Case = CaseStage.Requested });
        opened.Steps.Add((ended, CaseStage.Refunded));
        life.See(new SampleSnapshot(ended, Stage.CancelledPaid) { Case = CaseStage.Refunded });
    }

    /// <summary>The buyer refused the parcel, or the carrier lost it.</summary>
    public void Undelivered()
    {
        var parcel = order.Parcels[^1];
        var lost = order.Scenario == Scenario.TrackLost;
        var settled = parcel.ShippedAt.AddDays(lost ? 4 : 5);
        order.EndedAt = settled;
        if (!lost)
        {
            parcel.ReceivedBackAt = settled.AddHours(-6);
        }

        if (order.Shop.Channel == SampleChannel.Jd)
        {
            life.See(Stage.GivenBack, settled);
            return;
        }

        var opened = Open(CaseKind.RefundOnly, "undelivered", settled.AddHours(-20), lost ? "快递丢件" : "拒收退款", order.PayableFen);
        opened.Steps.Add((settled, CaseStage.Refunded));
        life.See(new SampleSnapshot(settled, Stage.ClosedAfterShipping) { Case = CaseStage.Refunded });
    }

    public void AfterDelivery()
    {
        var delivered = order.DeliveredAt!.Value;
        var line = order.Lines[0];
        switch (order.Scenario)
        {
            case Scenario.ReturnRestocked or Scenario.ReturnWrittenOff:
                Return(delivered);
                break;
            case Scenario.RefundInQuietPeriod:
                Ask(Open(CaseKind.RefundOnly, "quiet-period", delivered + life.Minutes(120, 1_200), NoReason, line.PaidFen));
                break;
            case Scenario.RefundDisputed:
                Dispute(Open(CaseKind.RefundOnly, "disputed", delivered + life.Minutes(26 * 60, 40 * 60), random.Pick(Complaints), line.PaidFen));
                break;
            case Scenario.RefundEndsOrder:
                var full = Open(CaseKind.RefundOnly, Tier(line.PaidFen), delivered + life.Minutes(26 * 60, 40 * 60), random.Pick(Complaints), line.PaidFen);
                EndWell(full, full.Steps[0].At + life.Minutes(60, 600));
                break;
            default:
                var tier = order.Scenario == Scenario.RefundRepeated ? "repeated" : Tier(line.PaidFen);
                Ask(Open(CaseKind.RefundOnly, tier, delivered + life.Minutes(26 * 60, 50 * 60), random.Pick(Complaints), line.PaidFen));
                break;
        }
    }

    public static string Tier(long fen) => fen switch
    {
        < 5_000 => "under-50",
        < 50_000 => "50-to-500",
        < 500_000 => "500-to-5000",
        _ => "above-5000",
    };

    private SampleCase Open(CaseKind kind, string tier, DateTimeOffset at, string reason, long amountFen)
    {
        var opened = new SampleCase
        {
            Id = CaseNumber(),
            Kind = kind,
            Tier = tier,
            AmountFen = amountFen,
            Reason = reason,
            Line = order.Lines[0],
            ReturnWaybill = kind == CaseKind.ReturnRefund ? SampleCarrier.Zhongtong.DrawWaybill(random) : "",
        };
        opened.Steps.Add((at, CaseStage.Requested));
        order.Case = opened;
        return opened;
    }

    private string CaseNumber() => order.Shop.Channel switch
    {
        SampleChannel.Pdd => "58" + random.Digits(9),
        SampleChannel.Taobao => "23" + random.Digits(16),
        _ => "71" + random.Digits(17),
    };

    /// <summary>About half of the requests still wait for us when the story ends.</summary>
    private void Ask(SampleCase opened)
    {
        var asked = opened.Steps[0].At;
        life.See(new SampleSnapshot(asked, Stage.Signed) { Case = CaseStage.Requested });
        if (order.Scenario is not Scenario.RefundInQuietPeriod && random.Chance(450))
        {
            opened.Steps.Add((asked + life.Minutes(60, 900), CaseStage.Refunded));
        }
    }

    private void Dispute(SampleCase opened)
    {
        var asked = opened.Steps[0].At;
        var disputed = asked + life.Minutes(600, 900);
        opened.Steps.Add((asked + life.Minutes(60, 300), CaseStage.Refused));
        opened.Steps.Add((disputed, CaseStage.Disputed));
        life.See(new SampleSnapshot(disputed, Stage.Signed) { Case = CaseStage.Disputed });
    }

    private void Return(DateTimeOffset delivered)
    {
        var line = order.Lines[0];
        var opened = Open(CaseKind.ReturnRefund, Tier(line.PaidFen), delivered + life.Minutes(25 * 60, 29 * 60), NoReason, line.PaidFen);
        var asked = opened.Steps[0].At;
        opened.Steps.Add((asked.AddHours(2), CaseStage.AwaitingReturn));
        opened.Steps.Add((asked.AddHours(9), CaseStage.ReturnInTransit));
        opened.ReceivedAt = asked + life.Minutes(22 * 60, 28 * 60);
        opened.Outcome = order.Scenario == Scenario.ReturnWrittenOff ? "write-off" : "restock";
        EndWell(opened, opened.ReceivedAt.Value + life.Minutes(20, 120));
    }

    private void EndWell(SampleCase opened, DateTimeOffset at)
    {
        opened.Steps.Add((at, CaseStage.Refunded));
        order.EndedAt = at;
        life.See(new SampleSnapshot(at, Stage.ClosedAfterShipping) { Case = CaseStage.Refunded });
    }
}
