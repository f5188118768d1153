using System.Text;
using System.Text.Json.Nodes;

namespace OrderKernel.Channels.Tests;

// Which field of a sample is taken for which part of an order, in samples of one or two fields that could be it. Fails when a field is taken that is not called
// so, whose values cannot be that, or that is called so less plainly than another; or when the records are looked for where less of an order stands.
public sealed class FoundPartScenarios
{
    private static readonly (string Field, string Told)[] Order =
    [
        ("number", "'order_no':'A1'"), ("times.created", "'created_at':'2026-02-09 10:00:00'"), ("amounts.due", "'total':'5.00'"),
        ("lines", "'items':[{'sku':'A','qty':1,'price':'5.00'}]"),
    ];

    [Theory]
    // The plainer name, wherever it stands; an object's name counts with that of what lies in it.
    [InlineData("number", "'no':'7','order_number':'8'", "order_number")]
    [InlineData("number", "'order_number':'8','no':'7'", "order_number")]
    [InlineData("number", "'no':'7','order':{'id':'8'}", "order.id")]
    [InlineData("number", "'no':'7','order':{'no':'8'}", "order.no")]
    [InlineData("number", "'x':{'order_no':'8'},'order_no':'7'", "order_no")]
    [InlineData("number", "'x':{'y':{'order_no':'9'},'order_no':'8'}", "x.order_no")]
    [InlineData("times.created", "'order_date':'2026-02-09 10:00:00','Created At':'2026-02-09 10:00:01'", "Created At")]
    // What says no more than that it is an amount is called by what it lies in; by itself it says nothing.
    [InlineData("amounts.freight", "'postage':{'amount':'1.00'}", "postage.amount")]
    [InlineData("amounts.freight", "'freight':{'value':'1.00'}", "freight.value")]
    [InlineData("amounts.freight", "'freight':{'text':'1.00'}", "freight.text")]
    [InlineData("amounts.freight", "'freight':{'unit':'1.00'}", "")]
    [InlineData("amounts.freight", "'a':{'freight':{'value':'1.00'}}", "a.freight.value")]
    [InlineData("amounts.freight", "'value':'1.00'", "")]
    [InlineData("amounts.freight", "'text':'1.00'", "")]
    // A number is short, without blanks, no day and no flag; one that differs in each record before one that does not.
    [InlineData("number", "'order_no':'2026-02-09 10:00:00'", "")]
    [InlineData("number", "'order_no':'A 1'", "")]
    [InlineData("number", "'order_no':true", "")]
    [InlineData("number", "'order_no':'{64}'", "order_no")]
    [InlineData("number", "'order_no':'{65}'", "")]
    [InlineData("number", "'order_no':1770602400", "order_no")]
    // A time is one in every record that tells it.
    [InlineData("times.paid", "'paid_at':'2026-02-09 10:00:00'", "paid_at")]
    [InlineData("times.paid", "'paid_at':'soon'", "")]
    [InlineData("times.paid", "'paid_at':''", "")]
    [InlineData("times.paid", "'paid_at':true", "")]
    // An amount is no time, no word and no flag; where nothing stands may stand a dash.
    [InlineData("amounts.due", "'total':1770602400", "")]
    [InlineData("amounts.due", "'total':'2026-02-09 10:00:00'", "")]
    [InlineData("amounts.due", "'total':'much'", "")]
    [InlineData("amounts.due", "'total':true", "")]
    [InlineData("amounts.due", "'total':'much','sum':'1.00'", "sum")]
    [InlineData("amounts.refunded", "'refunded':'-'", "refunded")]
    [InlineData("amounts.refunded", "'refunded':'null'", "refunded")]
    [InlineData("amounts.refunded", "'refunded':'--'", "")]
    [InlineData("currency", "'currency':'eur'", "currency")]
    [InlineData("currency", "'currency':'Euro'", "CNY")] // assumed
    [InlineData("currency", "'currency':'Euro','currency_code':'EUR'", "currency_code")]
    [InlineData("shipments.waybill", "'tracking_no':'W1'", "tracking_no")]
    [InlineData("shipments.waybill", "'tracking_no':'on its way'", "")]
    [InlineData("shipments.waybill", "'tracking_no':true", "")]
    [InlineData("shipments.carrier", "'tracking_no':'W1','carrier':'SF'", "carrier")]
    [InlineData("shipments.carrier", "'tracking_no':'W1','carrier':true", "")]
    public void A_part_is_what_is_called_so_and_can_be_that(string field, string told, string taken) => Assert.Equal(taken, Taken($"{{{told},{Rest(field)}}}", field));

    [Theory]
    [InlineData("lines.code", "'sku':'A','qty':1,'price':'1.00'", "sku")]
    [InlineData("lines.code", "'title':'A','barcode':'B','qty':1,'price':'1.00'", "")]
    [InlineData("lines.quantity", "'sku':'A','qty':'1.000','price':'1.00'", "qty")]
    [InlineData("lines.quantity", "'sku':'A','qty':'some','price':'1.00'", "")]
    [InlineData("lines.quantity", "'sku':'A','qty':99999,'price':'1.00'", "qty")]
    [InlineData("lines.quantity", "'sku':'A','qty':100000,'price':'1.00'", "")]
    // Nothing is two things at once: what counts is no sum, a sum no price, a code no id of the row.
    [InlineData("lines.quantity", "'sku':'A','sum':{'amount':2},'price':'1.00'", "sum.amount")]
    [InlineData("lines.total", "'sku':'A','sum':{'amount':2},'price':'1.00'", "")]
    [InlineData("lines.total", "'sku':'A','qty':2,'total':{'price':'1.00'}", "total.price")]
    [InlineData("lines.unitPrice", "'sku':'A','qty':2,'total':{'price':'1.00'}", "")]
    [InlineData("lines.unitPrice", "'sku':'A','price':{'amount':2}", "")]
    [InlineData("lines.id", "'item_id':'A','qty':2,'price':'1.00'", "")]
    [InlineData("lines.id", "'item_id':'A','line':'1','qty':2,'price':'1.00'", "line")]
    [InlineData("lines.id", "'sku':'A','line':'the first','qty':2,'price':'1.00'", "")]
    [InlineData("lines.id", "'sku':'A','line':true,'qty':2,'price':'1.00'", "")]
    [InlineData("lines.title", "'sku':'A','name':'Mug','qty':2,'price':'1.00'", "name")]
    [InlineData("lines.title", "'sku':'A','name':'12.5','qty':2,'price':'1.00'", "")]
    [InlineData("lines.total", "'sku':'A','qty':2,'price':'1.00','subtotal':'free'", "")]
    [InlineData("lines.unitPrice", "'sku':'A','qty':2,'price':'free','subtotal':'1.00'", "")]
    // A list in the row is another list.
    [InlineData("lines.unitPrice", "'sku':'A','qty':2,'taxes':[{'price':'1.00'}]", "")]
    public void A_part_of_a_line_is_what_is_called_so_and_can_be_that(string field, string told, string taken) =>
        Assert.Equal(taken, Taken($"{{{Rest("lines")},'items':[{{{told}}}]}}", field));

    // Further codes stand where a row does not tell the merchant's own, which comes first; a code that every row tells is the last that is needed.
    [Theory]
    [InlineData("'sku':'A','sku_id':'1'", "'sku':'B','sku_id':'2'", "sku", "")]
    [InlineData("'sku':'A','sku_id':'1'", "'sku':'','sku_id':'2'", "sku sku_id", "")]
    [InlineData("'sku':'A','sku_id':'1'", "'sku_id':'2'", "sku sku_id", "")]
    [InlineData("'sku':'A','item_id':'1'", "'item_id':'2'", "sku item_id", "")]
    [InlineData("'sku':'A','item_id':'1'", "'sku':'B','item_id':'2'", "sku", "item_id")]
    public void Codes_stand_in_for_each_other(string one, string other, string codes, string id)
    {
        var sample = $"{{{Rest("lines")},'items':[{{{one},'qty':1,'price':'1.00'}},{{{other},'qty':1,'price':'1.00'}}]}}";
        Assert.Equal((codes, id), (Taken(sample, "lines.code"), Taken(sample, "lines.id")));
    }

    [Theory]
    // A list that has more of a line, though another comes first, is less deep, or has a plainer count.
    [InlineData("'discounts':[{'code':'X','amount':'1.00'}],'items':[{'sku':'A','qty':1,'price':'5.00'}]", "items[]")]
    [InlineData("'stock':[{'sku':'A','quantity':1}],'items':[{'sku':'A','num':1,'price':'5.00'}]", "items[]")]
    [InlineData("'stock':[{'sku':'A','quantity':1}],'items':[{'sku':'A','num':1,'subtotal':'5.00'}]", "items[]")]
    [InlineData("'fees':[{'price':'1.00'}],'cart':{'items':[{'sku':'A','qty':1,'price':'5.00'}]}", "cart.items[]")]
    // Of two alike the less deep.
    [InlineData("'x':{'items':[{'sku':'A','qty':1,'price':'5.00'}]},'items':[{'sku':'A','qty':1,'price':'5.00'}]", "items[]")]
    [InlineData("'items':[{'sku':'A','qty':1,'price':'5.00'}],'x':{'items':[{'sku':'A','qty':1,'price':'5.00'}]}", "items[]")]
    // Without a code, a count or an amount there is no line.
    [InlineData("'items':[{'qty':1,'price':'5.00'}]", "")]
    [InlineData("'items':[{'sku':'A','price':'5.00'}]", "")]
    [InlineData("'items':[{'sku':'A','qty':1}]", "")]
    public void Lines_are_the_list_that_has_most_of_a_line(string told, string list)
    {
        var proposal = Proposed($"{{{Rest("lines")},{told}}}");
        Assert.Equal(list, string.Join(" ", proposal.Guesses.Items.Where(g => g.Field == "lines.at").Select(g => g.Value)));
        Assert.Equal(list.Length == 0, proposal.Missing.Items.Contains("lines"));
        // An order of sums alone needs no shipping to be read.
        Assert.Equal(list.Length == 0 ? "false" : null, Record(proposal)["needsFulfilment"]?.ToJsonString());
    }

    // Two places that look alike but for one part more, or one that is called plainer: the records are where that stands.
    [Theory]
    [InlineData("'id':'1'", "'order_no':'1'")]
    [InlineData("'at':'2026-02-09 10:00:00'", "'created_at':'2026-02-09 10:00:00'")]
    [InlineData("'sum':'1.00'", "'total':'1.00'")]
    [InlineData("", "'status':'paid'")]
    [InlineData("", "'items':[{'sku':'A','qty':1,'price':'5.00'}]")]
    [InlineData("", "'paid_at':'2026-02-09 10:00:00'")]
    [InlineData("", "'updated_at':'2026-02-09 10:00:00'")]
    public void Records_are_where_most_of_an_order_stands(string less, string more)
    {
        const string Common = "'bill_no':'1','order_date':'2026-02-09 10:00:00','amount':'1.00'";
        Assert.Equal("b", Taken($"{{'a':{{{Join(Common, less)}}},'b':{{{Join(Common, more)}}}}}", "envelopes"));
        Assert.Equal("a", Taken($"{{'a':{{{Join(Common, more)}}},'b':{{{Join(Common, less)}}}}}", "envelopes"));
    }

    [Fact]
    public void A_record_that_is_the_whole_input_has_no_envelope()
    {
        var proposal = Proposed($"{{{Rest("")}}}");
        Assert.Null(Record(proposal)["envelopes"]);
        Assert.DoesNotContain(proposal.Guesses.Items, g => g.Field == "envelopes");
    }

    // Two records with one number, and with two: the number tells them apart.
    [Theory]
    [InlineData("'number':'1','no':'7'", "'number':'2','no':'7'", "number")]
    [InlineData("'number':'1','no':'7'", "'number':'2','no':'8'", "no")]
    [InlineData("'number':'1','no':'7'", "'number':'1','no':'7'", "no")]
    public void The_number_is_one_that_tells_records_apart(string one, string other, string taken) =>
        Assert.Equal(taken, Taken($"[{{{one},{Rest("number")}}},{{{other},{Rest("number")}}}]", "number"));

    // Words of a status are few and short; an empty one is none, nor is a flag; the state of an address is another.
    [Theory]
    [InlineData("'status':'new'", "status")]
    [InlineData("'status':true", "")]
    [InlineData("'status':''", "")]
    [InlineData("'status':'{48}'", "status")]
    [InlineData("'status':'{49}'", "")]
    [InlineData("'address':{'state':'Kent'}", "")]
    [InlineData("'pay_status':'new','order_status':'new'", "order_status pay_status")]
    [InlineData("'state':'a','word':'b','pay_status':'c','order_status':'d','status':'e','ship_status':'f'", "order_status status pay_status state")]
    public void A_status_is_told_by_words(string told, string paths)
    {
        var record = Record(Proposed($"{{{told},{Rest("")}}}"));
        Assert.Equal(paths, string.Join(" ", record["statuses"]!.AsArray().Select(s => (string)s!["path"]!)));
    }

    [Theory]
    [InlineData(60, "status")]
    [InlineData(61, "")]
    public void What_has_more_words_than_a_table_is_no_status(int words, string path)
    {
        var proposal = Proposed("[" + string.Join(",", Enumerable.Range(1, words + 2).Select(i => $"{{'status':'{(i > words ? "" : $"w{i}")}',{Rest("")}}}")) + "]");
        Assert.Equal(path.Length > 0 ? words : 0, proposal.Words.Count);
        Assert.DoesNotContain(proposal.Words.Items, w => w.Word.Length == 0);
    }

    // Every element of XML may be a list: what lies beside a line's code is of the line.
    [Fact]
    public void What_lies_in_a_line_of_XML_is_not_of_the_order()
    {
        const string Xml = """
            <orders><order><created_at>2026-02-09 10:00:00</created_at><status>paid</status>
            <item><id>1</id><sku>A</sku><qty>1</qty><total>5.00</total></item></order></orders>
            """;
        var proposal = ProfileProposal.From(Encoding.UTF8.GetBytes(Xml), "mall").ValueOrThrow();
        Assert.Equal("orders.order.item[]", Guess(proposal, "envelopes") + "." + Guess(proposal, "lines.at"));
        Assert.Equal(["number", "amounts.due"], proposal.Missing.Items.ToArray());
        Assert.Equal(("total", "id"), (Guess(proposal, "lines.total"), Guess(proposal, "lines.id")));
    }

    private static string Taken(string sample, string field)
    {
        var proposal = Proposed(sample);
        return Guess(proposal, field);
    }

    private static string Guess(ProposedProfile proposal, string field) =>
        string.Join(" ", proposal.Guesses.Items.Where(g => g.Field == field).Select(g => g.Value));

    private static JsonNode Record(ProposedProfile proposal) => JsonNode.Parse(proposal.Document.Span)!["records"]![0]!;

    /// <summary>An order without one of its parts.</summary>
    private static string Rest(string field) => string.Join(",", Order.Where(o => o.Field != field).Select(o => o.Told));

    private static string Join(string some, string more) => more.Length == 0 ? some : $"{some},{more}";

    private static ProposedProfile Proposed(string sample)
    {
        foreach (var length in (int[])[48, 49, 64, 65]) sample = sample.Replace($"{{{length}}}", new string('x', length));
        return ProfileProposal.From(Encoding.UTF8.GetBytes(sample.Replace('\'', '"')), "mall").ValueOrThrow();
    }
}
