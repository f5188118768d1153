using System.CommandLine;

namespace OrderKernel.Cli.Output;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    public const string DefaultStore = "./orderkernel.db";

    private const string LangName = "--lang";

    public static Option<string> Store() => new Option<string>("--store")
    {
        Description = "The store's file (存储文件)",
        DefaultValueFactory = _ => DefaultStore,
    }.NotEmpty();

    public static Option<string?> Lang()
    {
        var lang = new Option<string?>(LangName) { Description = "en or zh (语言). Default: the environment's language" };
        lang.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<string?>() is { } word && !IsKnown(word)) r.AddError($"{LangName}: en|zh.");
        });
        return lang;
    }

    public static Option<string?> Tenant() => new("--tenant") { Description = "The tenant in the store (租户). Default: the only one there is" };

    /// <summary>The option refuses an empty text, which would name no file.</summary>
    public static Option<T> NotEmpty<T>(this Option<T> option)
    {
        option.Validators.Add(r =>
        {
            if (r.Tokens.Any(t => string.IsNullOrWhiteSpace(t.Value))) r.AddError($"{option.Name}: empty.");
        });
        return option;
    }

    /// <summary>The language asked for, else the one of LC_ALL, LC_MESSAGES or LANG, else English.</summary>
    public static Language LanguageOf(string? asked)
    {
        var word = asked ?? new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(Environment.GetEnvironmentVariable).FirstOrDefault(v => !string.IsNullOrEmpty(v))
            ?? "en";
        return word.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Language.Chinese : Language.English;
    }

    /// <summary>The language for what is said before, or instead of, reading the command line.</summary>
    public static Language LanguageAmong(string[] args)
    {
        var at = Array.IndexOf(args, LangName);
        return LanguageOf(at >= 0 && at + 1 < args.Length && IsKnown(args[at + 1]) ? args[at + 1] : null);
    }

    private static bool IsKnown(string word) =>
        word.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || word.StartsWith("en", StringComparison.OrdinalIgnoreCase);
}
