namespace OrderKernel.Rules.Evaluation;

/// <summary>Where the terms of a condition read facts. A read that finds another kind, or nothing, is false: the evaluator says which error that is.</summary>
internal interface ISource
{
    /// <summary>The same facts for the evaluator.</summary>
    IFacts Facts { get; }

    /// <summary>A value by reference, for to copy one costs as much as to compare it; <paramref name="copy"/> is where one may have to be made.</summary>
    ref readonly ExpressionValue Get(int slot, ref ExpressionValue copy);

    bool TryText(int slot, out string text);

    bool TryNumber(int slot, out long number);

    bool TryFlag(int slot, out bool flag);

    /// <summary>Minor units, and how many decimals they have.</summary>
    bool TryAmount(int slot, out long bits, out int decimals);
}

/// <summary>Values in an array.</summary>
internal readonly struct SlotSource(FactValues values) : ISource
{
    public IFacts Facts => values;

    public ref readonly ExpressionValue Get(int slot, ref ExpressionValue copy) => ref values.At(slot);

    public bool TryText(int slot, out string text) => Plain.TryText(values.At(slot), out text);

    public bool TryNumber(int slot, out long number) => Plain.TryNumber(values.At(slot), out number);

    public bool TryFlag(int slot, out bool flag) => Plain.TryFlag(values.At(slot), out flag);

    public bool TryAmount(int slot, out long bits, out int decimals) => Plain.TryAmount(values.At(slot), out bits, out decimals);
}

/// <summary>Facts of a host's own making.</summary>
internal readonly struct FactSource(IFacts facts) : ISource
{
    public IFacts Facts => facts;

    public ref readonly ExpressionValue Get(int slot, ref ExpressionValue copy)
    {
        copy = facts.Get(slot);
        return ref copy;
    }

    public bool TryText(int slot, out string text) => Plain.TryText(facts.Get(slot), out text);

    public bool TryNumber(int slot, out long number) => Plain.TryNumber(facts.Get(slot), out number);

    public bool TryFlag(int slot, out bool flag) => Plain.TryFlag(facts.Get(slot), out flag);

    public bool TryAmount(int slot, out long bits, out int decimals) => Plain.TryAmount(facts.Get(slot), out bits, out decimals);
}

/// <summary>A thing with the table of its facts: what has a plain type is read as it is.</summary>
internal readonly struct TableSource<T>(FactTable<T> table, T thing) : ISource
{
    public IFacts Facts => new TableFacts<T>(table, thing);

    public ref readonly ExpressionValue Get(int slot, ref ExpressionValue copy)
    {
        copy = table.Get(thing, slot);
        return ref copy;
    }

    public bool TryText(int slot, out string text)
    {
        if (table.Texts[slot] is not { } read) return Plain.TryText(table.Get(thing, slot), out text);
        text = read(thing)!;
        return text is not null;
    }

    public bool TryNumber(int slot, out long number)
    {
        if (table.Numbers[slot] is not { } read) return Plain.TryNumber(table.Get(thing, slot), out number);
        number = read(thing);
        return true;
    }

    public bool TryFlag(int slot, out bool flag)
    {
        if (table.Flags[slot] is not { } read) return Plain.TryFlag(table.Get(thing, slot), out flag);
        flag = read(thing);
        return true;
    }

    public bool TryAmount(int slot, out long bits, out int decimals)
    {
        if (table.Amounts[slot] is not { } read) return Plain.TryAmount(table.Get(thing, slot), out bits, out decimals);
        var amount = read(thing);
        (bits, decimals) = (amount.MinorUnits, amount.Currency.Digits);
        return amount.Currency.Code is not null;
    }
}

/// <summary>A thing with the table of its facts, for whoever asks slot by slot.</summary>
internal sealed class TableFacts<T>(FactTable<T> table, T thing) : IFacts
{
    public ExpressionValue Get(int slot) => table.Get(thing, slot);
}

/// <summary>Plain types out of values.</summary>
internal static class Plain
{
    public static bool TryText(in ExpressionValue value, out string text)
    {
        text = System.Runtime.CompilerServices.Unsafe.As<string>(value.Reference!);
        return value.Kind == ValueKind.String;
    }

    public static bool TryNumber(in ExpressionValue value, out long number)
    {
        number = value.Bits;
        return value.Kind == ValueKind.Int;
    }

    public static bool TryFlag(in ExpressionValue value, out bool flag)
    {
        flag = value.Bits != 0;
        return value.Kind == ValueKind.Bool;
    }

    public static bool TryAmount(in ExpressionValue value, out long bits, out int decimals)
    {
        (bits, decimals) = (value.Bits, value.Extra);
        return value.Kind == ValueKind.Money;
    }
}
