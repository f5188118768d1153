using System.Text.Json.Serialization;

namespace OrderKernel.AfterSales;

/// <summary>How this package's events and commands become canonical JSON.</summary>
internal static class AfterSalesJson
{
    public static AfterSalesJsonContext Context { get; } = new(CanonicalJson.Options(
        CanonicalJson.WordOf<VerdictKind>(), CanonicalJson.WordOf<RejectionPlace>(),
        CanonicalJson.ListOf<Role>(), CanonicalJson.ListOf<AskedUnits>(), CanonicalJson.ListOf<CaseUnits>(), CanonicalJson.ListOf<EvidenceReference>(),
        CanonicalJson.ListOf<InspectedUnits>()));

    public static EventCodec<AfterSalesEvent> MakeCodec()
    {
        var context = Context;
        return new EventCodec<AfterSalesEvent>()
            .With("aftersales.opened", () => context.CaseOpened)
            .With("aftersales.judged", () => context.CaseJudged)
            .With("aftersales.step-approved", () => context.StepApproved)
            .With("aftersales.approved", () => context.CaseApproved)
            .With("aftersales.rejected", () => context.CaseRejected)
            .With("aftersales.disputed", () => context.CaseDisputed)
            .With("aftersales.closed", () => context.CaseClosed)
            .With("aftersales.return-sent", () => context.ReturnSent)
            .With("aftersales.goods-received", () => context.GoodsReceived)
            .With("aftersales.refund-ordered", () => context.RefundOrdered)
            .With("aftersales.refund-withdrawn", () => context.CaseRefundWithdrawn)
            .With("aftersales.refund-settled", () => context.RefundSettled)
            .With("aftersales.replacement-shipped", () => context.ReplacementSent)
            .With("aftersales.completed", () => context.CaseCompleted)
            .With("aftersales.step-reminded", () => context.CaseStepReminded)
            .With("aftersales.step-escalated", () => context.StepEscalated);
    }
}

/// <summary>Source-generated metadata of the events and commands and of the elements of their lists.</summary>
[JsonSerializable(typeof(CaseOpened))]
[JsonSerializable(typeof(CaseJudged))]
[JsonSerializable(typeof(StepApproved))]
[JsonSerializable(typeof(CaseApproved))]
[JsonSerializable(typeof(CaseRejected))]
[JsonSerializable(typeof(CaseDisputed))]
[JsonSerializable(typeof(CaseClosed))]
[JsonSerializable(typeof(ReturnSent))]
[JsonSerializable(typeof(GoodsReceived))]
[JsonSerializable(typeof(RefundOrdered))]
[JsonSerializable(typeof(CaseRefundWithdrawn))]
[JsonSerializable(typeof(RefundSettled))]
[JsonSerializable(typeof(ReplacementSent))]
[JsonSerializable(typeof(CaseCompleted))]
[JsonSerializable(typeof(CaseStepReminded))]
[JsonSerializable(typeof(StepEscalated))]
[JsonSerializable(typeof(OpenCase))]
[JsonSerializable(typeof(RecordPaidRefund))]
[JsonSerializable(typeof(JudgeCase))]
[JsonSerializable(typeof(ApproveCase))]
[JsonSerializable(typeof(RejectCase))]
[JsonSerializable(typeof(WithdrawCase))]
[JsonSerializable(typeof(CloseCase))]
[JsonSerializable(typeof(DisputeCase))]
[JsonSerializable(typeof(SendReturn))]
[JsonSerializable(typeof(ReceiveGoods))]
[JsonSerializable(typeof(SendReplacement))]
[JsonSerializable(typeof(ConfirmReplacement))]
[JsonSerializable(typeof(SettleRefund))]
[JsonSerializable(typeof(AgeStep))]
[JsonSerializable(typeof(AskedUnits))]
[JsonSerializable(typeof(CaseUnits))]
[JsonSerializable(typeof(InspectedUnits))]
[JsonSerializable(typeof(Role))]
[JsonSerializable(typeof(EvidenceReference))]
internal sealed partial class AfterSalesJsonContext : JsonSerializerContext;
