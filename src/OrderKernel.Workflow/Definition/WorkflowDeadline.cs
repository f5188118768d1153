using NodaTime;

namespace OrderKernel.Workflow;

/// <summary>A clock of a step: what is fired when a time has gone since an instant.</summary>
public sealed class WorkflowDeadline
{
    internal WorkflowDeadline(DeadlineSpan after, string since, string? unless, string fires, string path) =>
        (After, Since, Unless, Fires, Path) = (after, since, unless, fires, path);

    /// <summary>How long after <see cref="Since"/>; one second to ten years.</summary>
    public DeadlineSpan After { get; }

    /// <summary>The instant from which it runs: one of the domain, or <see cref="WorkflowDomain.StepInstant"/>.</summary>
    public string Since { get; }

    /// <summary>The instant that stops the clock once it is known; null when nothing but leaving the step does.</summary>
    public string? Unless { get; }

    /// <summary>The trigger of the step that is fired by <see cref="Role.Kernel"/>.</summary>
    public string Fires { get; }

    /// <summary>The calendar by which <see cref="After"/> is counted; null for plain elapsed time.</summary>
    public string? Calendar { get; internal init; }

    /// <summary>The opening hours behind <see cref="Calendar"/>; null for plain elapsed time.</summary>
    public BusinessCalendar? Hours { get; private set; }

    internal string Path { get; }

    /// <summary>When it is due for the instant from which it runs; the last representable one where it would be later.</summary>
    /// <param name="since">The instant that <see cref="Since"/> names.</param>
    public Instant DueAt(Instant since) =>
        Hours is { } hours ? hours.Add(since, After) : since > Instant.MaxValue - After.Elapsed ? Instant.MaxValue : since + After.Elapsed;

    internal WorkflowDeadline With(BusinessCalendar hours)
    {
        var copy = (WorkflowDeadline)MemberwiseClone();
        copy.Hours = hours;
        return copy;
    }
}
