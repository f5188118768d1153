namespace OrderKernel.Rules.Tests.Differential;

/// <summary>The classes of difference to Cel 0.3.3 that are known, by the names that docs/guides/coming-from-cel.md gives them.</summary>
internal static class KnownDifferences
{
    internal static readonly (string Name, Func<Difference, bool> Is)[] Classes =
    [
        ("size-of-32-bits", d => d is { Form: "size(%0)" or "%0.size()", Ours.Kind: "Int", Cel.Odd: "Int32" }),
        ("absent-field", d => d is { Form: "m.none", Ours.IsError: true, Cel.Odd: "CelNoSuchField" }),
        ("quiet-logic", d => d is { Form: "(%0 && %1)" or "(%0 || %1)", Ours.IsError: true, Cel.Kind: "Null" }),
        ("quiet-quantifiers", d => d.Form is "all" or "exists" or "exists_one" && d.Ours.IsError && d.Cel.Kind is "Null" or "Bool" && IsRange(d)
            && d.Operands.Skip(1).Any(o => o.Kind != "Bool")),
        ("macro-over-anything", d => d.Form is "all" or "exists" or "exists_one" or "map" or "filter" && d.Ours.IsError && !IsRange(d)),
        ("loud-quantifiers", d => d is { Form: "all" or "exists", Ours.Kind: "Bool", Cel.IsError: true } && d.Operands[0].Kind == "List"
            && d.Operands.Any(o => o.IsError)),
        ("lists-of-maps", d => d.Form is "filter" or "map" && d.Operands[0].Kind == "Map" && d.Ours.Kind == "List"
            && (d.Cel.IsError || d.Cel.Odd?.StartsWith("KeyValuePair", StringComparison.Ordinal) == true)),
        ("octets-as-texts", d => d is { Form: "(%0 == %1)" or "(%0 != %1)", Kinds: "String,Bytes" or "Bytes,String", Ours.Kind: "Bool", Cel.Kind: "Bool" }
            || d is { Form: "%0[%1]", Kinds: "Map,Bytes", Ours.IsError: true, Cel.IsError: false }),
        ("division-by-zero", d => d is { Form: "(%0 / %1)", Kinds: "Double,Double", Ours.Kind: "Double" } && d.Operands[1].Value!.Value.AsDouble() == 0
            && double.IsNaN(d.Cel.Value!.Value.AsDouble())),
        ("mixed-arithmetic", d => IsArithmetic(d) && d.Kinds is "Double,Int" or "Double,Uint" or "Uint,Int" && d.Ours.IsError
            && d.Cel.Kind is "Double" or "Uint"),
        ("null-arithmetic", d => (IsArithmetic(d) || d.Form is "(-%0)" or "(!%0)") && d.Operands.Any(o => o.Kind == "Null") && d.Ours.IsError
            && d.Cel.Kind is "Int32" or "Null"),
        ("negated-uint", d => d is { Form: "(-%0)", Kinds: "Uint", Ours.IsError: true, Cel.Odd: "Int32" }),
        ("no-end-of-durations", d => d is { Form: "(%0 - %1)", Kinds: "Instant,Instant", Ours.IsError: true, Cel.Odd: "length of another kind" }
            || d is { Form: "(%0 + %1)" or "(%0 - %1)", Kinds: "Duration,Duration", Ours.IsError: true, Cel.Kind: "Duration" }
            || d is { Form: "duration(%0)", Kinds: "String", Ours.IsError: true, Cel.Kind: "Duration" }),
        ("duration-less-a-moment", d => d is { Form: "(%0 - %1)", Kinds: "Duration,Instant", Ours.IsError: true, Cel.Kind: "Instant" }),
        ("a-moment-keeps-its-offset", d => d.Cel.Odd == "time with an offset" && d.Ours.Kind == "Instant"),
        ("two-kinds-of-times", d => d is { Form: "timestamp(%0)", Kinds: "Instant", Ours.Kind: "Instant", Cel.Odd: "time of another kind" }
            || d is { Form: "(%0 - %1)", Kinds: "Instant,Instant", Ours.Kind: "Duration", Cel.Odd: "length of another kind" }),
        ("texts-of-times", d => d is { Form: "string(%0)", Kinds: "Instant" or "Duration", Ours.Kind: "String", Cel.Kind: "String" }
            && d.Cel.Value!.Value.AsString().Contains('0')),
        ("texts-of-doubles", d => d is { Form: "string(%0)", Kinds: "Double", Ours.Kind: "String", Cel.Kind: "String" }
            && Number(d.Ours) == d.Operands[0].Value!.Value.AsDouble() && Number(d.Cel) == d.Operands[0].Value!.Value.AsDouble()),
        ("calendar-at-the-ends", d => d.Form.StartsWith("%0.get", StringComparison.Ordinal) && d is { Kinds: "Instant", Ours.Kind: "Int", Cel.IsError: true }
            && d.Text.Contains("('0001-01-0", StringComparison.Ordinal) | d.Text.Contains("('9999-12-31", StringComparison.Ordinal)),
        ("zones-of-durations", d => d.Form.StartsWith("%0.get", StringComparison.Ordinal) && d.Form.Contains('\'')
            && d is { Kinds: "Duration", Ours.IsError: true, Cel.Kind: "Int" }),
        ("names-of-times", d => d.Text.Contains("google.protobuf.", StringComparison.Ordinal) && d.Cel.IsError),
        ("equality-of-kinds", d => d.Form is "(%0 == %1)" or "(%0 != %1)" or "(%0 in %1)" && d is { Ours.Kind: "Bool", Cel.IsError: true }),
        ("keys-are-texts", d => d.Ours.Value is { } ours && d.Cel.Value is { } cel && ours.Kind is ValueKind.Map or ValueKind.List && Plain(ours) == Plain(cel)
            || (d is { Form: "(%0 in %1)", Ours.Value: { } found, Cel.Kind: "Bool" } && d.Operands[1].Kind == "Map" && found == false)
            || (d is { Form: "%0[%1]", Kinds: "Map,Int" or "Map,Uint" or "Map,Bool" or "Map,Double", Ours.IsError: true, Cel.IsError: false })
            || (d is { Form: "{%0: 1, %1: 2}", Ours.Kind: "Map", Cel.IsError: true })
            || (d.Form is "all" or "exists" or "exists_one" or "map" && d.Operands[0].Value is { Kind: ValueKind.Map } range
                && range.AsMap().Any(e => e.Key.Kind != ValueKind.String))),
        ("empty-key", d => d is { Form: "(%0 in %1)", Kinds: "String,Map", Cel.Kind: "Bool" } && d.Ours.Value == true && d.Operands[0].Value == ""),
        ("index-into-anything", d => d.Form is "%0[%1]" or "%0['a']" && d.Operands[0].Kind is not ("List" or "Map")
            && d is { Ours.IsError: true, Cel.Kind: "Null" }),
        ("order-of-octets", d => d is { Form: "(%0 < %1)", Kinds: "Bytes,Bytes", Ours.Kind: "Bool", Cel.Kind: "Bool" }),
        ("order-of-texts", d => d is { Form: "(%0 < %1)", Kinds: "String,String", Ours.Kind: "Bool" }),
        ("order-of-nan", d => d.Form is "(%0 < %1)" or "(%0 <= %1)" or "(%0 > %1)" or "(%0 >= %1)" && d is { Ours.Kind: "Bool", Cel.Kind: "Bool" }
            && d.Ours.Value == false && d.Operands.Any(o => o.Value is { Kind: ValueKind.Double } number && double.IsNaN(number.AsDouble()))),
        ("order-of-anything", d => d.Form is "(%0 < %1)" or "(%0 <= %1)" or "(%0 > %1)" or "(%0 >= %1)" && d is { Ours.IsError: true, Cel.Kind: "Bool" }
            && d.Operands.Any(o => o.Kind is "Type" or "String")),
        ("bool-of-a-text", d => d is { Form: "bool(%0)", Kinds: "String", Ours.Kind: "Bool", Cel.IsError: true }),
        ("texts-of-numbers", d => d.Form is "uint(%0)" or "double(%0)" && d is { Kinds: "String", Ours.IsError: true, Cel.IsError: false }
            || d is { Form: "duration(%0)", Kinds: "String", Ours.Kind: "Duration", Cel.IsError: true }),
    ];

    /// <summary>The class of a difference; null when it is none of the known ones.</summary>
    internal static string? Of(Difference difference) => Array.Find(Classes, c => c.Is(difference)).Name;

    private static double Number(Opinion opinion) =>
        double.Parse(opinion.Value!.Value.AsString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsRange(Difference difference) => difference.Operands[0].Kind is "List" or "Map";

    private static bool IsArithmetic(Difference difference) =>
        difference.Form is "(%0 + %1)" or "(%0 - %1)" or "(%0 * %1)" or "(%0 / %1)" or "(%0 % %1)";

    // As it reads when all keys are texts.
    private static string Plain(ExpressionValue value) => value.Kind switch
    {
        ValueKind.List => $"[{string.Join(", ", value.AsList().Select(Plain))}]",
        ValueKind.Map => $"{{{string.Join(", ", value.AsMap().Select(e => $"{Key(e.Key)}: {Plain(e.Value)}"))}}}",
        _ => value.ToString(),
    };

    private static string Key(ExpressionValue key) => key.Kind == ValueKind.String ? key.AsString() : Literals.Text(key);
}
