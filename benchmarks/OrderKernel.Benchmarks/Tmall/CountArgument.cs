using System.Globalization;

namespace OrderKernel.Benchmarks;

/// <summary>The one argument of a command that repeats or multiplies something: <c>--name N</c>.</summary>
internal static class CountArgument
{
    /// <summary>Reads it; null after saying how the command is used.</summary>
    /// <param name="command">The command.</param>
    /// <param name="args">What stands behind it.</param>
    /// <param name="name">The argument's name.</param>
    /// <param name="otherwise">The count where none is given.</param>
    /// <param name="least">The least that is taken.</param>
    /// <param name="most">The most that is taken.</param>
    public static int? Read(string command, string[] args, string name, int otherwise, int least, int most)
    {
        if (args is []) return otherwise;
        if (args is [var given, var text] && given == name && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count >= least && count <= most) return count;
        Console.Error.WriteLine($"usage: {command} [{name} N], N from {least} to {most}");
        return null;
    }
}
