using System.Text;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// An answer may be one record, or hold a list of them under one of its properties: Kuaishou answers <c>data</c> and <c>data.orderList</c>.
/// Fails when a page counts as one record, or a record is cut up.
/// </summary>
public sealed class NestedEnvelopeScenarios
{
    [Theory]
    [InlineData("{\"result\":1,\"data\":{\"cursor\":\"x\",\"orderList\":[{\"a\":1},{\"a\":2}],\"more\":{}}}", "{\"a\":1}|{\"a\":2}")]
    [InlineData("{\"result\":1,\"data\":{\"orderList\":[]}}", "")]
    [InlineData("{\"result\":1,\"data\":{\"a\":1,\"b\":{\"orderList\":[{}]}}}", "{\"a\":1,\"b\":{\"orderList\":[{}]}}")]
    [InlineData("{\"data\":[{\"a\":1},{\"a\":2}]}", "{\"a\":1}|{\"a\":2}")]
    [InlineData("{\"orderList\":[{\"a\":1,\"data\":{\"a\":2}}]}", "{\"a\":1,\"data\":{\"a\":2}}")]
    public void A_page_below_a_record_is_no_record(string input, string expected)
    {
        foreach (var chunk in new[] { int.MaxValue, 1, 3, 7 })
        {
            var cut = new List<string>();
            Records.Cut(RecordParser.For(Records.Profile("kuaishou").Policy), Encoding.UTF8.GetBytes(input), chunk,
                slice => cut.Add(Encoding.UTF8.GetString(slice.Bytes)));
            Assert.Equal(expected, string.Join("|", cut));
        }
    }
}
