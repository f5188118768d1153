using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OrderKernel.Analyzers;

/// <summary>Which types hold an answer that may be a refusal.</summary>
internal sealed class AnswerTypes
{
    private readonly INamedTypeSymbol _result;
    private readonly INamedTypeSymbol _refusal;
    private readonly HashSet<INamedTypeSymbol> _carriers;

    private AnswerTypes(INamedTypeSymbol result, INamedTypeSymbol refusal, HashSet<INamedTypeSymbol> carriers) =>
        (_result, _refusal, _carriers) = (result, refusal, carriers);

    /// <summary>The types as a compilation knows them; null when it does not use OrderKernel.</summary>
    public static AnswerTypes? Of(Compilation compilation)
    {
        if (compilation.GetTypeByMetadataName("OrderKernel.Result`1") is not { } result
            || compilation.GetTypeByMetadataName("OrderKernel.Refusal") is not { } refusal) return null;
        var carriers = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var name in new[]
        {
            "System.Nullable`1", "System.Threading.Tasks.Task`1", "System.Threading.Tasks.ValueTask`1",
            "System.Runtime.CompilerServices.ConfiguredTaskAwaitable`1", "System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable`1",
        })
        {
            if (compilation.GetTypeByMetadataName(name) is { } carrier) carriers.Add(carrier);
        }

        return new(result, refusal, carriers);
    }

    /// <summary>True for an answer, alone or inside of what carries it.</summary>
    public bool Holds(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => Holds(array.ElementType),
        INamedTypeSymbol named when Is(named.OriginalDefinition, _result) || Is(named, _refusal) => true,
        INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } named => _carriers.Contains(named.OriginalDefinition) && Holds(arguments[0]),
        _ => false,
    };

    /// <summary>True for <c>TryGet(out …, out _)</c>: the answer was asked, and neither side of it is looked at.</summary>
    public bool IsUnread(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "TryGet" } method, Arguments: { Length: 2 } arguments }
        && Is(method.ContainingType.OriginalDefinition, _result)
        && arguments.Any(a => a.Parameter?.Ordinal == 1 && a.Value is IDiscardOperation or IDeclarationExpressionOperation { Expression: IDiscardOperation });

    private static bool Is(INamedTypeSymbol type, INamedTypeSymbol other) => SymbolEqualityComparer.Default.Equals(type, other);
}
