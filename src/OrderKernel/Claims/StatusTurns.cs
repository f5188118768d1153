using OrderKernel.Channels;
using OrderKernel.Work;

namespace OrderKernel.Claims;

/// <summary>Tells people of an order whose statuses turn as one of the policy's patterns says, with the trail.</summary>
internal static class StatusTurns
{
    public static void Tell(OrderWork work, Claim claim, DecisionContext context)
    {
        ClaimContent? taken = null;
        var patterns = work.Policies.Watch.Policy.Patterns;
        for (var i = 0; i < patterns.Count; i++)
        {
            // Of an order of which nobody ever told a word of the pattern nothing is read again.
            if (!patterns[i].Steps.Items.All(s => s.Words.Items.All(w => w.Word is null || work.Intake.ToldAt(w.Axis) is not null))) continue;
            var claims = patterns[i].Completed(work.ContentsBefore, taken ??= ClaimContent.Of(claim));
            if (claims.IsEmpty) continue;
            Notices.Send(work.Unit, work.Stream, work.Policies.Notices.Policy.Conflicts, Reason.Of(
                ChannelsCodes.StatusPattern, ("order", work.Order?.Id.Value ?? taken.Order.Number.Value), ("pattern", patterns[i].Name),
                ("within", patterns[i].Within), ("trail", patterns[i].Trail(claims))), context, $"{i}");
        }
    }
}
