using System.Text.RegularExpressions;

namespace OrderKernel.Abstractions.Tests.Privacy;

// Fails when a phone number stays readable in what somebody wrote, when anything else of the text changes, or when a text that was masked is masked on.
public class FreeTextLaws
{
    private static readonly string[] Pieces = ["打", " ", "-", "13800001234", "1234567", "123456", "0571-8888 1234", "a", "12", "\u00A0", "*", "DY_2026"];

    private static readonly Regex Run = new(@"\d(?:[ \-\u00A0\uFF0D]*\d)*");

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
            Assert.True(was < 7 ? left == was : was - left >= 6 && left <= 5, $"{text} became {masked}");
        }
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
