using System.Text.RegularExpressions;

namespace OrderKernel.Allocation.Tests;

// Fails when a code has no text in one language, a text has no code, or the two languages show different arguments.
public class TextsTests
{
    [Fact]
    public void Every_code_has_a_text_in_both_languages_with_the_same_arguments()
    {
        var codes = typeof(AllocationCodes).GetFields().Select(f => (string)f.GetRawConstantValue()!).Order(StringComparer.Ordinal).ToArray();
        var texts = TextCatalog.Of(typeof(AllocationCodes).Assembly);
        Assert.Equal(codes, texts.Codes);
        Assert.All(codes, code => Assert.Equal(Arguments(texts.Template(code, Language.English)!), Arguments(texts.Template(code, Language.Chinese)!)));
    }

    private static string[] Arguments(string text) => Regex.Matches(text, "{(.*?)}").Select(m => m.Value).Distinct().Order(StringComparer.Ordinal).ToArray();
}
