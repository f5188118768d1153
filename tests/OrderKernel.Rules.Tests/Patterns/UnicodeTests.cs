using System.Globalization;
using System.Text;
using OrderKernel.Rules.Patterns;

namespace OrderKernel.Rules.Tests.Patterns;

/// <summary>Our table of characters beside the platform's.</summary>
/// <remarks>Fails when the table was damaged or is read wrongly; later versions of Unicode add characters and change hardly any.</remarks>
public class UnicodeTests
{
    // A later version of Unicode changed these.
    private const int ChangedMax = 20;

    private static readonly CharSet Assigned = CharSet.Of(new[] { "L", "M", "N", "P", "S", "Z", "C" }.SelectMany(n => Unicode.Known.SetOf(n)!.Ranges));

    [Fact]
    public void Categories_are_those_of_the_platform()
    {
        string[] names =
        [
            "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm",
            "Sc", "Sk", "So",
        ];
        var ours = new string?[CharSet.Last + 1];
        foreach (var name in names)
        {
            foreach (var (first, last) in Unicode.Known.SetOf(name)!.Ranges) Array.Fill(ours, name, first, last + 1 - first);
        }

        var differing = 0;
        for (var c = 0; c <= CharSet.Last; c++)
        {
            if (ours[c] is { } name && name != names[(int)CharUnicodeInfo.GetUnicodeCategory(c)]) differing++;
        }

        Assert.InRange(differing, 0, ChangedMax);
        Assert.True(ours.Count(c => c is not null) > 280_000);
        Assert.All(names, n => Assert.Contains(Unicode.Known.SetOf(n.Substring(0, 1))!.Ranges, r => Unicode.Known.SetOf(n)!.Ranges[0].First >= r.First));
    }

    [Fact]
    public void Characters_that_the_platform_maps_to_one_another_are_equal_but_for_case()
    {
        var differing = new List<string>();
        for (var c = 0; c <= CharSet.Last; c++)
        {
            if (!Rune.IsValid(c) || !Assigned.Contains(c)) continue;
            var rune = new Rune(c);
            foreach (var other in new[] { Rune.ToUpperInvariant(rune), Rune.ToLowerInvariant(rune) })
            {
                if (other != rune && !CharSet.Of((c, c)).Folded().Contains(other.Value)) differing.Add($"{c:x} {other.Value:x}");
            }
        }

        Assert.InRange(differing.Count, 0, ChangedMax);
    }

    [Fact]
    public void Scripts_hold_their_characters_and_no_other_script()
    {
        Assert.All(new[] { ("Han", '中'), ("Latin", 'é'), ("Cyrillic", 'я'), ("Arabic", 'ع'), ("Mongolian", 'ᠠ'), ("Yi", 'ꀀ'), ("Common", '1'), ("Bopomofo", 'ㄅ') },
            s => Assert.True(Unicode.Known.SetOf(s.Item1)!.Contains(s.Item2), s.Item1));
        Assert.False(Unicode.Known.SetOf("Han")!.Contains('あ'));
        Assert.Null(Unicode.Known.SetOf("Klingon"));
        Assert.Null(Unicode.Known.SetOf("#"));
        Assert.Null(Unicode.Known.SetOf("~"));
    }
}
