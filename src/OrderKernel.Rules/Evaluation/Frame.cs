namespace OrderKernel.Rules.Evaluation;

/// <summary>What an evaluation with macros carries along: the values of their variables, and the work that is left. One is made for each evaluation.</summary>
/// <remarks>
/// Macros inside macros, and values built of values, could double the work with every level. Once
/// the work is spent nothing is evaluated any more, so the whole ends soon and as an error.
/// </remarks>
internal sealed class Frame(int locals)
{
    /// <summary>About the number of parts evaluated and of values built; some tens of milliseconds.</summary>
    internal const int WorkMax = 2_000_000;

    private readonly ExpressionValue[] _locals = new ExpressionValue[locals];
    private long _left = WorkMax;

    internal ref ExpressionValue this[int level] => ref _locals[level];

    internal long Spent => WorkMax - _left;

    internal bool IsSpent => _left < 0;

    internal bool Spend(long work)
    {
        _left -= work;
        return _left >= 0;
    }
}
