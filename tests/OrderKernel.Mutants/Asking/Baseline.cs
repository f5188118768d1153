using System.Globalization;
using System.Reflection.PortableExecutable;
using System.Reflection.Metadata;
using System.Text.Json;

namespace OrderKernel.Mutants.Asking;

/// <summary>A test without a mutant.</summary>
/// <param name="Key">Which it keeps from run to run.</param>
/// <param name="Milliseconds">That it takes.</param>
/// <param name="Name">Its class, method and row.</param>
/// <param name="Reached">The mutants that it reaches.</param>
/// <param name="WhileMade">Those that were reached while a static value was made, by whatever test came first.</param>
internal sealed record TestOfBaseline(string Key, int Milliseconds, string Name, int[] Reached, int[] WhileMade);

/// <summary>What the tests do without a mutant: how long each takes and which mutants it reaches.</summary>
internal sealed class Baseline
{
    private readonly Dictionary<int, List<TestOfBaseline>> _reaching = [];

    private Baseline(IEnumerable<TestOfBaseline> tests)
    {
        Tests = [.. tests.OrderBy(t => t.Milliseconds).ThenBy(t => t.Key, StringComparer.Ordinal)];
        foreach (var test in Tests)
        {
            MadeOnce.UnionWith(test.WhileMade);
            foreach (var mutant in test.Reached)
            {
                if (!_reaching.TryGetValue(mutant, out var list)) _reaching[mutant] = list = [];
                list.Add(test);
            }
        }
    }

    /// <summary>The fastest first.</summary>
    public IReadOnlyList<TestOfBaseline> Tests { get; }

    /// <summary>Mutants that are reached while a static value is made.</summary>
    public HashSet<int> MadeOnce { get; } = [];

    /// <summary>The tests that reach a mutant, the fastest first.</summary>
    public IReadOnlyList<TestOfBaseline> Reaching(int mutant) => _reaching.TryGetValue(mutant, out var tests) ? tests : [];

    /// <summary>Reads what was kept.</summary>
    public static Baseline Read(string file) => new(
        from line in File.ReadLines(file).Skip(1)
        let parts = line.Split('\t')
        select new TestOfBaseline(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2], Ids(parts[3]), Ids(parts[4])));

    /// <summary>
    /// Runs every test alone: for its time, unless that is known, and in a new process, where no static value is made yet, for what it reaches.
    /// </summary>
    /// <exception cref="MutantsException">No test passes, none reaches a mutant, or one ends the process.</exception>
    public static Baseline Take(Workplace place, Options options)
    {
        var stamp = StampOf(place, options);
        if (File.Exists(place.Baseline) && File.ReadLines(place.Baseline).First() == stamp) return Read(place.Baseline);

        Console.WriteLine("The tests without a mutant.");
        var timed = new List<TestOfBaseline>();
        foreach (var line in Told(place, "time", [place.Times, .. LeftOut(place.StrykerConfig)]))
            timed.Add(new TestOfBaseline(line[1], int.Parse(line[2], CultureInfo.InvariantCulture), line[3], [], []));
        Write(place.Times, "", timed);
        var asked = timed.Where(t => t.Milliseconds <= options.SlowestMs).ToDictionary(t => t.Key);
        Console.WriteLine($"{timed.Count} tests take {Seconds(timed)} s; the {asked.Count} that are asked {Seconds(asked.Values)} s.");
        Write(place.Baseline, "", asked.Values);
        foreach (var line in Told(place, "reach", [place.Baseline]))
        {
            if (line[0] == "reach") asked[line[1]] = asked[line[1]] with { Reached = Ids(line[2]), WhileMade = Ids(line[3]) };
            else if (asked.Remove(line[1], out var failing)) Console.WriteLine($"Left out, it fails: {failing.Name}");
        }

        if (!asked.Values.Any(t => t.Reached.Length > 0)) throw new MutantsException("No test passes and reaches a mutant.");
        Write(place.Baseline, stamp, asked.Values);
        return Read(place.Baseline);
    }

    // What a worker tells of the tests, each after the line with which it begins. One that ends the process would take all that come after it along.
    private static IEnumerable<string[]> Told(Workplace place, string work, string[] args)
    {
        var test = "none";
        using var worker = new WorkerProcess(place, work, args);
        while (worker.Next() is { } line)
        {
            if (line[0] == "start") test = line[1];
            else yield return line;
        }

        if (worker.ExitCode() is var ended and not 0)
            throw new MutantsException($"The worker ended with {ended} at {test}; the test-case-filter can leave it out. {worker.Errors}");
    }

    private static int Seconds(IEnumerable<TestOfBaseline> tests) => tests.Sum(t => t.Milliseconds) / 1000;

    private static void Write(string file, string stamp, IEnumerable<TestOfBaseline> tests) => File.WriteAllLines(file, tests
        .Select(t => $"{t.Key}\t{t.Milliseconds}\t{t.Name}\t{string.Join(',', t.Reached)}\t{string.Join(',', t.WhileMade)}").Prepend(stamp));

    private static int[] Ids(string text) => text.Length == 0 ? [] : [.. text.Split(',').Select(i => int.Parse(i, CultureInfo.InvariantCulture))];

    private static string StampOf(Workplace place, Options options)
    {
        using var reader = new PEReader(File.OpenRead(Path.Combine(place.Run, place.Name + ".Tests.dll")));
        var metadata = reader.GetMetadataReader();
        return $"{metadata.GetGuid(metadata.GetModuleDefinition().Mvid)} {options.SlowestMs}";
    }

    /// <summary>What the configuration's filter leaves out: parts of names, each after <c>FullyQualifiedName!~</c>.</summary>
    private static string[] LeftOut(string config)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(config));
        if (!json.RootElement.GetProperty("stryker-config").TryGetProperty("test-case-filter", out var filter)) return [];
        const string Not = "FullyQualifiedName!~";
        var terms = filter.GetString()!.Split('&');
        if (terms.FirstOrDefault(t => !t.StartsWith(Not, StringComparison.Ordinal)) is { } other)
            throw new MutantsException($"{config}: of a test-case-filter only '{Not}' is understood, not '{other}'.");
        return [.. terms.Select(t => t[Not.Length..])];
    }
}
