using System.Text;
using System.Text.Json.Nodes;

namespace OrderKernel.Channels.Tests;

// Proposals from rows and from elements. Fails when another row than the header is taken for it, when rows are counted that are none, when what every row has
// is not told from what some have, or when the place of an XML record is another.
public sealed class ProposedRowScenarios
{
    // The header is the widest of the first rows in which no cell is a number, the first of those; cells that are empty make no row wide.
    [Theory]
    [InlineData("order_no,created_at,total\nA1,2026-02-09 10:00:00,5.00", 1)]
    [InlineData("Orders of February\norder_no,created_at,total\nA1,2026-02-09 10:00:00,5.00", 1)]
    [InlineData("Orders,of,,,,,\norder_no,created_at,total\nA1,2026-02-09 10:00:00,5.00", 1)]
    [InlineData("order_no,created_at,total\nA1,2026-02-09 10:00:00,¥5.00", 1)]
    [InlineData("2026,1,2,3,4\norder_no,created_at,total\nA1,2026-02-09 10:00:00,5.00", 1)]
    [InlineData("7.5,x,y,z\norder_no,created_at,total\nA1,2026-02-09 10:00:00,5.00", 1)]
    [InlineData("9,x,y,z\norder_no,created_at,total\nA1,2026-02-09 10:00:00,5.00", 1)]
    [InlineData("order_no;created_at;total\nA1;2026-02-09 10:00:00;5.00", 1)]
    [InlineData("order_no\tcreated_at\ttotal\nA1\t2026-02-09 10:00:00\t5.00", 1)]
    [InlineData("order_no|created_at|total\nA1|2026-02-09 10:00:00|5.00", 1)]
    // A name with a number in it is a name; a column without one is none.
    [InlineData("order_no,created_at,total,note1,\nA1,2026-02-09 10:00:00,5.00,x,y", 1)]
    // Rows without anything are none; short and long ones are.
    [InlineData("order_no,created_at,total\n\nA1,2026-02-09 10:00:00,5.00\n  \nA2,2026-02-09 10:00:00,5.00\n", 2)]
    [InlineData("order_no,created_at,total\nA1,2026-02-09 10:00:00,5.00,,,9\nA2,2026-02-09 10:00:00,5.00", 2)]
    [InlineData("order_no,created_at,total\r\nA1,2026-02-09 10:00:00,5.00\r\nA2\r\n", 2)]
    public void The_header_and_the_rows_are_found(string csv, int rows)
    {
        var proposal = ProfileProposal.From(Encoding.UTF8.GetBytes(csv), "mall").ValueOrThrow();
        Assert.Equal(rows, proposal.Records);
        Assert.Equal(["order_no", "created_at", "total"],
            new[] { "number", "times.created", "amounts.due" }.Select(f => string.Join(" ", proposal.Guesses.Items.Where(g => g.Field == f).Select(g => g.Value))));
        Assert.DoesNotContain(proposal.Guesses.Items, g => g.Value.Length == 0);
    }

    // What some rows lack is not needed.
    [Theory]
    [InlineData("A1,2026-02-09 10:00:00,5.00\nA2,2026-02-09 10:00:00,5.00", "[\"order_no\",\"created_at\",\"total\"]")]
    [InlineData("A1,2026-02-09 10:00:00,5.00\nA2,2026-02-09 10:00:00,", "[\"order_no\",\"created_at\"]")]
    [InlineData("A1,,5.00\nA2,2026-02-09 10:00:00,5.00", "[\"order_no\",\"total\"]")]
    [InlineData("A1,2026-02-09 10:00:00,5.00\nA2", "[\"order_no\"]")]
    public void Rows_need_what_all_of_them_have(string rows, string needs)
    {
        var proposal = ProfileProposal.From(Encoding.UTF8.GetBytes("order_no,created_at,total\n" + rows), "mall").ValueOrThrow();
        Assert.Equal(needs, JsonNode.Parse(proposal.Document.Span)!["records"]![0]!["needs"]!.ToJsonString());
    }

    // Rows of one number are grouped, and it is said so with an example.
    [Theory]
    [InlineData("A1,A,1,1.00\nA1,B,1,1.00\nA2,A,1,1.00", "order_no (Repeats: A1)")]
    [InlineData("A1,A,1,1.00\nA2,B,1,1.00\nA3,A,1,1.00", "")]
    public void Rows_that_repeat_their_number_are_grouped(string rows, string grouped)
    {
        var proposal = ProfileProposal.From(Encoding.UTF8.GetBytes("order_no,sku,qty,price\n" + rows), "mall").ValueOrThrow();
        Assert.Equal(grouped, string.Join(" ", proposal.Guesses.Items.Where(g => g.Field == "groupBy").Select(g => $"{g.Value} ({g.Ground}: {g.Example})")));
        Assert.Equal(grouped.Length > 0 ? "[\"order_no\"]" : null, JsonNode.Parse(proposal.Document.Span)!["groupBy"]?.ToJsonString());
    }

    // Ten rows a record of a nested input are looked at.
    [Theory]
    [InlineData(1_999, 1_999)]
    [InlineData(2_001, 2_000)]
    public void So_many_rows_are_looked_at(int told, int looked)
    {
        var rows = string.Join("\n", Enumerable.Range(1, told).Select(i => $"A{i},5.00"));
        Assert.Equal(looked, ProfileProposal.From(Encoding.UTF8.GetBytes("order_no,total\n" + rows), "mall").ValueOrThrow().Records);
    }

    // A title has to be among the first rows; a header that comes later is none.
    [Theory]
    [InlineData(10, "order_no")]
    [InlineData(200, "")]
    public void The_header_is_looked_for_in_the_first_rows(int titles, string number)
    {
        var csv = string.Concat(Enumerable.Repeat("x,y\n", titles)) + "order_no,created_at,total\nA1,2026-02-09 10:00:00,5.00";
        var proposal = ProfileProposal.From(Encoding.UTF8.GetBytes(csv), "mall").ValueOrThrow();
        Assert.Equal(number, string.Join(" ", proposal.Guesses.Items.Where(g => g.Field == "number").Select(g => g.Value)));
    }

    [Theory]
    [InlineData("<order>{0}</order>", "order")]
    [InlineData("<orders><order>{0}</order></orders>", "orders.order")]
    [InlineData("<a><b><order>{0}</order></b></a>", "a.b.order")]
    public void The_place_of_an_XML_record_begins_with_the_root(string around, string envelope)
    {
        const string Order = "<order_no>1</order_no><created_at>2026-02-09 10:00:00</created_at><total>5.00</total><item><sku>A</sku><qty>1</qty><price>5.00</price></item>";
        var xml = around.Replace("{0}", Order);
        var proposal = ProfileProposal.From(Encoding.UTF8.GetBytes(xml), "mall").ValueOrThrow();
        Assert.Equal(envelope, proposal.Guesses.Items.Single(g => g.Field == "envelopes").Value);
        Assert.Empty(proposal.Missing);
        Assert.Equal("1", Assert.Single(Made.Read(Profiles.Load(proposal.Document).ValueOrThrow(), xml)).Claim!.Order.Number.Value);
    }
}
