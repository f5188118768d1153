using System.Text;
using System.Text.Json.Nodes;

namespace OrderKernel.Channels.Tests.Watch;

// The bounds of every number and every duration in the policies of watching and pulling. Fails when a value at its bound is refused, when one beyond it passes,
// when it is named with another path, or when what a document says is not what the policy has.
public class PolicyBoundScenarios
{
    [Theory]
    [InlineData("keep.hours", 1, 744)]
    [InlineData("keep.fields", 1, 2000)]
    [InlineData("keep.words", 1, 2000)]
    [InlineData("failing.least", 1, 1_000_000)]
    [InlineData("failing.shareBasisPoints", 1, 10_000)]
    [InlineData("unsigned.least", 1, 1_000_000)]
    [InlineData("unsigned.shareBasisPoints", 1, 10_000)]
    [InlineData("drift.least", 1, 1_000_000)]
    [InlineData("drift.pastLeast", 1, 1_000_000)]
    [InlineData("drift.shareBasisPoints", 1, 10_000)]
    [InlineData("drift.pastShareBasisPoints", 1, 10_000)]
    [InlineData("circuit.probes", 1, 100)]
    [InlineData("circuit.unprovedMax", 0, 10_000)]
    public void A_number_of_watching_has_two_ends(string path, int least, int most)
    {
        Assert.Equal([], Watching(path, least));
        Assert.Equal([], Watching(path, most));
        Assert.Equal(["$." + path], Watching(path, least - 1));
        Assert.Equal(["$." + path], Watching(path, most + 1));
    }

    [Theory]
    [InlineData("failing.within", "PT1M", "PT1H", "PT1H1M")]
    [InlineData("unsigned.within", "PT2M", "PT60M", "PT61M")]
    [InlineData("circuit.for", "PT1S", "P7D", "P7DT1S")]
    public void A_duration_of_watching_has_two_ends(string path, string least, string most, string beyond)
    {
        Assert.Equal([], Watching(path, least));
        Assert.Equal([], Watching(path, most));
        Assert.Equal(["$." + path], Watching(path, beyond));
        Assert.Equal(["$." + path], Watching(path, "PT0S"));
    }

    [Theory]
    [InlineData("PT90S")]
    [InlineData("PT1S")]
    public void What_is_counted_by_the_minute_is_within_whole_minutes(string within) => Assert.Equal(["$.failing.within"], Watching("failing.within", within));

    [Fact]
    public void A_policy_of_watching_has_what_its_document_says()
    {
        WatchPolicy Of(string path, JsonNode value) => WatchPolicy.Load(Changed(WatchPolicy.DefaultBytes(), (path, value))).ValueOrThrow().Policy;
        Assert.Equal((7, 8, 9), (Of("circuit.unprovedMax", 7).UnprovedMax, Of("circuit.probes", 8).Probes, Of("keep.hours", 9).Keeps.Hours));
        Assert.Equal(NodaTime.Duration.FromMinutes(3), Of("circuit.for", "PT3M").OpenFor);
        Assert.Equal((5, 6), (Of("failing.shareBasisPoints", 5).Failing.ShareBasisPoints, Of("unsigned.least", 6).Unsigned.Least));
    }

    [Theory]
    [InlineData("retry.tries", 20)]
    [InlineData("alert.failuresMax", 1000)]
    [InlineData("circuit.after", 1000)]
    public void A_number_of_pulling_has_two_ends(string path, int most)
    {
        Assert.Equal([], Pulling((path, 1)));
        Assert.Equal([], Pulling((path, most)));
        Assert.Equal(["$." + path], Pulling((path, 0)));
        Assert.Equal(["$." + path], Pulling((path, most + 1)));
    }

    [Theory]
    [InlineData("everyMax", false)]
    [InlineData("overlap", true)]
    [InlineData("retry.after", false)]
    [InlineData("scan.over", false)]
    [InlineData("alert.within", false)]
    [InlineData("circuit.for", false)]
    public void A_duration_of_pulling_has_two_ends(string path, bool mayBeZero)
    {
        Assert.Equal([], Pulling((path, "P7D")));
        Assert.Contains("$." + path, Pulling((path, "P7DT1S")));
        if (mayBeZero) Assert.Equal([], Pulling((path, "PT0S")));
        else Assert.Contains("$." + path, Pulling((path, "PT0S")));
    }

    [Fact]
    public void A_pull_is_due_before_the_longest_time_between_two_and_a_scan_reaches_back_to_the_one_before()
    {
        Assert.Equal([], Pulling(("every", "PT10M"), ("jitter", "PT5M"), ("everyMax", "PT15M")));
        Assert.Equal([], Pulling(("every", "PT15M"), ("jitter", "PT0S"), ("everyMax", "PT15M")));
        Assert.Equal(["$.everyMax"], Pulling(("every", "PT10M"), ("jitter", "PT5M1S"), ("everyMax", "PT15M")));
        Assert.Equal([], Pulling(("scan.every", "PT2H"), ("scan.over", "PT2H")));
        Assert.Equal(["$.scan.over"], Pulling(("scan.every", "PT2H1S"), ("scan.over", "PT2H")));
    }

    private static string[] Watching(string path, JsonNode value) => Paths(WatchPolicy.Load(Changed(WatchPolicy.DefaultBytes(), (path, value))).Refusal);

    private static string[] Pulling(params (string Path, JsonNode Value)[] changes) =>
        Paths(PullPolicy.Load(Changed(PullPolicy.DefaultBytes(), changes)).Refusal);

    private static string[] Paths(Refusal? refusal) => [.. refusal?.Reasons.Items.Select(r => r.Arguments[0].Value) ?? []];

    private static byte[] Changed(ReadOnlyMemory<byte> document, params (string Path, JsonNode Value)[] changes)
    {
        var root = JsonNode.Parse(document.ToArray())!;
        foreach (var (path, value) in changes)
        {
            var parts = path.Split('.');
            var node = parts.Length == 1 ? root : root[parts[0]]!;
            node[parts[parts.Length - 1]] = value;
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }
}
