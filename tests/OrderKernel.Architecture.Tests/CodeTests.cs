using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace OrderKernel.Architecture.Tests;

// Fails when a code has no text in a language, or none where a host asks for it, is not documented, is listed twice, or no scenario reaches it.
public partial class CodeTests
{
    private static readonly string Reference = Path.Combine(Family.Root, "docs", "reference", "refusals.md");

    private static IEnumerable<(string Package, Type Owner, string Name, string Code)> Codes() =>
        from package in Family.Packages
        from type in Family.Load(package).GetTypes()
        where type.Name.EndsWith("Codes", StringComparison.Ordinal) && type is { IsAbstract: true, IsSealed: true }
        from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
        where field is { IsLiteral: true } && field.FieldType == typeof(string)
        select (package, type, field.Name, (string)field.GetRawConstantValue()!);

    private static IEnumerable<string> PackagesWithTexts() => Family.Packages.Where(p => Family.Load(p).GetManifestResourceInfo("Texts.json") is not null);

    [Fact]
    public void Codes_are_dotted_lower_case_with_hyphens_and_never_reused()
    {
        Assert.All(Codes(), c => Assert.Matches("^[a-z]+(\\.[a-z0-9]+(-[a-z0-9]+)*)+$", c.Code));
        Assert.Empty(Codes().GroupBy(c => c.Code).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void Every_code_has_a_text_in_both_languages_with_the_same_placeholders()
    {
        var texts = TextCatalog.Of([.. PackagesWithTexts().Select(Family.Load)]);
        Assert.Empty(Codes().Select(c => c.Code).Except(texts.Codes));
        Assert.Empty(
            texts.Codes.Where(c => Texts(texts, c, Language.English) is not { Length: > 0 } en || Texts(texts, c, Language.Chinese) is not { Length: > 0 } zh
            || !Placeholders(en).SetEquals(Placeholders(zh))));
    }

    [Fact]
    public void A_host_asks_one_place_for_the_text_of_any_code()
    {
        foreach (var package in PackagesWithTexts().Where(p => p != "OrderKernel.Cli"))
        {
            var own = TextCatalog.Of(Family.Load(package));
            foreach (var code in own.Codes)
            {
                foreach (var language in new[] { Language.English, Language.Chinese })
                    Assert.Equal(Texts(own, code, language), Texts(RefusalTexts.Default, code, language));
            }
        }
    }

    [Fact]
    public void Every_code_is_reached_by_a_scenario()
    {
        var tests = string.Concat(Family.Sources("tests").Where(f => !f.Contains("Architecture.Tests")).Select(File.ReadAllText));
        var missing = Codes()
            .Where(c => !tests.Contains($"{c.Owner.Name}.{c.Name}", StringComparison.Ordinal) && !tests.Contains($"\"{c.Code}\"", StringComparison.Ordinal)
                && !tests.Contains($"\"{c.Code} (", StringComparison.Ordinal))
            .Select(c => c.Code);
        Assert.Equal("", string.Join("\n", missing));
    }

    /// <summary>To approve: <c>ORDERKERNEL_APPROVE=1 dotnet test tests/OrderKernel.Architecture.Tests</c> writes the page from the texts.</summary>
    [Fact]
    public void The_reference_lists_every_code()
    {
        var page = Page();
        if (Family.Approves) File.WriteAllText(Reference, page);
        Assert.Equal(File.Exists(Reference) ? File.ReadAllText(Reference) : "(no page)", page);
    }

    private static string Page()
    {
        var page = new StringBuilder(
            "# Codes\n\nEvery refusal, finding and reason has a stable code. Texts carry `{placeholders}`; programs read the code and its arguments, never the text.\nThis page is written from the packages' `Texts.json` and checked by a test.\n");
        foreach (var package in PackagesWithTexts())
        {
            var texts = TextCatalog.Of(Family.Load(package));
            if (!texts.Codes.Any()) continue;
            page.Append($"\n## {package}\n\n| code | English | 中文 |\n| --- | --- | --- |\n");
            foreach (var code in texts.Codes)
                page.Append($"| `{code}` | {Texts(texts, code, Language.English)?.Replace("|", "\\|")} | {Texts(texts, code, Language.Chinese)?.Replace("|", "\\|")} |\n");
        }

        return page.ToString();
    }

    private static string? Texts(TextCatalog texts, string code, Language language) => texts.Template(code, language);

    private static HashSet<string> Placeholders(string text) => Placeholder().Matches(text).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("\\{[a-zA-Z]+\\}")]
    private static partial Regex Placeholder();
}
