using System.CommandLine;

namespace OrderKernel.Cli.Output;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    public const string DefaultStore = "./orderkernel.db";

    private const string LangName = "--lang";

    public static Option<string> Store() => new Option<string>("--store")
    {
        DefaultValueFactory = _ => DefaultStore,
    }.NotEmpty();

    public static Option<string?> Lang()
    {
        var lang = new Option<string?>(LangName);
        lang.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<string?>() is { } word && !IsKnown(word)) r.AddError($"{LangName}: en|zh.");
        });
        return lang;
    }

    public static Option<string?> Tenant() => new("--tenant");

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
        var at = Array.FindIndex(args, a => a == LangName || (a.StartsWith(LangName, StringComparison.Ordinal) && a[LangName.Length] is '=' or ':'));
        var word = at < 0 ? null : args[at].Length > LangName.Length ? args[at][(LangName.Length + 1)..] : args.ElementAtOrDefault(at + 1);
        return LanguageOf(word is not null && IsKnown(word) ? word : null);
    }

    private static bool IsKnown(string word) =>
        word.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || word.StartsWith("en", StringComparison.OrdinalIgnoreCase);
}
