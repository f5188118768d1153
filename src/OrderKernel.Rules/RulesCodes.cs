namespace OrderKernel.Rules;

/// <summary>The codes that expressions give: at load, at evaluation, and in explanations.</summary>
public static partial class RulesCodes
{
    /// <summary>At load: the text does not follow the grammar.</summary>
    public const string Syntax = "rules.syntax";

    /// <summary>At load: the text has more than <see cref="Expression.LengthMax"/> characters.</summary>
    public const string TooLong = "rules.too-long";

    /// <summary>At load or at evaluation: nesting exceeds <see cref="Expression.DepthMax"/> levels.</summary>
    public const string TooDeep = "rules.too-deep";

    /// <summary>
    /// At evaluation: macros over long lists, or inside one another, cost more than an evaluation may; never absorbed by the rest of the expression.
    /// </summary>
    public const string TooCostly = "rules.too-costly";

    /// <summary>At load: a number literal does not fit its type.</summary>
    public const string LiteralOutOfRange = "rules.literal-out-of-range";

    /// <summary>At load or at evaluation: the text of an amount is no plain decimal number.</summary>
    public const string AmountInvalid = "rules.amount-invalid";

    /// <summary>At load or at evaluation: a text or octets say nothing in the type that they are to become.</summary>
    public const string ConversionInvalid = "rules.conversion-invalid";

    /// <summary>At load or at evaluation: the text of a pattern is none in RE2's syntax.</summary>
    public const string PatternInvalid = "rules.pattern-invalid";

    /// <summary>At load or at evaluation: no such time zone; zones have names such as <c>Asia/Shanghai</c> or offsets such as <c>+08:00</c>.</summary>
    public const string UnknownTimeZone = "rules.unknown-time-zone";

    /// <summary>At load: the language has this construct, this package does not.</summary>
    public const string NotSupported = "rules.not-supported";

    /// <summary>At load: no such declared field.</summary>
    public const string UnknownField = "rules.unknown-field";

    /// <summary>At load, in dynamic mode at evaluation: no such function.</summary>
    public const string UnknownFunction = "rules.unknown-function";

    /// <summary>At load: an operand or the whole has another type than required.</summary>
    public const string TypeMismatch = "rules.type-mismatch";

    /// <summary>At load: an optional field is read where nothing assures its presence.</summary>
    public const string OptionalFieldNeedsHas = "rules.optional-field-needs-has";

    /// <summary>A condition could not be evaluated; the reasons say why.</summary>
    public const string EvaluationFailed = "rules.evaluation-failed";

    /// <summary>At evaluation, dynamic mode only: no operator or function takes operands of these kinds.</summary>
    public const string NoOverload = "rules.no-overload";

    /// <summary>At evaluation, dynamic mode only: nothing is bound to the name.</summary>
    public const string UnknownVariable = "rules.unknown-variable";

    /// <summary>At evaluation: a result does not fit its type.</summary>
    public const string Overflow = "rules.overflow";

    /// <summary>At evaluation: a division or remainder by zero.</summary>
    public const string DivideByZero = "rules.divide-by-zero";

    /// <summary>At evaluation: a list has no element at the index.</summary>
    public const string IndexOutOfRange = "rules.index-out-of-range";

    /// <summary>At evaluation: a map has no such key.</summary>
    public const string NoSuchKey = "rules.no-such-key";

    /// <summary>At evaluation: a map literal has a key twice.</summary>
    public const string DuplicateKey = "rules.duplicate-key";

    /// <summary>At evaluation: amounts of two currencies meet.</summary>
    public const string CurrencyMismatch = "rules.currency-mismatch";

    /// <summary>At evaluation: an amount has more decimals than the currency of its counterpart.</summary>
    public const string AmountInexact = "rules.amount-inexact";

    /// <summary>At evaluation: the host gave no value for a required fact.</summary>
    public const string FactAbsent = "rules.fact-absent";

    /// <summary>At evaluation: the host gave a fact in another type than declared.</summary>
    public const string FactTypeMismatch = "rules.fact-type-mismatch";

    /// <summary>In an explanation: a part that held, and what it saw.</summary>
    public const string Held = "rules.held";

    /// <summary>In an explanation: a part that did not hold, and what it saw.</summary>
    public const string DidNotHold = "rules.did-not-hold";

    /// <summary>In an explanation: a part that gave a value other than true or false, and what it saw.</summary>
    public const string Gave = "rules.gave";

    /// <summary>In an explanation: a value that, were it another, would help to turn the verdict.</summary>
    public const string WouldTurn = "rules.would-turn";
}
