using System.Collections.Immutable;
using System.Globalization;

namespace OrderKernel.Testing.Tests.Stores;

/// <summary>What one thread alone would see: two SKUs of six units, one stream, the messages answered.</summary>
internal sealed record PlainShop(int First, int Second, int Length, ImmutableArray<Act?> Answered)
{
    public const int Stock = 6;

    public static PlainShop New { get; } = new(0, 0, 0, [.. new Act?[Act.Messages]]);

    public (string Answer, PlainShop After) Do(Act act)
    {
        switch (act.Kind)
        {
            case ActKind.ReadBoth: return ($"{First} {Second}", this);
            case ActKind.ReadStream: return (Text(Length), this);
            case ActKind.Known: return (Answered[act.Message] is null ? "no" : "yes", this);
        }

        if (Answered[act.Message] is { } before) return (before == act ? "repeated" : "other", this);
        var (first, second, length) = act.Kind switch
        {
            ActKind.Take => (First + act.Number, Second, Length),
            ActKind.TakeBoth => (First + act.Number, Second + act.Number, Length),
            ActKind.Give => (First - act.Number, Second, Length),
            _ => (First, Second + 1, Length + 1),
        };
        if (act.Kind == ActKind.Append && act.Number - 1 != Length) return ($"moved {Length}", this);
        if (act.Kind == ActKind.Give && first < 0) return ($"short {first}", this);
        if (act.Kind is ActKind.Take or ActKind.TakeBoth && first > Stock) return ($"short {Stock - first}", this);
        if (act.Kind is ActKind.Append or ActKind.TakeBoth && second > Stock) return ($"short {Stock - second}", this);
        return ("done", new(first, second, length, Answered.SetItem(act.Message, act)));
    }

    public string Key(ReadOnlySpan<int> next)
    {
        // What was answered follows from what was done, but for which of two acts of one message came first.
        var key = new System.Text.StringBuilder();
        foreach (var one in next) key.Append((char)('a' + one));
        key.Append('|').Append((char)('a' + First)).Append((char)('a' + Second)).Append((char)('a' + Length));
        foreach (var act in Answered) key.Append(act is { } known ? (char)('a' + ((int)known.Kind * 4) + known.Number) : '-');
        return key.ToString();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
