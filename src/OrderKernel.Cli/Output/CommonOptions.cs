using System.CommandLine;

namespace OrderKernel.Cli.Output;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    public const string DefaultStore = "./orderkernel.db";

    public static Option<string> Store() => new("--store")
    {
        Description = "The store's file (存储文件). Default: " + DefaultStore,
        DefaultValueFactory = _ => DefaultStore,
    };

    public static Option<string?> Lang() => new("--lang") { Description = "en or zh (语言). Default: the environment's language" };

    public static Option<string?> Tenant() => new("--tenant") { Description = "The tenant in the store (租户). Default: the only one there is" };

    /// <summary>The language asked for, else the one of LC_ALL, LC_MESSAGES or LANG, else English.</summary>
    public static Language LanguageOf(string? asked)
    {
        var word = asked ?? new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(Environment.GetEnvironmentVariable).FirstOrDefault(v => !string.IsNullOrEmpty(v)) ?? "en";
        return word.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Language.Chinese : Language.English;
    }
}
