using OrderKernel.Mutants.Asking;
using OrderKernel.Mutants.Making;
using OrderKernel.Mutants.Telling;

namespace OrderKernel.Mutants;

/// <summary>The run from its arguments to the table.</summary>
internal static class Command
{
    /// <summary>0: asked; 1: no mutant was killed, so that none was switched on; 2: the arguments make no sense; 3: something that it needs failed.</summary>
    public static int Run(string[] args)
    {
        try
        {
            var options = Options.Parse(args);
            var place = Workplace.Of(options);
            MutatedAssembly.Make(place);
            var mutants = Mutant.Read(place.Report);
            var verdicts = new VerdictFile(place.Verdicts);
            if (options.Compare is { } report) return Comparison.Tell(mutants, verdicts, Mutant.Read(report));

            var asked = 0;
            if (!options.Table)
            {
                RunFolder.Make(place);
                asked = Supervisor.Ask(place, options, Baseline.Take(place, options), mutants, verdicts);
            }

            ScoreTable.Tell(place, options, mutants, verdicts);
            if (asked < 20 || verdicts.All.Values.Any(v => v.IsKill)) return 0;
            Console.Error.WriteLine("No mutant was killed: they were not switched on, or the tests did not run against them.");
            return 1;
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            Console.Error.WriteLine(wrong.Message);
            Console.Error.WriteLine(Options.Usage);
            return 2;
        }
        catch (MutantsException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            return 3;
        }
    }
}

/// <summary>Something that the run needs failed: a build, Stryker, the tests without a mutant.</summary>
internal sealed class MutantsException(string message) : Exception(message);
