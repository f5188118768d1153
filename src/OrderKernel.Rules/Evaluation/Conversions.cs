using System.Globalization;
using System.Text;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Evaluation;

/// <summary>The conversions between types. What does not fit is an error, and so is a text that says nothing in the type.</summary>
internal static class Conversions
{
    private const double TwoTo63 = 9223372036854775808.0, TwoTo64 = 18446744073709551616.0;

    internal static ExpressionValue Convert(Node node, in ExpressionValue value)
    {
        var fault = Fault.NoOverload;
        var converted = node.Op switch
        {
            NodeOp.ToBool => value.Kind == ValueKind.Bool ? value : value.Kind == ValueKind.String ? BoolOf(value.Characters, out fault) : default,
            NodeOp.ToBytes => BytesOf(value),
            NodeOp.ToDouble => DoubleOf(value, out fault),
            NodeOp.ToInt => IntOf(value, out fault),
            NodeOp.ToUint => UintOf(value, out fault),
            NodeOp.ToText => TextOf(value, out fault),
            NodeOp.ToTimestamp => MomentOf(value, out fault),
            _ => value.Kind == ValueKind.Duration ? value : value.Kind == ValueKind.String ? TimeTexts.Length(value.Characters, out fault) : default,
        };
        return converted.IsAbsent ? ExpressionValue.Error(fault, node) : converted;
    }

    private static ExpressionValue BoolOf(string text, out Fault fault)
    {
        fault = Fault.ConversionInvalid;
        return text switch
        {
            "1" or "t" or "T" or "true" or "TRUE" or "True" => ExpressionValue.Of(true),
            "0" or "f" or "F" or "false" or "FALSE" or "False" => ExpressionValue.Of(false),
            _ => default,
        };
    }

    private static ExpressionValue BytesOf(in ExpressionValue value) => value.Kind switch
    {
        ValueKind.Bytes => value,
        ValueKind.String => new(ValueKind.Bytes, 0, 0, Encoding.UTF8.GetBytes(value.Characters)),
        _ => default,
    };

    private static ExpressionValue DoubleOf(in ExpressionValue value, out Fault fault)
    {
        fault = Fault.NoOverload;
        switch (value.Kind)
        {
            case ValueKind.Double: return value;
            case ValueKind.Int: return ExpressionValue.Of((double)value.Bits);
            case ValueKind.Uint: return ExpressionValue.Of((double)unchecked((ulong)value.Bits));
            case ValueKind.String: return NumberTexts.Double(value.Characters, out fault);
            default: return default;
        }
    }

    private static ExpressionValue IntOf(in ExpressionValue value, out Fault fault)
    {
        fault = Fault.Overflow;
        switch (value.Kind)
        {
            case ValueKind.Int: return value;
            case ValueKind.Uint: return value.Bits >= 0 ? ExpressionValue.Of(value.Bits) : default;
            // Both ends are refused: whether they are exact depends on the platform.
            case ValueKind.Double: return value.Number is > -TwoTo63 and < TwoTo63 ? ExpressionValue.Of((long)value.Number) : default;
            case ValueKind.String: return NumberTexts.Int(value.Characters, out fault);
            case ValueKind.Instant: return ExpressionValue.Of(value.Bits);
            default:
                fault = Fault.NoOverload;
                return default;
        }
    }

    private static ExpressionValue UintOf(in ExpressionValue value, out Fault fault)
    {
        fault = Fault.Overflow;
        switch (value.Kind)
        {
            case ValueKind.Uint: return value;
            case ValueKind.Int: return value.Bits >= 0 ? ExpressionValue.Of((ulong)value.Bits) : default;
            case ValueKind.Double: return value.Number is >= 0 and < TwoTo64 ? ExpressionValue.Of((ulong)value.Number) : default;
            case ValueKind.String: return NumberTexts.Uint(value.Characters, out fault);
            default:
                fault = Fault.NoOverload;
                return default;
        }
    }

    private static ExpressionValue TextOf(in ExpressionValue value, out Fault fault)
    {
        fault = Fault.NoOverload;
        switch (value.Kind)
        {
            case ValueKind.String: return value;
            case ValueKind.Bool: return ExpressionValue.Of(value.IsTrue ? "true" : "false");
            case ValueKind.Int: return ExpressionValue.Of(value.Bits.ToString(CultureInfo.InvariantCulture));
            case ValueKind.Uint: return ExpressionValue.Of(unchecked((ulong)value.Bits).ToString(CultureInfo.InvariantCulture));
            case ValueKind.Double: return ExpressionValue.Of(NumberTexts.Of(value.Number));
            case ValueKind.Bytes:
                fault = Fault.ConversionInvalid;
                return Utf8.IsWell(value.Octets) ? ExpressionValue.Of(Encoding.UTF8.GetString(value.Octets)) : default;
            case ValueKind.Instant: return ExpressionValue.Of(TimeTexts.OfMoment(value));
            case ValueKind.Duration: return ExpressionValue.Of(TimeTexts.OfLength(value));
            default: return default;
        }
    }

    private static ExpressionValue MomentOf(in ExpressionValue value, out Fault fault)
    {
        fault = Fault.NoOverload;
        switch (value.Kind)
        {
            case ValueKind.Instant: return value;
            case ValueKind.String: return TimeTexts.Moment(value.Characters, out fault);
            case ValueKind.Int:
                fault = Fault.Overflow;
                return Times.MomentOf(value.Bits, 0);
            default: return default;
        }
    }
}
