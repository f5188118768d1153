namespace OrderKernel.Channels;

/// <summary>In which form a record tells a field. 0 is unset: the field tells nothing.</summary>
/// <remarks>Of fields that are read as amounts more is told, for yuan became fen before by nothing but a lost decimal point.</remarks>
public enum FieldForm
{
    /// <summary>A text; of an amount one with a sign, marks between groups or words.</summary>
    Text = 1,

    /// <summary>A JSON number; of an amount a whole one.</summary>
    Number = 2,

    /// <summary>True or false.</summary>
    Flag = 3,

    /// <summary>An object or a list where a value is read.</summary>
    Container = 4,

    /// <summary>The rows of one record tell it in several forms.</summary>
    Mixed = 5,

    /// <summary>Of an amount: a text of digits alone.</summary>
    DigitsText = 6,

    /// <summary>Of an amount: a text with a decimal point.</summary>
    DecimalText = 7,

    /// <summary>Of an amount: a JSON number with a decimal point or an exponent.</summary>
    DecimalNumber = 8,
}
