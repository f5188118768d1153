using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OrderKernel.Benchmarks;

/// <summary>An event with everything blanked that is of one shop alone: what is left are names, words, codes and policies.</summary>
internal static partial class EventVocabulary
{
    /// <summary>Stands where something was blanked.</summary>
    public const char Blank = '\0';

    private static readonly HashSet<string> OfOneShop = new(StringComparer.Ordinal)
    {
        "tenant", "shop", "number", "id", "sku", "location", "title", "message", "customer", "person", "order", "shipment", "case", "reservation",
        "waybill", "province", "city", "district", "terms", "text", "remark", "superior", "stream", "actor", "by",
    };

    private static readonly HashSet<string> Actors = new(StringComparer.Ordinal) { "channel", "kernel", "carrier", "warehouse", "clock" };

    public static string Of(ReadOnlySpan<byte> json)
    {
        var text = new StringBuilder();
        var reader = new Utf8JsonReader(json);
        var (name, needsComma) = ("", false);
        while (reader.Read())
        {
            var isEnd = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
            if (needsComma && !isEnd) text.Append(',');
            needsComma = reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName);
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.GetString()!;
                    text.Append('"').Append(Name().IsMatch(name) ? name : Blank).Append("\":");
                    break;
                case JsonTokenType.String:
                    text.Append('"').Append(Value(name, reader.GetString()!)).Append('"');
                    break;
                case JsonTokenType.Number:
                    text.Append(reader.ValueSpan is [(byte)'0' or (byte)'1'] ? (char)reader.ValueSpan[0] : Blank);
                    break;
                default:
                    text.Append(Encoding.UTF8.GetString(reader.ValueSpan));
                    break;
            }
        }

        return text.ToString();
    }

    private static string Value(string name, string value)
    {
        if (value is "CNY 0.00" or "Asia/Shanghai" or "0" or "1" or "") return value;
        if (value.StartsWith("CNY ", StringComparison.Ordinal)) return $"CNY {Blank}{(value.EndsWith(".00", StringComparison.Ordinal) ? ".00" : "")}";
        if (Moment().IsMatch(value)) return $"20{Blank}Z";
        if (name is "actor" or "by" ? !Actors.Contains(value) : OfOneShop.Contains(name)) return $"{Blank}";
        return Policy().IsMatch(value) || Word().IsMatch(value) || Code().IsMatch(value) ? value : $"{Blank}";
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z-]*$")]
    private static partial Regex Name();

    [GeneratedRegex("^20[0-9-]{8}T.*Z$")]
    private static partial Regex Moment();

    [GeneratedRegex("^(?!demo-)[a-z-]+[0-9]*@[0-9]+[.][0-9]+[.][0-9]+#[0-9a-f]{16}$")]
    private static partial Regex Policy();

    [GeneratedRegex("^([A-Z][A-Za-z]{2,}|[a-z][a-z-]{1,30})$")]
    private static partial Regex Word();

    [GeneratedRegex("^[a-z]+([.][a-z-]+)+$")]
    private static partial Regex Code();
}
