namespace OrderKernel.Workflow;

/// <summary>Who of a population moves where in another version of its workflow, and who stays and why. It changes nothing by itself.</summary>
/// <param name="From">The version to move from.</param>
/// <param name="To">The version to move to.</param>
/// <param name="Moves">Who moves, in ordinal order of the ids.</param>
/// <param name="Stays">Who stays, in ordinal order of the ids.</param>
/// <remarks>
/// Laws: each of the population is in exactly one of the lists, once; the population's
/// order changes nothing; a plan over what a plan has moved moves nobody.
/// </remarks>
public sealed record MigrationPlan(PolicyReference From, PolicyReference To, ValueList<ProcessMove> Moves, ValueList<ProcessStay> Stays)
{
    /// <summary>Plans a migration.</summary>
    /// <param name="population">The processes; ids must be unique.</param>
    /// <param name="from">The version to move from.</param>
    /// <param name="to">The version to move to, of the same domain.</param>
    /// <param name="steps">Steps that have another name now, by the earlier one; all others keep theirs. Null for those that the document of
    /// <paramref name="to"/> declares under <c>migrates</c>, where it means <paramref name="from"/>.</param>
    /// <remarks>
    /// Refuses with: <see cref="MigrationCodes.OtherDomain"/>; <see cref="MigrationCodes.MapUnknown"/>
    /// for the first mapped name, in ordinal order, that one of the versions lacks.
    /// </remarks>
    /// <exception cref="ArgumentException">Two processes have the same id.</exception>
    public static Result<MigrationPlan> Of(IEnumerable<MigrationCandidate> population, WorkflowMachine from, WorkflowMachine to,
        IReadOnlyDictionary<string, string>? steps = null)
    {
        ArgumentNullException.ThrowIfNull(population);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (!ReferenceEquals(from.Definition.Domain, to.Definition.Domain))
            return Refusal.Of(MigrationCodes.OtherDomain, ("from", from.Policy), ("to", to.Policy));
        var renamed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (steps is not null)
        {
            foreach (var step in steps) renamed.Add(step.Key, step.Value);
        }
        else if (to.Definition.Migrates is { } declared && declared.From.Selects(from.Policy))
        {
            foreach (var step in declared.Steps) renamed[step.From] = step.To;
        }

        foreach (var pair in renamed)
        {
            if (!from.TryStep(pair.Key, out _)) return Refusal.Of(MigrationCodes.MapUnknown, ("workflow", from.Policy), ("step", pair.Key));
            if (!to.TryStep(pair.Value, out _)) return Refusal.Of(MigrationCodes.MapUnknown, ("workflow", to.Policy), ("step", pair.Value));
        }

        var (moves, stays) = (new List<ProcessMove>(), new List<ProcessStay>());
        string? last = null;
        foreach (var process in population.OrderBy(p => p.Process, StringComparer.Ordinal))
        {
            if (process.Process == last) throw new ArgumentException($"The population holds {last} twice.", nameof(population));
            last = process.Process;
            var target = renamed.TryGetValue(process.Step, out var now) ? now : process.Step;
            var why = WhyNot(process, from, to, target);
            if (why.IsEmpty) moves.Add(new(process.Process, process.Step, target));
            else stays.Add(new(process.Process, process.Workflow, process.Step, why));
        }

        return new MigrationPlan(from.Policy, to.Policy, moves.ToValueList(), stays.ToValueList());
    }

    /// <summary>All that keeps a process from moving to a step of another version; empty when it may.</summary>
    /// <param name="process">The process.</param>
    /// <param name="from">The version to move from.</param>
    /// <param name="to">The version to move to.</param>
    /// <param name="target">The step there.</param>
    public static ValueList<Reason> WhyNot(MigrationCandidate process, WorkflowMachine from, WorkflowMachine to, string target)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(target);
        return MigrationCheck.Of(process, from, to, target);
    }
}

/// <summary>A process that moves.</summary>
/// <param name="Process">Its id.</param>
/// <param name="From">The step at which it stands.</param>
/// <param name="To">The step of the other version at which it will stand; the same where the name is.</param>
public sealed record ProcessMove(string Process, string From, string To);

/// <summary>A process that stays.</summary>
/// <param name="Process">Its id.</param>
/// <param name="Workflow">The version under which it runs and goes on running.</param>
/// <param name="Step">The step at which it stands.</param>
/// <param name="Why">All that keeps it; at least one.</param>
public sealed record ProcessStay(string Process, PolicyReference Workflow, string Step, ValueList<Reason> Why);
