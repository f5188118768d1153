using System.Globalization;

namespace OrderKernel.Mutants.Asking;

/// <summary>What became of a mutant.</summary>
/// <param name="Word">One of the constants.</param>
/// <param name="By">The test that noticed it, or what else there is to say.</param>
internal readonly record struct Verdict(string Word, string By)
{
    public const string Killed = "killed";
    public const string TimedOut = "timed-out";
    public const string Survived = "survived";

    /// <summary>No test reaches it.</summary>
    public const string Unreached = "unreached";

    /// <summary>It is in a value that was made before it could be switched on.</summary>
    public const string MadeOnce = "made-once";

    public bool IsKill => Word is Killed or TimedOut;
}

/// <summary>The verdicts, kept line by line, so that a run goes on where one before it was ended.</summary>
internal sealed class VerdictFile
{
    private readonly string _path;

    public VerdictFile(string path)
    {
        _path = path;
        if (!File.Exists(path)) return;
        foreach (var parts in File.ReadLines(path).Select(l => l.Split('\t')).Where(p => p.Length == 3))
            All[int.Parse(parts[0], CultureInfo.InvariantCulture)] = new Verdict(parts[1], parts[2]);
    }

    /// <summary>The latest of each mutant.</summary>
    public Dictionary<int, Verdict> All { get; } = [];

    public void Add(int mutant, Verdict verdict)
    {
        All[mutant] = verdict;
        File.AppendAllText(_path, $"{mutant}\t{verdict.Word}\t{verdict.By}\n");
    }
}
