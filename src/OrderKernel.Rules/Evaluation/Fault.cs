namespace OrderKernel.Rules.Evaluation;

/// <summary>Why an evaluation failed.</summary>
internal enum Fault
{
    None = 0,
    NoOverload = 1,
    UnknownVariable = 2,
    UnknownFunction = 3,
    Overflow = 4,
    DivideByZero = 5,
    IndexOutOfRange = 6,
    NoSuchKey = 7,
    DuplicateKey = 8,
    CurrencyMismatch = 9,
    AmountInexact = 10,
    AmountInvalid = 11,
    FactAbsent = 12,
    FactTypeMismatch = 13,
    TooDeep = 14,
    TooCostly = 15,
    ConversionInvalid = 16,
    PatternInvalid = 17,
    UnknownTimeZone = 18,
}

/// <summary>The public codes of faults.</summary>
internal static class Faults
{
    internal static string CodeOf(Fault fault) => fault switch
    {
        Fault.NoOverload => RulesCodes.NoOverload,
        Fault.UnknownVariable => RulesCodes.UnknownVariable,
        Fault.UnknownFunction => RulesCodes.UnknownFunction,
        Fault.Overflow => RulesCodes.Overflow,
        Fault.DivideByZero => RulesCodes.DivideByZero,
        Fault.IndexOutOfRange => RulesCodes.IndexOutOfRange,
        Fault.NoSuchKey => RulesCodes.NoSuchKey,
        Fault.DuplicateKey => RulesCodes.DuplicateKey,
        Fault.CurrencyMismatch => RulesCodes.CurrencyMismatch,
        Fault.AmountInexact => RulesCodes.AmountInexact,
        Fault.AmountInvalid => RulesCodes.AmountInvalid,
        Fault.FactAbsent => RulesCodes.FactAbsent,
        Fault.FactTypeMismatch => RulesCodes.FactTypeMismatch,
        Fault.TooDeep => RulesCodes.TooDeep,
        Fault.TooCostly => RulesCodes.TooCostly,
        Fault.ConversionInvalid => RulesCodes.ConversionInvalid,
        Fault.PatternInvalid => RulesCodes.PatternInvalid,
        Fault.UnknownTimeZone => RulesCodes.UnknownTimeZone,
        _ => throw new System.Diagnostics.UnreachableException($"No code for fault {fault}."),
    };
}
