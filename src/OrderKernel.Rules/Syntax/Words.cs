namespace OrderKernel.Rules.Syntax;

/// <summary>The words of the language.</summary>
internal static class Words
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop", "namespace", "null", "package", "return",
            "true", "var", "void", "while",
    };

    internal static bool IsReserved(string word) => Reserved.Contains(word);

    internal static NodeOp? MacroOf(string function) => function switch
    {
        "all" => NodeOp.All,
        "exists" => NodeOp.Exists,
        "exists_one" => NodeOp.ExistsOne,
        "filter" => NodeOp.Filter,
        "map" => NodeOp.Transform,
        _ => null,
    };

    internal static bool IsIdentifier(string text)
    {
        if (text.Length == 0 || !IsStart(text[0])) return false;
        foreach (var c in text)
        {
            if (!IsStart(c) && !IsDigit(c)) return false;
        }

        return true;
    }

    internal static bool IsStart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    internal static bool IsDigit(char c) => c is >= '0' and <= '9';

    // What may stand in the name of a field between backticks.
    internal static bool IsInQuotes(char c) => IsStart(c) || IsDigit(c) || c is '.' or '-' or '/' or ' ';

    // Whether a name can stand behind a dot as it is.
    internal static bool IsSelector(string name) => IsIdentifier(name) && name is not ("true" or "false" or "null" or "in");

    internal static int HexValue(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}
