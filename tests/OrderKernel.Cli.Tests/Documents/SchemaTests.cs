using System.Text;
using System.Text.Json;
using OrderKernel.Policies;

namespace OrderKernel.Cli.Tests.Documents;

// Fails when a published schema is none by the specification, states another draft or names itself otherwise, or refuses a document of its kind that
// ships or lies among the samples.
public class SchemaTests
{
    public static TheoryData<string> Schemas => [.. PolicyKinds.Schemas.Items];

    public static TheoryData<string> Defaults => [.. PolicyDefaults.All.Items.Select(d => d.Name)];

    public static TheoryData<string> Samples =>
        [.. Directory.GetFiles(Path.Combine(Outside.Root, "docs", "samples"), "*.json", SearchOption.AllDirectories).Where(IsDocument).Select(Relative)];

    [Theory, MemberData(nameof(Schemas))]
    public void A_schema_is_one_and_says_its_draft_and_its_name(string name)
    {
        var text = Encoding.UTF8.GetString(PolicyKinds.SchemaBytes(name).Span);
        Assert.True(SchemaOracle.IsSchema(text));
        using var schema = JsonDocument.Parse(text);
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.RootElement.GetProperty("$schema").GetString());
        Assert.Equal("https://orderkernel.dev/schemas/" + name, schema.RootElement.GetProperty("$id").GetString());
    }

    [Fact]
    public void What_is_no_schema_is_told_from_one()
    {
        Assert.False(SchemaOracle.IsSchema("""{ "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "text" }"""));
        Assert.False(SchemaOracle.IsSchema("""{ "$schema": "https://json-schema.org/draft/2020-12/schema", "properties": { "a": { "minLength": -1 } } }"""));
        Assert.Throws<ArgumentException>(() => SchemaOracle.Of("""{ "$schema": "http://json-schema.org/draft-07/schema#" }"""));
    }

    [Theory, MemberData(nameof(Defaults))]
    public void A_default_has_the_form_that_its_schema_says(string name)
    {
        var kind = PolicyDefaults.All.Items.Single(d => d.Name == name).Kind;
        Assert.True(SchemaOracle.Published(PolicyKinds.SchemaOf(kind)).Accepts(Encoding.UTF8.GetString(PolicyDefaults.Bytes(name).Span)));
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_sample_has_the_form_that_its_schema_says(string path)
    {
        var text = File.ReadAllText(Path.Combine(Outside.Root, path));
        Assert.True(SchemaOracle.Published(Stated(text)!.Split('/')[^1]).Accepts(text));
    }

    private static string Relative(string path) => Path.GetRelativePath(Outside.Root, path).Replace('\\', '/');

    private static bool IsDocument(string path) => Stated(File.ReadAllText(path)) is not null;

    private static string? Stated(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("$schema", out var stated) ? stated.GetString() : null;
    }
}
