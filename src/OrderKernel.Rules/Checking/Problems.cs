namespace OrderKernel.Rules.Checking;

/// <summary>Collects what is wrong with an expression, in the order of its text, up to a limit.</summary>
internal sealed class Problems
{
    private const int Max = 20;
    private readonly List<(int Position, Reason Reason)> _found = [];

    internal bool Any => _found.Count > 0;

    internal void Add(string code, int position, params Argument[] arguments)
    {
        if (_found.Count < Max) _found.Add((position, Reason.Of(code, [("position", position + 1), .. arguments])));
    }

    // One that was found elsewhere, its position counted from 1 like all.
    internal void Add(int position, Reason reason)
    {
        if (_found.Count < Max) _found.Add((position, reason));
    }

    // The first problem gives the code; the reasons hold all of them.
    internal Refusal ToRefusal()
    {
        var reasons = _found.OrderBy(f => f.Position).Select(f => f.Reason).ToValueList();
        return Of(reasons[0]) with { Reasons = reasons };
    }

    internal static Refusal Of(Reason reason) => new(reason.Code, reason.Arguments) { Reasons = [reason] };
}
