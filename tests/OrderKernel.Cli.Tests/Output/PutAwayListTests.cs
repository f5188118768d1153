using OrderKernel.Channels;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Tests.Output;

// Fails when what the store kept of a record's reasons is shown as names and values where a text says it, or when a value loses its commas and brackets.
public class PutAwayListTests
{
    private static readonly Labels English = Labels.In(Language.English), Chinese = Labels.In(Language.Chinese);

    private static string Text(Labels labels, Reason reason) => labels.Text(reason);

    [Fact]
    public void Every_code_that_a_package_knows_is_told_in_its_text()
    {
        foreach (var labels in new[] { English, Chinese })
        {
            foreach (var code in labels.Codes.Codes)
            {
                var names = System.Text.RegularExpressions.Regex.Matches(labels.Codes.Template(code, labels.Language)!, "{([A-Za-z]+)}")
                    .Select(m => m.Groups[1].Value).Distinct();
                var reason = new Reason(code, names.Select((n, i) => new Argument(n, $"v{i}, w=({i}); x")).ToValueList());
                Assert.Equal(Text(labels, reason), PutAwayList.Stored(reason.ToString(), labels));
            }
        }
    }

    [Fact]
    public void What_no_text_names_is_left_out()
    {
        var mapped = Reason.Of(ChannelsCodes.SkuUnmapped, ("path", "$.orders[0]"), ("line", "1"), ("code", "TB-0999"));
        var more = Reason.Of(ChannelsCodes.SkuUnmapped, ("unheard", "x, y"), ("path", "$.orders[0]"), ("line", "1"), ("code", "TB-0999"));
        Assert.Equal(Text(Chinese, mapped), PutAwayList.Stored(more.ToString(), Chinese));
        Assert.DoesNotContain('=', PutAwayList.Stored(more.ToString(), English));
    }

    [Fact]
    public void Each_of_several_reasons_is_told_and_the_same_once()
    {
        var (first, second) = (Reason.Of(ChannelsCodes.SkuUnmapped, ("path", "$.a"), ("line", "2"), ("code", "A")),
            Reason.Of(ChannelsCodes.ClaimParked, ("sourceTime", "2025-11-11T00:00:00Z")));
        Assert.Equal($"{Text(Chinese, first)}; {Text(Chinese, second)}", PutAwayList.Stored($"{first}; {second}; {first}", Chinese));
    }

    [Theory]
    [InlineData("their own words")]
    [InlineData("their.own-code (a=b)")]
    [InlineData("")]
    public void What_no_package_knows_stays_as_it_is(string detail) => Assert.Equal(detail, PutAwayList.Stored(detail, Chinese));
}
