using OrderKernel.Rules.Patterns;

namespace OrderKernel.Rules.Syntax;

/// <summary>The parts that stand alone: literals, names, calls, lists and maps.</summary>
internal sealed partial class Parser
{
    private Node? Primary()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Literal:
                Take();
                return new(NodeOp.Constant, token.Start) { Value = token.Value };
            case TokenKind.Whole:
                Take();
                return token.Value.Bits < 0 ? OutOfRange(token) : new(NodeOp.Constant, token.Start) { Value = ExpressionValue.Of(token.Value.Bits) };
            case TokenKind.Minus when _next.IsNumber:
                return Negative();
            case TokenKind.ParenOpen:
                Take();
                return Conditional() is { } inner && Expect(TokenKind.ParenClose, ")") ? inner : null;
            case TokenKind.BracketOpen:
                Take();
                return Sequence(TokenKind.BracketClose, "]", isMap: false) is { } elements ? Bounded(new Node(NodeOp.List, token.Start, elements)) : null;
            case TokenKind.BraceOpen:
                Take();
                return Sequence(TokenKind.BraceClose, "}", isMap: true) is { } entries ? Bounded(new Node(NodeOp.Map, token.Start, entries)) : null;
            case TokenKind.Dot when _next.Kind == TokenKind.Identifier:
                Take();
                return Name(isRooted: true);
            case TokenKind.Identifier:
                return Name();
            default:
                return Unexpected("value");
        }
    }

    private Node? Name(bool isRooted = false)
    {
        if (Words.IsReserved(_text.Substring(_token.Start, _token.Length))) return Unexpected("name");
        var (name, position) = Word();
        if (_token.Kind == TokenKind.ParenOpen) return Call(name, position, null);
        if (_token.Kind == TokenKind.BraceOpen) return Fail(RulesCodes.NotSupported, position, ("name", name + "{}"));
        var level = _locals.LastIndexOf(name);
        return level < 0 || isRooted
            ? new(NodeOp.Variable, position) { Name = name, Path = name, IsRooted = level >= 0, Value = TypeNames.Named(name) }
            : new(NodeOp.Local, position) { Name = name, Slot = level };
    }

    private Node? Negative()
    {
        var position = Take();
        var token = _token;
        Take();
        if (token.Kind == TokenKind.Literal) return new(NodeOp.Constant, position) { Value = ExpressionValue.Of(-token.Value.Number) };
        var magnitude = unchecked((ulong)token.Value.Bits);
        if (magnitude > 1UL << 63) return OutOfRange(token);
        return new(NodeOp.Constant, position) { Value = ExpressionValue.Of(unchecked(-(long)magnitude)) };
    }

    private Node? Call(string name, int position, Node? receiver)
    {
        Take();
        if (receiver is not null && Words.MacroOf(name) is { } macro) return Macro(macro, name, position, receiver);
        if (Sequence(TokenKind.ParenClose, ")", isMap: false) is not { } arguments) return null;
        if (receiver is null && name == "has") return Has(position, arguments);
        if (receiver is null && name == "money" && arguments is [{ Op: NodeOp.Constant, Value.Kind: ValueKind.String } written])
        {
            var amount = Evaluation.Amounts.Parse(written.Value.Characters);
            return amount.IsAbsent
                ? Fail(RulesCodes.AmountInvalid, position, ("expression", $"money({written.Value})"))
                : new(NodeOp.Constant, position) { Value = amount };
        }

        var op = FunctionTable.Of(name, receiver is not null, arguments.Length);
        Node[] operands = receiver is null ? arguments : [receiver, .. arguments];
        var pattern = op == NodeOp.Matches && operands[1] is { Op: NodeOp.Constant, Value.Kind: ValueKind.String } text ? text.Value.Characters : null;
        return Bounded(new Node(op, position, operands)
        {
            Name = name, IsMember = receiver is not null, Pattern = pattern is null ? null : Pattern.TryParse(pattern, out _),
        });
    }

    private Node? Has(int position, Node[] arguments) => arguments is [{ Op: NodeOp.Select } field]
        ? Bounded(new Node(NodeOp.Has, position, field.Children) { Name = field.Name, Path = field.Path })
        : Fail(RulesCodes.Syntax, position, ("found", "has"), ("expected", "has(a.b)"));

    private Node[]? Sequence(TokenKind close, string closing, bool isMap)
    {
        var items = new List<Node>();
        while (_token.Kind != close)
        {
            if (Conditional() is not { } item) return null;
            items.Add(item);
            if (isMap)
            {
                if (!Expect(TokenKind.Colon, ":") || Conditional() is not { } value) return null;
                items.Add(value);
            }

            if (_token.Kind != TokenKind.Comma) break;
            Take();
            if (_token.Kind == close && close == TokenKind.ParenClose)
            {
                Unexpected("value");
                return null;
            }
        }

        return Expect(close, closing) ? items.ToArray() : null;
    }
}
