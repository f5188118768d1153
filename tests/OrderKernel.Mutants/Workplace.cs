namespace OrderKernel.Mutants;

/// <summary>Where things are: the package and its tests in the tree, what is made outside it, but for the folder in which the tests run.</summary>
internal sealed class Workplace
{
    private Workplace(string root, Options options)
    {
        Root = root;
        Out = options.Out;
        Name = $"OrderKernel.{options.Package}";
        Source = Path.Combine(root, "src", Name);
        Tests = Path.Combine(root, "tests", Name + ".Tests");
    }

    public string Root { get; }
    public string Out { get; }

    /// <summary>Of the package and its assembly.</summary>
    public string Name { get; }

    public string Source { get; }
    public string Tests { get; }
    public string StrykerConfig => Path.Combine(Tests, "stryker-config.json");

    /// <summary>The assembly that has all mutants in it.</summary>
    public string Mutated => Path.Combine(Out, "mutated", Name + ".dll");

    /// <summary>Stryker's list of the mutants.</summary>
    public string Report => Path.Combine(Out, "mutants.json");

    /// <summary>Of which sources they are.</summary>
    public string Stamp => Path.Combine(Out, "sources.txt");

    /// <summary>Where the tests run: what their build made, with the mutated assembly and this program. Some look from there for pages of the tree.</summary>
    public string Run => Path.Combine(Tests, "bin", "Mutants");

    /// <summary>How long each test takes, slow ones too.</summary>
    public string Times => Path.Combine(Out, "times.tsv");

    /// <summary>The tests that are asked, and what they reach.</summary>
    public string Baseline => Path.Combine(Out, "tests.tsv");
    public string Verdicts => Path.Combine(Out, "verdicts.tsv");
    public string Survivors => Path.Combine(Out, "survivors.txt");

    /// <summary>Finds the tree from where this program lies.</summary>
    /// <exception cref="ArgumentException">There is no such package, its tests have no <c>stryker-config.json</c>, or the folder lies in the tree.</exception>
    public static Workplace Of(Options options)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "OrderKernel.sln"))) root = root.Parent;
        var place = new Workplace(root?.FullName ?? throw new ArgumentException("This program does not lie in the tree."), options);
        if (!File.Exists(place.StrykerConfig)) throw new ArgumentException($"{place.StrykerConfig} is not there.");
        if ((place.Out + "/").StartsWith(place.Root + "/", StringComparison.Ordinal))
            throw new ArgumentException("--out lies in the tree.");
        Directory.CreateDirectory(place.Out);
        return place;
    }
}
