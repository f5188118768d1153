using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OrderKernel.Analyzers;

/// <summary>What to call a dropped answer in a message.</summary>
internal static class DroppedCall
{
    /// <summary>The name of the method that answers, whatever waits for it; else what the source says.</summary>
    public static string NameOf(IOperation answer) => answer switch
    {
        IAwaitOperation waited => NameOf(waited.Operation),
        IConversionOperation converted => NameOf(converted.Operand),
        IConditionalAccessOperation perhaps => NameOf(perhaps.WhenNotNull),
        IInvocationOperation { TargetMethod: { Name: "ConfigureAwait" or "TryGet" }, Instance: { } instance } => NameOf(instance),
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.DelegateInvoke }, Instance: { } instance } => instance.Syntax.ToString(),
        IInvocationOperation call => call.TargetMethod.Name,
        _ => answer.Syntax.ToString(),
    };
}
