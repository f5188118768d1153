using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>A phone number as written; prints with at least six digits masked. <c>default</c> is unset.</summary>
[JsonConverter(typeof(NoJsonConverter<PhoneNumber>))]
public readonly record struct PhoneNumber
{
    private readonly string? _clear;

    private PhoneNumber(string clear) => _clear = clear;

    /// <summary>True when there is no number.</summary>
    public bool IsUnset => _clear is null;

    /// <summary>A number from clear text, or unset when the text is null or blank.</summary>
    /// <param name="clear">The number as written; blanks at its ends are cut, nothing else is checked.</param>
    public static PhoneNumber Of(string? clear) => string.IsNullOrWhiteSpace(clear) ? default : new(clear!.Trim());

    /// <summary>The clear number, for the vault and the waybill only; null when unset.</summary>
    public string? RevealClear() => _clear;

    /// <summary>The masked form, such as <c>138******78</c>; numbers of fewer than eleven digits are masked whole.</summary>
    public override string ToString() => _clear is null ? "" : Masking.Phone(_clear);
}
