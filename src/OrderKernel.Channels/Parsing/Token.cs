namespace OrderKernel.Channels;

/// <summary>What stands at a mapped place of a record.</summary>
internal enum TokenKind : byte
{
    Missing = 0,
    Text = 1,
    EscapedText = 2,
    Number = 3,
    Flag = 4,
    Null = 5,
    Container = 6,
}

/// <summary>One value of a record, as a slice of its bytes.</summary>
internal readonly struct Token(int start, int length, TokenKind kind)
{
    public int Start { get; } = start;

    public int Length { get; } = length;

    public TokenKind Kind { get; } = kind;
}

/// <summary>The address of a mapped place: in the record itself (scope 0) or in the rows of one of its lists.</summary>
internal readonly record struct Slot(int Scope, int Index);
