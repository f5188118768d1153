namespace OrderKernel.Testing;

/// <summary>Spoils one value of a record, and says which record it then is.</summary>
internal static class PayloadDamage
{
    public static void Do(PayloadDocument document, PayloadNode record, Dice dice)
    {
        var leaf = dice.Pick([.. record.Leaves()]);
        var text = leaf.Text ?? "";
        var digits = text.Select((c, i) => (c, i)).Where(d => char.IsAsciiDigit(d.c)).Select(d => d.i).ToArray();
        switch (dice.Below(4))
        {
            case 0 when !document.IsCsv:
                (leaf.Text, leaf.IsNull) = (null, document.Format == "json" && dice.OneIn(2));
                break;
            case 1 when document.Nulls.Count > 0:
                (leaf.Text, leaf.IsLiteral) = (dice.Pick(document.Nulls), false);
                break;
            case 2 when digits.Length > 0:
                var at = dice.Pick(digits);
                // No zero in front: a JSON number has none.
                leaf.Text = text[..at] + (char)('1' + ((text[at] - '0' + dice.Below(8)) % 9)) + text[(at + 1)..];
                break;
            default:
                (leaf.Text, leaf.IsLiteral) = (text + "x", false);
                break;
        }
    }

    /// <summary>The first record kind that has what it needs and nothing that it must lack.</summary>
    /// <param name="document">The profile document.</param>
    /// <param name="written">The kind that the record was written by.</param>
    /// <param name="record">The record, below its prefix.</param>
    /// <param name="prefix">Where in the record the fields begin.</param>
    public static PayloadKind? KindOf(PayloadDocument document, PayloadKind written, PayloadNode record, string prefix)
    {
        bool Has(PayloadKind kind, string path) => document.IsCsv
            ? written.Columns.Contains(path)
            : kind.Prefixes.Any(p => prefix.StartsWith(p, StringComparison.Ordinal)
                ? prefix == p && Stands(record, path)
                : p.StartsWith(prefix, StringComparison.Ordinal) && Stands(record, p[prefix.Length..] + path));
        return document.Kinds.FirstOrDefault(k => k.Needs.All(n => Has(k, n)) && !k.Lacks.Any(l => Has(k, l)));
    }

    private static bool Stands(PayloadNode node, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (node.Find(name.Split('[')[0]) is not { } below) return false;
            node = below;
        }

        return node is { IsNothing: false, IsNull: false };
    }
}
