using System.Text;
using NodaTime;

namespace OrderKernel.Channels.Tests.Pushes;

// Fails when a right signature is refused, a wrong, late or missing one passes, or a signature differs from the vectors of RFC 1321, 2202 and 4231, or from
// TikTok's own. The secrets here are those of the vectors.
public sealed class SignatureScenarios
{
    private const string Json = """ "kind":"order","scope":"whole","needs":["no"],"number":"no","times":{"created":"at"},"amounts":{"due":"total"} """;
    private static readonly Instant Now = Instant.FromUtc(2026, 2, 9, 12, 0);
    private static readonly byte[] HiThere = "Hi There"u8.ToArray();

    [Theory]
    [InlineData("hmac-sha256", "hex", 20, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")] // RFC 4231, case 1
    [InlineData("hmac-sha256", "base64", 20, "sDRMYdjbOFNcqK/OrwvxK4gdwgDJgz2nJuk3bC4yz/c=")]
    [InlineData("hmac-md5", "hex", 16, "9294727a3638bb1c13f48ef8158bfc9d")] // RFC 2202, case 1
    public void The_vectors_of_the_standards_are_met(string algorithm, string encoding, int length, string signature)
    {
        var scheme = Scheme($$""" "algorithm":"{{algorithm}}","encoding":"{{encoding}}","over":["body"] """);
        var key = SigningKey.Of("vector", Enumerable.Repeat((byte)0x0b, length).ToArray());
        Assert.Equal(signature, scheme.Sign(HiThere, key));
        Assert.Same(key, scheme.Verify(HiThere, Only("Sign", signature), [key], Now).ValueOrThrow());
    }

    [Fact]
    public void A_digest_over_application_body_and_secret_is_that_of_the_texts_one_behind_the_other()
    {
        // RFC 1321: MD5("message digest").
        var scheme = Scheme(""" "algorithm":"md5","encoding":"hex","over":["app","body","secret"] """);
        var key = Key("vector", "digest", "message");
        Assert.Equal("f96b697d7cb7938d525a2f31aaf161d0", scheme.Sign(" "u8, key));
        Assert.Same(key, scheme.Verify(" "u8, Only("sign", "F96B697D7CB7938D525A2F31AAF161D0"), [key], Now).ValueOrThrow());
    }

    [DataFact]
    public void TikToks_own_vector_is_met_over_the_raw_bytes()
    {
        var scheme = Profiles.Default("tiktok-shop").Policy.PushSignature!;
        var body = TestData.Read("payloads/tiktok_shop/webhook-order-status-golden.json");
        const string Golden = "5dec0f11ec2f6783b8deee53c9ffbf8d024302f7c7e7fa55a35d17629031ac05";
        var key = Key("golden", "123", "abcdef");
        // The vector is of the body alone: a file may end with a line end.
        if (body[body.Length - 1] == '\n') body = body.AsSpan(0, body.Length - 1).ToArray();
        Assert.Equal(Golden, scheme.Sign(body, key));
        // The same JSON written otherwise is another body.
        Assert.Equal(ChannelsCodes.SignatureWrong, Code(scheme, [.. body, (byte)' '], Only("Authorization", Golden), key));
    }

    [Theory]
    [InlineData("shopify", "X-Shopify-Hmac-Sha256", null)]
    [InlineData("woocommerce", "X-WC-Webhook-Signature", null)]
    [InlineData("doudian", "event-sign", "3000")]
    [InlineData("youzan", "Event-Sign", "client")]
    [InlineData("tiktok-shop", "Authorization", "abcdef")]
    [InlineData("lazada", "Authorization", "100123")]
    public void The_schemes_of_the_built_in_profiles_sign_and_verify(string profile, string header, string? app)
    {
        var scheme = Profiles.Default(profile).Policy.PushSignature!;
        Assert.Equal((header, EvidenceMark.Seen), (scheme.Header, scheme.Evidence));
        var key = Key("k", "秘密", app);
        var signature = scheme.Sign(HiThere, key);
        Assert.Same(key, scheme.Verify(HiThere, Only(header, signature), [key], Now).ValueOrThrow());
        Assert.Equal(ChannelsCodes.SignatureWrong, Code(scheme, "Hi there"u8, Only(header, signature), key));
        if (app is not null) Assert.Equal(ChannelsCodes.SigningKeyNone, Code(scheme, HiThere, Only(header, signature), Key("k", "秘密")));
    }

    [Theory]
    [InlineData(null, ChannelsCodes.SignatureMissing)]
    [InlineData("", ChannelsCodes.SignatureMissing)]
    [InlineData("zz344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7", ChannelsCodes.SignatureMalformed)]
    [InlineData("b0344c61", ChannelsCodes.SignatureMalformed)] // cut off
    [InlineData("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff700", ChannelsCodes.SignatureMalformed)]
    [InlineData("sDRMYdjbOFNcqK/OrwvxK4gdwgDJgz2nJuk3bC4yz/c=", ChannelsCodes.SignatureMalformed)] // the other encoding
    [InlineData("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff6", ChannelsCodes.SignatureWrong)] // its last bit
    [InlineData(" B0344C61D8DB38535CA8AFCEAF0BF12B881DC200C9833DA726E9376C2E32CFF7 ", null)]
    public void What_stands_under_the_header_is_judged_before_it_is_compared(string? told, string? code)
    {
        var scheme = Scheme(""" "algorithm":"hmac-sha256","encoding":"hex","over":["body"] """);
        var key = SigningKey.Of("vector", Enumerable.Repeat((byte)0x0b, 20).ToArray());
        Assert.Equal(code, Code(scheme, HiThere, _ => told, key));
    }

    [Theory]
    [InlineData("****")]
    [InlineData("sDRMYdjbOFNcqK_OrwvxK4gdwgDJgz2nJuk3bC4yz_c=")] // the other alphabet
    [InlineData("sDRMYdjbOFNcqK/OrwvxK4gdwgDJgz2nJuk3bC4y====")]
    public void Base64_that_is_none_is_malformed(string told)
    {
        var scheme = Scheme(""" "algorithm":"hmac-sha256","encoding":"base64","over":["body"] """);
        Assert.Equal(ChannelsCodes.SignatureMalformed, Code(scheme, HiThere, _ => told, Key("k", "x")));
    }

    [Fact]
    public void While_a_secret_rotates_both_keys_count_and_afterwards_one()
    {
        var scheme = Scheme(""" "algorithm":"hmac-sha256","encoding":"hex","over":["body"] """);
        var change = Now + Duration.FromHours(1);
        var former = SigningKey.Of("old", "old secret"u8, until: change);
        var next = SigningKey.Of("next", "next secret"u8, from: Now);
        SigningKey[] keys = [former, next];
        var (byOld, byNext) = (scheme.Sign(HiThere, former), scheme.Sign(HiThere, next));
        Assert.Equal("old", Signer(scheme, byOld, keys, Now));
        Assert.Equal("next", Signer(scheme, byNext, keys, Now));
        Assert.Equal(ChannelsCodes.SignatureWrong, Signer(scheme, byNext, keys, Now - Duration.Epsilon));
        Assert.Equal("old", Signer(scheme, byOld, keys, change - Duration.Epsilon));
        Assert.Equal(ChannelsCodes.SignatureWrong, Signer(scheme, byOld, keys, change));
        Assert.Equal(ChannelsCodes.SigningKeyNone, Signer(scheme, byOld, [former], change));
        Assert.Equal(ChannelsCodes.SigningKeyNone, Signer(scheme, byOld, [], change));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(-300, null)]
    [InlineData(300, null)]
    [InlineData(-301, ChannelsCodes.SignatureOutdated)] // sent again by somebody else
    [InlineData(301, ChannelsCodes.SignatureOutdated)] // a clock that is wrong
    public void A_time_that_is_signed_along_bounds_how_long_a_push_may_be_sent_again(int seconds, string? code)
    {
        var scheme = Timed("epoch-s");
        var key = Key("k", "x");
        var time = $"{(Now + Duration.FromSeconds(seconds)).ToUnixTimeSeconds()}";
        Assert.Equal(code, Code(scheme, HiThere, Two(scheme.Sign(HiThere, key, time), time), key));
    }

    [Fact]
    public void A_time_is_believed_only_with_its_signature()
    {
        var scheme = Timed("epoch-s");
        var key = Key("k", "x");
        var then = $"{(Now - Duration.FromHours(1)).ToUnixTimeSeconds()}";
        var signed = scheme.Sign(HiThere, key, then);
        // Whoever sends an old push again cannot make it young.
        Assert.Equal(ChannelsCodes.SignatureWrong, Code(scheme, HiThere, Two(signed, $"{Now.ToUnixTimeSeconds()}"), key));
        Assert.Equal(ChannelsCodes.SignatureMissing, Code(scheme, HiThere, Only("sign", signed), key));
        Assert.Equal(ChannelsCodes.SignatureMalformed, Code(scheme, HiThere, Two(scheme.Sign(HiThere, key, "yesterday"), "yesterday"), key));
        Assert.Throws<ArgumentException>(() => scheme.Sign(HiThere, key));
    }

    [Fact]
    public void Times_are_read_in_the_units_of_profiles()
    {
        var key = Key("k", "x");
        foreach (var (format, time) in new[] { ("epoch-ms", $"{Now.ToUnixTimeMilliseconds()}"), ("text", "2026-02-09T20:00:00+08:00") })
        {
            var scheme = Timed(format);
            Assert.Null(Code(scheme, HiThere, Two(scheme.Sign(HiThere, key, time), time), key));
        }
    }

    [Theory]
    [InlineData(""" "header":"s","algorithm":"hmac-sha256","encoding":"hex","over":["app"],"evidence":"seen" """, "$.push.over", ChannelsCodes.SignatureWeak)]
    [InlineData(""" "header":"s","algorithm":"md5","encoding":"hex","over":["app","body"],"evidence":"seen" """, "$.push.over", ChannelsCodes.SignatureWeak)]
    [InlineData(""" "header":"s","algorithm":"hmac-md5","encoding":"hex","over":["body"],"evidence":"seen","time":{"header":"t","as":"epoch-s","window":"PT5M"} """,
        "$.push.over", ChannelsCodes.SignatureWeak)]
    [InlineData(""" "header":"s","algorithm":"hmac-md5","encoding":"hex","over":["time","body"],"evidence":"seen" """, "$.push.time",
        KernelCodes.DocumentPropertyMissing)]
    [InlineData(""" "header":"s: t","algorithm":"hmac-md5","encoding":"hex","over":["body"],"evidence":"seen" """, "$.push.header", KernelCodes.DocumentValueInvalid)]
    [InlineData(""" "header":"s","algorithm":"sha1","encoding":"hex","over":["body"],"evidence":"seen" """, "$.push.algorithm", KernelCodes.DocumentValueInvalid)]
    [InlineData(""" "header":"s","algorithm":"hmac-md5","encoding":"hex","over":["body","url"],"evidence":"seen" """, "$.push.over[1]",
        KernelCodes.DocumentValueInvalid)]
    [InlineData(""" "header":"s","algorithm":"hmac-md5","encoding":"hex","over":["time","body"],"evidence":"seen","time":{"header":"t","as":"epoch-s","window":"P2D"} """,
        "$.push.time.window", KernelCodes.DocumentValueInvalid)]
    [InlineData(""" "header":"s","algorithm":"hmac-md5","encoding":"hex","over":["time","body"],"evidence":"seen","time":{"header":"t","as":"epoch-s","window":"PT0S"} """,
        "$.push.time.window", KernelCodes.DocumentValueInvalid)]
    public void A_scheme_that_proves_nothing_is_no_scheme(string push, string path, string code) =>
        Assert.Contains((path, code), Made.Findings(Json, $"\"push\":{{{push}}}"));

    [Fact]
    public void A_signed_push_is_never_taken_unproved_and_a_trusted_one_is_the_hosts_word()
    {
        var silent = Made.Profile(Json);
        var signed = Push.Signed(HiThere, Only("sign", "00"), Key("k", "x"));
        Assert.Equal(ChannelsCodes.SignatureUnknown, signed.Check(silent, Now)!.Code);
        Assert.Equal(ChannelsCodes.SignatureMissing, signed.Check(Profiles.Default("shopify"), Now)!.Code);
        Assert.Null(Push.Trusted(HiThere).Check(silent, Now));
        Assert.Throws<ArgumentException>(() => Push.Signed(HiThere, Only("sign", "00")));
    }

    [Fact]
    public void A_secret_is_shown_by_nothing()
    {
        var key = Key("spring", "TopSecret", "app");
        Assert.Equal("spring", key.ToString());
        Assert.DoesNotContain("TopSecret", System.Text.Json.JsonSerializer.Serialize(key), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SigningKey.Of("spring", []));
    }

    private static PushSignature Scheme(string push) =>
        Made.Profile(Json, $$"""
            "push":{"header":"sign",{{push}},"evidence":"seen"}
            """).Policy.PushSignature!;

    private static PushSignature Timed(string format) =>
        Scheme($$""" "algorithm":"hmac-sha256","encoding":"hex","over":["time",{"text":"."},"body"],"time":{"header":"at","as":"{{format}}","window":"PT5M"} """);

    private static SigningKey Key(string name, string secret, string? app = null) => SigningKey.Of(name, Encoding.UTF8.GetBytes(secret), app);

    private static string? Code(PushSignature scheme, ReadOnlySpan<byte> body, Func<string, string?> header, SigningKey key) =>
        scheme.Verify(body, header, [key], Now).Refusal?.Code;

    private static string Signer(PushSignature scheme, string signature, SigningKey[] keys, Instant at)
    {
        var found = scheme.Verify(HiThere, Only("sign", signature), keys, at);
        return found.Refusal?.Code ?? found.ValueOrThrow().Name;
    }

    private static Func<string, string?> Only(string header, string value) =>
        name => string.Equals(name, header, StringComparison.OrdinalIgnoreCase) ? value : null;

    private static Func<string, string?> Two(string signature, string time) => name => name == "sign" ? signature : name == "at" ? time : null;
}
