using System.Collections;
using Cel;
using Google.Protobuf;
using NodaTime;

namespace OrderKernel.Rules.Tests.Differential;

/// <summary>What an evaluation ended in, on either side: a value, an error, or something that is neither in the language.</summary>
internal sealed record Opinion(ExpressionValue? Value, string? Odd)
{
    internal static readonly Opinion Error = new(null, null);

    internal bool IsError => Value is null && Odd is null;

    internal string Kind => Odd ?? Value?.Kind.ToString() ?? "error";

    public override string ToString() => Odd ?? Value?.ToString() ?? "an error";
}

/// <summary>Asks both sides.</summary>
internal static class Opinions
{
    private static readonly CelEnvironment Environment = new(null, "");

    private static readonly Dictionary<string, ExpressionValue> Ours = new(StringComparer.Ordinal)
    {
        ["n"] = 3, ["s"] = "tmall", ["tags"] = ExpressionValue.OfList(["gift", "vip"]), ["m"] = ExpressionValue.OfMap([new("risk", 7)]),
    };

    internal static Opinion OfOurs(string text) =>
        DynamicExpression.Parse(text).TryGet(out var expression, out _) && expression.Evaluate(Ours) is { IsOk: true } result
            ? new(result.Value, null)
            : Opinion.Error;

    internal static Opinion OfCel(string text)
    {
        var bindings = new Dictionary<string, object?>
        {
            ["n"] = 3L, ["s"] = "tmall", ["tags"] = new object?[] { "gift", "vip" }, ["m"] = new Dictionary<string, object?> { ["risk"] = 7L },
        };
        try
        {
            return Of(Environment.Compile(text)(bindings));
        }
        catch (Exception)
        {
            return Opinion.Error;
        }
    }

    internal static bool Agree(string text) => OfOurs(text) == OfCel(text);

    private static Opinion Of(object? value)
    {
        try
        {
            return new(Converted(value), null);
        }
        catch (InvalidDataException odd)
        {
            return new(null, odd.Message);
        }
    }

    private static ExpressionValue Converted(object? value) => value switch
    {
        null => ExpressionValue.Null,
        bool b => b,
        long l => l,
        ulong u => ExpressionValue.Of(u),
        double d => ExpressionValue.Of(d),
        string s => s,
        ByteString b => ExpressionValue.OfBytes(b.Span),
        DateTimeOffset t when t.Offset != TimeSpan.Zero => throw new InvalidDataException("time with an offset"),
        DateTimeOffset t => ExpressionValue.Of(Instant.FromDateTimeOffset(t)),
        Google.Protobuf.WellKnownTypes.Timestamp => throw new InvalidDataException("time of another kind"),
        TimeSpan => throw new InvalidDataException("length of another kind"),
        Google.Protobuf.WellKnownTypes.Duration d => ExpressionValue.Of(Duration.FromSeconds(d.Seconds) + Duration.FromNanoseconds((long)d.Nanos)),
        CelType t => Opinions.OfOurs(t.ToString()).Value ?? throw new InvalidDataException($"type {t}"),
        IDictionary map => ExpressionValue.OfMap(map.Keys.Cast<object>().Select(k => KeyValuePair.Create(Converted(k), Converted(map[k])))),
        IEnumerable list => ExpressionValue.OfList(list.Cast<object?>().Select(Converted)),
        var other => throw new InvalidDataException(other.GetType().Name),
    };
}
