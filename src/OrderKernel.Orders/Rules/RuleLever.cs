using NodaTime.Text;
using OrderKernel.Rules;
using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>The kernel's own levers, and how what a lever is told is kept: as texts.</summary>
internal static class RuleLever
{
    public static bool IsKernels(string lever) => lever is OrderRules.TagLever or OrderRules.HoldLever or OrderRules.NotifyLever;

    /// <summary>What the texts of an argument should have been; null when they are sound.</summary>
    public static string? Wrong(string lever, string name, ValueList<string> texts) => (lever, name) switch
    {
        (OrderRules.TagLever, "value") => texts is [var text] && OrderTag.TryParse(text, out _) ? null : "1-128 characters",
        (OrderRules.HoldLever, "kind") => texts is [var text] && HoldKind.TryParse(text, out _) ? null : "1-128 characters",
        (OrderRules.HoldLever, "scopes") => ScopesOf(texts) is null or 0 ? string.Join("|", ScopeWords) : null,
        (OrderRules.NotifyLever, "role") => texts is [var text] && MessageId.TryParse(text, out _) ? null : "a role",
        _ => null,
    };

    /// <summary>The scopes that words name; null when one names none.</summary>
    public static HoldScopes? ScopesOf(ValueList<string> words)
    {
        HoldScopes scopes = 0;
        foreach (var word in words)
        {
            if (!ScopeWords.Contains(word)) return null;
            scopes |= (HoldScopes)Enum.Parse(typeof(HoldScopes), word);
        }

        return scopes;
    }

    /// <summary>What a lever was told, as an event keeps it and a message brings it: amounts as <c>CNY 49.90</c>, moments in ISO 8601.</summary>
    public static WorkflowAction ActionOf(LeverPull pull) =>
        new(pull.Lever, pull.Arguments.Items.Select(a => new ActionArgument(a.Name, Texts(a.Value))).ToValueList());

    public static ValueList<string> Texts(ExpressionValue value) =>
        value.Kind == ValueKind.List ? value.AsList().Select(Text).ToValueList() : [Text(value)];

    private static string[] ScopeWords { get; } = Enum.GetNames(typeof(HoldScopes));

    private static string Text(ExpressionValue value) => value.Kind switch
    {
        ValueKind.String => value.AsString(),
        ValueKind.Instant => InstantPattern.ExtendedIso.Format(value.AsInstant()),
        _ => value.ToString(),
    };
}
