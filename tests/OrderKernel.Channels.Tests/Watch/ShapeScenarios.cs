using System.Text;

namespace OrderKernel.Channels.Tests.Watch;

// Fails when a field's form is told wrongly, or when telling forms changes what a record says.
public sealed class ShapeScenarios
{
    private static readonly PolicyDocument<ChannelProfile> Shop = Made.Profile($$"""
        {{Made.Order}},"customer":"who",{{Made.Amounts}},"lines":{"at":"rows[]","code":"sku","quantity":"n","total":"sum"},"needsFulfilment":false
        """);

    [Theory]
    [InlineData("12", FieldForm.Number)]
    [InlineData("-12", FieldForm.Number)]
    [InlineData("12.0", FieldForm.DecimalNumber)]
    [InlineData("1e2", FieldForm.DecimalNumber)]
    [InlineData("\"12\"", FieldForm.DigitsText)]
    [InlineData("\"-12\"", FieldForm.DigitsText)]
    [InlineData("\"12.00\"", FieldForm.DecimalText)]
    [InlineData("\"¥12.00\"", FieldForm.Text)]
    [InlineData("\"1,200\"", FieldForm.Text)]
    [InlineData("true", FieldForm.Flag)]
    [InlineData("{}", FieldForm.Container)]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    public void The_form_of_an_amount(string total, FieldForm? form) =>
        Assert.Equal(form, FormsOf($$"""{"no":"1","at":"2026-02-09 10:00:00","total":{{total}},"rows":[]}""").TryGetValue("total", out var told) ? told : null);

    [Fact]
    public void Of_what_is_no_amount_digits_and_words_are_one_form_and_rows_that_differ_are_mixed()
    {
        var forms = FormsOf("""
            {"no":"1","at":"2026-02-09 10:00:00","who":"12","total":1,"rows":[{"sku":"A","n":1,"sum":1},{"sku":7,"n":2,"sum":"1"},{"sku":"B","n":3}]}
            """);
        Assert.Equal((FieldForm.Text, FieldForm.Mixed, FieldForm.Mixed, FieldForm.Number),
            (forms["who"], forms["rows[].sku"], forms["rows[].sum"], forms["rows[].n"]));
    }

    [Fact]
    public void Nobody_who_does_not_ask_gets_forms_and_a_record_of_no_kind_has_none()
    {
        Assert.Null(Assert.Single(Made.Read(Shop, "{\"no\":\"1\"}")).Shape);
        Assert.Null(Read(Profiles.Default("doudian"), "{\"x\":1}")[0].Shape);
    }

    [Fact]
    public void Forms_of_built_in_profiles()
    {
        var doudian = Forms("doudian", Payload.Doudian());
        Assert.Equal((FieldForm.Text, FieldForm.Number, FieldForm.Number, FieldForm.Number),
            (doudian["order_id"], doudian["order_status"], doudian["pay_amount"], doudian["sku_order_list[].sum_amount"]));
        Assert.Equal(FieldForm.DecimalText, Forms("taobao", Payload.Taobao())["orders.order[].payment"]);
        Assert.Equal(FieldForm.DecimalNumber, Forms("pdd", Payload.Pdd())["item_list[].goods_price"]);

        static Dictionary<string, FieldForm> Forms(string profile, string record) =>
            Assert.Single(Read(Profiles.Default(profile), record)).Shape!.Fields.ToDictionary(f => f.Path, f => f.Form);
    }

    [Theory]
    [InlineData("taobao")]
    [InlineData("doudian")]
    [InlineData("pdd")]
    public void Telling_forms_changes_nothing_of_what_a_record_says(string profile)
    {
        var record = profile == "taobao" ? Payload.Taobao() : profile == "pdd" ? Payload.Pdd() : Payload.Doudian();
        Assert.Equal(Records.Claim(profile, record), Assert.Single(Read(Profiles.Default(profile), record)).Claim);
    }

    private static Dictionary<string, FieldForm?> FormsOf(string record) =>
        Assert.Single(Read(Shop, record)).Shape!.Fields.ToDictionary(f => f.Path, f => (FieldForm?)f.Form);

    private static List<RecordReading> Read(PolicyDocument<ChannelProfile> profile, string input)
    {
        var reader = new ProfileReader(profile, SkuMap.Same, Records.Shop) { TellsShape = true };
        var readings = new List<RecordReading>();
        Records.Cut(RecordParser.For(profile.Policy), Encoding.UTF8.GetBytes(input), int.MaxValue, slice => readings.Add(reader.Read(slice)));
        return readings;
    }
}
