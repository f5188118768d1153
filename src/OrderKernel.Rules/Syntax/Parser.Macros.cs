namespace OrderKernel.Rules.Syntax;

/// <summary>The macros: a receiver, the name of a variable, and what is said of each element.</summary>
internal sealed partial class Parser
{
    private Node? Macro(NodeOp op, string name, int position, Node range)
    {
        if (_token.Kind != TokenKind.Identifier || _next.Kind != TokenKind.Comma || Words.IsReserved(_text.Substring(_token.Start, _token.Length)))
        {
            return Unexpected($"{name}(x, …)");
        }

        var variable = Word().Name;
        Take();
        var level = _locals.Count;
        _locals.Add(variable);
        var first = Conditional();
        Node? second = null;
        var isPair = first is not null && op == NodeOp.Transform && _token.Kind == TokenKind.Comma;
        if (isPair)
        {
            Take();
            second = Conditional();
        }

        _locals.RemoveAt(level);
        if (first is null || (isPair && second is null) || !Expect(TokenKind.ParenClose, ")")) return null;
        Node[] children = second is null ? [range, first] : [range, first, second];
        return Bounded(new Node(op, position, children) { Name = name, IsMember = true, Slot = level, Binds = variable });
    }
}
