using System.Text;

namespace OrderKernel.Channels.Tests;

/// <summary>Reads inputs the way a host does: parser, then reader, for each record.</summary>
internal static class Records
{
    private static readonly Dictionary<string, PolicyDocument<ChannelProfile>> Loaded = [];

    public static ShopContext Shop { get; } = new(TenantId.Of("t1"), ShopId.Of("s1"));

    public static PolicyDocument<ChannelProfile> Profile(string name)
    {
        lock (Loaded)
        {
            if (!Loaded.TryGetValue(name, out var profile)) Loaded.Add(name, profile = OrderKernel.Channels.Profiles.Default(name));
            return profile;
        }
    }

    public static List<RecordReading> Of(string profile, string input, SkuMap? skus = null, int chunk = int.MaxValue) =>
        Of(profile, Encoding.UTF8.GetBytes(input), skus, chunk);

    public static List<RecordReading> Of(string profile, byte[] input, SkuMap? skus = null, int chunk = int.MaxValue)
    {
        var document = Profile(profile);
        var reader = new ProfileReader(document, skus ?? SkuMap.Same, Shop);
        var readings = new List<RecordReading>();
        Cut(RecordParser.For(document.Policy), input, chunk, slice => readings.Add(reader.Read(slice)));
        return readings;
    }

    public static void Cut(RecordParser parser, byte[] input, int chunk, RecordHandler handler)
    {
        for (var at = 0; at < input.Length; at += Math.Min(chunk, input.Length - at))
            parser.Push(input.AsSpan(at, Math.Min(chunk, input.Length - at)), handler);
        parser.Complete(handler);
    }

    public static Claim Claim(string profile, string input, SkuMap? skus = null)
    {
        var reading = Assert.Single(Of(profile, input, skus));
        Assert.True(reading.Kind == ReadingKind.Claimed,
            reading.Refusal?.ToString() + " " + string.Join(" ", reading.Refusal?.Reasons.Items.Select(r => r.ToString()) ?? []));
        return reading.Claim!;
    }

    public static Refusal Parked(string profile, string input, SkuMap? skus = null)
    {
        var reading = Assert.Single(Of(profile, input, skus));
        Assert.Equal(ReadingKind.Parked, reading.Kind);
        return reading.Refusal!;
    }
}
