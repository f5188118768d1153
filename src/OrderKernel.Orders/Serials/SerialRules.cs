using OrderKernel.Rules.Patterns;

namespace OrderKernel.Orders;

/// <summary>Which goods are sent with a serial number a unit (SN, IMEI), and in what form; the first rule that fits decides.</summary>
/// <param name="Rules">The rules, in document order; none by default.</param>
public sealed record SerialRules(ValueList<SerialRule> Rules)
{
    /// <summary>The schema that a document must name.</summary>
    public const string Schema = "serials-1.json";

    /// <summary>The steps of work whose scans must name the numbers; none for every step that scans. At others they may.</summary>
    public ValueList<string> Steps { get; init; }

    /// <summary>The embedded document: no goods need one.</summary>
    public static PolicyDocument<SerialRules> Default { get; } = Load(OrderPolicies.Embedded("serials.json")).OrUnreachable("Embedded documents load");

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <returns>The rules, or a refusal whose reasons list all problems with their JSON paths.</returns>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>; among its reasons <see cref="OrdersCodes.SerialRuleShadowed"/>,
    /// <see cref="OrdersCodes.SerialCategoryUnknown"/> and those of patterns.</remarks>
    public static Result<PolicyDocument<SerialRules>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, SerialRulesReader.Read);

    /// <summary>True when the scans of a step must name the numbers of goods that need them.</summary>
    /// <param name="step">The step of work, as scans name it.</param>
    public bool AsksAt(string step) => Steps.IsEmpty || Steps.Items.Contains(step);

    /// <summary>The rule of goods that a channel sells; null when they need no serial number.</summary>
    /// <param name="sku">The goods.</param>
    /// <param name="channel">Where they were sold.</param>
    public SerialRule? For(SkuId sku, ChannelId channel)
    {
        foreach (var rule in Rules)
        {
            if (rule.Fits(sku, channel)) return rule.Form is null ? null : rule;
        }

        return null;
    }
}

/// <summary>Goods that are sent with a serial number, or, without a form, that need none whatever a later rule says.</summary>
/// <param name="Skus">The goods; none for all.</param>
/// <param name="Channels">The channels that sell them; none for all.</param>
/// <param name="Form">The form of the numbers; null for goods that need none.</param>
/// <param name="Pattern">What a maker's number looks like as a whole; null for any, and for other forms.</param>
public sealed record SerialRule(ValueList<SkuId> Skus, ValueList<ChannelId> Channels, SerialForm? Form, TextPattern? Pattern)
{
    /// <summary>True when the rule is about goods that a channel sells.</summary>
    /// <param name="sku">The goods.</param>
    /// <param name="channel">Where they were sold.</param>
    public bool Fits(SkuId sku, ChannelId channel) =>
        (Skus.IsEmpty || Skus.Items.Contains(sku)) && (Channels.IsEmpty || Channels.Items.Contains(channel));

    /// <summary>True when a number has the rule's form.</summary>
    /// <param name="serial">The number.</param>
    public bool IsWellFormed(SerialNumber serial) =>
        serial.Value is { } text && (Form == SerialForm.Imei ? Imei.IsValid(text) : Pattern is null || Pattern.Fits(text));
}
