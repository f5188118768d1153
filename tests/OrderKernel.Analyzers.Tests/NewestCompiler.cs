using System.Reflection;
using System.Runtime.Loader;

namespace OrderKernel.Analyzers.Tests;

/// <summary>The analyzer and <see cref="Snippet"/> once more, beside the compiler of the SDK that builds this.</summary>
internal sealed class NewestCompiler : AssemblyLoadContext
{
    private static readonly string Compiler = typeof(NewestCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "NewestCompiler").Value!;
    private static readonly NewestCompiler Instance = new();

    public static Assembly CodeAnalysis => Instance.LoadFromAssemblyName(new AssemblyName("Microsoft.CodeAnalysis"));

    public static string[] Findings(string members) => (string[])Instance.LoadFromAssemblyName(typeof(Snippet).Assembly.GetName())
        .GetType(typeof(Snippet).FullName!)!.GetMethod(nameof(Snippet.Findings))!.Invoke(null, [members])!;

    protected override Assembly? Load(AssemblyName name) => name.Name switch
    {
        { } compiler when compiler.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) =>
            LoadFromAssemblyPath(Path.Combine(Compiler, compiler + ".dll")),
        { } ours when ours.StartsWith("OrderKernel.Analyzers", StringComparison.Ordinal) =>
            LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, ours + ".dll")),
        _ => null,
    };
}
