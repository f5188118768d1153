using System.Text;

namespace OrderKernel.Channels.Tests;

// What the first bytes of an input are seen to have. Fails when something counts that does not stand there as an element, attribute or property (in a comment,
// in text), when what stands there does not count, when an input that ends anywhere or is none makes it throw; or when another kind is taken than fits best.
public sealed class SeenPathScenarios
{
    [Theory]
    [InlineData("o.no", "<o><no>1</no></o>")]
    [InlineData("o.no", "<?xml version=\"1.0\"?><!-- <x> --><o><no>1</no></o>")]
    [InlineData("o.no", "<!DOCTYPE o><o>\n  <no>1</no></o>")]
    [InlineData("o.no", "<s:o xmlns:s='u'><s:no>1</s:no></s:o>")]
    [InlineData("o.no", "<o><a><b>1</b></a><no>1</no></o>")]
    [InlineData("o.no", "<o><no/></o>")]
    [InlineData("o.no", "<o><no /></o>")]
    [InlineData("o.no", "<o><a/><no>1</no></o>")]
    [InlineData("o.no", "<o><a x='1'/><no>1</no></o>")]
    [InlineData("o.no", "<o><!-- a > b --><no>1</no></o>")]
    [InlineData("o.no", "<o><![CDATA[ a > b ]]><no>1</no></o>")]
    [InlineData("o.no", "</x></y><o><no>1</no></o>")]
    // Cut anywhere after it.
    [InlineData("o.no", "<o><no>")]
    [InlineData("o.no", "<o><no>1</n")]
    [InlineData("o.no", "<o><no>1</no><!-- cut")]
    [InlineData("o.no", "<o><no>1</no><![CDATA[ cut")]
    [InlineData("o.no", "<o><no>1</no><b x='")]
    [InlineData("o.no", "<o><no>1</no>< ><b>")]
    [InlineData("o.@id", "<o id='1'/>")]
    [InlineData("o.@id", "<o a='1' id='2'><no>1</no></o>")]
    [InlineData("o.@id", "<o\n\tid='1'>")]
    [InlineData("o.@id", "<o x:id='1'>")]
    [InlineData("o.b.@id", "<o><b id='1'/></o>")]
    public void What_stands_in_XML_is_seen(string need, string xml) => Assert.Equal("k", Kind(Xml(need), xml));

    [Theory]
    [InlineData("o.no", "<o><a><no>1</no></a></o>")]
    [InlineData("o.b.no", "<o><b></b><no>1</no></o>")]
    [InlineData("o.b.no", "<o><b/><no>1</no></o>")]
    [InlineData("o.b.no", "<o><b x='1'/><no>1</no></o>")]
    [InlineData("o.no", "<o><!-- <a>x</a><no>1</no> --></o>")]
    [InlineData("o.no", "<o><![CDATA[ <a>x</a><no>1</no> ]]></o>")]
    [InlineData("o.no", "<o><!-- ")]
    [InlineData("o.no", "<o><no")]
    [InlineData("o.no", "<o>< ><no>1</no></o>")]
    [InlineData("o.no", "<o no='1'/>")]
    [InlineData("o.@id", "<o><id>1</id></o>")]
    [InlineData("o.@id", "<o id/>")]
    [InlineData("o.@id", "<o ='id'/>")]
    [InlineData("o.@o", "<o o/>")]
    [InlineData("o.@o", "<o/>")]
    [InlineData("o.no", "<")]
    [InlineData("o.no", "<o")]
    public void What_does_not_stand_in_XML_is_not_seen(string need, string xml) => Assert.Null(Kind(Xml(need), xml));

    [Theory]
    [InlineData("""{"no":"1","total":5}""", "k")]
    [InlineData("""[{"no":"1","total":5}]""", "k")]
    [InlineData("""{"no":"1","total""", null)]
    [InlineData("""{"no":"1","total"  :""", "k")]
    [InlineData("""{"no":"1","total":5,,,""", "k")]
    [InlineData("""{"no":"1",,"total":5}""", null)]
    [InlineData("""{"no":"1","x":"total"}""", null)]
    [InlineData("""{"no":"1","x":{"total":5}}""", null)]
    [InlineData("", null)]
    [InlineData("  \n ", null)]
    public void What_stands_in_JSON_is_seen_as_far_as_it_goes(string json, string? kind) =>
        Assert.Equal(kind, Kind(Made.Profile("""
            "kind":"k","scope":"part","number":"no","amounts":{"due":"total"},"needs":["no","total"]
            """), json));

    // The kind that needs most, of equals the one that stands first; one of which something is told that it must lack is none.
    [Theory]
    [InlineData("""{"a":1}""", "one")]
    [InlineData("""{"a":1,"b":1}""", "two")]
    [InlineData("""{"a":1,"c":1}""", "also-two")]
    [InlineData("""{"a":1,"b":1,"c":1}""", "two")]
    [InlineData("""{"a":1,"d":1}""", null)]
    [InlineData("""{"b":1}""", null)]
    public void The_kind_that_needs_most_is_taken(string json, string? kind)
    {
        static string Of(string name, string needs) => $$"""
            "kind":"{{name}}","scope":"part","number":"a","currency":"b","times":{"created":"c","paid":"d"},"needs":[{{needs}}],"lacks":["d"]
            """;
        Assert.Equal(kind, Kind(Made.Profile($$"""{{Of("one", "\"a\"")}}},{{{Of("two", "\"a\",\"b\"")}}},{{{Of("also-two", "\"a\",\"c\"")}}},{{{Of("last", "\"a\"")}}"""), json));
    }

    // What is read is counted where the record lies.
    [Theory]
    [InlineData("""{"no":"1","total":5}""", 2)]
    [InlineData("""{"data":{"no":"1","total":5}}""", 2)]
    [InlineData("""{"data":{"no":"1","at":"x","total":5,"other":6}}""", 3)]
    public void What_a_profile_reads_is_counted(string json, int read)
    {
        var profile = Made.Profile($$"""
            {{Made.Order}},{{Made.Amounts}},"needsFulfilment":false,"envelopes":["data"],"needs":["no"]
            """);
        var found = ProfileRecognizer.Recognize(Encoding.UTF8.GetBytes(json), [profile]);
        Assert.Equal((1, read), (found!.Fields, found.Read));
    }

    /// <summary>Records in the element o that need one thing.</summary>
    private static PolicyDocument<ChannelProfile> Xml(string need) => Made.Profile($$"""
        "kind":"k","scope":"part","envelopes":["o"],"number":"{{need.Substring(2)}}","needs":["{{need.Substring(2)}}"]
        """, format: "xml");

    private static string? Kind(PolicyDocument<ChannelProfile> profile, string input) =>
        ProfileRecognizer.Recognize(Encoding.UTF8.GetBytes(input), [profile])?.RecordKind;
}
