using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Channels;

/// <summary>A turn of an order's statuses that people hear of, such as paid, ended, paid again within two hours.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Within">From the first step to the last no more time passes, by the channel's own times.</param>
/// <param name="Steps">The steps, in their order, at least two.</param>
public sealed record StatusPattern(string Name, Duration Within, ValueList<StatusStep> Steps)
{
    /// <summary>Where a new claim completes the pattern: one claim a step, each later than the one before.</summary>
    /// <param name="earlier">The claims of the order that intake took before, in any order.</param>
    /// <param name="claim">The claim that was taken now.</param>
    /// <returns>The claims of the steps; empty where the pattern is not there, or was there without it.</returns>
    /// <remarks>Laws: the order of arrival does not matter; an order shows a pattern once.</remarks>
    public ValueList<ClaimContent> Completed(IEnumerable<ClaimContent> earlier, ClaimContent claim)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(claim);
        if (!Steps.Items.Any(s => s.IsMet(claim))) return [];
        var before = earlier.OrderBy(c => c.SourceTime).ToList();
        if (Found(before) is not null) return [];
        return Found([.. before.Append(claim).OrderBy(c => c.SourceTime)]) is { } found ? found.ToValueList() : [];
    }

    /// <summary>What people read of it: each step's words with when the channel told them.</summary>
    /// <param name="claims">As <see cref="Completed"/> gave them.</param>
    public string Trail(ValueList<ClaimContent> claims) =>
        string.Join(" → ", claims.Items.Select((c, i) => $"{Steps[i]} {InstantPattern.General.Format(c.SourceTime)}"));

    // From each beginning the earliest next steps: if any choice is short enough, this one is.
    private List<ClaimContent>? Found(List<ClaimContent> claims)
    {
        for (var start = 0; start < claims.Count; start++)
        {
            if (!Steps[0].IsMet(claims[start])) continue;
            var found = new List<ClaimContent> { claims[start] };
            for (var i = start + 1; i < claims.Count && found.Count < Steps.Count; i++)
            {
                if (claims[i].SourceTime > found[found.Count - 1].SourceTime && Steps[found.Count].IsMet(claims[i])) found.Add(claims[i]);
            }

            if (found.Count == Steps.Count && found[found.Count - 1].SourceTime - found[0].SourceTime <= Within) return found;
        }

        return null;
    }
}

/// <summary>What a claim of a step tells, on one axis or several.</summary>
/// <param name="Words">What it tells, one word an axis.</param>
public sealed record StatusStep(ValueList<StatusWord> Words)
{
    /// <summary>True when a claim tells all of it.</summary>
    /// <param name="claim">The claim.</param>
    public bool IsMet(ClaimContent claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        foreach (var (axis, word) in Words)
        {
            if (WordOf(claim, axis) != word) return false;
        }

        return true;
    }

    /// <summary>The words that it tells.</summary>
    public override string ToString() => string.Join("+", Words.Items.Where(w => w.Word is not null).Select(w => w.Word));

    private static string? WordOf(ClaimContent claim, ClaimAxis axis) => axis switch
    {
        ClaimAxis.Payment => claim.Payment?.ToString(),
        ClaimAxis.Fulfilment => claim.Fulfilment?.ToString(),
        ClaimAxis.AfterSales => claim.AfterSales?.ToString(),
        _ => claim.Outcome?.ToString(),
    };
}

/// <summary>What a claim tells on one axis.</summary>
/// <param name="Axis">Payment, fulfilment, after-sales or outcome.</param>
/// <param name="Word">The canonical word; null for nothing told.</param>
public readonly record struct StatusWord(ClaimAxis Axis, string? Word);
