using System.Text;
using NodaTime;

namespace OrderKernel.Channels.Tests.Watch;

// Fails when a push that was kept without proof is read as another one, when it is believed without a key that made its signature, or when what anybody may
// send is kept however large it is.
public sealed class HeldPushScenarios
{
    private static readonly Instant Ten = Instant.FromUtc(2026, 2, 9, 10, 0);
    private static readonly PolicyDocument<ChannelProfile> Doudian = Profiles.Default("doudian");
    private static readonly PushSignature Scheme = Doudian.Policy.PushSignature!;
    private static readonly SigningKey Key = SigningKey.Of("new", "secret"u8, app: "3000");
    private static readonly SigningKey Other = SigningKey.Of("old", "another"u8, app: "3000");

    [Law(60, 600)]
    public void It_is_the_same_push_and_its_key_alone_proves_it(Seed seed)
    {
        var chance = new Random(seed);
        var body = Encoding.UTF8.GetBytes(new string([.. Enumerable.Range(0, chance.Next(200)).Select(_ => "ab\n\r:{}\"é "[chance.Next(10)])]));
        var signature = Scheme.Sign(body, Key);
        var kept = HeldPush.Write(Push.Signed(body, Header(signature), Other), Scheme)!;
        var again = HeldPush.Read(kept, [Other, Key])!;
        Assert.Equal(body, again.Body.ToArray());
        Assert.Null(again.Check(Doudian, Ten));
        Assert.Equal(ChannelsCodes.SignatureWrong, HeldPush.Read(kept, [Other])!.Check(Doudian, Ten)!.Code);
        kept[chance.Next(kept.Length)] ^= 1;
        if (HeldPush.Read(kept, [Key]) is { } changed) Assert.True(changed.Check(Doudian, Ten) is not null || IsSame(changed));

        // A letter of the header's name in the other case is the same header, and of the signature the same digit.
        bool IsSame(Push push) => push.Body.Span.SequenceEqual(body);
    }

    [Fact]
    public void What_has_no_proof_at_all_or_is_too_large_is_not_kept()
    {
        Assert.Null(HeldPush.Write(Push.Signed("{}"u8.ToArray(), _ => null, Key), Scheme));
        Assert.Null(HeldPush.Write(Push.Trusted("{}"u8.ToArray()), Scheme));
        Assert.Null(HeldPush.Write(Push.Signed(new byte[HeldPush.BytesMax + 1], Header("00"), Key), Scheme));
        Assert.Null(HeldPush.Write(Push.Signed("{}"u8.ToArray(), Header("0\n0"), Key), Scheme));
        Assert.Null(HeldPush.Write(Push.Signed("{}"u8.ToArray(), Header(new string('0', 2000)), Key), Scheme));
        Assert.Null(HeldPush.Read("no push"u8.ToArray(), [Key]));
        Assert.Null(HeldPush.Read("a\nb\n\n"u8.ToArray(), [Key]));
    }

    private static Func<string, string?> Header(string signature) => name => name == "event-sign" ? signature : null;
}
