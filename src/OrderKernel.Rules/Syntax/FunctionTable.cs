namespace OrderKernel.Rules.Syntax;

/// <summary>The functions of the language: how they are called and what node a call becomes.</summary>
internal static class FunctionTable
{
    private static readonly Dictionary<string, NodeOp> Global = new(StringComparer.Ordinal)
    {
        ["bool"] = NodeOp.ToBool,
        ["bytes"] = NodeOp.ToBytes,
        ["double"] = NodeOp.ToDouble,
        ["duration"] = NodeOp.ToDuration,
        ["dyn"] = NodeOp.Dyn,
        ["int"] = NodeOp.ToInt,
        ["money"] = NodeOp.Money,
        ["size"] = NodeOp.Size,
        ["string"] = NodeOp.ToText,
        ["timestamp"] = NodeOp.ToTimestamp,
        ["type"] = NodeOp.TypeOf,
        ["uint"] = NodeOp.ToUint,
    };

    private static readonly Dictionary<string, NodeOp> Texts = new(StringComparer.Ordinal)
    {
        ["contains"] = NodeOp.Contains,
        ["endsWith"] = NodeOp.EndsWith,
        ["matches"] = NodeOp.Matches,
        ["startsWith"] = NodeOp.StartsWith,
    };

    private static readonly Dictionary<string, NodeOp> Moments = new(StringComparer.Ordinal)
    {
        ["getDate"] = NodeOp.Date,
        ["getDayOfMonth"] = NodeOp.DayOfMonth,
        ["getDayOfWeek"] = NodeOp.DayOfWeek,
        ["getDayOfYear"] = NodeOp.DayOfYear,
        ["getFullYear"] = NodeOp.FullYear,
        ["getHours"] = NodeOp.Hours,
        ["getMilliseconds"] = NodeOp.Milliseconds,
        ["getMinutes"] = NodeOp.Minutes,
        ["getMonth"] = NodeOp.Month,
        ["getSeconds"] = NodeOp.Seconds,
    };

    internal static readonly string[] GlobalNames = [.. Global.Keys, "has", "matches"];

    internal static readonly string[] MemberNames = ["all", "exists", "exists_one", "filter", "map", "size", .. Texts.Keys, .. Moments.Keys];

    // The arguments do not count the receiver. An unknown name, or one with another number of arguments, is an unknown call.
    internal static NodeOp Of(string name, bool isMember, int arguments)
    {
        if (!isMember && arguments == 2 && name == "matches") return NodeOp.Matches;
        if (!isMember) return arguments == 1 && Global.TryGetValue(name, out var global) ? global : NodeOp.UnknownCall;
        if (arguments == 0 && name == "size") return NodeOp.Size;
        if (arguments == 1 && Texts.TryGetValue(name, out var text)) return text;
        return arguments <= 1 && Moments.TryGetValue(name, out var moment) ? moment : NodeOp.UnknownCall;
    }
}
