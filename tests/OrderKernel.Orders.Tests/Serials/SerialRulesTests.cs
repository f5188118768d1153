using System.Text;

namespace OrderKernel.Orders.Tests.Serials;

// Fails when a document decides otherwise than it says, takes goods for another rule's, or hides a problem.
public class SerialRulesTests
{
    [Theory]
    [InlineData("PHONE-1", "jd", SerialForm.Imei)]
    [InlineData("PHONE-2", "taobao", SerialForm.Imei)]
    [InlineData("TV-1", "jd", SerialForm.Sn)]
    [InlineData("TV-1", "taobao", null)]
    [InlineData("CASE-1", "jd", null)]
    [InlineData("MUG-1", "jd", SerialForm.Sn)]
    public void The_first_rule_that_fits_decides(string sku, string channel, SerialForm? form)
    {
        var rules = Load("""
            "categories": { "phones": ["PHONE-1", "PHONE-2"] }, "rules": [
              { "categories": ["phones"], "form": "imei" },
              { "skus": ["CASE-1"], "form": "none" },
              { "skus": ["TV-1"], "channels": ["jd"], "form": "sn", "pattern": "TV[0-9]{4}", "note": "subsidised" },
              { "channels": ["jd"], "form": "sn" }
            ]
            """).ValueOrThrow().Policy;
        Assert.Equal(form, rules.For(SkuId.Of(sku), ChannelId.Of(channel))?.Form);
    }

    [Theory]
    [InlineData("TV1234", true)]
    [InlineData("tv1234", true)]
    [InlineData("TV12345", false)]
    [InlineData("XTV1234", false)]
    [InlineData("TV123", false)]
    public void A_pattern_is_of_the_whole_number_in_capitals(string serial, bool fits)
    {
        var rule = Load("""  "rules": [{ "form": "sn", "pattern": "TV[0-9]{4}|A|B" }]  """).ValueOrThrow().Policy.Rules[0];
        Assert.Equal(fits, rule.IsWellFormed(SerialNumber.Of(serial)));
    }

    [Theory]
    [InlineData("\"rules\": [{ \"form\": \"sn\", \"pattern\": \"(a\" }]", Rules.RulesCodes.PatternSyntax, "$.rules[0].pattern")]
    [InlineData("\"rules\": [{ \"form\": \"sn\", \"pattern\": \"a)|(b\" }]", Rules.RulesCodes.PatternSyntax, "$.rules[0].pattern")]
    [InlineData("\"rules\": [{ \"form\": \"serial\" }]", KernelCodes.DocumentValueInvalid, "$.rules[0].form")]
    [InlineData("\"rules\": [{ \"form\": \"imei\", \"pattern\": \"a\" }]", KernelCodes.DocumentPropertyUnknown, "$.rules[0].pattern")]
    [InlineData("\"rules\": [{ \"form\": \"sn\", \"categories\": [\"toys\"] }]", OrdersCodes.SerialCategoryUnknown, "$.rules[0].categories")]
    [InlineData("\"rules\": [{ \"form\": \"sn\" }, { \"skus\": [\"a\"], \"form\": \"imei\" }]", OrdersCodes.SerialRuleShadowed, "$.rules[1]")]
    [InlineData("\"rules\": [{ \"form\": \"sn\", \"skus\": [\" a\"] }]", KernelCodes.DocumentValueInvalid, "$.rules[0].skus")]
    public void What_is_wrong_is_told_with_its_path(string body, string code, string path)
    {
        var reason = Assert.Single(Load(body).Refusal!.Reasons);
        Assert.Equal((code, path), (reason.Code, reason.Arguments[0].Value));
    }

    // Two numbers are one however they were typed; nothing else is.
    [Theory]
    [InlineData("ab-12", "AB-12")]
    [InlineData("A B\u30001", "AB1")]
    [InlineData("490154203237518", "490154203237518")]
    public void A_number_is_kept_in_capitals_and_without_blanks(string text, string kept) => Assert.Equal(kept, SerialNumber.Of(text).Value);

    [Fact]
    public void What_is_no_number_is_none()
    {
        foreach (var bad in new[] { null, "", " a", "a\u0000", new string('1', 65) }) Assert.False(SerialNumber.TryParse(bad, out _));
        Assert.Throws<ArgumentException>(() => SerialNumber.Of(""));
        var longest = new SerialKey(TenantId.Of("t"), SkuId.Of(new string('s', 128)), SerialNumber.Of(new string('9', 64)));
        Assert.Equal(StreamKinds.Serial, longest.Stream().Kind);
        Assert.NotEqual(Stream("a", "1"), Stream("b", "1"));
        Assert.Equal(Stream("a", "ab"), Stream("a", "A B"));

        static StreamId Stream(string sku, string serial) => new SerialKey(TenantId.Of("t"), SkuId.Of(sku), SerialNumber.Of(serial)).Stream();
    }

    private static Result<PolicyDocument<SerialRules>> Load(string body) =>
        SerialRules.Load(Encoding.UTF8.GetBytes($$"""{ "$schema": "serials-1.json", "name": "s", "version": "1", {{body}} }"""));
}
