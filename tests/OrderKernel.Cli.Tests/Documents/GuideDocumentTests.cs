using System.Text.Json;
using System.Text.RegularExpressions;
using OrderKernel.Policies;

namespace OrderKernel.Cli.Tests.Documents;

// Fails when a guide shows a document that does not load, that its schema refuses or whose first line no editor follows, when a kind of documents is shown
// whole on no guide, or when a block is neither a whole document nor a piece that nobody takes for one.
public class GuideDocumentTests
{
    public static TheoryData<string> Shown => [.. KnownDocument.OfGuides.Select(d => d.Origin)];

    public static TheoryData<string> Kinds => [.. PolicyKinds.Known.Items, "manifest"];

    [Theory, MemberData(nameof(Shown))]
    public void A_document_on_a_guide_loads_and_its_schema_accepts_it(string origin)
    {
        var document = KnownDocument.OfGuides.Single(d => d.Origin == origin);
        Assert.NotEmpty(document.Kinds());
        Assert.True(SchemaOracle.Published(document.Schema).Accepts(document.Text));
        Assert.Matches($"^\\{{\\s+\"\\$schema\": \"\\./{Regex.Escape(document.Schema)}\", *", document.Text);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_kind_is_shown_whole_on_a_guide(string kind) => Assert.Contains(KnownDocument.OfGuides, d => d.Kinds().Contains(kind));

    [Fact]
    public void What_is_no_whole_document_is_no_whole_JSON() =>
        Assert.Empty(KnownDocument.Blocks.Where(b => !KnownDocument.IsWhole(b.Text) && IsJson(b.Text)).Select(b => b.Origin));

    [Fact]
    public void A_document_that_does_not_load_is_told_from_one_that_does()
    {
        var tiers = KnownDocument.OfGuides.First(d => d.Schema == "approval-tiers-1.json");
        Assert.Equal(["tiers"], tiers.Kinds());
        Assert.Empty((tiers with { Text = tiers.Text.Replace("\"currency\"", "\"money\"", StringComparison.Ordinal) }).Kinds());
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
