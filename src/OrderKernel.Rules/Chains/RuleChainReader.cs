using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using OrderKernel.Rules.Checking;

namespace OrderKernel.Rules;

/// <summary>Reads a chain of rules and checks what no single property shows: ids once, levers and arguments as the domain has them.</summary>
internal static class RuleChainReader
{
    private const string DefaultZone = "Asia/Shanghai";
    private const long PriorityMax = 1_000_000;
    private static readonly LocalTimePattern Hour = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    internal static bool IsName(string name) =>
        name.Length is > 0 and <= RuleChain.NameMax && name.Trim().Length == name.Length && !name.Any(char.IsControl);

    internal static RuleChain Read(DocumentReader root, ChainDomain domain)
    {
        var description = root.TextOrNull("description");
        var name = root.TextOrNull("zone") ?? DefaultZone;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is not { } zone)
        {
            root.Report("zone", KernelCodes.DocumentValueInvalid, ("value", name), ("expected", "IANA time zone"));
            zone = DateTimeZone.Utc;
        }

        var facts = ChainDeclarations.Facts(root, domain.Facts);
        var levers = ChainDeclarations.Levers(root, domain);
        domain = domain.With(facts, levers);
        var rules = new List<ChainRule>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var readers = root.Children("rules");
        if (!root.Has("rules")) root.Report("rules", KernelCodes.DocumentPropertyMissing);
        Bound(root, "rules", readers.Count, RuleChain.RulesMax);
        foreach (var reader in readers.Take(RuleChain.RulesMax))
        {
            var rule = ReadRule(reader, domain);
            if (!ids.Add(rule.Id)) reader.Report("id", KernelCodes.DocumentValueInvalid, ("value", rule.Id), ("expected", "each id once"));
            rules.Add(rule);
        }

        return new(domain, zone, description, rules) { Facts = facts.ToValueList(), Levers = levers.ToValueList() };
    }

    private static ChainRule ReadRule(DocumentReader reader, ChainDomain domain)
    {
        var id = reader.Text("id") ?? "";
        if (id.Length > 0 || reader.Has("id"))
        {
            if (!IsName(id)) reader.Report("id", KernelCodes.DocumentValueInvalid, ("value", id), ("expected", $"1-{RuleChain.NameMax} characters"));
        }

        var description = reader.TextOrNull("description");
        var when = reader.Expression("when", domain.Facts, FactType.Bool);
        var uses = reader.Children("then");
        Bound(reader, "then", uses.Count, RuleChain.PartsMax);
        var rule = new ChainRule(id, when!, uses.Take(RuleChain.PartsMax).Select(u => ReadUse(u, domain)).ToValueList())
        {
            Description = description,
            Priority = (int)(reader.WholeOrNull("priority", -PriorityMax, PriorityMax) ?? 0),
            Stops = reader.Flag("stop", false),
            IsEnabled = reader.Flag("enabled", true),
            From = Day(reader, "from"),
            Until = Day(reader, "until"),
            ExcludedHours = Hours(reader),
            Tags = Words(reader),
            Path = reader.Path,
        };
        // A rule that pulls nothing is one that stops, or it does nothing at all.
        if (uses.Count == 0 && !rule.Stops) reader.Report("then", KernelCodes.DocumentPropertyMissing);
        reader.Close();
        return rule;
    }

    private static LeverUse ReadUse(DocumentReader reader, ChainDomain domain)
    {
        var name = reader.Text("lever") ?? "";
        var lever = domain.LeverOf(name);
        if (lever is null && reader.Has("lever"))
        {
            string[] known = [.. domain.Levers.Items.Select(l => l.Name)];
            reader.Report("lever", RulesCodes.LeverUnknown, ("lever", name), ("suggestion", Suggestion.For(name, known)));
        }

        var arguments = new List<LeverArgument>();
        var with = reader.ChildOrNull("with");
        if (with is not null)
        {
            var given = with.Keys();
            if (lever is not null)
            {
                string[] known = [.. lever.Parameters.Items.Select(p => p.Name)];
                foreach (var other in given.Except(known))
                    with.Report(other, RulesCodes.ArgumentUnknown, ("argument", other), ("lever", name), ("suggestion", Suggestion.For(other, known)));
            }
        }

        foreach (var parameter in lever?.Parameters.Items ?? [])
        {
            if (with is not null && with.Has(parameter.Name))
            {
                if (ReadArgument(with, parameter, domain.Facts) is { } argument) arguments.Add(argument);
            }
            else if (!parameter.IsOptional) (with ?? reader).Report(with is null ? "with" : parameter.Name, KernelCodes.DocumentPropertyMissing);
        }

        reader.Close();
        return new(name, arguments.ToValueList());
    }

    private static LeverArgument? ReadArgument(DocumentReader with, LeverParameter parameter, FactSchema facts)
    {
        var name = parameter.Name;
        if (with.KindOf(name) == JsonValueKind.Object)
        {
            var child = with.Child(name)!;
            if (child.Has("amount")) return Amount(with, child, parameter);
            var computed = child.Expression("expression", facts, parameter.Type);
            // What a lever is told is kept and sent: what is said of a person is neither.
            if (computed?.Reads().FirstOrDefault(path => facts[facts.SlotOf(path)].IsPersonal) is { } personal)
                child.Report("expression", RulesCodes.ArgumentPersonal, ("argument", name), ("fact", personal));
            child.Close();
            return computed is null ? null : new(name, default, computed);
        }

        var value = with.KindOf(name) switch
        {
            JsonValueKind.String => with.Text(name) is { } text ? ExpressionValue.Of(text) : default,
            JsonValueKind.Number => with.Whole(name) is { } number ? ExpressionValue.Of(number) : default,
            JsonValueKind.Array => ExpressionValue.OfList(with.Texts(name)),
            _ => ExpressionValue.Of(with.Flag(name, false)),
        };
        if (value.IsAbsent) return null;
        if (parameter.Type.Includes(value)) return new(name, value, null);
        with.Report(name, KernelCodes.DocumentTypeMismatch, ("expected", parameter.Type), ("found", with.KindOf(name)));
        return null;
    }

    private static LeverArgument? Amount(DocumentReader with, DocumentReader child, LeverParameter parameter)
    {
        var code = child.Text("currency");
        var money = Currency.TryParse(code, out var currency) ? child.Money("amount", currency) : null;
        if (currency.Code is null && code is not null)
            child.Report("currency", KernelCodes.DocumentValueInvalid, ("value", code), ("expected", "ISO 4217 currency"));
        child.Close();
        if (money is not { } amount) return null;
        if (parameter.Type == FactType.Money) return new(parameter.Name, ExpressionValue.Of(amount), null);
        with.Report(parameter.Name, KernelCodes.DocumentTypeMismatch, ("expected", parameter.Type), ("found", FactType.Money));
        return null;
    }

    private static LocalDate? Day(DocumentReader reader, string name)
    {
        if (reader.TextOrNull(name) is not { } text) return null;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } day) return day.Value;
        reader.Report(name, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "date such as 2026-11-11"));
        return null;
    }

    private static ValueList<HourRange> Hours(DocumentReader reader)
    {
        var ranges = new List<HourRange>();
        var children = reader.Children("excludedHours");
        Bound(reader, "excludedHours", children.Count, RuleChain.PartsMax);
        foreach (var child in children)
        {
            var (begin, end) = (Time(child, "from"), Time(child, "to"));
            if (begin is { } from && end is { } to)
            {
                if (from == to) child.Report("to", KernelCodes.DocumentValueInvalid, ("value", Hour.Format(to)), ("expected", "another hour than from"));
                else ranges.Add(new(from, to));
            }

            child.Close();
        }

        return ranges.ToValueList();
    }

    private static LocalTime? Time(DocumentReader reader, string name)
    {
        if (reader.Text(name) is not { } text) return null;
        if (Hour.Parse(text) is { Success: true } time) return time.Value;
        reader.Report(name, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "hour such as 02:00"));
        return null;
    }

    private static ValueList<string> Words(DocumentReader reader)
    {
        var words = reader.Texts("tags");
        Bound(reader, "tags", words.Count, RuleChain.PartsMax);
        if (words.FirstOrDefault(w => !IsName(w)) is { } wrong)
            reader.Report("tags", KernelCodes.DocumentValueInvalid, ("value", wrong), ("expected", $"1-{RuleChain.NameMax} characters"));
        return words.ToValueList();
    }

    internal static void Bound(DocumentReader reader, string name, int count, int max)
    {
        if (count > max) reader.Report(name, KernelCodes.DocumentValueInvalid, ("value", count), ("expected", $"at most {max}"));
    }
}
