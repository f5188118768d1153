namespace OrderKernel.Workflow;

/// <summary>
/// Gives the deadlines of steps the calendars that they name. Steps are copied where they change: a base document's stay with its own calendars.
/// </summary>
internal static class CalendarBinding
{
    /// <summary>The steps with their calendars; an unknown name, or a span that no calendar can count, is a finding.</summary>
    /// <param name="steps">The steps of the whole workflow.</param>
    /// <param name="calendars">The calendars by name; null for one that has findings of its own.</param>
    /// <param name="sink">Where findings go.</param>
    public static List<WorkflowStep> Bind(IEnumerable<WorkflowStep> steps, IReadOnlyDictionary<string, BusinessCalendar?> calendars, FindingSink sink) =>
        [.. steps.Select(s => Bind(s, calendars, sink))];

    private static WorkflowStep Bind(WorkflowStep step, IReadOnlyDictionary<string, BusinessCalendar?> calendars, FindingSink sink) =>
        step.Deadlines.Items.Any(d => d.Calendar is not null)
            ? step.With(step.Deadlines.Items.Select(d => Bind(d, calendars, sink)).ToValueList())
            : step;

    private static WorkflowDeadline Bind(WorkflowDeadline deadline, IReadOnlyDictionary<string, BusinessCalendar?> calendars, FindingSink sink)
    {
        if (deadline.Calendar is not { } name) return deadline;
        if (!calendars.TryGetValue(name, out var calendar)) sink.Report($"{deadline.Path}.calendar", WorkflowCodes.CalendarUnknown, ("calendar", name));
        if (calendar is null) return deadline;
        if (!deadline.After.IsNegative) return deadline.With(calendar);
        sink.Report($"{deadline.Path}.after", WorkflowCodes.DeadlineOutOfRange, ("value", deadline.After));
        return deadline;
    }
}
