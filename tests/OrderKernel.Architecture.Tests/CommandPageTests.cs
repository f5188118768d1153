using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using OrderKernel.AfterSales;
using OrderKernel.Inventory;
using OrderKernel.Logistics;
using OrderKernel.Orders;
using OrderKernel.Workflow;

namespace OrderKernel.Architecture.Tests;

// Fails when a command, a field of one, or what the code says of it is not on the page.
public partial class CommandPageTests
{
    private const string Introduction = """
        # Commands

        What can be said to an order, an after-sales case, an approval, a stock adjustment, a reservation, the stock or a parcel's track, as JSON: one object with the command's name under `command` and its fields beside it.
        `CommandCodec.Write` gives the canonical form, `CommandCodec.Read` reads any, [`orderkernel tell`](../guides/telling.md) says it. This page is written from the codecs and checked by a test.

        ```json
        { "command": "orders.record-payment", "payment": "p-1", "tender": "Cash", "amount": "CNY 199.00", "paidAt": "2026-02-09T12:00:00+08:00" }
        ```

        - Ids and other texts stand as text, amounts as currency and decimal number (`"CNY 12.34"`), counts as whole numbers, instants in ISO 8601 with an offset or `Z`, words by their name.
        - A list that is left out is empty; another field that is not required and left out has the value that its description names.
        - A field or a command that is not known, a field that stands there twice, and a value that is none are refused: all of them at once, each with its path.

        """;

    private static readonly string Reference = Path.Combine(Family.Root, "docs", "reference", "commands.md");

    private static readonly (string Title, string Prefix, Func<string, ValueList<CommandField>> Fields,
        IEnumerable<string> Names, Func<object, string> NameOf, Type Base)[] Families =
    [
        Of("Said to an order", "orders.", OrderCommands.Codec),
        Of("Said to an after-sales case", "aftersales.", CaseCommands.Codec),
        Of("Said to an approval or to a stock adjustment", "approvals.", ApprovalCommands.Codec),
        Of("Said to a stock adjustment only", "inventory.", AdjustmentCommands.Codec), Of("Said to a reservation", "inventory.", ReservationCommands.Codec),
        Of("Said of stock", "inventory.", StockCommands.Codec), Of("Said of a parcel's track", "logistics.", TrackCommands.Codec),
    ];

    private static readonly Dictionary<string, XElement> Docs = Family.Packages
        .Select(p => Path.Combine(AppContext.BaseDirectory, $"{p}.xml")).Where(File.Exists)
        .SelectMany(f => XDocument.Load(f).Descendants("member")).ToDictionary(m => m.Attribute("name")!.Value, StringComparer.Ordinal);

    /// <summary>The names of all commands.</summary>
    internal static IEnumerable<string> Commands => Families.SelectMany(f => f.Names);

    /// <summary>To approve: <c>ORDERKERNEL_APPROVE=1 dotnet test tests/OrderKernel.Architecture.Tests</c> writes the page from the codecs.</summary>
    [Fact]
    public void The_reference_lists_every_command_with_its_fields()
    {
        var page = Page();
        if (Family.Approves) File.WriteAllText(Reference, page);
        Assert.Equal(File.Exists(Reference) ? File.ReadAllText(Reference) : "(no page)", page);
    }

    private static (string, string, Func<string, ValueList<CommandField>>, IEnumerable<string>, Func<object, string>, Type) Of<T>(string title, string prefix,
        CommandCodec<T> codec) where T : class =>
        (title, prefix, codec.Fields, codec.Names, c => codec.NameOf((T)c), typeof(T));

    private static string Page()
    {
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        var objects = new SortedDictionary<string, ValueList<CommandField>>(StringComparer.Ordinal);
        foreach (var (title, prefix, fields, names, nameOf, family) in Families)
        {
            page.Append($"\n## {title}\n");
            var types = Types().Where(t => !t.IsAbstract && family.IsAssignableFrom(t)).ToList();
            foreach (var name in names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)))
            {
                var type = types.Single(t => Named(t, nameOf) == name);
                page.Append($"\n### {name}\n\n{Text(Docs[$"T:{type.FullName}"].Element("summary"))}\n");
                Table(page, type, fields(name), objects);
            }
        }

        page.Append("\n## Objects in fields\n");
        var sections = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (objects.Keys.FirstOrDefault(k => !sections.ContainsKey(k)) is { } next)
        {
            var type = Types().Single(t => t.Name == next && t.IsPublic);
            var section = new StringBuilder($"\n### {next}\n\n{Text(Docs[$"T:{type.FullName}"].Element("summary"))}\n");
            Table(section, type, objects[next], objects);
            sections.Add(next, section.ToString());
        }

        return page.Append(string.Concat(sections.Values)).ToString();
    }

    private static string Named(Type type, Func<object, string> nameOf)
    {
        try { return nameOf(RuntimeHelpers.GetUninitializedObject(type)); }
        catch (System.Diagnostics.UnreachableException) { return ""; }
    }

    private static void Table(StringBuilder page, Type type, ValueList<CommandField> fields, SortedDictionary<string, ValueList<CommandField>> objects)
    {
        if (fields.IsEmpty) return;
        page.Append("\n| field | form | required | meaning |\n| --- | --- | --- | --- |\n");
        foreach (var field in fields)
        {
            var form = field.Form.Replace("|", "`, `", StringComparison.Ordinal);
            if (!field.Fields.IsEmpty) objects.TryAdd(field.Form.Replace("list of ", "", StringComparison.Ordinal), field.Fields);
            page.Append($"| `{field.Name}` | {(field.Form.Contains('|') ? $"`{form}`" : form)} | {(field.IsRequired ? "yes" : "")} | {Meaning(type, field.Name)} |\n");
        }
    }

    private static string Meaning(Type type, string field)
    {
        var name = char.ToUpperInvariant(field[0]) + field[1..];
        var said = Docs[$"T:{type.FullName}"].Elements("param").FirstOrDefault(p => p.Attribute("name")!.Value == name)
            ?? Docs.GetValueOrDefault($"P:{type.FullName}.{name}")?.Element("summary");
        return Text(said);
    }

    private static string Text(XElement? said)
    {
        if (said is null) return "";
        var text = string.Concat(said.Nodes().Select(n => n switch
        {
            XElement { Name.LocalName: "see" } see =>
                $"`{(see.Attribute("cref")?.Value ?? see.Attribute("langword")!.Value).Split('(')[0].Split('.', ':')[^1]}`",
            XElement e => $"`{e.Value}`",
            _ => n.ToString(),
        }));
        return Blanks().Replace(System.Net.WebUtility.HtmlDecode(text), " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    private static IEnumerable<Type> Types() => Family.Packages.SelectMany(p => Family.Load(p).GetTypes());

    [GeneratedRegex("\\s+")]
    private static partial Regex Blanks();
}
