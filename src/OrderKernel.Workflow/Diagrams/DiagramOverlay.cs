using NodaTime;

namespace OrderKernel.Workflow;

/// <summary>What is drawn onto a workflow: the path of one process, or what a population did.</summary>
public sealed class DiagramOverlay
{
    private DiagramOverlay(ValueList<StepVisit> visits, DateTimeZone? zone, ProcessPopulation? counts) => (Visits, Zone, Counts) = (visits, zone, counts);

    internal ValueList<StepVisit> Visits { get; }

    internal DateTimeZone? Zone { get; }

    internal ProcessPopulation? Counts { get; }

    /// <summary>The way of one process: its steps numbered in the order of entering, with times, the present one marked.</summary>
    /// <param name="visits">The steps that it entered, in that order.</param>
    /// <param name="zone">In whose local time instants are written; null for UTC.</param>
    public static DiagramOverlay Path(IEnumerable<StepVisit> visits, DateTimeZone? zone = null)
    {
        ArgumentNullException.ThrowIfNull(visits);
        return new(visits.ToValueList(), zone, null);
    }

    /// <summary>
    /// The ways of many processes: how many passed each step and stand there, how often each way was taken, and after which median dwell time.
    /// </summary>
    /// <param name="counts">What a <see cref="PopulationFold"/> counted.</param>
    public static DiagramOverlay Population(ProcessPopulation counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new([], null, counts);
    }
}
