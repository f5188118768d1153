using System.Text;

namespace OrderKernel.Channels;

/// <summary>What of a reading's findings the watch counts: words that were passed over, and where a record could not be read.</summary>
internal static class Tolerance
{
    /// <summary>True for what was passed over, so that the record could be read.</summary>
    public static bool IsOf(string code) => code is ChannelsCodes.WordUnknown or ChannelsCodes.CarrierUnknown or ChannelsCodes.CountryUnknown;

    /// <summary>The word that nobody knows; null of other findings.</summary>
    public static string? WordOf(string code, ValueList<Argument> arguments) =>
        IsOf(code) || code is ChannelsCodes.StatusUnknown or ChannelsCodes.CurrencyUnknown ? Value(arguments, "value") : null;

    /// <summary>Where a problem stands; null of one that is the whole record's.</summary>
    public static string? PathOf(Reason problem) => Value(problem.Arguments, "path") is { } path && path != "$" ? path : null;

    /// <summary>A path without its root and without the numbers of rows.</summary>
    public static string Plain(string path)
    {
        if (path.StartsWith("$.", StringComparison.Ordinal)) path = path.Substring(2);
        if (path.IndexOf('[') < 0) return path;
        var plain = new StringBuilder(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            plain.Append(path[i]);
            if (path[i] != '[') continue;
            while (i + 1 < path.Length && path[i + 1] is >= '0' and <= '9') i++;
        }

        return plain.ToString();
    }

    private static string? Value(ValueList<Argument> arguments, string name)
    {
        foreach (var argument in arguments)
        {
            if (argument.Name == name) return argument.Value;
        }

        return null;
    }
}
