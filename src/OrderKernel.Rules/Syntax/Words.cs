namespace OrderKernel.Rules.Syntax;

/// <summary>The words of the language.</summary>
internal static class Words
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop", "namespace", "null", "package", "return",
            "true", "var", "void", "while",
    };

    private static readonly HashSet<string> Later = new(StringComparer.Ordinal)
    {
        "bool", "bytes", "double", "duration", "int", "string", "timestamp", "type", "uint", "matches",
        "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear", "getFullYear", "getHours", "getMilliseconds", "getMinutes", "getMonth", "getSeconds",
    };

    internal static readonly string[] GlobalFunctions = ["dyn", "has", "money", "size"];

    internal static readonly string[] MemberFunctions = ["all", "contains", "endsWith", "exists", "exists_one", "filter", "map", "size", "startsWith"];

    internal static bool IsReserved(string word) => Reserved.Contains(word);

    // Part of the language, not of this version.
    internal static bool IsUnsupported(string function) => Later.Contains(function);

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

    internal static int HexValue(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}
