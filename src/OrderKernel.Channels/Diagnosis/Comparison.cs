using NodaTime;

namespace OrderKernel.Channels;

/// <summary>The comparison of one order under way: its views, and what was found so far.</summary>
internal sealed class Comparison(List<SideView> views, ExportReach reach, DiagnosisPolicy policy)
{
    public List<SideView> Views => views;

    public ExportReach Reach => reach;

    public DiagnosisPolicy Policy => policy;

    public List<Disagreement> Disagreements { get; } = [];

    public List<DiagnosisSubject> Compared { get; } = [];

    public List<Uncompared> Uncompared { get; } = [];

    /// <summary>Pairs of views that can be held against each other; the others are left with their reason.</summary>
    public IEnumerable<(SideView One, SideView Other)> Pairs(DiagnosisSubject subject)
    {
        for (var i = 0; i < views.Count; i++)
        {
            for (var k = i + 1; k < views.Count; k++)
            {
                if ((WhyNot(views[i]) ?? WhyNot(views[k])) is { } why) Leave(subject, why);
                else yield return (views[i], views[k]);
            }
        }
    }

    public void Leave(DiagnosisSubject subject, UncomparedReason reason) => Uncompared.Add(new(subject, reason));

    /// <summary>What happened at an instant is so late for a side's export that the side may not know it yet.</summary>
    public bool IsNotYet(DiagnosisSide side, Instant at) => at >= reach.LastOf(side) - policy.Lag;

    private static UncomparedReason? WhyNot(SideView view) =>
        view.Says is null ? UncomparedReason.Parked : view.Twice is not null ? UncomparedReason.Duplicate : null;
}
