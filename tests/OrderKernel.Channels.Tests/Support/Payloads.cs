using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Channels.Tests;

/// <summary>Claims of the outside payloads, read the way a host does.</summary>
internal static class Payloads
{
    public static Claim Single(string profile, string path) => Assert.Single(All(profile, path));

    public static List<Claim> All(string profile, string path) => Records.Of(profile, TestData.Read("payloads/" + path)).ConvertAll(r =>
    {
        Assert.True(r.Kind == ReadingKind.Claimed, r.Refusal + " " + r.Refusal?.Reasons);
        return r.Claim!;
    });

    /// <summary>The size of the difference that a finding tells; null where there is no such finding.</summary>
    public static string? Difference(Claim claim, string code) =>
        claim.Findings.Items.FirstOrDefault(f => f.Code == code)?.Arguments.Items.First(a => a.Name == "difference").Value;

    public static Instant? At(string? text) => text is null ? null : InstantPattern.ExtendedIso.Parse(text).Value;
}
