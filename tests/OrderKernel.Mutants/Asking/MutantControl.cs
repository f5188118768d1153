using System.Reflection;

namespace OrderKernel.Mutants.Asking;

/// <summary>The switch that Stryker puts into the assembly.</summary>
internal sealed class MutantControl
{
    private readonly FieldInfo _active;
    private readonly FieldInfo _capture;
    private readonly MethodInfo _covered;

    /// <summary>Finds it.</summary>
    /// <exception cref="MutantsException">The assembly has no mutants in it.</exception>
    public MutantControl(Assembly mutated)
    {
        var type = mutated.GetTypes().FirstOrDefault(t => t.Name == nameof(MutantControl))
            ?? throw new MutantsException($"{mutated.Location} has no mutants in it.");
        _active = type.GetField("ActiveMutant")!;
        _capture = type.GetField("CaptureCoverage")!;
        _covered = type.GetMethod("GetCoverageData")!;
    }

    /// <summary>Switches one on, and every other off; -1 for none.</summary>
    public void Switch(int mutant) => _active.SetValue(null, mutant);

    /// <summary>Writes down from now on which are reached.</summary>
    public void Capture() => _capture.SetValue(null, true);

    /// <summary>Those that were reached since the last call, and those of them that were while a static value was made.</summary>
    public (IReadOnlyCollection<int> Reached, IReadOnlyCollection<int> WhileMade) TakeReached()
    {
        var lists = (IList<int>[])_covered.Invoke(null, null)!;
        return ([.. lists[0].Distinct()], [.. lists[1].Distinct()]);
    }
}
