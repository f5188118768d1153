using System.Globalization;
using System.Text.RegularExpressions;

namespace OrderKernel.Abstractions.Tests.Privacy;

// Fails when a phone number stays readable in what somebody wrote, when anything else of the text changes, or when a text that was masked is masked on.
public class FreeTextLaws
{
    private static readonly string[] Pieces =
    [
        "打", " ", "-", "13800001234", "1234567", "123456", "0571-8888 1234",
        "a", "12", "\u00A0", "*", "DY_2026", "138.0013.8000", "\u3000", "\u2013", "_", "/", "转",
        "分机 801", "ext.12",
    ];

    private static readonly Regex Run = new(@"\d(?:[ \-\u00A0\uFF0D.\u3000\u2013_/]*\d)*");

    private static readonly Regex Told = new(@"(转|分机|ext)[ \-\u00A0\uFF0D.\u3000\u2013_/]*$");

    [Law(1_000, 100_000)]
    public void Runs_of_digits_lose_six_and_all_else_stays(Seed seed)
    {
        var dice = new Random(seed);
        var text = string.Concat(Enumerable.Range(0, dice.Next(12)).Select(_ => Pieces[dice.Next(Pieces.Length)]));
        var masked = FreeText.Masked(text);
        Assert.Equal(masked, FreeText.Masked(masked));
        Assert.Equal(text.Length, masked.Length);
        for (var i = 0; i < text.Length; i++) Assert.True(masked[i] == text[i] || (masked[i] == '*' && char.IsDigit(text[i])), masked);
        foreach (Match run in Run.Matches(text))
        {
            var (was, left) = (run.Value.Count(char.IsDigit), masked.Substring(run.Index, run.Length).Count(char.IsDigit));
            var isExtension = Told.IsMatch(text.Substring(0, run.Index));
            Assert.True(was < 7 ? left == was || (isExtension && left == 0) : was - left >= 6 && left <= 5, $"{text} became {masked}");
        }
    }

    // Every dash, blank and dot there is, from Unicode's own categories and names: whatever people put between the digits, the number is masked.
    [Fact]
    public void No_dash_blank_or_dot_hides_a_number()
    {
        var between = Enumerable.Range(1, 0xFFFE).Select(c => (char)c)
            .Where(c => char.IsWhiteSpace(c)
                || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation or UnicodeCategory.ConnectorPunctuation)
            .Concat(Dots).ToArray();
        Assert.True(between.Length > 60);
        Assert.All(between, c => Assert.Equal($"138{c}****{c}**00", FreeText.Masked($"138{c}0013{c}8000")));
        Assert.All(between, c => Assert.Equal($"138{c}{c}****{c}**00", FreeText.Masked($"138{c}{c}0013{c}8000")));
    }

    // FULL STOP, MIDDLE DOT, BULLET and their kin, as UnicodeData names them.
    private const string Dots =
        ".\u00B7\u0387\u2022\u2024\u2027\u2219\u22C5\u25CF\u25E6\u2E31\u2E33\u3002\u30FB\uFE52\uFF0E\uFF61\uFF65\uA78F/\uFF0F\u2212";

    [Theory]
    [InlineData("13800138000转1234", "138******00转****")]
    [InlineData("13800138000 转 1234 谢谢", "138******00 转 **** 谢谢")]
    [InlineData("0571-88881234分机号：801", "057*-******34分机号：***")]
    [InlineData("13800138000 ext. 12，13800138001", "138******00 ext. **，138******01")]
    [InlineData("13800138000EXT801转2", "138******00EXT***转*")]
    [InlineData("13800138000转13900139000", "138******00转139******00")]
    [InlineData("转1234", "转1234")]
    [InlineData("18400000000-1234", "184********-**34")]
    [InlineData("(+86)138 0013 8000", "(+86)1** **** **00")]
    public void An_extension_is_masked_with_its_number(string text, string shown)
    {
        Assert.Equal(shown, FreeText.Masked(text));
        Assert.Equal(shown, FreeText.Masked(shown));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("少件/漏发", "少件/漏发")]
    [InlineData("打 138 0000 1234 谢谢", "打 138 **** **34 谢谢")]
    [InlineData("1234567", "******7")]
    [InlineData("123456", "123456")]
    public void A_text_shows_what_is_no_phone_number(string? text, string? shown) => Assert.Equal(shown, FreeText.Masked(text));
}
