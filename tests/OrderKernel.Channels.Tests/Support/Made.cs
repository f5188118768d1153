using System.Text;

namespace OrderKernel.Channels.Tests;

/// <summary>Profiles of one record kind, made for one test: what the test is about stands in it, the rest is the same in all.</summary>
internal static class Made
{
    /// <summary>The parts that a whole record kind has besides what a test adds: an order of <c>no</c>, <c>at</c> and <c>total</c>.</summary>
    public const string Order = """
        "kind":"order","scope":"whole","number":"no","times":{"created":"at"}
        """;

    public const string Amounts = """
        "amounts":{"due":"total"}
        """;

    public static string Document(string record, string top = "", string format = "json") =>
        $$"""
        {"$schema":"profile-1.json","name":"made","version":"1","channel":"made","code":"MD","zone":"Asia/Shanghai","format":"{{format}}","money":"yuan","time":"text"{{(top.Contains("\"currency\"") ? "" : ",\"currency\":\"CNY\"")}}{{(top.Length > 0 ? "," + top : "")}},
         "records":[{{{record}}}]}
        """;

    public static PolicyDocument<ChannelProfile> Profile(string record, string top = "", string format = "json")
    {
        var loaded = Profiles.Load(Encoding.UTF8.GetBytes(Document(record, top, format)));
        Assert.True(loaded.Refusal is null, string.Join("\n", loaded.Refusal?.Reasons.Items.Select(r => r.ToString()) ?? []));
        return loaded.ValueOrThrow();
    }

    public static List<(string Path, string Code)> Findings(string record, string top = "", string format = "json") =>
        [.. Profiles.Load(Encoding.UTF8.GetBytes(Document(record, top, format))).Refusal?.Reasons.Items.Select(r => (r.Arguments[0].Value, r.Code)) ?? []];

    public static List<RecordReading> Read(PolicyDocument<ChannelProfile> profile, string input, SkuMap? skus) => Read(profile, input, int.MaxValue, skus);

    public static List<RecordReading> Read(PolicyDocument<ChannelProfile> profile, string input, int chunk = int.MaxValue, SkuMap? skus = null)
    {
        var reader = new ProfileReader(profile, skus ?? SkuMap.Same, Records.Shop);
        var readings = new List<RecordReading>();
        Records.Cut(RecordParser.For(profile.Policy), Encoding.UTF8.GetBytes(input), chunk, slice => readings.Add(reader.Read(slice)));
        return readings;
    }

    public static Claim Claim(PolicyDocument<ChannelProfile> profile, string input)
    {
        var reading = Assert.Single(Read(profile, input));
        Assert.True(reading.Kind == ReadingKind.Claimed, $"{reading.Refusal} {reading.Refusal?.Reasons}");
        return reading.Claim!;
    }

    public static List<(string Path, string Code)> Parked(PolicyDocument<ChannelProfile> profile, string input)
    {
        var reading = Assert.Single(Read(profile, input));
        Assert.Equal(ReadingKind.Parked, reading.Kind);
        return [.. reading.Refusal!.Reasons.Items.Select(r => (r.Arguments.Items.FirstOrDefault(a => a.Name == "path").Value, r.Code))];
    }
}
