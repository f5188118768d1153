namespace OrderKernel.Rules.Tests.Differential;

/// <summary>One operation on plain operands on which the two sides differ.</summary>
internal sealed record Difference(string Form, Opinion[] Operands, string Text, Opinion Ours, Opinion Cel)
{
    internal string Kinds => string.Join(",", Operands.Select(o => o.Kind));

    public override string ToString() => $"{Text}: ours {Ours}, Cel {Cel} ({Form} on {Kinds})";
}

/// <summary>Takes an expression on which the sides differ apart into the operations on which they do.</summary>
/// <remarks>Each operation is asked again with the plain values that we hold its operands for, so that a difference below is not taken for one above.</remarks>
internal static class Differences
{
    internal static List<Difference> Of(Term term)
    {
        var found = new List<Difference>();
        Look(term, t => t, found);
        return found;
    }

    // The binding puts plain values in place of the variables of macros around a term.
    private static void Look(Term term, Func<string, string> bind, List<Difference> found)
    {
        if (term.Variable is not null)
        {
            Macro(term, bind, found);
            return;
        }

        foreach (var part in term.Parts) Look(part, bind, found);
        var operands = term.Parts.Select(p => Opinions.OfOurs(bind(p.Text))).ToArray();
        Ask(term.Form, operands, term.Parts.Length == 0 ? bind(term.Form) : term.Filled([.. operands.Select(Literals.Of)]), found);
    }

    private static void Macro(Term term, Func<string, string> bind, List<Difference> found)
    {
        Look(term.Parts[0], bind, found);
        var name = term.Form.Split('.', '(')[1];
        var range = Opinions.OfOurs(bind(term.Parts[0].Text));
        var elements = range.Value switch
        {
            { Kind: ValueKind.List } list => list.AsList().ToArray(),
            { Kind: ValueKind.Map } map => [.. map.AsMap().Select(e => e.Key)],
            _ => [],
        };
        var outcomes = new List<Opinion>();
        var choice = "true";
        for (var i = elements.Length - 1; i >= 0; i--)
        {
            var element = Literals.Of(new Opinion(elements[i], null));
            string Bind(string text) => bind(Replaced(text, term.Variable!, element));
            Look(term.Parts[1], Bind, found);
            var outcome = Opinions.OfOurs(Bind(term.Parts[1].Text));
            outcomes.Insert(0, outcome);
            var which = range.Value!.Value.Kind == ValueKind.List ? $"i == {i}" : $"i == {element}";
            var body = Bind(term.Parts[1].Text);
            // Which error it is matters to the other side, where it is one there too.
            choice = $"({which} ? {(outcome.IsError && Opinions.OfCel(body).IsError ? $"({body})" : Literals.Of(outcome))} : {choice})";
        }

        var over = range.Value is { Kind: ValueKind.List } ? $"[{string.Join(", ", Enumerable.Range(0, elements.Length))}]" : Literals.Of(range);
        Ask(name, [range, .. outcomes], $"{over}.{name}(i, {choice})", found);
    }

    private static void Ask(string form, Opinion[] operands, string text, List<Difference> found)
    {
        var (ours, cel) = (Opinions.OfOurs(text), Opinions.OfCel(text));
        if (ours != cel) found.Add(new(form, operands, text, ours, cel));
    }

    private static string Replaced(string text, string variable, string value) =>
        System.Text.RegularExpressions.Regex.Replace(text, $"\\b{variable}\\b", value.Replace("$", "$$", StringComparison.Ordinal));
}

/// <summary>Values as both sides read them.</summary>
internal static class Literals
{
    internal static string Of(Opinion opinion)
    {
        if (opinion.Value is not { } value) return "(1 / 0)";
        return value.Kind switch
        {
            ValueKind.Double when double.IsNaN(value.AsDouble()) || double.IsInfinity(value.AsDouble()) => $"double('{Text(value)}')",
            ValueKind.Double or ValueKind.Int => $"({value})",
            ValueKind.Instant => $"timestamp('{Text(value)}')",
            ValueKind.Duration => $"duration('{Text(value)}')",
            // The names of these types are not known on the other side.
            ValueKind.Type when value.AsType() == ValueKind.Instant => "type(timestamp(0))",
            ValueKind.Type when value.AsType() == ValueKind.Duration => "type(duration('0s'))",
            ValueKind.List => $"[{string.Join(", ", value.AsList().Select(e => Of(new Opinion(e, null))))}]",
            ValueKind.Map => $"{{{string.Join(", ", value.AsMap().Select(e => $"{Of(new Opinion(e.Key, null))}: {Of(new Opinion(e.Value, null))}"))}}}",
            _ => value.ToString(),
        };
    }

    internal static string Text(ExpressionValue value) => DynamicExpression.Parse("string(x)").ValueOrThrow()
        .Evaluate(new Dictionary<string, ExpressionValue> { ["x"] = value }).Value.AsString();
}
