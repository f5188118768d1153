using System.Text.RegularExpressions;

namespace OrderKernel.Architecture.Tests;

// Fails when two packages give one name to two public types, when a type reads as a namespace of the family,
// or when something is public that no user meets: no page names it, no signature, no base, and no other package uses it.
public partial class PublicNameTests
{
    // What is public for another reason.
    private static readonly Dictionary<string, string> Excused = new(StringComparer.Ordinal)
    {
        ["OrderKernelServices"] = "Extension methods: users write AddOrderKernel.",
        ["OrderKernelWorkerServices"] = "Extension methods: users write AddOrderKernelWorker.",
        ["ExpressionReading"] = "What readers of documents in other packages of a host's own use.",
        ["MemoryAnchor"] = "For tests of a host.",
        ["ScanSheet"] = "What a scanner's screen shows.",
        ["CalendarWriter"] = "Writes what CalendarReader reads.",
        ["DiagramModel"] = "For a host that draws workflows itself.",
        ["OrderActions"] = "Names that workflow documents use.",
        ["ShipmentPresets"] = "Documents that a host takes over.",
    };

    private static readonly Type[] Public =
        [.. Family.Packages.Where(p => p != "OrderKernel.Cli").SelectMany(p => Family.Load(p).GetExportedTypes()).Where(t => !t.IsNested)];

    [Fact]
    public void No_two_public_types_share_a_name() => Assert.Empty(
        Public.GroupBy(t => t.Name, StringComparer.Ordinal).Where(g => g.Select(t => t.Assembly).Distinct().Count() > 1)
            .Select(g => string.Join(" ", g.Select(t => t.FullName))));

    [Fact]
    public void No_type_reads_as_a_namespace()
    {
        var spaces = Public.SelectMany(t => t.Namespace!.Split('.')).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Public.Where(t => spaces.Contains(t.Name)).Select(t => t.FullName));
    }

    [Fact]
    public void What_is_public_is_met_by_somebody()
    {
        var unmet = Unmet(Pages());
        Assert.Equal("", string.Join(" ", unmet.Except(Excused.Keys)));
        Assert.Equal("", string.Join(" ", Excused.Keys.Except(unmet)));
    }

    [Fact]
    public void The_check_finds_what_no_page_would_name() => Assert.NotEmpty(Unmet([]).Except(Unmet(Pages())));

    private static readonly string[] Written = ["Codes", "Commands", "Verbs", "Generators"];

    private static string[] Unmet(HashSet<string> pages)
    {
        var used = Family.Packages.ToDictionary(p => p, p => Words(Family.Sources($"src/{p}").Select(f => Comments().Replace(File.ReadAllText(f), ""))));
        var signed = Public.SelectMany(t => PublicSurface.TypesOf(t).Concat(t.GetInterfaces()).Where(u => u != t)).ToHashSet();
        return
        [
            .. from type in Public
               let name = type.Name.Split('`')[0]
               // Refusals and commands have pages that are written from them, value by value.
               where !name.EndsWith("Codes", StringComparison.Ordinal) && !name.EndsWith("Commands", StringComparison.Ordinal)
                   && !name.EndsWith("Verbs", StringComparison.Ordinal)
               where !name.EndsWith("Generators", StringComparison.Ordinal)
               where !pages.Contains(name) && !signed.Contains(type) && !IsOfAFamily(type)
               where !used.Any(u => u.Key != type.Assembly.GetName().Name && u.Value.Contains(name))
               orderby type.Name
               select type.Name,
        ];
    }

    // Events, commands and records: whoever meets the base meets them.
    private static bool IsOfAFamily(Type type) =>
        type.BaseType is { IsAbstract: true, IsPublic: true } family && family.Assembly.GetName().Name!.StartsWith("OrderKernel", StringComparison.Ordinal);

    private static HashSet<string> Pages() => Words(Directory.EnumerateFiles(Path.Combine(Family.Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateFiles(Path.Combine(Family.Root, "src"), "README.md", SearchOption.AllDirectories))
        .Append(Path.Combine(Family.Root, "README.md")).Select(File.ReadAllText));

    private static HashSet<string> Words(IEnumerable<string> texts) =>
        texts.SelectMany(t => Word().Matches(t).Select(m => m.Value)).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Word();

    [GeneratedRegex("//.*")]
    private static partial Regex Comments();
}
