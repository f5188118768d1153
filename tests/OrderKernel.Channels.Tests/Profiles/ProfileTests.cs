using System.Text;
using System.Text.RegularExpressions;

namespace OrderKernel.Channels.Tests;

/// <summary>Profiles and SKU maps are checked as a whole, with the path of every problem. Fails when a document error passes or hides another.</summary>
public sealed class ProfileTests
{
    [Theory]
    [InlineData("taobao", "taobao", "TB")]
    [InlineData("jd", "jd", "JD")]
    [InlineData("pdd", "pdd", "PD")]
    [InlineData("doudian", "doudian", "DY")]
    [InlineData("tmall-csv", "taobao", "TB")]
    public void A_default_profile_names_its_channel_and_code(string name, string channel, string code)
    {
        var profile = Profiles.Default(name);
        Assert.Equal((name, channel, code), (profile.Reference.Name, profile.Policy.Channel.Value, profile.Policy.Code));
        Assert.NotEmpty(profile.Policy.RecordKinds);
    }

    [Fact]
    public void All_problems_of_a_profile_are_listed_at_once()
    {
        var text = Encoding.UTF8.GetString(Profiles.DefaultBytes("tmall-csv").Span)
            .Replace("\"code\": \"TB\"", "\"code\": \"tb\"")
            .Replace("Asia/Shanghai", "Mars/Olympus")
            .Replace("\"needsFulfilment\": false", "\"needsFulfilment\": \"no\"")
            .Replace("\"payment\": \"Paid\"", "\"payment\": \"Bezahlt\"")
            .Replace("\"created\": \"订单创建时间\"", "\"created\": \"\"")
            .Replace("\"present\": {", "\"table\": \"nope\", \"present\": {")
            .Replace("\"terms\": \"Prepaid\",", "\"terms\": \"Prepaid\", \"colour\": \"red\",");
        var refusal = Profiles.Load(Encoding.UTF8.GetBytes(text)).Refusal!;
        Assert.Equal(KernelCodes.DocumentInvalid, refusal.Code);
        var found = refusal.Reasons.Items.Select(r => (r.Arguments[0].Value, r.Code)).ToArray();
        Assert.Contains(("$.code", KernelCodes.DocumentValueInvalid), found);
        Assert.Contains(("$.zone", KernelCodes.DocumentValueInvalid), found);
        Assert.Contains(("$.records[0].needsFulfilment", KernelCodes.DocumentTypeMismatch), found);
        Assert.Contains(("$.records[0].statuses[0].present.payment", KernelCodes.DocumentValueInvalid), found);
        Assert.Contains(("$.records[0].statuses[0].table", ChannelsCodes.TableUnknown), found);
        Assert.Contains(("$.records[0].times.created", ChannelsCodes.PathInvalid), found);
        Assert.Contains(("$.records[0].colour", KernelCodes.DocumentPropertyUnknown), found);
    }

    // Would be read as if the field stood there and nothing were in it: the record's number, its amount.
    [Theory]
    [InlineData("\"paths\": [\"订单编号\"]", "\"paths\": []", "$.records[0].number.paths")]
    [InlineData("\"due\": ", "\"due\": [], \"note\": ", "$.records[0].amounts.due")]
    [InlineData("\"kind\": ", "\"prefixes\": [], \"kind\": ", "$.records[0].prefixes")]
    public void A_field_of_no_paths_is_missing(string was, string becomes, string path)
    {
        var text = Encoding.UTF8.GetString(Profiles.DefaultBytes("tmall-csv").Span);
        Assert.Contains(was, text, StringComparison.Ordinal);
        var refusal = Profiles.Load(Encoding.UTF8.GetBytes(text.Replace(was, becomes))).Refusal!;
        Assert.Contains((path, KernelCodes.DocumentPropertyMissing), refusal.Reasons.Items.Select(r => (r.Arguments[0].Value, r.Code)));
    }

    [Fact]
    public void All_problems_of_a_sku_map_are_listed_at_once()
    {
        var refusal = SkuMap.Load("""
            {"$schema":"sku-map-1.json","name":"m","version":"1","otherwise":"guess","items":[{"channel":"jd","code":"1","sku":"A"},{"channel":"jd","code":"1","sku":"B"},{"channel":"*","code":"2","bundle":[{"sku":"A","quantity":0}]},{"channel":"*","code":"3"}]}
            """u8.ToArray()).Refusal!;
        var found = refusal.Reasons.Items.Select(r => (r.Arguments[0].Value, r.Code)).ToArray();
        Assert.Contains(("$.otherwise", KernelCodes.DocumentValueInvalid), found);
        Assert.Contains(("$.items[1].code", ChannelsCodes.SkuDuplicate), found);
        Assert.Contains(("$.items[2].bundle[0].quantity", KernelCodes.DocumentValueInvalid), found);
        Assert.Contains(("$.items[3].sku", KernelCodes.DocumentPropertyMissing), found);
    }

    [Fact]
    public void A_record_that_is_no_object_is_named()
    {
        var reader = new ProfileReader(Records.Profile("taobao"), SkuMap.Same, Records.Shop);
        Assert.Equal(ChannelsCodes.RecordNotObject, reader.Read("[1]"u8).Refusal!.Code);
        Assert.Equal(ChannelsCodes.RecordMalformed, reader.Read("{\"tid\":1} x"u8).Refusal!.Code);
        var small = new ProfileReader(Records.Profile("taobao"), SkuMap.Same, Records.Shop, new RecordLimits(10, 64));
        Assert.Equal(ChannelsCodes.RecordTooLarge, small.Read("{\"tid\":123456}"u8).Refusal!.Code);
    }

    [Fact]
    public void The_shops_zone_stands_in_the_claim_and_the_profiles_zone_reads_the_times()
    {
        var shop = Records.Shop with { Zone = NodaTime.DateTimeZoneProviders.Tzdb["America/New_York"] };
        var claim = new ProfileReader(Records.Profile("taobao"), SkuMap.Same, shop).Read(Encoding.UTF8.GetBytes(Payload.Taobao())).Claim!;
        Assert.Equal("America/New_York", claim.ZoneName);
        Assert.Equal(NodaTime.Instant.FromUtc(2026, 2, 9, 2, 0), claim.CreatedAt);
    }

    [Fact]
    public void The_back_office_export_and_the_api_meet_in_one_order()
    {
        var row = Records.Claim("tmall-csv", "订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,退款金额\n1001,199,199,浙江,2026-02-09 10:00:00,2026-02-09 10:01:00,0\n");
        Assert.Equal(Records.Claim("taobao", Payload.Taobao()).Order, row.Order);
        var found = ProfileRecognizer.Recognize("\uFEFF订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间\n"u8, Profiles.Defaults());
        Assert.Equal("tmall-csv", found!.Profile.Reference.Name);
        Assert.Null(ProfileRecognizer.Recognize("a,b\n1,2\n"u8, Profiles.Defaults()));
        Assert.Null(ProfileRecognizer.Recognize(""u8, Profiles.Defaults()));
    }

    [Fact]
    public void Every_code_has_both_texts_with_the_same_placeholders()
    {
        var texts = TextCatalog.Of(typeof(ChannelsCodes).Assembly);
        var codes = typeof(ChannelsCodes).GetFields().Select(f => (string)f.GetRawConstantValue()!).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(codes, texts.Codes);
        foreach (var code in codes)
        {
            string[] Placeholders(Language language) =>
                [.. Regex.Matches(texts.Template(code, language)!, "{[a-zA-Z]+}").Select(m => m.Value).Order(StringComparer.Ordinal)];
            Assert.Equal(Placeholders(Language.English), Placeholders(Language.Chinese));
        }
    }

    [Fact]
    public void The_number_in_a_bundle_is_alive()
    {
        long Units(string quantity)
        {
            var map = $$"""{"$schema":"sku-map-1.json","name":"m","version":"1","items":[{"channel":"*","code":"A-1","bundle":[{"sku":"X","quantity":{{quantity}}}]}]}""";
            return Records.Claim("taobao", Payload.Taobao(), SkuMap.Load(Encoding.UTF8.GetBytes(map)).ValueOrThrow().Policy).Lines[0].Goods[0].Quantity.Units;
        }

        Assert.Equal((2, 3), (Units("2"), Units("3")));
    }
}
