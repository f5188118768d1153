using System.Text;
using System.Text.Json.Nodes;

namespace OrderKernel.Channels.Tests;

// What a proposal says of the whole: code, zone, unit of money, form of times, scope, needs, and on which ground. Fails when one of them is other than the
// sample tells, when it is taken for certain where it is assumed, or when the document that is proposed does not read the sample.
public sealed class ProposedHeadScenarios
{
    private const string Lines = "'items':[{'sku':'A','qty':1,'price':'5.00'}]";

    // Eight letters and digits of the name at most, two at least.
    [Theory]
    [InlineData("mall", "MALL")]
    [InlineData("Az-09", "AZ09")]
    [InlineData("my-long-shop-name", "MYLONGSH")]
    [InlineData("x", "NEW")]
    [InlineData("x-", "NEW")]
    [InlineData("x9", "X9")]
    [InlineData("z0", "Z0")]
    [InlineData("店铺", "NEW")]
    public void The_code_is_made_of_the_name(string name, string code)
    {
        var proposal = ProfileProposal.From(Encoding.UTF8.GetBytes($"{{'order_no':'1',{Lines}}}".Replace('\'', '"')), name).ValueOrThrow();
        Assert.Equal([(code, GuessGround.Assumed)], Of(proposal, "code"));
        Assert.Equal(code, (string)Document(proposal)["code"]!);
    }

    // Every time has to say where it is from, or all of them are called so; a shop with Chinese anywhere is at home in China.
    [Theory]
    [InlineData("'created_at':'2026-02-09T10:00:00Z'", "UTC", GuessGround.Offsets)]
    [InlineData("'created_at':'2026-02-09T10:00:00z','paid_at':'2026-02-09T10:00:00+08:00'", "UTC", GuessGround.Offsets)]
    [InlineData("'created_at':'2026-02-09T10:00:00-05:00'", "UTC", GuessGround.Offsets)]
    [InlineData("'created_at':1770602400,'paid_at':1770602400000", "UTC", GuessGround.Offsets)]
    [InlineData("'created_at':'2026-02-09T10:00:00'", "Asia/Shanghai", GuessGround.Assumed)]
    [InlineData("'created_at':'2026-02-09 10:00:00'", "Asia/Shanghai", GuessGround.Assumed)]
    [InlineData("'created_at':'2026-02-09T10:00:00Z','paid_at':'2026-02-09 10:00:00'", "Asia/Shanghai", GuessGround.Assumed)]
    [InlineData("'created_at':'2026-02-09 10:00:00','paid_at':'2026-02-09T10:00:00Z'", "Asia/Shanghai", GuessGround.Assumed)]
    [InlineData("'date_created_gmt':'2026-02-09 10:00:00','date_paid_gmt':'2026-02-09 10:00:00'", "UTC", GuessGround.Name)]
    [InlineData("'date_created_gmt':'2026-02-09 10:00:00','paid_at':'2026-02-09T10:00:00Z'", "UTC", GuessGround.Name)]
    [InlineData("'date_created_gmt':'2026-02-09 10:00:00','date_paid':'2026-02-09 10:00:00'", "Asia/Shanghai", GuessGround.Assumed)]
    [InlineData("'order_no':'1'", "Asia/Shanghai", GuessGround.Assumed)]
    [InlineData("'created_at':'2026-02-09T10:00:00Z','店铺':'x'", "Asia/Shanghai", GuessGround.Offsets)]
    [InlineData("'created_at':'2026-02-09T10:00:00Z','shop':'a 一'", "Asia/Shanghai", GuessGround.Offsets)]
    [InlineData("'created_at':'2026-02-09T10:00:00Z','shop':'鿿 b'", "Asia/Shanghai", GuessGround.Offsets)]
    [InlineData("'created_at':'2026-02-09T10:00:00Z','shop':'カタナ'", "UTC", GuessGround.Offsets)]
    [InlineData("'created_at':'2026-02-09T10:00:00Z','shop':'가게'", "UTC", GuessGround.Offsets)]
    public void The_zone_follows_from_the_times(string told, string zone, GuessGround ground)
    {
        var proposal = Proposed($"{{{told},{Lines}}}");
        Assert.Equal([(zone, ground)], Of(proposal, "zone"));
        Assert.Equal(zone, (string)Document(proposal)["zone"]!);
    }

    // Most times are written alike: the others say so themselves. Without a time the form is assumed.
    [Theory]
    [InlineData("'order_no':'1'", "text", GuessGround.Assumed, "")]
    [InlineData("'created_at':'2026-02-09 10:00:00'", "text", GuessGround.Form, "")]
    [InlineData("'created_at':1770602400,'paid_at':'2026-02-09 10:00:00','shipped_at':'2026-02-09 10:00:00'", "text", GuessGround.Form, "created epoch-s")]
    [InlineData("'created_at':'2026-02-09 10:00:00','paid_at':1770602400000,'shipped_at':1770602400000", "epoch-ms", GuessGround.Form, "created text")]
    [InlineData("'created_at':1770602400,'paid_at':1770602400,'updated_at':1770602400000", "epoch-s", GuessGround.Form, "modified epoch-ms")]
    public void The_form_of_times_is_that_of_most(string told, string time, GuessGround ground, string other)
    {
        var proposal = Proposed($"{{{told},{Lines}}}");
        Assert.Equal([(time, ground)], Of(proposal, "time"));
        var times = Document(proposal)["records"]![0]!["times"]!.AsObject();
        Assert.Equal(other, string.Join(" ", times.Where(t => t.Value is JsonObject).Select(t => $"{t.Key} {t.Value!["time"]}")));
    }

    // Minor units are whole numbers everywhere; a text may be either; both in one field is both.
    [Theory]
    [InlineData("'order_no':'1'", "'n':1", "yuan", GuessGround.Assumed)]
    [InlineData("'total':500", "'price':500", "fen", GuessGround.WholeNumbers)]
    [InlineData("'total':500", "'price':'5.00'", "yuan", GuessGround.Decimals)]
    [InlineData("'total':'5.00'", "'price':500", "yuan", GuessGround.Decimals)]
    [InlineData("'total':'500'", "'price':'500'", "yuan", GuessGround.WholeNumbers)]
    [InlineData("'total':'500'", "'price':500", "fen", GuessGround.WholeNumbers)]
    [InlineData("'total':'-500'", "'price':500", "fen", GuessGround.WholeNumbers)]
    [InlineData("'total':'¥500'", "'price':'500'", "yuan", GuessGround.Decimals)]
    [InlineData("'total':5.5", "'price':5", "yuan", GuessGround.Decimals)]
    public void The_unit_follows_from_the_amounts(string order, string line, string unit, GuessGround ground)
    {
        var proposal = Proposed($"{{{order},'items':[{{'sku':'A','qty':1,{line}}}]}}");
        Assert.Equal([(unit, ground)], Of(proposal, "money"));
        Assert.Equal(unit, (string)Document(proposal)["money"]!);
    }

    [Theory]
    [InlineData("500", "'5.00'", "either")]
    [InlineData("5.5", "'5.00'", "yuan")]
    [InlineData("500", "5.5", "yuan")]
    [InlineData("'500'", "'5.00'", "yuan")]
    public void An_amount_that_is_told_in_two_ways_is_either(string one, string other, string unit) =>
        Assert.Equal(unit, Of(Proposed($"[{{'order_no':'1','total':{one}}},{{'order_no':'2','total':{other}}}]"), "money").Single().Value);

    // What stands where no time is told is said, and the sample is read so.
    [Theory]
    [InlineData("0", "[\"0\"]")]
    [InlineData("'-'", "[\"-\"]")]
    [InlineData("'0000-00-00 00:00:00'", "[\"0000-00-00 00:00:00\"]")]
    [InlineData("''", null)]
    [InlineData("'2026-02-09 10:00:00'", null)]
    public void What_stands_for_no_time_is_named(string paid, string? nulls)
    {
        var sample = string.Join(",", new[] { "'2026-02-09 10:05:00'", paid, paid }
            .Select((p, i) => $"{{'order_no':'{i}','created_at':'2026-02-09 10:00:00','paid_at':{p},'total':'5.00',{Lines}}}"));
        var proposal = Proposed($"[{sample}]");
        Assert.Equal(nulls, Document(proposal)["timeNulls"]?.ToJsonString());
        Assert.Equal([("paid_at", GuessGround.Name)], Of(proposal, "times.paid"));
        Assert.Equal([("paid_at = Paid", GuessGround.Name)], Of(proposal, "statuses"));
        var readings = Made.Read(Profiles.Load(proposal.Document).ValueOrThrow(), $"[{sample}]".Replace('\'', '"'));
        Assert.Equal(paid.Length == 21 && nulls is null ? 3 : 1, readings.Count(r => r.Claim!.PaidAt is not null));
    }

    // Whole is what has a time and a sum, so that it could place an order; a record needs what every one of the sample has.
    [Theory]
    [InlineData("'order_no':'1','created_at':'2026-02-09 10:00:00','total':'5.00'", "whole", "[\"order_no\",\"created_at\",\"total\"]")]
    [InlineData("'order_no':'1','created_at':'2026-02-09 10:00:00'", "part", "[\"order_no\",\"created_at\"]")]
    [InlineData("'order_no':'1','total':'5.00'", "part", "[\"order_no\",\"total\"]")]
    [InlineData("'status':'paid'", "part", null)]
    public void A_record_is_whole_and_needs_what_it_has(string told, string scope, string? needs)
    {
        var record = Document(Proposed($"{{{told},{Lines}}}"))["records"]![0]!;
        Assert.Equal((scope, needs), ((string)record["scope"]!, record["needs"]?.ToJsonString()));
    }

    [Fact]
    public void What_one_record_lacks_is_not_needed()
    {
        var record = Document(Proposed("[{'order_no':'1','created_at':'2026-02-09 10:00:00','total':'5.00'},{'order_no':'2','created_at':'2026-02-09 10:00:00'}]"))["records"]![0]!;
        Assert.Equal("""["order_no","created_at"]""", record["needs"]!.ToJsonString());
    }

    [Theory]
    [InlineData("#1", "{\"paths\":[\"order_no\"],\"clean\":[\"strip-marks\"]}")]
    [InlineData("1", "\"order_no\"")]
    [InlineData("1#", "\"order_no\"")]
    public void A_number_is_cleaned_of_its_mark(string number, string rule) =>
        Assert.Equal(rule, Document(Proposed($"{{'order_no':'{number}','total':'5.00'}}"))["records"]![0]!["number"]!.ToJsonString());

    // Two hundred records are enough to guess from.
    [Theory]
    [InlineData(199, 199)]
    [InlineData(200, 200)]
    [InlineData(201, 200)]
    public void So_many_records_are_looked_at(int told, int looked)
    {
        var records = Enumerable.Range(1, told).Select(i => $"{{'order_no':'{i}','total':'5.00'}}");
        Assert.Equal(looked, Proposed($"[{string.Join(",", records)}]").Records);
        Assert.Equal(looked, Proposed(string.Join("\n", records)).Records);
    }

    private static JsonNode Document(ProposedProfile proposal) => JsonNode.Parse(proposal.Document.Span)!;

    private static List<(string Value, GuessGround Ground)> Of(ProposedProfile proposal, string field) =>
        [.. proposal.Guesses.Items.Where(g => g.Field == field).Select(g => (g.Value, g.Ground))];

    private static ProposedProfile Proposed(string sample) => ProfileProposal.From(Encoding.UTF8.GetBytes(sample.Replace('\'', '"')), "mall").ValueOrThrow();
}
