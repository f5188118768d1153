using System.Xml;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// What an element's content says, against the platform's own reader of XML. Fails when an entity is another character, when one that is none passes, when a
/// comment or an instruction is part of the text or takes some of it along, or when a section of plain text is read for marks.
/// </summary>
public sealed class XmlTextLaws
{
    private static readonly ProfileReader Reader = new(Made.Profile(
        "\"kind\":\"order\",\"scope\":\"whole\",\"envelopes\":[\"Orders.Order\"],\"number\":\"Id\",\"times\":{\"created\":\"At\"},\"amounts\":{\"due\":\"Due\"},\"customer\":\"Who\"",
        format: "xml"), SkuMap.Same, Records.Shop);

    // The last eight are none.
    private static readonly string[] Pieces =
    [
        "a", "Ann ", "王", "\U0001F600", ">", "\"", "'", "&lt;", "&gt;", "&amp;", "&quot;", "&apos;", "&#65;", "&#x41;", "&#x4e2d;", "&#x1F600;", "&#9;",
        "&#x20;", "&#xD7FF;", "&#xE000;", "&#xFFFD;", "&#x10000;", "&#x10FFFF;", "<!-- a > ?> & b -->", "<?go a -- > b?>", "<![CDATA[ a & <b> -> ]] ]]>", "<![CDATA[]]>",
        "<!---->", "&#xD800;", "&#xFFFE;", "&#0;", "&#x110000;", "&nbsp;", "&#X41;", "&#;", "&",
    ];

    [Law(3_000, 100_000)]
    public void A_text_is_what_the_platforms_reader_reads(Seed seed)
    {
        var random = new Random(seed);
        var content = string.Concat(Enumerable.Range(0, random.Next(6))
            .Select(_ => Pieces[random.Next(random.Next(4) == 0 ? Pieces.Length : Pieces.Length - 8)]));
        var record = $"<Order><Id>1</Id><At>2026-02-09 10:00:00</At><Due>1</Due><Who>x{content}y</Who></Order>";
        var reading = Reader.Read(System.Text.Encoding.UTF8.GetBytes(record));
        if (Expected(record) is { } text) Assert.Equal(text, reading.Claim?.Customer.RevealClear());
        else Assert.True(reading.Claim is null, content);
    }

    private static string? Expected(string record)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(record));
            reader.ReadToFollowing("Who");
            return reader.ReadElementContentAsString();
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
