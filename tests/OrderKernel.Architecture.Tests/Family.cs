using System.Reflection;
using System.Runtime.CompilerServices;

namespace OrderKernel.Architecture.Tests;

/// <summary>The packages of the family, their built assemblies and where the repository lies.</summary>
internal static class Family
{
    private static readonly string[] Floor0 = ["Abstractions", "Rules", "Workflow"];
    private static readonly string[] Floor1 = ["Orders", "Channels", "Inventory", "Allocation", "AfterSales", "Logistics", "Health"];

    public static string Root { get; } = FindRoot();

    /// <summary>Every package, ground floor first.</summary>
    public static IReadOnlyList<string> Packages { get; } =
        [.. Floor0.Concat(Floor1).Select(n => "OrderKernel." + n), "OrderKernel", "OrderKernel.Storage.Sqlite", "OrderKernel.Hosting",
            "OrderKernel.Stateless", "OrderKernel.Testing", "OrderKernel.Cli"];

    /// <summary>Programs of the repository that nobody installs.</summary>
    public static IReadOnlyList<string> Unpacked { get; } = ["OrderKernel.Sample"];

    /// <summary>Packages that bring no assembly.</summary>
    public static IReadOnlyList<string> WithoutCode { get; } = ["OrderKernel.Templates"];

    /// <summary>The packages that do no I/O, read no clock and draw no chance.</summary>
    public static IReadOnlyList<string> Pure { get; } = [.. Floor0.Concat(Floor1).Select(n => "OrderKernel." + n)];

    /// <summary>Who may reference whom among the family.</summary>
    public static IReadOnlyDictionary<string, string[]> Allowed { get; } = Packages.Concat(Unpacked).ToDictionary(p => p, p => p switch
    {
        "OrderKernel.Abstractions" or "OrderKernel.Sample" => [],
        "OrderKernel.Rules" => ["OrderKernel.Abstractions"],
        "OrderKernel.Workflow" => ["OrderKernel.Abstractions", "OrderKernel.Rules"],
        "OrderKernel" => Pure.ToArray(),
        "OrderKernel.Storage.Sqlite" => ["OrderKernel.Abstractions"],
        "OrderKernel.Hosting" => ["OrderKernel", "OrderKernel.Abstractions"],
        "OrderKernel.Testing" => [.. Pure, "OrderKernel"],
        "OrderKernel.Cli" => Packages.Where(x => x is not ("OrderKernel.Testing" or "OrderKernel.Hosting" or "OrderKernel.Stateless") && x != p).ToArray(),
        _ => Floor0.Select(n => "OrderKernel." + n).ToArray(),
    });

    /// <summary>What else a package may reference, beside the framework.</summary>
    public static string[] AllowedOutside(string package) => package switch
    {
        "OrderKernel.Storage.Sqlite" => ["NodaTime", "SQLitePCLRaw.core", "SQLitePCLRaw.batteries_v2", "SQLitePCLRaw.provider.e_sqlite3"],
        "OrderKernel" =>
            ["NodaTime", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options"],
        "OrderKernel.Hosting" =>
        [
            "NodaTime", "Microsoft.Extensions.Configuration.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.Hosting.Abstractions",
            "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
        ],
        "OrderKernel.Stateless" => ["Stateless"],
        "OrderKernel.Testing" => ["NodaTime", "FsCheck", "FSharp.Core"],
        "OrderKernel.Cli" => ["NodaTime", "JsonSchema.Net", "JsonPointer.Net", "Spectre.Console", "Spectre.Console.Ansi", "System.CommandLine",
            "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.DependencyInjection.Abstractions"],
        "OrderKernel.Sample" => [],
        _ => ["NodaTime"],
    };

    public static Assembly Load(string package) => Assembly.Load(package);

    public static IEnumerable<string> Sources(string under) => Directory
        .EnumerateFiles(Path.Combine(Root, under), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}")
            && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}"))
        .Order(StringComparer.Ordinal);

    /// <summary>True when the person at the keyboard approves what changed; CI never does.</summary>
    public static bool Approves => Environment.GetEnvironmentVariable("ORDERKERNEL_APPROVE") == "1" && Environment.GetEnvironmentVariable("CI") is null;

    private static string FindRoot([CallerFilePath] string here = "")
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Path.GetDirectoryName(here)! })
        {
            for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
            {
                if (File.Exists(Path.Combine(at.FullName, "OrderKernel.sln"))) return at.FullName;
            }
        }

        throw new InvalidOperationException("The repository's root was not found.");
    }
}
