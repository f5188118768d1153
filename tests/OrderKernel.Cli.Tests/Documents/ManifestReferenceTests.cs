using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrderKernel.Channels;
using OrderKernel.Cli.Input;
using OrderKernel.Policies;

namespace OrderKernel.Cli.Tests.Documents;

// Fails when the manifest's loader, its schema and its page disagree on a property, a policy kind, a profile or a path.
public class ManifestReferenceTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Outside.Root, "docs/reference/schemas/manifest-1.json")))!
        .AsObject();
    private static readonly string Page = File.ReadAllText(Path.Combine(Outside.Root, "docs/reference/manifest.md"));

    private static bool Loads(string json) => Manifest.Read(Encoding.UTF8.GetBytes(json)).IsOk;

    private static bool Matches(string definition, string text)
    {
        var rule = Schema["$defs"]![definition]!;
        return text.Length >= rule["minLength"]!.GetValue<int>() && Regex.IsMatch(text, rule["pattern"]!.GetValue<string>(), RegexOptions.ECMAScript);
    }

    [Fact]
    public void The_page_shows_a_manifest_that_loads() =>
        Assert.True(Loads(Regex.Match(Page, "```json\n(.*?)```", RegexOptions.Singleline).Groups[1].Value));

    [Fact]
    public void The_loader_knows_the_schemas_properties_and_no_other()
    {
        Assert.True(Loads(
            """{"$schema":"manifest-1.json","tenant":"t","zone":"UTC","files":[{"path":"a","profile":"b","shop":"c"}],"policies":{"tiers":"d","profile":["f","g"]},"defaultShipments":"h@1","stock":"e"}"""));
        Assert.Equal(["$schema", "tenant", "zone", "files", "policies", "defaultShipments", "stock"], Schema["properties"]!.AsObject().Select(p => p.Key));
        Assert.Equal(["path", "profile", "shop"], Schema["properties"]!["files"]!["items"]!["properties"]!.AsObject().Select(p => p.Key));
        Assert.False(Loads("""{"$schema":"manifest-1.json","more":1}"""));
        Assert.False(Loads("""{"$schema":"manifest-1.json","files":[{"path":"a","more":1}]}"""));
        Assert.False(Loads("""{"$schema":"manifest-2.json"}"""));
    }

    [Fact]
    public void Policy_kinds_are_those_of_the_kernel() => Assert.Equal(
        PolicyKinds.Known.Items.Order(StringComparer.Ordinal),
        Schema["properties"]!["policies"]!["properties"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void The_page_names_every_profile_and_policy_kind() =>
        Assert.All(Profiles.DefaultNames.Items.Concat(Profiles.PartnerNames).Concat(PolicyKinds.Known),
            word => Assert.Contains($"`{word}`", Page, StringComparison.Ordinal));

    [Theory]
    [InlineData("orders.json", true)]
    [InlineData("a/b/orders..json", true)]
    [InlineData("", false)]
    [InlineData("../orders.json", false)]
    [InlineData("a/../../orders.json", false)]
    [InlineData("a\\\\..\\\\orders.json", false)]
    [InlineData("/etc/passwd", false)]
    [InlineData("c:/orders.json", false)]
    public void A_path_never_leaves_the_folder(string path, bool isFine)
    {
        Assert.Equal(isFine, Loads($$"""{"$schema":"manifest-1.json","files":[{"path":"{{path}}"}]}"""));
        Assert.Equal(isFine, Loads($$"""{"$schema":"manifest-1.json","stock":"{{path}}"}"""));
        Assert.Equal(isFine, Loads($$"""{"$schema":"manifest-1.json","files":[{"path":"a","profile":"{{path}}"}]}"""));
        Assert.Equal(isFine, Loads($$$"""{"$schema":"manifest-1.json","policies":{"tiers":"{{{path}}}"}}"""));
        Assert.Equal(isFine, Loads($$$"""{"$schema":"manifest-1.json","policies":{"orderWorkflow":["a","{{{path}}}"]}}"""));
        Assert.Equal(isFine, Matches("path", path.Replace(@"\\", @"\", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("none", true)]
    [InlineData("shipment-parcel@1", true)]
    [InlineData("shipment-parcel", false)]
    [InlineData("", false)]
    public void The_workflow_of_parcels_is_none_or_a_name_and_a_version(string named, bool isFine) =>
        Assert.Equal(isFine, Loads($$"""{"$schema":"manifest-1.json","defaultShipments":"{{named}}"}"""));

    [Fact]
    public void A_policy_that_is_null_is_left_out() => Assert.True(Loads("""{"$schema":"manifest-1.json","policies":{"tiers":null,"profile":null}}"""));

    [Theory]
    [InlineData("demo", true)]
    [InlineData("a b", true)]
    [InlineData("x", true)]
    [InlineData("", false)]
    [InlineData(" demo", false)]
    [InlineData("demo ", false)]
    public void Ids_have_no_blank_at_their_ends(string id, bool isFine)
    {
        Assert.Equal(isFine, Loads($$"""{"$schema":"manifest-1.json","tenant":"{{id}}"}"""));
        Assert.Equal(isFine, Loads($$"""{"$schema":"manifest-1.json","files":[{"path":"a","shop":"{{id}}"}]}"""));
        Assert.Equal(isFine, Matches("id", id));
    }
}
