namespace OrderKernel.Workflow;

/// <summary>Where many processes went and where they stand, counted. Made by <see cref="PopulationFold"/>; both lists in ordinal order.</summary>
/// <param name="Processes">How many processes entered any step.</param>
/// <param name="Steps">The steps that any entered.</param>
/// <param name="Passages">The ways from step to step that any took.</param>
/// <remarks>
/// Laws: of each step, starts + passages into it = visits = passages out of it + present +
/// ended; outside of regions the present ones sum to <paramref name="Processes"/>.
/// </remarks>
public sealed record ProcessPopulation(long Processes, ValueList<StepCount> Steps, ValueList<PassageCount> Passages)
{
    /// <summary>The count of a step; zeroes for one that nobody entered.</summary>
    /// <param name="name">The step's technical name.</param>
    public StepCount Step(string name)
    {
        foreach (var step in Steps)
        {
            if (step.Step == name) return step;
        }

        return new(name, 0, 0, 0, 0, null);
    }
}

/// <summary>What a population did at one step. <c>default</c> is none.</summary>
/// <param name="Step">The step's name.</param>
/// <param name="Visits">How often it was entered.</param>
/// <param name="Starts">How often it was entered from nowhere: as the first step of a process or of a region.</param>
/// <param name="Present">How many stand there.</param>
/// <param name="Ended">How often it was the last step of a region that ended with its holding step.</param>
/// <param name="MedianSeconds">The median dwell time of those who left it, in whole seconds (see <see cref="PopulationFold"/>); null when nobody did.</param>
public readonly record struct StepCount(string Step, long Visits, long Starts, long Present, long Ended, long? MedianSeconds);

/// <summary>How often a population went from one step to another. <c>default</c> is none.</summary>
/// <param name="From">The step left.</param>
/// <param name="To">The step entered; the same for one entered again.</param>
/// <param name="Trigger">The trigger that moved it; null when a status did.</param>
/// <param name="Count">How often.</param>
/// <param name="MedianSeconds">The median dwell time in <paramref name="From"/> before it, in whole seconds.</param>
public readonly record struct PassageCount(string From, string To, string? Trigger, long Count, long MedianSeconds);
