using System.Text;
using System.Text.Json;
using OrderKernel.Policies;

namespace OrderKernel.Cli.Tests.Documents;

// Fails when a published schema is none by the specification, states another draft or names itself otherwise, or refuses a document of its kind that
// ships or lies among the samples.
public class SchemaTests
{
    public static TheoryData<string> Schemas => [.. PolicyKinds.Schemas.Items];

    public static TheoryData<string> Documents => [.. Shipped.Select(d => d.Origin)];

    private static IEnumerable<KnownDocument> Shipped => KnownDocument.Defaults.Concat(KnownDocument.Samples);

    [Theory, MemberData(nameof(Schemas))]
    public void A_schema_is_one_and_says_its_draft_and_its_name(string name)
    {
        var text = Encoding.UTF8.GetString(PolicyKinds.SchemaBytes(name).Span);
        Assert.True(SchemaOracle.IsSchema(text));
        Assert.False(SchemaOracle.Of(text).Accepts("{}"));
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
        Assert.Throws<ArgumentException>(() => SchemaOracle.Of(
            """{ "$schema": "https://json-schema.org/draft/2020-12/schema", "properties": { "a": { "requierd": ["b"] } } }"""));
    }

    [Theory, MemberData(nameof(Documents))]
    public void A_document_has_the_form_that_its_schema_says(string origin)
    {
        var document = Shipped.Single(d => d.Origin == origin);
        Assert.True(SchemaOracle.Published(document.Schema).Accepts(document.Text));
    }
}
