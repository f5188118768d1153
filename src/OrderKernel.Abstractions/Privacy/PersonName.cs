using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>A person's name; prints masked. The clear form is asked for by name. <c>default</c> is unset.</summary>
[JsonConverter(typeof(NoJsonConverter<PersonName>))]
public readonly record struct PersonName
{
    private readonly string? _clear;

    private PersonName(string clear) => _clear = clear;

    /// <summary>True when there is no name.</summary>
    public bool IsUnset => _clear is null;

    /// <summary>A name from clear text, or unset when the text is null or blank.</summary>
    /// <param name="clear">The name as written; blanks at its ends are cut.</param>
    public static PersonName Of(string? clear) => string.IsNullOrWhiteSpace(clear) ? default : new(clear!.Trim());

    /// <summary>The clear name, for the vault and the waybill only; null when unset.</summary>
    public string? RevealClear() => _clear;

    /// <summary>The masked form: the first character and a star for each further one.</summary>
    public override string ToString() => _clear is null ? "" : Masking.Name(_clear);
}
