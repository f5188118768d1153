using NodaTime;

namespace OrderKernel.Workflow;

/// <summary>Reads one deadline of a step.</summary>
internal static class DeadlineReader
{
    private static readonly Duration AfterMin = Duration.FromSeconds(1);
    private static readonly Duration AfterMax = Duration.FromDays(3660);

    public static WorkflowDeadline? Read(DocumentReader reader, FindingSink sink)
    {
        var after = reader.Duration("after");
        DeadlineSpan span = default;
        var isSpan = after is not null && DeadlineSpan.TryParse(reader.TextOrNull("after"), out span);
        if (after is { } given && (!isSpan || given < AfterMin || given > AfterMax))
            sink.Report($"{reader.Path}.after", WorkflowCodes.DeadlineOutOfRange, ("value", reader.Text("after")));
        var since = reader.TextOrNull("since") ?? WorkflowDomain.StepInstant;
        var unless = reader.TextOrNull("unless");
        var fires = sink.Name(reader.Text("fires"), $"{reader.Path}.fires");
        var calendar = reader.Has("calendar") ? sink.Name(reader.Text("calendar"), $"{reader.Path}.calendar") : null;
        reader.Close();
        if (after is not null && isSpan && fires is not null) return new(span, since, unless, fires, reader.Path) { Calendar = calendar };
        sink.Break();
        return null;
    }
}
