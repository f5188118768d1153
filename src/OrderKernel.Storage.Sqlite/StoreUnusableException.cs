namespace OrderKernel.Storage.Sqlite;

/// <summary>The store's file cannot be used now: one sentence for people, a code for programs.</summary>
/// <remarks>When a commit throws it, the outcome is unknown; sending the same value again resolves it.</remarks>
public sealed class StoreUnusableException : Exception
{
    private static readonly TextCatalog Texts = TextCatalog.Of(typeof(StoreUnusableException).Assembly);

    internal StoreUnusableException(string code, string path, string detail, Exception? inner = null)
        : base(Texts.Text(Reasoned(code, path, detail), Language.English), inner)
    {
        Code = code;
        Path = path;
        Reason = Reasoned(code, path, detail);
    }

    /// <summary>One of <see cref="SqliteCodes"/>.</summary>
    public string Code { get; }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Code and arguments, for a text in another language.</summary>
    public Reason Reason { get; }

    /// <summary>True when the same call may succeed later without anything being repaired.</summary>
    public bool IsTransient => Code is SqliteCodes.Locked;

    /// <summary>The same failure for one more caller.</summary>
    internal StoreUnusableException Again() => new(Code, Path, Reason.Arguments[1].Value, this);

    private static Reason Reasoned(string code, string path, string detail) => Reason.Of(code, ("path", path), ("detail", detail));
}
