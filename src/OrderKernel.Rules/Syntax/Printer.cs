using System.Text;

namespace OrderKernel.Rules.Syntax;

/// <summary>Prints a tree as text with the fewest brackets; parsing the text gives the same tree.</summary>
internal static class Printer
{
    private const int Ternary = 0, Unary = 6, Member = 7;

    internal static string Print(Node node)
    {
        var text = new StringBuilder();
        Write(text, node, Ternary);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Node node, int atLeast)
    {
        var needsBrackets = LevelOf(node) < atLeast;
        if (needsBrackets) text.Append('(');
        Body(text, node);
        if (needsBrackets) text.Append(')');
    }

    private static void Body(StringBuilder text, Node node)
    {
        var children = node.Children;
        var level = LevelOf(node);
        switch (node.Op)
        {
            case NodeOp.Constant when node.Written is not null: Body(text, node.Written); break;
            case NodeOp.Constant: text.Append(node.Value.ToString()); break;
            case NodeOp.Variable or NodeOp.Fact or NodeOp.Local: text.Append(node.IsRooted ? "." : "").Append(node.Name); break;
            case NodeOp.HasFact: text.Append("has(").Append(node.IsRooted ? "." : "").Append(node.Name).Append(')'); break;
            case NodeOp.Has: Write(text.Append("has("), children[0], Member); Field(text, node.Name).Append(')'); break;
            case NodeOp.Select: Write(text, children[0], Member); Field(text, node.Name); break;
            case NodeOp.Index: Write(text, children[0], Member); Write(text.Append('['), children[1], Ternary); text.Append(']'); break;
            case NodeOp.List: Sequence(text.Append('['), children, 0); text.Append(']'); break;
            case NodeOp.Map: Entries(text, children); break;
            case NodeOp.Conditional:
                Write(text, children[0], 1);
                Write(text.Append(" ? "), children[1], 1);
                Write(text.Append(" : "), children[2], Ternary);
                break;
            case NodeOp.Not: Write(text.Append('!'), children[0], children[0].Op == NodeOp.Not ? Unary : Member); break;
            case NodeOp.Negate: Negation(text, children[0]); break;
            case NodeOp.And or NodeOp.Or: Chain(text, node, level); break;
            case >= NodeOp.Equal and <= NodeOp.Remainder:
                Write(text, children[0], level);
                Write(text.Append(' ').Append(SignOf(node.Op)).Append(' '), children[1], level + 1);
                break;
            default: Call(text, node); break;
        }
    }

    private static StringBuilder Field(StringBuilder text, string name) =>
        Words.IsSelector(name) ? text.Append('.').Append(name) : text.Append(".`").Append(name).Append('`');

    private static void Chain(StringBuilder text, Node node, int level)
    {
        for (var i = 0; i < node.Children.Length; i++)
        {
            if (i > 0) text.Append(node.Op == NodeOp.And ? " && " : " || ");
            Write(text, node.Children[i], level + 1);
        }
    }

    // A sign before a number would be read as part of it.
    private static void Negation(StringBuilder text, Node operand)
    {
        var isNumber = operand is { Op: NodeOp.Constant, Written: null, Value.Kind: ValueKind.Int or ValueKind.Double };
        var isPlainNumber = isNumber && !operand.Value.ToString().StartsWith('-');
        if (isPlainNumber) text.Append("-(").Append(operand.Value.ToString()).Append(')');
        else Write(text.Append('-'), operand, operand.Op == NodeOp.Negate ? Unary : Member);
    }

    private static void Call(StringBuilder text, Node node)
    {
        if (node.IsMember)
        {
            Write(text, node.Children[0], Member);
            text.Append('.');
        }

        text.Append(node.Name).Append('(');
        if (node.IsMacro) text.Append(node.Binds).Append(", ");
        Sequence(text, node.Children, node.IsMember ? 1 : 0);
        text.Append(')');
    }

    private static void Sequence(StringBuilder text, Node[] items, int from)
    {
        for (var i = from; i < items.Length; i++)
        {
            if (i > from) text.Append(", ");
            Write(text, items[i], Ternary);
        }
    }

    private static void Entries(StringBuilder text, Node[] entries)
    {
        text.Append('{');
        for (var i = 0; i < entries.Length; i += 2)
        {
            if (i > 0) text.Append(", ");
            Write(text, entries[i], Ternary);
            Write(text.Append(": "), entries[i + 1], Ternary);
        }

        text.Append('}');
    }

    private static int LevelOf(Node node) => node.Op switch
    {
        NodeOp.Conditional => Ternary,
        NodeOp.Or => 1,
        NodeOp.And => 2,
        >= NodeOp.Equal and <= NodeOp.In => 3,
        NodeOp.Add or NodeOp.Subtract => 4,
        >= NodeOp.Multiply and <= NodeOp.Remainder => 5,
        NodeOp.Not or NodeOp.Negate => Unary,
        _ => Member,
    };

    internal static string SignOf(NodeOp op) => op switch
    {
        NodeOp.Equal => "==",
        NodeOp.NotEqual => "!=",
        NodeOp.Less => "<",
        NodeOp.LessOrEqual => "<=",
        NodeOp.Greater => ">",
        NodeOp.GreaterOrEqual => ">=",
        NodeOp.In => "in",
        NodeOp.Add => "+",
        NodeOp.Subtract => "-",
        NodeOp.Multiply => "*",
        NodeOp.Divide => "/",
        _ => "%",
    };
}
