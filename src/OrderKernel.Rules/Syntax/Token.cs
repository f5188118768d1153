namespace OrderKernel.Rules.Syntax;

/// <summary>What a token is.</summary>
internal enum TokenKind : byte
{
    End = 1,
    Wrong,
    Identifier,
    QuotedField,
    Literal,
    Whole,
    Question,
    Colon,
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Not,
    Dot,
    Comma,
    ParenOpen,
    ParenClose,
    BracketOpen,
    BracketClose,
    BraceOpen,
    BraceClose,
}

/// <summary>One token: where it stands and, for a literal, its value. A whole number carries its magnitude, because the sign before it belongs to it.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int Length, ExpressionValue Value = default)
{
    internal bool IsNumber => Kind == TokenKind.Whole || (Kind == TokenKind.Literal && Value.Kind == ValueKind.Double);
}
