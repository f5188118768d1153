using System.Diagnostics.CodeAnalysis;
using OrderKernel.Rules.Evaluation;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules;

/// <summary>What an evaluation ended in: a value or a typed error. <c>default</c> is neither and is refused by every member but <see cref="IsOk"/>.</summary>
public readonly struct ExpressionResult
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
            return new(Faults.CodeOf((Fault)_value.Extra), node.Position + 1, Printer.Print(node));
        }
    }

    /// <summary>Hands out the value when there is one, else the error.</summary>
    public bool TryGet(out ExpressionValue value, [NotNullWhen(false)] out ExpressionError? error)
    {
        value = IsOk ? _value : default;
        error = Error;
        return error is null;
    }

    /// <inheritdoc/>
    public override string ToString() => IsOk ? _value.ToString() : Error!.ToReason().ToString();
}
