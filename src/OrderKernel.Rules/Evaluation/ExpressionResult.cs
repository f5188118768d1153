using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using OrderKernel.Rules.Checking;
using OrderKernel.Rules.Evaluation;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules;

/// <summary>What an evaluation ended in: a value or a typed error. <c>default</c> is neither and is refused by every member but <see cref="IsOk"/>.</summary>
[JsonConverter(typeof(NoJsonConverter<ExpressionResult>))]
public readonly struct ExpressionResult : IEquatable<ExpressionResult>
{
    private readonly ExpressionValue _value;

    internal ExpressionResult(ExpressionValue value) => _value = value;

    /// <summary>True when there is a value.</summary>
    public bool IsOk => !_value.IsError && !_value.IsAbsent;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is an error instead.</exception>
    public ExpressionValue Value => IsOk ? _value : throw new InvalidOperationException($"The evaluation gave no value: {Error?.ToReason()}");

    /// <summary>The error; null exactly when there is a value. Made on each call.</summary>
    /// <exception cref="InvalidOperationException">The result was never set.</exception>
    public ExpressionError? Error
    {
        get
        {
            if (IsOk) return null;
            if (_value.Reference is not Node node) throw new InvalidOperationException("The result was never set.");
            var error = new ExpressionError(Faults.CodeOf((Fault)_value.Extra), node.Position + 1, Printer.Print(node));
            return node.Op == NodeOp.UnknownCall ? error with { Suggestion = Suggestion.ForFunction(node) } : error;
        }
    }

    /// <summary>Hands out the value when there is one, else the error.</summary>
    /// <param name="value">The value; absent where the answer is false.</param>
    /// <param name="error">Why there is none; null where the answer is true.</param>
    public bool TryGet(out ExpressionValue value, [NotNullWhen(false)] out ExpressionError? error)
    {
        value = IsOk ? _value : default;
        error = Error;
        return error is null;
    }

    /// <summary>True when both hold equal values, or the same error of the same expression.</summary>
    public bool Equals(ExpressionResult other) => _value.Equals(other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ExpressionResult other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <summary>True when both hold equal values, or the same error of the same expression.</summary>
    public static bool operator ==(ExpressionResult a, ExpressionResult b) => a.Equals(b);

    /// <summary>True when the results differ.</summary>
    public static bool operator !=(ExpressionResult a, ExpressionResult b) => !a.Equals(b);

    /// <inheritdoc/>
    public override string ToString() => IsOk ? _value.ToString() : _value.IsAbsent ? "unset" : Error!.ToReason().ToString();
}
