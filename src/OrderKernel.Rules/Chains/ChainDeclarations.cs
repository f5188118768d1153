using OrderKernel.Rules.Checking;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules;

/// <summary>Reads the facts and levers that a chain's document declares beyond those of its domain.</summary>
internal static class ChainDeclarations
{
    private const string ListBegin = "list<";
    private const string PathExpected = "another path, such as gift.available";
    private const string OnceExpected = "each name once";

    private static readonly FactType[] Plain =
    [
        FactType.Bool, FactType.Int, FactType.Uint, FactType.Double, FactType.String, FactType.Money, FactType.Instant, FactType.Duration,
    ];

    private static readonly string TypesExpected = $"{string.Join("|", Plain.Select(t => t.Name))}|{ListBegin}…>";

    /// <summary>The facts that the domain does not have. One that it has may stand there again, with the same type.</summary>
    public static List<FactField> Facts(DocumentReader root, FactSchema known)
    {
        var facts = new List<FactField>();
        var readers = root.Children("facts");
        RuleChainReader.Bound(root, "facts", readers.Count, RuleChain.PartsMax);
        foreach (var reader in readers.Take(RuleChain.PartsMax))
        {
            var path = reader.Text("path");
            var type = TypeOf(reader);
            var field = new FactField(path ?? "", type ?? FactType.Null, reader.Flag("optional", false)) { IsPersonal = reader.Flag("personal", false) };
            reader.Close();
            if (path is null || type is null) continue;
            if (known.TrySlotOf(path, out var slot))
            {
                if (known[slot].Type != type) Wrong(reader, "type", type.Name, known[slot].Type.Name);
            }
            else if (!IsPath(path) || known.IsGroup(path) || facts.Exists(f => Overlap(f.Path, path)) || known.Fields.Any(f => Overlap(f.Path, path)))
                Wrong(reader, "path", path, PathExpected);
            else facts.Add(field);
        }

        return facts;
    }

    /// <summary>The levers that the domain does not have. One that it has may stand there again, with the same parameters.</summary>
    public static List<Lever> Levers(DocumentReader root, ChainDomain domain)
    {
        var levers = new List<Lever>();
        var readers = root.Children("levers");
        RuleChainReader.Bound(root, "levers", readers.Count, RuleChain.PartsMax);
        foreach (var reader in readers.Take(RuleChain.PartsMax))
        {
            var name = Name(reader, "lever");
            var addsUp = reader.Flag("addsUp", false);
            var parameters = new List<LeverParameter>();
            var children = reader.Children("with");
            RuleChainReader.Bound(reader, "with", children.Count, RuleChain.PartsMax);
            foreach (var child in children.Take(RuleChain.PartsMax))
            {
                var parameter = Name(child, "name");
                if (TypeOf(child) is { } type && parameter is not null)
                {
                    if (parameters.Exists(p => p.Name == parameter)) Wrong(child, "name", parameter, OnceExpected);
                    else parameters.Add(new(parameter, type, child.Flag("optional", false)));
                }
                else child.Has("optional");

                child.Close();
            }

            reader.Close();
            if (name is null) continue;
            var lever = new Lever(name, parameters.ToValueList(), addsUp);
            if (domain.LeverOf(name) is { } known)
            {
                if (known != lever) Wrong(reader, "lever", name, Told(known));
            }
            else if (levers.Exists(l => l.Name == name)) Wrong(reader, "lever", name, OnceExpected);
            else levers.Add(lever);
        }

        return levers;
    }

    private static string Told(Lever lever)
    {
        var parameters = lever.Parameters.Items.Select(p => $"{p.Name}{(p.IsOptional ? "?" : "")}: {p.Type}");
        return $"{lever.Name}({string.Join(", ", parameters)}){(lever.AddsUp ? " adding up" : "")}";
    }

    private static FactType? TypeOf(DocumentReader reader)
    {
        if (reader.Text("type") is not { } word) return null;
        var isList = word.StartsWith(ListBegin, StringComparison.Ordinal) && word.EndsWith(">", StringComparison.Ordinal);
        var name = isList ? word.Substring(ListBegin.Length, word.Length - ListBegin.Length - 1) : word;
        if (Array.Find(Plain, t => t.Name == name) is { } type) return isList ? FactType.ListOf(type) : type;
        Wrong(reader, "type", word, TypesExpected);
        return null;
    }

    private static string? Name(DocumentReader reader, string property)
    {
        if (reader.Text(property) is not { } name) return null;
        if (RuleChainReader.IsName(name)) return name;
        Wrong(reader, property, name, $"1-{RuleChain.NameMax} characters");
        return null;
    }

    private static bool IsPath(string path)
    {
        var names = path.Split('.');
        return Array.TrueForAll(names, Words.IsIdentifier) && !Words.IsReserved(names[0]);
    }

    // The same path, or one the beginning of the other.
    private static bool Overlap(string a, string b) => a == b
        || a.StartsWith(b + ".", StringComparison.Ordinal) || b.StartsWith(a + ".", StringComparison.Ordinal);

    private static void Wrong(DocumentReader reader, string property, string value, string expected) =>
        reader.Report(property, KernelCodes.DocumentValueInvalid, ("value", value), ("expected", expected));
}
