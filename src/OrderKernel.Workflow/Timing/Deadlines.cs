using NodaTime;

namespace OrderKernel.Workflow;

/// <summary>A trigger that the clock fires, in the role <see cref="Role.Kernel"/>.</summary>
/// <param name="Trigger">The trigger's name.</param>
/// <param name="DueAt">When.</param>
public sealed record DeadlineDue(string Trigger, Instant DueAt);

/// <summary>What to do with a stored timer.</summary>
/// <param name="Trigger">The trigger's name.</param>
/// <param name="DueAt">When it is due now; null when it is to be cleared.</param>
public sealed record DeadlineChange(string Trigger, Instant? DueAt);

/// <summary>The deadlines of a step as data: which timers ought to stand, never a sleeping thread.</summary>
public static class Deadlines
{
    /// <summary>The deadlines that run at a step, in document order, one a trigger.</summary>
    /// <param name="step">Where the process stands.</param>
    /// <param name="enteredAt">When it came there.</param>
    /// <param name="instantOf">The known instants of the domain by name; null for one that is not known.</param>
    /// <returns>Nothing for a deadline whose instant is not known yet, or which another known
    /// instant stopped. Due instants beyond the last one representable are that one.</returns>
    public static ValueList<DeadlineDue> Of(WorkflowStep step, Instant enteredAt, Func<string, Instant?> instantOf)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(instantOf);
        if (step.Deadlines.IsEmpty) return [];
        var due = new List<DeadlineDue>();
        foreach (var deadline in step.Deadlines)
        {
            var since = deadline.Since == WorkflowDomain.StepInstant ? enteredAt : instantOf(deadline.Since);
            if (since is null || (deadline.Unless is not null && instantOf(deadline.Unless) is not null)) continue;
            due.Add(new(deadline.Fires, deadline.DueAt(since.Value)));
        }

        return due.ToValueList();
    }

    /// <summary>Of the deadlines that run at a step, those that still have to fire: not what has fired, and not what is spent unless it is due again.</summary>
    /// <param name="step">Where the process stands.</param>
    /// <param name="enteredAt">When it came there.</param>
    /// <param name="fired">Triggers whose deadlines have fired there.</param>
    /// <param name="spent">Deadlines that were refused there.</param>
    /// <param name="instantOf">The known instants of the domain by name; null for one that is not known.</param>
    /// <remarks>Law: each fires once per entry of its step; refused, it waits until nothing refuses it any more.</remarks>
    public static ValueList<DeadlineDue> Standing(WorkflowStep step, Instant enteredAt, ValueList<string> fired, ValueList<SpentDeadline> spent,
        Func<string, Instant?> instantOf)
    {
        var running = Of(step, enteredAt, instantOf);
        if (running.IsEmpty || (fired.IsEmpty && spent.IsEmpty)) return running;
        var standing = new List<DeadlineDue>();
        foreach (var due in running)
        {
            if (fired.Items.Contains(due.Trigger)) continue;
            if (SpentDeadline.Of(spent, due.Trigger) is not { } refused) standing.Add(due);
            else if (refused.DueAgainAt is { } again) standing.Add(due with { DueAt = again });
        }

        return standing.ToValueList();
    }

    /// <summary>
    /// Of the deadlines that run at a step, those that are refused, with the instant from which
    /// they would be due if they were not: now, or their own if that is still to come.
    /// </summary>
    /// <param name="step">Where the process stands.</param>
    /// <param name="enteredAt">When it came there.</param>
    /// <param name="spent">Deadlines that were refused there.</param>
    /// <param name="instantOf">The known instants of the domain by name; null for one that is not known.</param>
    /// <param name="now">The instant of what has just happened.</param>
    public static ValueList<DeadlineDue> Refused(WorkflowStep step, Instant enteredAt, ValueList<SpentDeadline> spent, Func<string, Instant?> instantOf,
        Instant now) => spent.IsEmpty
        ? []
        : Of(step, enteredAt, instantOf)
            .Where(d => SpentDeadline.Of(spent, d.Trigger) is { DueAgainAt: null })
            .Items.Select(d => d with { DueAt = Instant.Max(d.DueAt, now) }).ToValueList();

    /// <summary>How stored timers change when the deadlines that ought to run change; unchanged ones are left alone.</summary>
    /// <param name="before">What ran, one entry a trigger.</param>
    /// <param name="after">What is to run, one entry a trigger.</param>
    public static ValueList<DeadlineChange> Changes(ValueList<DeadlineDue> before, ValueList<DeadlineDue> after)
    {
        var changes = new List<DeadlineChange>();
        foreach (var old in before)
        {
            if (!after.Items.Any(d => d.Trigger == old.Trigger)) changes.Add(new(old.Trigger, null));
        }

        foreach (var now in after)
        {
            if (!before.Items.Contains(now)) changes.Add(new(now.Trigger, now.DueAt));
        }

        return changes.ToValueList();
    }
}
