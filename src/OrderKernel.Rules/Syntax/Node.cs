using OrderKernel.Rules.Patterns;

namespace OrderKernel.Rules.Syntax;

/// <summary>What a node does.</summary>
internal enum NodeOp : byte
{
    Constant = 1,
    Variable,
    Select,
    Has,
    Fact,
    HasFact,
    Conditional,
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Not,
    Negate,
    Index,
    List,
    Map,
    Size,
    StartsWith,
    EndsWith,
    Contains,
    Dyn,
    Money,
    Matches,
    ToBool,
    ToBytes,
    ToDouble,
    ToDuration,
    ToInt,
    ToText,
    ToTimestamp,
    ToUint,
    TypeOf,
    Date,
    DayOfMonth,
    DayOfWeek,
    DayOfYear,
    FullYear,
    Month,
    Hours,
    Minutes,
    Seconds,
    Milliseconds,
    Local,
    All,
    Exists,
    ExistsOne,
    Filter,
    Transform,
    UnknownCall,
}

/// <summary>A node of the compact tree that is checked, printed and evaluated; immutable.</summary>
/// <remarks>
/// And, Or hold all operands of a chain. A map holds keys and values in turn. A call's
/// receiver is its first child. A macro holds its range, then its one or two arguments.
/// </remarks>
internal sealed class Node
{
    private static readonly Node[] None = [];

    internal Node(NodeOp op, int position, params Node[] children)
    {
        (Op, Position, Children) = (op, position, children.Length == 0 ? None : children);
        foreach (var child in children) (Height, Locals, Size) = (Math.Max(Height, child.Height), Math.Max(Locals, child.Locals), Size + child.Size);
        (Height, Size) = (Height + 1, Size + 1);
        if (IsMacro) Locals++;
    }

    internal NodeOp Op { get; }

    /// <summary>The offset of its first or defining character, from 0.</summary>
    internal int Position { get; }

    internal Node[] Children { get; }

    internal int Height { get; }

    /// <summary>How many nodes it has, itself among them.</summary>
    internal int Size { get; }

    /// <summary>How many variables of macros are in use at once, at most.</summary>
    internal int Locals { get; }

    internal bool IsMacro => Op is >= NodeOp.All and <= NodeOp.Transform;

    /// <summary>The value of a constant; for a name or a chain of fields, the type that it stands for where nothing is bound to it.</summary>
    internal ExpressionValue Value { get; init; }

    /// <summary>The name of a variable or field or unknown function; the path of a fact.</summary>
    internal string Name { get; init; } = "";

    /// <summary>The dotted name when this is a chain of fields on a variable.</summary>
    internal string? Path { get; init; }

    /// <summary>The slot of a fact; for a macro's variable and for the macro, how many macros stand around it.</summary>
    internal int Slot { get; init; }

    /// <summary>The kind that a fact is declared with.</summary>
    internal ValueKind Declared { get; init; }

    /// <summary>True for a call with a receiver.</summary>
    internal bool IsMember { get; init; }

    /// <summary>The variable that a macro binds.</summary>
    internal string Binds { get; init; } = "";

    /// <summary>True when the name was written with a leading dot, because a macro's variable has the same.</summary>
    internal bool IsRooted { get; init; }

    /// <summary>True when a field is read that its record may lack.</summary>
    internal bool IsOptionalField { get; init; }

    /// <summary>For a constant that was computed at load, what stands in the text.</summary>
    internal Node? Written { get; init; }

    /// <summary>For a match whose pattern is a constant, the pattern; null when it is none.</summary>
    internal Pattern? Pattern { get; init; }

    internal bool IsMoment => Op is >= NodeOp.Date and <= NodeOp.Milliseconds;

    internal Node With(params Node[] children) =>
        new(Op, Position, children) { Value = Value, Name = Name, Path = Path, Slot = Slot, Declared = Declared, IsMember = IsMember, Binds = Binds,
            IsRooted = IsRooted, IsOptionalField = IsOptionalField, Written = Written, Pattern = Pattern };
}
