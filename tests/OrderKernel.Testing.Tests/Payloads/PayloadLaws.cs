using System.Globalization;
using System.Text;
using OrderKernel.Channels;

namespace OrderKernel.Testing.Tests;

/// <summary>
/// What the profiles' payloads mean. Fails when the reader makes another claim of a record than a plain second reading of the profile document does: another
/// number, status, amount, line, parcel, case or time, a field that is lost, a code that is another, or a status word that nothing reads.
/// </summary>
public sealed class PayloadLaws
{
    public static TheoryData<string> Channels => [.. Profiles.DefaultNames.Items, .. Profiles.SystemNames.Items];

    [Theory]
    [MemberData(nameof(Channels))]
    public void A_record_of_each_stage_means_what_it_was_written_from(string channel)
    {
        var source = PayloadSource.Default(channel);
        foreach (var kind in source.RecordKinds)
        {
            foreach (var stage in Enum.GetValues<OrderStage>())
            {
                for (var seed = 0; seed < Sizes.Of(12, 500); seed++) Agree(source, source.At(kind, stage, seed));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void A_record_with_any_words_means_what_they_say_together(string channel)
    {
        var source = PayloadSource.Default(channel);
        foreach (var kind in source.RecordKinds)
        {
            for (var seed = 0; seed < Sizes.Of(60, 3_000); seed++) Agree(source, source.AnyWords(kind, seed));
        }
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void One_value_that_is_spoilt_is_never_read_as_another(string channel)
    {
        var source = PayloadSource.Default(channel);
        foreach (var kind in source.RecordKinds)
        {
            for (var seed = 0; seed < Sizes.Of(60, 3_000); seed++) Agree(source, source.Damaged(kind, seed));
        }
    }

    internal static void Agree(PayloadSource source, ChannelPayload payload)
    {
        var reading = Read(source, payload);
        var seen = string.Join("\n", reading.Refusal?.Reasons.Items.Select(r => r.ToString()) ?? []);
        Assert.True(reading.RecordKind == payload.RecordKind || payload.RecordKind.Length == 0, $"{reading.RecordKind}\n{payload}");
        Assert.True(reading.Kind == (payload.IsSkipped ? ReadingKind.Skipped : payload.Claim is null ? ReadingKind.Parked : ReadingKind.Claimed),
            $"{reading.Kind}, expected {payload.Problems} {payload.Claim}\n{seen}\n{payload}");
        if (payload.Claim is null)
        {
            var codes = reading.Refusal!.Reasons.Items.Select(r => r.Code).Append(reading.Refusal.Code);
            Assert.True(payload.IsSkipped || codes.Intersect(payload.Problems.Items).Any(),
                $"{payload.Problems}\n{seen}\n{payload}");
            return;
        }

        var claim = reading.Claim!;
        Assert.True(claim with { Findings = default } == payload.Claim, $"{Difference(claim, payload.Claim)}\n{payload}");
        Assert.Equal(payload.Findings.Items, claim.Findings.Items.Select(f => f.Code).Distinct().Order(StringComparer.Ordinal));
    }

    internal static RecordReading Read(PayloadSource source, ChannelPayload payload)
    {
        var reader = new ProfileReader(source.Profile, SkuMap.Same, new(TenantId.Of("t1"), ShopId.Of("s1")), validator: OwnProfileTests.Validator.Shared);
        var readings = new List<RecordReading>();
        var parser = RecordParser.For(source.Profile.Policy);
        parser.Push(payload.Bytes.Span, r => readings.Add(reader.Read(r, payload.ArrivedAt)));
        parser.Complete(r => readings.Add(reader.Read(r, payload.ArrivedAt)));
        Assert.True(readings.Count == 1, $"{readings.Count.ToString(CultureInfo.InvariantCulture)} records\n{payload}");
        return readings[0];
    }

    // Where two claims part: field by field, for the message.
    private static string Difference(Claim told, Claim expected)
    {
        var text = new StringBuilder();
        foreach (var property in typeof(Claim).GetProperties())
        {
            var (one, other) = (property.GetValue(told), property.GetValue(expected));
            if (property.Name == nameof(Claim.Findings) || Equals(one, other)) continue;
            text.AppendLine(CultureInfo.InvariantCulture, $"{property.Name}: {one} expected {other}");
        }

        return text.ToString();
    }
}
