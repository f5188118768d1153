namespace OrderKernel.Channels.Tests;

// What a profile may write of fields is checked as a whole. Fails when a slip passes, is found under another path, or hides another.
public sealed class FieldLanguageTests
{
    [Theory]
    [InlineData("\"customer\":\"a..b\"", "$.records[0].customer", ChannelsCodes.PathInvalid)]
    [InlineData("\"customer\":\"a[b\"", "$.records[0].customer", ChannelsCodes.PathInvalid)]
    [InlineData("\"customer\":\"a[b=1]c\"", "$.records[0].customer", ChannelsCodes.PathInvalid)]
    [InlineData("\"customer\":\"a[b]\"", "$.records[0].customer", ChannelsCodes.PathInvalid)]
    [InlineData("\"customer\":\"a[=1].c\"", "$.records[0].customer", ChannelsCodes.PathInvalid)]
    [InlineData("\"customer\":\"a[b..c=1].d\"", "$.records[0].customer", ChannelsCodes.PathInvalid)]
    [InlineData("\"customer\":\"\"", "$.records[0].customer", ChannelsCodes.PathInvalid)]
    [InlineData("\"customer\":{}", "$.records[0].customer.paths", KernelCodes.DocumentPropertyMissing)]
    [InlineData("\"customer\":{\"paths\":[\"a\"],\"join\":[\"b\"]}", "$.records[0].customer.join", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"customer\":{\"join\":[]}", "$.records[0].customer.join", KernelCodes.DocumentPropertyMissing)]
    [InlineData("\"customer\":{\"join\":[\"a\",\"b..c\"]}", "$.records[0].customer.join", ChannelsCodes.PathInvalid)]
    [InlineData("\"customer\":{\"paths\":[\"a\"],\"with\":\",\"}", "$.records[0].customer.with", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"customer\":{\"paths\":[\"a\"],\"when\":\"b\"}", "$.records[0].customer.when", ChannelsCodes.PathInvalid)]
    [InlineData("\"customer\":{\"paths\":[\"a\"],\"when\":\"\"}", "$.records[0].customer.when", ChannelsCodes.PathInvalid)]
    [InlineData("\"customer\":{\"paths\":[\"a\"],\"when\":\"b..c=1\"}", "$.records[0].customer.when", ChannelsCodes.PathInvalid)]
    [InlineData("\"customer\":{\"paths\":[\"a\"],\"cut\":{\"afterLast\":\"\"}}", "$.records[0].customer.cut.afterLast", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"customer\":{\"paths\":[\"a\"],\"cut\":{\"middle\":\"x\"}}", "$.records[0].customer.cut.middle", KernelCodes.DocumentPropertyUnknown)]
    [InlineData("\"customer\":{\"paths\":[\"a\"],\"decimals\":10}", "$.records[0].customer.decimals", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"customer\":{\"paths\":[\"a\"],\"clean\":[\"polish\"]}", "$.records[0].customer.clean", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"customer\":[\"a\",{\"paths\":[\"b..c\"]}]", "$.records[0].customer[1].paths", ChannelsCodes.PathInvalid)]
    [InlineData("\"customer\":[\"a\",7]", "$.records[0].customer[1]", KernelCodes.DocumentTypeMismatch)]
    [InlineData("\"amounts\":{\"due\":{\"sum\":[\"a * b..c\"]}}", "$.records[0].amounts.due.sum", ChannelsCodes.PathInvalid)]
    [InlineData("\"amounts\":{\"due\":{\"sum\":[\"-\"]}}", "$.records[0].amounts.due.sum", ChannelsCodes.PathInvalid)]
    [InlineData("\"amounts\":{\"due\":\"a\",\"tieOut\":[\"tips\"]}", "$.records[0].amounts.tieOut", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"amounts\":{\"due\":\"a\",\"paidBy\":{\"Shells\":\"b\"}}", "$.records[0].amounts.paidBy.Shells", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"case\":{\"at\":\"refunds\",\"id\":\"a\"}", "$.records[0].case.at", ChannelsCodes.PathInvalid)]
    [InlineData("\"shipments\":{\"at\":\"a[]\",\"waybill\":\"^.^.^.b..c\"}", "$.records[0].shipments.waybill", ChannelsCodes.PathInvalid)]
    [InlineData("\"shipments\":[]", "$.records[0].shipments", KernelCodes.DocumentPropertyMissing)]
    [InlineData("\"shipments\":[{\"waybill\":\"a\"},{\"carrier\":\"b\"}]", "$.records[0].shipments[1].waybill", KernelCodes.DocumentPropertyMissing)]
    [InlineData("\"prefixes\":[\"a\"]", "$.records[0].prefixes", ChannelsCodes.PathInvalid)]
    [InlineData("\"prefixes\":[\"a[].\"]", "$.records[0].prefixes", ChannelsCodes.PathInvalid)]
    [InlineData("\"statuses\":[{\"path\":\"a\",\"present\":{\"evidence\":\"seen\"},\"when\":\"b\"}]", "$.records[0].statuses[0].when", ChannelsCodes.PathInvalid)]
    public void A_slip_is_found_where_it_stands(string more, string path, string code) =>
        Assert.Contains((path, code), Made.Findings($"{Made.Order},{more}"));

    [Theory]
    [InlineData("\"groupBy\":[\"no\"]", "json", "$.groupBy", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"groupBy\":[\" \"]", "csv", "$.groupBy", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"optional\":[\"no\"]", "json", "$.optional", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"optional\":[\"yes\"]", "csv", "$.optional", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"currency\":\"XXX\"", "json", "$.currency", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"currency\":null", "json", "$.records[0].currency", ChannelsCodes.CurrencyUnset)]
    [InlineData("\"carriers\":{\"SF\":\"SF\",\"sf\":\"YTO\"}", "json", "$.carriers.sf", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"nulls\":[]", "xml", "$.records[0].envelopes", KernelCodes.DocumentValueInvalid)]
    public void A_slip_of_the_whole_document_is_found(string top, string format, string path, string code) =>
        Assert.Contains((path, code), Made.Findings($"{Made.Order},{Made.Amounts}", top, format));

    [Fact]
    public void All_slips_are_found_at_once()
    {
        var found = Made.Findings(
            $$"""
            {{Made.Order}},"currency":"c..d","customer":{"paths":["a[b"],"when":"x","cut":{"middle":1} },"amounts":{"due":{"sum":["a * "]},"tieOut":["tips"]}
            """);
        Assert.Equal(
            ["$.records[0].amounts.due.sum", "$.records[0].amounts.tieOut", "$.records[0].currency", "$.records[0].customer.cut.middle",
                "$.records[0].customer.paths", "$.records[0].customer.when"],
            found.Select(f => f.Path).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_csv_column_may_be_called_anything()
    {
        var profile = Made.Profile(
            """
            "kind":"order","scope":"whole","number":"No. [order]","times":{"created":"at"},"amounts":{"due":{"sum":["total"]} },"customer":{"paths":["a.b"],"when":"'kind, of'=x|y"}
            """, format: "csv");
        Assert.Equal("Ann", Made.Claim(profile, "No. [order],at,total,a.b,\"kind, of\"\n1,2026-02-09 10:00:00,5,Ann,y\n").Customer.RevealClear());
        Assert.Null(Made.Claim(profile, "No. [order],at,total,a.b,\"kind, of\"\n1,2026-02-09 10:00:00,5,Ann,z\n").Customer.RevealClear());
    }
}
