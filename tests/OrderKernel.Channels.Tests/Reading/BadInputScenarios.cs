using System.Text;

namespace OrderKernel.Channels.Tests;

/// <summary>What bad input gets: a coded reason with its path, and the rest goes on. Fails when something is guessed, rounded, thrown or lost.</summary>
public sealed class BadInputScenarios
{
    [Fact]
    public void An_unknown_status_parks_with_the_word_and_its_path()
    {
        var refusal = Records.Parked("taobao", Payload.Taobao("TRADE_TELEPORTED"));
        Assert.Equal(ChannelsCodes.StatusUnknown, refusal.Code);
        Assert.Contains(new Argument("value", "TRADE_TELEPORTED"), refusal.Arguments);
        Assert.Contains(new Argument("path", "$.status"), refusal.Arguments);
    }

    [Fact]
    public void An_unmapped_code_parks_and_names_the_line()
    {
        var skus = SkuMap.Load("""{"$schema":"sku-map-1.json","name":"m","version":"1","items":[]}"""u8.ToArray()).ValueOrThrow().Policy;
        var refusal = Records.Parked("taobao", Payload.Taobao(), skus);
        Assert.Equal(ChannelsCodes.SkuUnmapped, refusal.Code);
        Assert.Contains(new Argument("line", "2001"), refusal.Arguments);
        Assert.Contains(new Argument("code", "A-1"), refusal.Arguments);
    }

    [Theory]
    [InlineData("1e400", ChannelsCodes.AmountOutOfRange)]
    [InlineData("\"1e400\"", ChannelsCodes.AmountOutOfRange)]
    [InlineData("99999999999999999999", ChannelsCodes.AmountOutOfRange)]
    [InlineData("\"1.999\"", ChannelsCodes.AmountInexact)]
    [InlineData("\"12,34\"", ChannelsCodes.AmountInvalid)]
    [InlineData("\"twelve\"", ChannelsCodes.AmountInvalid)]
    [InlineData("true", ChannelsCodes.FieldTypeMismatch)]
    [InlineData("{}", ChannelsCodes.FieldTypeMismatch)]
    [InlineData("-1", ChannelsCodes.AmountNegative)]
    public void A_bad_amount_parks_with_its_path(string payment, string code)
    {
        var refusal = Records.Parked("taobao", Payload.Taobao(payment: payment));
        Assert.Contains(refusal.Reasons, r => r.Code == code);
        Assert.Contains(refusal.Reasons, r => r.Arguments.Items.Contains(new Argument("path", "$.payment"))
            || r.Arguments.Items.Any(a => a.Value.StartsWith("$.orders", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"199.00\"")]
    [InlineData("199")]
    [InlineData("199.0")]
    [InlineData("1.99E2")]
    [InlineData("\"¥199.00\"")]
    [InlineData("\"￥ 199.00\"")]
    [InlineData("\"199元\"")]
    [InlineData("\"\\u00a5199.00\"")]
    public void The_same_yuan_however_they_are_written(string payment) =>
        Assert.Equal(Money.Fen(19900), Records.Claim("taobao", Payload.Taobao(payment: payment)).Amounts!.Due);

    [Fact]
    public void Groups_of_three_are_read() => Assert.Equal(Money.Fen(129_900), Records.Claim("taobao", Payload.Taobao(payment: "\"¥1,299.00\"")).Amounts!.Due);

    [Theory]
    [InlineData("\"199.00\"")]
    [InlineData("199.5")]
    [InlineData("\"¥199\"")]
    public void Fen_with_decimals_are_ambiguous(string amount) =>
        Assert.Contains(Records.Parked("doudian", Payload.Doudian().Replace("\"pay_amount\":19900,\"post", $"\"pay_amount\":{amount},\"post")).Reasons,
            r => r.Code == ChannelsCodes.AmountAmbiguous);

    [Fact]
    public void A_price_that_changed_type_is_the_same_money_where_the_profile_says_so_and_ambiguous_otherwise()
    {
        var text = Encoding.UTF8.GetString(Profiles.DefaultBytes("doudian").Span).Replace("\"money\": \"fen\"", "\"money\": \"either\"");
        var either = Profiles.Load(Encoding.UTF8.GetBytes(text)).ValueOrThrow();
        var reader = new ProfileReader(either, SkuMap.Same, Records.Shop);
        RecordReading Read(string amount) =>
            reader.Read(Encoding.UTF8.GetBytes(Payload.Doudian().Replace("\"pay_amount\":19900,\"post", $"\"pay_amount\":{amount},\"post")));
        Assert.Equal(Money.Fen(19900), Read("19900").Claim!.Amounts!.Due);
        Assert.Equal(Money.Fen(19900), Read("\"199.00\"").Claim!.Amounts!.Due);
        Assert.Equal(Money.Fen(129_900), Read("\"¥1,299.00\"").Claim!.Amounts!.Due);
        Assert.Equal(ChannelsCodes.AmountAmbiguous, Read("\"19900\"").Refusal!.Code);
        Assert.Equal(ChannelsCodes.AmountAmbiguous, Read("199.0").Refusal!.Code);
    }

    [Theory]
    [InlineData("-1", ChannelsCodes.QuantityNegative)]
    [InlineData("\"-2\"", ChannelsCodes.QuantityNegative)]
    [InlineData("0", ChannelsCodes.QuantityInvalid)]
    [InlineData("1.5", ChannelsCodes.QuantityInvalid)]
    [InlineData("\"x\"", ChannelsCodes.QuantityInvalid)]
    [InlineData("null", ChannelsCodes.FieldMissing)]
    public void A_bad_quantity_parks_with_its_line(string num, string code)
    {
        var refusal = Records.Parked("taobao", Payload.Taobao(num: num));
        Assert.Equal(code, refusal.Code);
        Assert.Contains(new Argument("path", "$.orders.order[0].num"), refusal.Arguments);
    }

    [Fact]
    public void Duplicate_keys_park_with_their_path()
    {
        var refusal = Records.Parked("taobao", Payload.Taobao(extra: ",\"payment\":\"1.00\""));
        Assert.Equal(ChannelsCodes.PropertyDuplicate, refusal.Code);
        Assert.Contains(new Argument("path", "$.payment"), refusal.Arguments);
        Assert.Equal(ChannelsCodes.PropertyDuplicate, Records.Parked("taobao", Payload.Taobao(line: ",\"num\":2")).Code);
    }

    [Fact]
    public void Lone_surrogates_park_where_they_are_mapped_and_pass_where_not()
    {
        Assert.Equal(ChannelsCodes.TextInvalid, Records.Parked("taobao", Payload.Taobao(extra: ",\"buyer_nick\":\"\\ud800\"")).Code);
        Assert.NotNull(Records.Claim("taobao", Payload.Taobao(extra: ",\"whatever\":\"\\ud800\",\"\\udc00\":1")));
    }

    [Fact]
    public void New_unknown_fields_pass_of_any_kind() =>
        Assert.NotNull(Records.Claim("taobao", Payload.Taobao(extra: ",\"new\":{\"a\":[1,{\"b\":null}]},\"n2\":[]")));

    [Fact]
    public void Deep_nesting_and_huge_texts_park()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 1000)) + string.Concat(Enumerable.Repeat("]", 1000));
        Assert.Equal(ChannelsCodes.RecordTooDeep, Records.Parked("taobao", Payload.Taobao(extra: $",\"deep\":{deep}")).Code);
        Assert.Equal(ChannelsCodes.TextTooLong,
            Records.Parked("taobao", Payload.Taobao(extra: $",\"receiver_address\":\"{new string('a', 10_000_000)}\"")).Code);
        Assert.Equal(ChannelsCodes.TextTooLong, Records.Parked("taobao", Payload.Taobao(extra: $",\"receiver_address\":\"{new string('路', 5_000)}\"")).Code);
    }

    [Fact]
    public void Ids_that_are_none_park()
    {
        Assert.Equal(ChannelsCodes.IdInvalid, Records.Parked("taobao", Payload.Taobao().Replace("\"1001\"", $"\"{new string('1', 200)}\"")).Code);
        Assert.Equal(ChannelsCodes.FieldTypeMismatch, Records.Parked("taobao", Payload.Taobao().Replace("\"1001\"", "[1]")).Code);
    }

    [Fact]
    public void Times_in_another_format_park()
    {
        Assert.Equal(ChannelsCodes.TimeInvalid, Records.Parked("taobao", Payload.Taobao().Replace("2026-02-09 10:00:00", "2026-02-30 10:00:00")).Code);
        Assert.Equal(ChannelsCodes.TimeInvalid, Records.Parked("doudian", Payload.Doudian().Replace("1770602400", "161324234234")).Code);
        Assert.Equal(ChannelsCodes.TimeInvalid, Records.Parked("doudian", Payload.Doudian().Replace("1770602400", "\"2026-02-09 10:00:00\"")).Code);
    }

    [Fact]
    public void A_draft_word_is_skipped_and_not_parked()
    {
        var text = Encoding.UTF8.GetString(Profiles.DefaultBytes("taobao").Span)
            .Replace("\"TRADE_NO_CREATE_PAY\": { ", "\"TRADE_NO_CREATE_PAY\": { \"skip\": true, ");
        var reader = new ProfileReader(Profiles.Load(Encoding.UTF8.GetBytes(text)).ValueOrThrow(), SkuMap.Same, Records.Shop);
        var reading = reader.Read(Encoding.UTF8.GetBytes(Payload.Taobao("TRADE_NO_CREATE_PAY")));
        Assert.Equal((ReadingKind.Skipped, ChannelsCodes.RecordSkipped), (reading.Kind, reading.Refusal!.Code));
    }

    [Fact]
    public void A_missing_or_doubled_column_is_named_and_a_row_of_another_width_parks()
    {
        const string header = "订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,退款金额";
        var missing = Records.Parked("tmall-csv", header.Replace(",退款金额", "") + "\r\n1,2.0,2.0,上海,2020-02-21 00:00:00,\r\n");
        Assert.Equal((ChannelsCodes.ColumnMissing, "退款金额"), (missing.Code, missing.Arguments.Items.First(a => a.Name == "column").Value));
        Assert.Equal(ChannelsCodes.PropertyDuplicate, Records.Parked("tmall-csv", header + ",总金额\n1,2.0,2.0,上海,2020-02-21 00:00:00,,0.0,3\n").Code);
        var rows = Records.Of("tmall-csv", header + "\n1,2.0,0.0,上海\n2,2.0,0.0,\"上海\",2020-02-21 00:00:00,,0.0\n3,2.0,0.0,\"未完");
        Assert.Equal([ChannelsCodes.RowWidthWrong, null, ChannelsCodes.RecordTruncated], rows.Select(r => r.Refusal?.Code));
    }

    [Theory]
    [InlineData("4.31763E+18")]
    [InlineData("4e+18")]
    public void An_id_that_a_spreadsheet_rounded_is_refused(string damaged)
    {
        Assert.Equal(ChannelsCodes.IdDamaged, Records.Parked("taobao", Payload.Taobao().Replace("\"1001\"", $"\"{damaged}\"")).Code);
        Assert.Equal(ChannelsCodes.IdDamaged, Records.Parked("tmall-csv", Row(damaged)).Code);
    }

    [Theory]
    [InlineData("=\"\"379090200043\"\"", "379090200043")]
    [InlineData("'379090200043", "379090200043")]
    [InlineData("12E345", "12E345")]
    [InlineData("SO-E+7", "SO-E+7")]
    public void An_id_that_is_guarded_from_spreadsheets_is_itself(string told, string number) =>
        Assert.Equal(number, Records.Claim("tmall-csv", Row(told)).Order.Number.Value);

    private static string Row(string number) =>
        $"订单编号,总金额,买家实际支付金额,收货地址,订单创建时间,订单付款时间,退款金额\n\"{number}\",21.0,21.0,上海,2020-02-21 00:00:00,2020-02-21 00:02:00,0.0\n";
}
