using System.Text.Json;

namespace OrderKernel.Sample.Tests;

// Fails when a kind of track that the sample promises cannot be found among the aggregator's answers.
[Collection(SampleCollection.Name)]
public sealed class SampleTracksTests(SampleFixture fixture)
{
    private readonly SampleReading _sample = fixture.Sample;

    private sealed record Node(DateTime At, string Code, string Context);

    private sealed record Track(string Waybill, IReadOnlyList<Node> Nodes);

    private List<Track> Tracks => _sample.Tracks.ConvertAll(track => new Track(
        track.Text("nu"),
        [.. track.Items("data").Select(static node => new Node(
            SampleCases.Local(node.Text("time")), node.Text("statusCode"), node.Text("context")))]));

    [Fact]
    public void A_node_is_repeated_within_half_an_hour()
    {
        var repeating = Tracks.Where(track => track.Nodes.Zip(track.Nodes.Skip(1), (later, earlier) =>
            later.Code == earlier.Code && later.Context == earlier.Context && later.At - earlier.At < TimeSpan.FromMinutes(30)).Any(same => same));
        Assert.Equal(_sample.Summary.Tracks["Repeats"], repeating.Select(track => track.Waybill).Distinct().Count());
    }

    [Fact]
    public void Answers_overtake_one_another_and_are_not_sorted()
    {
        var unsorted = Tracks.Where(track => !track.Nodes.SequenceEqual(track.Nodes.OrderByDescending(node => node.At))).ToList();
        Assert.Equal(_sample.Summary.Tracks["OutOfOrder"], unsorted.Count);
        var answers = Tracks.GroupBy(track => track.Waybill).Where(group => group.Count() > 1).Select(group => group.ToList());
        Assert.Contains(answers, pair => pair[0].Nodes.Max(node => node.At) > pair[^1].Nodes.Max(node => node.At));
    }

    [Fact]
    public void A_locker_stands_between_the_courier_and_the_buyer()
    {
        Assert.Contains(Tracks, track => track.Nodes.Select(node => node.Code).ToList() is ["304", "501", "5", ..]);
    }

    [Fact]
    public void Parcels_are_refused_or_lost()
    {
        Assert.Equal(_sample.Summary.Tracks["Refused"], Tracks.Count(track => track.Nodes.Select(node => node.Code).ToList() is ["4", "6", "203", ..]));
        Assert.Equal(
            _sample.Summary.Tracks["Lost"],
            Tracks.Count(track => track.Nodes[0].Code == "2" && track.Nodes[0].Context.Contains("遗失", StringComparison.Ordinal)));
    }

    [Fact]
    public void Signatures_without_delivery_or_signer_are_doubtful()
    {
        var doubtful = Tracks.Where(track => track.Nodes[0].Code == "3" && track.Nodes.All(node => node.Code != "5") &&
            !track.Nodes[0].Context.Contains("签收人", StringComparison.Ordinal) && track.Nodes[0].At - track.Nodes[1].At < TimeSpan.FromHours(1));
        Assert.Equal(_sample.Summary.Tracks["Doubtful"], doubtful.Count());
        Assert.All(
            Tracks.Where(track => track.Nodes[0].Code is "301" or "303" or "304"),
            track => Assert.Contains("签收人", track.Nodes[0].Context, StringComparison.Ordinal));
    }

    [Fact]
    public void First_scans_come_after_more_than_two_hours_or_never()
    {
        var final = Tracks.GroupBy(track => track.Waybill).ToDictionary(group => group.Key, group => group.MaxBy(track => track.Nodes.Count)!);
        var (late, never) = (0, 0);
        foreach (var sent in _sample.Outbound.Where(sent => final.ContainsKey(sent.Text("waybill"))))
        {
            var scans = final[sent.Text("waybill")].Nodes.Where(node => node.Code is not ("101" or "102")).ToList();
            var waited = scans.Count == 0 ? TimeSpan.MaxValue : scans.Min(node => node.At) - SampleCases.Iso(sent.Text("at"));
            never += waited == TimeSpan.MaxValue ? 1 : 0;
            late += waited > TimeSpan.FromHours(2) && waited < TimeSpan.MaxValue ? 1 : 0;
        }

        Assert.Equal(_sample.Summary.Tracks["FirstScanLate"], late);
        Assert.Equal(_sample.Summary.Tracks["NeverScanned"], never);
    }

    [Fact]
    public void Some_waybills_nobody_knows()
    {
        var known = _sample.Outbound.Select(sent => sent.Text("waybill")).ToHashSet();
        Assert.Equal(_sample.Summary.ParkedRecords["unknown-waybill"], Tracks.Count(track => !known.Contains(track.Waybill)));
        Assert.Equal(_sample.Summary.TrackAnswers, Tracks.Count);
        Assert.Equal(known.Count, _sample.Outbound.Count);
    }
}
