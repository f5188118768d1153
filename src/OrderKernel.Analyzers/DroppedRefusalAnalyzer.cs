using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace OrderKernel.Analyzers;

/// <summary>OK0001: a call may answer with a refusal, and its answer is dropped.</summary>
/// <remarks>
/// An answer is a <c>Result&lt;T&gt;</c> or a <c>Refusal</c>, alone, nullable, in an array or in a task, awaited or not. It is dropped when it stands as a
/// statement of its own, also as the body of a
/// lambda or member that returns nothing, and when it is assigned to a discard: <c>_ =</c> says that
/// nobody wants the value, not that a no is fine. So does <c>TryGet</c> whose own answer and
/// refusal are both left.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DroppedRefusalAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The id of the finding.</summary>
    public const string Id = "OK0001";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A refusal is dropped",
        "{0} may answer with a refusal that nobody looks at: use TryGet, Match or Then, or say by name that a no is impossible (OrUnreachable) or fine (AllowRefusal)",
        "Reliability",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The business said no, and nothing happened: neither the caller nor a person hears of it. Look at the answer, or say why nobody has to.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        if (context is null) throw new ArgumentNullException(nameof(context));
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (AnswerTypes.Of(start.Compilation) is { } answers) start.RegisterOperationAction(c => Check(c, answers), OperationKind.ExpressionStatement);
        });
    }

    private static void Check(OperationAnalysisContext context, AnswerTypes answers)
    {
        var dropped = Dropped(((IExpressionStatementOperation)context.Operation).Operation);
        if (dropped is not null && (answers.Holds(dropped.Type) || answers.IsUnread(dropped)))
            context.ReportDiagnostic(Diagnostic.Create(Rule, dropped.Syntax.GetLocation(), DroppedCall.NameOf(dropped)));
    }

    /// <summary>The value that a statement makes and drops; null when it keeps it.</summary>
    private static IOperation? Dropped(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IDiscardOperation } discard => Unconverted(discard.Value),
        IAssignmentOperation => null,
        _ => Unconverted(operation),
    };

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation { IsImplicit: true } conversion) operation = conversion.Operand;
        return operation;
    }
}
