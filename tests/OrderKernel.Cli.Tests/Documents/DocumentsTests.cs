using System.Text;
using System.Text.Json.Nodes;
using OrderKernel.Cli.Input;
using OrderKernel.Policies;

namespace OrderKernel.Cli.Tests.Documents;

// Fails when a kind has no document or none that is sound, a schema differs from the published one, a schema's name, path or $id is not taken, a broken
// document passes or is refused without its path, or what the tool prints is not the bytes.
public class DocumentsTests
{
    private static readonly string Schemas = Path.Combine(Outside.Root, "docs/reference/schemas");

    public static TheoryData<string> Names => [.. PolicyDefaults.All.Items.Select(d => d.Name)];

    public static TheoryData<string> Kinds => [.. PolicyKinds.Known.Items];

    private static string TextOf(string name) => Encoding.UTF8.GetString(PolicyDefaults.Bytes(name).Span);

    private static DocumentCheck Check(string text) => DocumentFile.Check(Path.Combine(Schemas, "own.json"), Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Every_kind_has_a_document_and_every_embedded_document_a_row()
    {
        Assert.Equal(PolicyKinds.Known.Items, PolicyDefaults.All.Items.Select(d => d.Kind).Distinct());
        Assert.Equal(PolicyDefaults.All.Count, PolicyDefaults.All.Items.Select(d => d.Name).Distinct().Count());
        var embedded = typeof(KernelPolicies).Assembly.GetReferencedAssemblies().Where(a => a.Name!.StartsWith("OrderKernel", StringComparison.Ordinal))
            .Select(System.Reflection.Assembly.Load).Append(typeof(KernelPolicies).Assembly)
            .SelectMany(a => a.GetManifestResourceNames())
            .Count(n => n.StartsWith("Documents/", StringComparison.Ordinal) && n.EndsWith(".json", StringComparison.Ordinal));
        Assert.Equal(embedded, PolicyDefaults.All.Count);
    }

    [Fact]
    public void The_schemas_are_the_published_ones()
    {
        Assert.Equal(Directory.GetFiles(Schemas).Select(Path.GetFileName).Order(StringComparer.Ordinal), PolicyKinds.Schemas.Items);
        Assert.All(PolicyKinds.Schemas.Items, s => Assert.Equal(File.ReadAllBytes(Path.Combine(Schemas, s)), PolicyKinds.SchemaBytes(s).ToArray()));
        Assert.Throws<ArgumentException>(() => PolicyKinds.SchemaBytes("none"));
        Assert.Throws<ArgumentException>(() => PolicyKinds.SchemaOf("none"));
        Assert.Throws<ArgumentException>(() => PolicyDefaults.Bytes("none"));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_default_is_sound_under_every_name_of_its_schema(string name)
    {
        var document = PolicyDefaults.All.Items.Single(d => d.Name == name);
        var schema = PolicyKinds.SchemaOf(document.Kind);
        var id = JsonNode.Parse(PolicyKinds.SchemaBytes(schema).Span)!["$id"]!.GetValue<string>();
        foreach (var stated in new[] { schema, "../schemas/" + schema, id })
        {
            var check = Check(TextOf(name).Replace($"\"{schema}\"", $"\"{stated}\"", StringComparison.Ordinal));
            Assert.Empty(check.Findings);
            Assert.Equal((name, document.Version), (check.Document!.Value.Name, check.Document.Value.Version));
            Assert.Equal(PolicyKinds.SchemaOf(document.Kind), PolicyKinds.SchemaOf(check.Kind!));
        }

        Assert.All(Check(TextOf(name).Replace($"\"{schema}\"", $"\"x{schema}\"", StringComparison.Ordinal)).Findings,
            f => Assert.Equal("$.$schema", f.Arguments[0].Value));
        Assert.NotEmpty(Check(TextOf(name).Replace($"\"{schema}\"", $"\"x{schema}\"", StringComparison.Ordinal)).Findings);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_broken_document_of_each_kind_is_refused_with_its_path(string kind)
    {
        var text = TextOf(PolicyDefaults.All.Items.First(d => d.Kind == kind).Name);
        Assert.Contains(Check(text.Insert(text.IndexOf('{', StringComparison.Ordinal) + 1, "\"surplus\": 1,")).Findings,
            f => f.Code == KernelCodes.DocumentPropertyUnknown && f.Arguments[0].Value == "$.surplus");
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_default_loads_as_its_kind(string kind) => Assert.All(PolicyDefaults.All.Items.Where(d => d.Kind == kind),
        d => Assert.True(KernelPolicies.Default.With(kind, PolicyDefaults.Bytes(d.Name)).IsOk));

    [Fact]
    public void A_choice_may_name_a_workflow_that_lies_beside_it()
    {
        var samples = Path.Combine(Outside.Root, "docs/samples/policies");
        Assert.All(Directory.GetFiles(samples, "*.json"), f => Assert.Empty(DocumentFile.Check(f, File.ReadAllBytes(f)).Findings));
        Assert.NotEmpty(Check(File.ReadAllText(Path.Combine(samples, "workflow-choices.json"))).Findings);
    }

    [Fact]
    public void A_manifest_is_checked_as_such_and_names_no_policy_that_nobody_knows()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["manifest.json"], """{ "$schema": "manifest-1.json", "files": [], "policies": { "screening": "screening.json" } }""");
        Assert.EndsWith("manifest.json is sound: the manifest of a folder.\n", Checked(0), StringComparison.Ordinal);
        File.WriteAllText(folder["manifest.json"], """{ "$schema": "manifest-1.json", "files": [], "policies": { "weather": "rain.json" } }""");
        Assert.Contains("$.policies.weather", Checked(1), StringComparison.Ordinal);

        string Checked(int code) => ToolRun.Of("documents", "check", folder["manifest.json"]).Ends(code).Out;
    }

    [Fact]
    public void The_tool_lists_shows_and_checks()
    {
        using var folder = new TempFolder();
        var listed = JsonNode.Parse(ToolRun.Of("documents", "list", "--json").Ends(0).Out)!["documents"]!.AsArray();
        Assert.Equal(PolicyDefaults.All.Items.Select(d => d.Name), listed.Select(d => d!["name"]!.GetValue<string>()));
        Assert.Contains("退款由谁审批", ToolRun.Of("documents", "list", "--lang", "zh").Ends(0).Out, StringComparison.Ordinal);

        var shown = ToolRun.Of("documents", "show", "holds").Ends(0).Out;
        Assert.Equal(TextOf("holds"), shown);
        File.WriteAllText(folder["sound.json"], shown);
        File.WriteAllText(folder["broken.json"], shown.Replace("{", "{ \"surplus\": 1,", StringComparison.Ordinal));
        Assert.Contains("is sound: holds holds@", ToolRun.Of("documents", "check", folder["sound.json"]).Ends(0).Out, StringComparison.Ordinal);
        Assert.Contains("$.surplus", ToolRun.Of("documents", "check", folder["sound.json"], folder["broken.json"]).Ends(1).Out, StringComparison.Ordinal);
        ToolRun.Of("documents", "check", folder["none.json"]).GivesUpWith(CliCodes.FileUnreadable);

        Assert.Equal(File.ReadAllText(Path.Combine(Schemas, "approval-tiers-1.json")), ToolRun.Of("documents", "schema", "tiers").Ends(0).Out);
        Assert.Contains($"[{CliCodes.DocumentUnknown}]", ToolRun.Of("documents", "schema", "none").Ends(1).Error, StringComparison.Ordinal);
        Assert.Contains($"[{CliCodes.DocumentUnknown}]", ToolRun.Of("documents", "show", "none").Ends(1).Error, StringComparison.Ordinal);
    }
}
