using System.Text;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Logistics.Tests;

/// <summary>Reports, policies and messages that the tests share.</summary>
internal static class Sample
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 2, 9, 4, 0);
    public static readonly Waybill Parcel = Waybill.Of("YT1");
    public static readonly CarrierId Carrier = CarrierId.Of("YTO");
    public static readonly PolicyDocument<TrackPolicy> Policy = TrackPolicy.Default;
    public static readonly DecisionContext Context = new(Actor.Kernel, Noon, MessageId.Of("m"));

    public static TrackReport Report(TrackNode node, double hours) => new(Parcel, Carrier, node, Noon + Duration.FromMinutes((long)(hours * 60)));

    public static Decision<LogisticsEvent> Decide(ParcelTrack track, params TrackReport[] reports) =>
        TrackProcess.Decide(track, reports.ToValueList(), Policy, Context).ValueOrThrow();

    public static ParcelTrack Track(params TrackReport[] reports) => TrackProcess.Evolve(ParcelTrack.None, Decide(ParcelTrack.None, reports).Events);

    public static Instant At(string utc) => InstantPattern.General.Parse(utc).Value;

    public static Result<TrackPayload> Parse(string json) => Kuaidi100.Parse(Encoding.UTF8.GetBytes(json), TrackVocabulary.Kuaidi100.Policy);

    public static string Message(string state, params string[] entries) =>
        $$"""{"message":"ok","nu":"YT1","com":"yuantong","state":"{{state}}","data":[{{string.Join(",", entries)}}]}""";

    public static string Entry(string time, string text, string more = "") => $$"""{"time":"{{time}}","context":"{{text}}"{{more}}}""";

    public static string DefaultText(string file)
    {
        using var stream = typeof(TrackPolicy).Assembly.GetManifestResourceStream("Documents/" + file)!;
        return new StreamReader(stream, Encoding.UTF8).ReadToEnd();
    }

    public static ReadOnlyMemory<byte> Changed(string file, string from, string to)
    {
        var text = DefaultText(file);
        Assert.Contains(from, text, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
    }
}
