using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime.Text;

namespace OrderKernel.Rules;

/// <summary>Writes a chain of rules as the document that it could have come from.</summary>
internal static class RuleChainWriter
{
    internal static byte[] Write(RuleChain chain, string name, string version)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", RuleChain.Schema);
            writer.WriteString("name", name);
            writer.WriteString("version", version);
            if (chain.Description is not null) writer.WriteString("description", chain.Description);
            writer.WriteString("zone", chain.Zone.Id);
            WriteDeclared(writer, chain);
            writer.WriteStartArray("rules");
            foreach (var rule in chain.Rules) Write(writer, rule);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteDeclared(Utf8JsonWriter writer, RuleChain chain)
    {
        if (!chain.Facts.IsEmpty)
        {
            writer.WriteStartArray("facts");
            foreach (var fact in chain.Facts)
            {
                writer.WriteStartObject();
                writer.WriteString("path", fact.Path);
                writer.WriteString("type", fact.Type.Name);
                if (fact.IsOptional) writer.WriteBoolean("optional", true);
                if (fact.IsPersonal) writer.WriteBoolean("personal", true);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (chain.Levers.IsEmpty) return;
        writer.WriteStartArray("levers");
        foreach (var lever in chain.Levers)
        {
            writer.WriteStartObject();
            writer.WriteString("lever", lever.Name);
            if (lever.AddsUp) writer.WriteBoolean("addsUp", true);
            writer.WriteStartArray("with");
            foreach (var parameter in lever.Parameters)
            {
                writer.WriteStartObject();
                writer.WriteString("name", parameter.Name);
                writer.WriteString("type", parameter.Type.Name);
                if (parameter.IsOptional) writer.WriteBoolean("optional", true);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, ChainRule rule)
    {
        writer.WriteStartObject();
        writer.WriteString("id", rule.Id);
        if (rule.Description is not null) writer.WriteString("description", rule.Description);
        writer.WriteString("when", rule.When.Text);
        if (!rule.Then.IsEmpty)
        {
            writer.WriteStartArray("then");
            foreach (var use in rule.Then) Write(writer, use);
            writer.WriteEndArray();
        }

        if (rule.Priority != 0) writer.WriteNumber("priority", rule.Priority);
        if (rule.Stops) writer.WriteBoolean("stop", true);
        if (!rule.IsEnabled) writer.WriteBoolean("enabled", false);
        if (rule.From is { } from) writer.WriteString("from", LocalDatePattern.Iso.Format(from));
        if (rule.Until is { } until) writer.WriteString("until", LocalDatePattern.Iso.Format(until));
        if (!rule.ExcludedHours.IsEmpty)
        {
            writer.WriteStartArray("excludedHours");
            foreach (var range in rule.ExcludedHours)
            {
                writer.WriteStartObject();
                writer.WriteString("from", FormattableString.Invariant($"{range.From:HH':'mm}"));
                writer.WriteString("to", FormattableString.Invariant($"{range.To:HH':'mm}"));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (!rule.Tags.IsEmpty)
        {
            writer.WriteStartArray("tags");
            foreach (var tag in rule.Tags) writer.WriteStringValue(tag);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, LeverUse use)
    {
        writer.WriteStartObject();
        writer.WriteString("lever", use.Lever);
        if (!use.Arguments.IsEmpty)
        {
            writer.WriteStartObject("with");
            foreach (var argument in use.Arguments)
            {
                writer.WritePropertyName(argument.Name);
                Write(writer, argument);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, LeverArgument argument)
    {
        if (argument.Computed is { } computed)
        {
            writer.WriteStartObject();
            writer.WriteString("expression", computed.Text);
            writer.WriteEndObject();
            return;
        }

        switch (argument.Value.Kind)
        {
            case ValueKind.Int: writer.WriteNumberValue(argument.Value.AsInt()); break;
            case ValueKind.Bool: writer.WriteBooleanValue(argument.Value.AsBool()); break;
            case ValueKind.Money:
                var money = argument.Value.AsMoney(Currency.Cny);
                writer.WriteStartObject();
                writer.WriteString("amount", money.ToString().Split(' ')[1]);
                writer.WriteString("currency", money.Currency.Code);
                writer.WriteEndObject();
                break;
            case ValueKind.List:
                writer.WriteStartArray();
                foreach (var element in argument.Value.AsList()) writer.WriteStringValue(element.AsString());
                writer.WriteEndArray();
                break;
            default: writer.WriteStringValue(argument.Value.AsString()); break;
        }
    }
}
