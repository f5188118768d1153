using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OrderKernel.Analyzers.Tests;

/// <summary>
/// Compiles a few lines of a shop's code and lets the analyzer look at them. Knows strings only at its edge, so that it runs in either compiler.
/// </summary>
public static class Snippet
{
    private static readonly ImmutableArray<MetadataReference> References = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(p => Path.GetFileName(p) is "System.Private.CoreLib.dll" or "System.Runtime.dll" or "System.Linq.dll" or "netstandard.dll"
            or "OrderKernel.Abstractions.dll")
        .Select(p => (MetadataReference)MetadataReference.CreateFromFile(p)).ToImmutableArray();

    private const string Shop = """
        using System;
        using System.Linq;
        using System.Threading.Tasks;
        using OrderKernel;

        public class Shop
        {
            public Result<int> Ship(int parcel = 1) => new Refusal("shop.closed", default);
            public Task<Result<int>> ShipAsync(int parcel = 1) => Task.FromResult(Ship(parcel));
            public ValueTask<Result<int>> ShipSoonAsync(int parcel = 1) => new ValueTask<Result<int>>(Ship(parcel));
            public Refusal Hold() => null;
            public ValueTask<Refusal> HoldAsync() => new ValueTask<Refusal>(Hold());
            public T Told<T>(T value) => value;
            public int Count() => 1;
            public Task<int> CountAsync() => Task.FromResult(1);
            public static void Each(Action<int> each) => each(1);
            public static Task EachAsync(Func<int, Task> each) => each(1);
            public static T Made<T>(Func<T> make) => make();
        """;

    /// <summary>What is found in members of a class that ships and holds.</summary>
    /// <param name="members">The members.</param>
    /// <returns>Each finding as "id at 'source': message"; an error of the compiler as "id".</returns>
    public static string[] Findings(string members)
    {
        var tree = CSharpSyntaxTree.ParseText($"{Shop}\n{members}\n}}");
        var compilation = CSharpCompilation.Create("shop", [tree], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var found = compilation.WithAnalyzers(ImmutableArray.Create<DiagnosticAnalyzer>(new DroppedRefusalAnalyzer())).GetAllDiagnosticsAsync().GetAwaiter()
            .GetResult();
        return found.Where(d => d.Severity == DiagnosticSeverity.Error || d.Id is DroppedRefusalAnalyzer.Id or "AD0001")
            .OrderBy(d => d.Location.SourceSpan.Start)
            .Select(d => d.Id == DroppedRefusalAnalyzer.Id ? $"{d.Id} at '{tree.GetText().ToString(d.Location.SourceSpan)}': {d.GetMessage()}" : d.ToString())
            .ToArray();
    }
}
