using NodaTime;

namespace OrderKernel.Channels;

/// <summary>What a side says on what is compared.</summary>
/// <param name="Side">The side.</param>
/// <param name="Says">Its word, amount or time; empty where it is the side that does not know the order.</param>
/// <param name="At">When it said so; null where it did not.</param>
public sealed record SideSaying(DiagnosisSide Side, string Says, Instant? At);

/// <summary>A disagreement about one order.</summary>
/// <param name="Kind">In what sides disagree.</param>
/// <param name="Subject">What was compared.</param>
/// <param name="Sayings">What each side says on it, in the order of sides.</param>
/// <param name="Pairs">The pairs that disagree; none where one side disagrees with nobody but itself.</param>
/// <param name="Odd">The one side that all disagreeing pairs have in common; null where there are two such sides, or none.</param>
/// <param name="Why">What is wrong, as a code with what it saw.</param>
public sealed record Disagreement(
    DisagreementKind Kind, DiagnosisSubject Subject, ValueList<SideSaying> Sayings, ValueList<SidePair> Pairs, DiagnosisSide? Odd, Reason Why)
{
    internal static Disagreement Of(
        DisagreementKind kind, DiagnosisSubject subject, IEnumerable<SideSaying> sayings, IReadOnlyList<SidePair> pairs, Reason why, DiagnosisSide? odd = null)
    {
        var common = new[] { DiagnosisSide.Channel, DiagnosisSide.Erp, DiagnosisSide.Wms, DiagnosisSide.Crm }
            .Where(s => pairs.Count > 0 && pairs.All(p => p.One == s || p.Other == s)).ToArray();
        return new(kind, subject, sayings.ToValueList(), pairs.OrderBy(p => p).ToValueList(), odd ?? (common.Length == 1 ? common[0] : null), why);
    }
}

/// <summary>What one side tells of an order, for the order's timeline.</summary>
/// <param name="Side">The side.</param>
/// <param name="Says">All that its records say together; null where none of them could be read.</param>
/// <param name="Documents">How many documents of its own it has about the order.</param>
/// <param name="Repeated">How many records say again what another one says.</param>
public sealed record SideAccount(DiagnosisSide Side, SideRecord? Says, int Documents, int Repeated);

/// <summary>One order as its sides tell of it.</summary>
/// <param name="Number">The channel's order number.</param>
/// <param name="Source">Where it is from; null where nobody knows.</param>
/// <param name="PlacedAt">When it was placed, by the side that says the earliest; the earliest that is told at all where none says it.</param>
/// <param name="Accounts">What each side tells, in the order of sides; sides that do not have it are missing.</param>
/// <param name="Disagreements">In what they disagree; none where the order is consistent.</param>
/// <param name="Compared">How many pairs were compared on each subject.</param>
/// <param name="Uncompared">What was not compared, each with its reason, once a pair or side.</param>
public sealed record DiagnosedOrder(
    string Number, OrderSource? Source, Instant PlacedAt, ValueList<SideAccount> Accounts, ValueList<Disagreement> Disagreements,
    ValueList<DiagnosisSubject> Compared, ValueList<Uncompared> Uncompared);

/// <summary>Something that was not compared.</summary>
/// <param name="Subject">What.</param>
/// <param name="Reason">Why not.</param>
public readonly record struct Uncompared(DiagnosisSubject Subject, UncomparedReason Reason);
