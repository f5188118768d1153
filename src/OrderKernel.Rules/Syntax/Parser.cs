namespace OrderKernel.Rules.Syntax;

/// <summary>Turns a text into a tree or into the first problem. Bounded in length, nesting and height, so hostile text ends early.</summary>
internal sealed partial class Parser
{
    private readonly string _text;
    private readonly Lexer _lexer;
    private readonly List<string> _locals = [];
    private Token _token;
    private Token _next;
    private string _problem = RulesCodes.Syntax;
    private string _nextProblem = RulesCodes.Syntax;
    private int _nesting;
    private Reason? _failure;

    private Parser(string text)
    {
        (_text, _lexer) = (text, new Lexer(text));
        Advance();
        Advance();
    }

    internal static Node? Parse(string text, out Reason? failure)
    {
        failure = null;
        if (text.Length > Expression.LengthMax)
        {
            failure = Reason.Of(RulesCodes.TooLong, ("length", text.Length), ("limit", Expression.LengthMax), ("position", Expression.LengthMax + 1));
            return null;
        }

        var parser = new Parser(text);
        var node = parser.Whole();
        failure = parser._failure;
        return node;
    }

    private Node? Whole()
    {
        var node = Conditional();
        return node is null || _token.Kind == TokenKind.End ? node : Unexpected("end");
    }

    private Node? Conditional()
    {
        if (_nesting >= Expression.DepthMax) return TooDeep(_token.Start);
        _nesting++;
        var node = Chain(TokenKind.Or);
        if (node is not null && _token.Kind == TokenKind.Question)
        {
            var position = Take();
            if (Chain(TokenKind.Or) is not { } then || !Expect(TokenKind.Colon, ":") || Conditional() is not { } otherwise) return null;
            node = Bounded(new Node(NodeOp.Conditional, position, node, then, otherwise));
        }

        _nesting--;
        return node;
    }

    // A chain of && or || is one node, however it was bracketed: both are associative.
    private Node? Chain(TokenKind kind)
    {
        var op = kind == TokenKind.Or ? NodeOp.Or : NodeOp.And;
        var first = Operand();
        if (first is null || _token.Kind != kind) return first;
        var position = _token.Start;
        var operands = new List<Node>();
        Splice(first);
        while (_token.Kind == kind)
        {
            Take();
            if (Operand() is not { } operand) return null;
            Splice(operand);
        }

        return Bounded(new Node(op, position, operands.ToArray()));

        Node? Operand() => kind == TokenKind.Or ? Chain(TokenKind.And) : Binary(0);

        void Splice(Node operand)
        {
            if (operand.Op == op) operands.AddRange(operand.Children);
            else operands.Add(operand);
        }
    }

    // Levels: 0 relations, 1 sums, 2 products; all left-associative.
    private Node? Binary(int level)
    {
        var left = level == 2 ? Unary() : Binary(level + 1);
        while (left is not null && OperatorOf(_token.Kind) is var (op, at) && at == level)
        {
            var position = Take();
            var right = level == 2 ? Unary() : Binary(level + 1);
            left = right is null ? null : Bounded(new Node(op, position, left, right));
        }

        return left;
    }

    private static (NodeOp Op, int Level) OperatorOf(TokenKind kind) => kind switch
    {
        TokenKind.Equal => (NodeOp.Equal, 0),
        TokenKind.NotEqual => (NodeOp.NotEqual, 0),
        TokenKind.Less => (NodeOp.Less, 0),
        TokenKind.LessOrEqual => (NodeOp.LessOrEqual, 0),
        TokenKind.Greater => (NodeOp.Greater, 0),
        TokenKind.GreaterOrEqual => (NodeOp.GreaterOrEqual, 0),
        TokenKind.In => (NodeOp.In, 0),
        TokenKind.Plus => (NodeOp.Add, 1),
        TokenKind.Minus => (NodeOp.Subtract, 1),
        TokenKind.Star => (NodeOp.Multiply, 2),
        TokenKind.Slash => (NodeOp.Divide, 2),
        TokenKind.Percent => (NodeOp.Remainder, 2),
        _ => (default, -1),
    };

    private Node? Unary()
    {
        var sign = _token.Kind;
        if (sign is not (TokenKind.Not or TokenKind.Minus)) return Member();
        var signs = new List<int>();
        while (_token.Kind == sign && !(sign == TokenKind.Minus && _next.IsNumber)) signs.Add(Take());
        var node = Member();
        for (var i = signs.Count - 1; i >= 0 && node is not null; i--)
        {
            node = Bounded(new Node(sign == TokenKind.Not ? NodeOp.Not : NodeOp.Negate, signs[i], node));
        }

        return node;
    }

    private Node? Member()
    {
        var node = Primary();
        while (node is not null)
        {
            if (_token.Kind == TokenKind.Dot)
            {
                Take();
                node = Selection(node);
            }
            else if (_token.Kind == TokenKind.BracketOpen)
            {
                var position = Take();
                if (Conditional() is not { } index || !Expect(TokenKind.BracketClose, "]")) return null;
                node = Bounded(new Node(NodeOp.Index, position, node, index));
            }
            else break;
        }

        return node;
    }

    // A selector may be a reserved word, but not a keyword; between backticks it may be any name.
    private Node? Selection(Node operand)
    {
        if (_token.Kind == TokenKind.QuotedField)
        {
            var field = _text.Substring(_token.Start + 1, _token.Length - 2);
            return Field(operand, field, Take());
        }

        if (_token.Kind != TokenKind.Identifier) return Unexpected("field");
        var (name, position) = Word();
        if (_token.Kind == TokenKind.ParenOpen) return Call(name, position, operand);
        return Field(operand, name, position);
    }

    private Node? Field(Node operand, string name, int position)
    {
        var path = operand.Path is { } parent && Words.IsSelector(name) ? $"{parent}.{name}" : null;
        return Bounded(new Node(NodeOp.Select, position, operand) { Name = name, Path = path, Value = TypeNames.Named(path) });
    }

    private (string Name, int Position) Word()
    {
        var token = _token;
        Take();
        return (_text.Substring(token.Start, token.Length), token.Start);
    }

    private int Take()
    {
        var start = _token.Start;
        Advance();
        return start;
    }

    private void Advance()
    {
        (_token, _problem) = (_next, _nextProblem);
        _next = _lexer.Next();
        _nextProblem = _lexer.Problem;
    }

    private bool Expect(TokenKind kind, string expected)
    {
        if (_token.Kind == kind)
        {
            Take();
            return true;
        }

        Unexpected(expected);
        return false;
    }

    private Node? Unexpected(string expected)
    {
        var found = _token.Kind == TokenKind.End ? "end" : _text.Substring(_token.Start, Math.Min(_token.Length, 40));
        return Fail(_token.Kind == TokenKind.Wrong ? _problem : RulesCodes.Syntax, _token.Start, ("found", found), ("expected", expected));
    }

    private Node? OutOfRange(Token token) =>
        Fail(RulesCodes.LiteralOutOfRange, token.Start, ("found", _text.Substring(token.Start, Math.Min(token.Length, 40))));

    private Node? TooDeep(int position) => Fail(RulesCodes.TooDeep, position, ("limit", Expression.DepthMax));

    private Node? Bounded(Node node) => node.Height <= Expression.DepthMax ? node : TooDeep(node.Position);

    private Node? Fail(string code, int position, params Argument[] arguments)
    {
        _failure ??= Reason.Of(code, [("position", position + 1), .. arguments]);
        return null;
    }
}
