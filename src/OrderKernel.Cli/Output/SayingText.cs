using System.Text;

namespace OrderKernel.Cli.Output;

/// <summary>A saying as a line that can be given to a shell.</summary>
internal static class SayingText
{
    /// <summary>The line.</summary>
    public static string Of(string saying) => $"orderkernel tell <<< '{Spaced(saying).Replace("'", "'\\''", StringComparison.Ordinal)}'";

    // A space behind each comma of the object, where a line may end without breaking an id.
    private static string Spaced(string json)
    {
        var (spaced, isText) = (new StringBuilder(), false);
        for (var i = 0; i < json.Length; i++)
        {
            spaced.Append(json[i]);
            if (json[i] == '\\') spaced.Append(json[++i]);
            else if (json[i] == '"') isText = !isText;
            else if (json[i] == ',' && !isText) spaced.Append(' ');
        }

        return spaced.ToString();
    }
}
