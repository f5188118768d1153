using System.Text;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// Texts and words that are alike where a hash looks at them, and texts that come again. Fails when a reader that read other records before gives a record
/// another's text, or a table takes one word for another.
/// </summary>
public sealed class RepeatedTextLaws
{
    private static readonly string[] Ends = ["", "A", "茶", "AAAAAAAA", "ZZZZZZZZ", "茶茶茶"];

    [Law(300, 10_000)]
    public bool Each_record_has_its_own_texts(int seed)
    {
        var random = new Random(seed);
        var profile = Made.Profile($$"""
            {{Made.Order}},{{Made.Amounts}},"lines":{"at":"items[]","code":"code","quantity":"n","total":"total","title":"title"},
            "shipments":{"at":"items[]","waybill":"waybill","carrier":"carrier"}
            """, "\"carriers\":{}");
        var reader = new ProfileReader(profile, SkuMap.Same, Records.Shop);
        for (var i = 0; i < 40; i++)
        {
            var (code, title, waybill) = (Text(random), Text(random), Text(random));
            var reading = reader.Read(Encoding.UTF8.GetBytes(
                $$$"""{"no":"{{{i}}}","at":"2026-02-09 10:00:00","total":1,"items":[{"code":"{{{code}}}","n":1,"total":1,"title":"{{{title}}}","waybill":"{{{waybill}}}"}]}"""));
            Assert.Equal((code, title, waybill), (reading.Claim!.Lines[0].Code, reading.Claim.Lines[0].Title, reading.Claim.Shipments[0].Waybill.Value));
        }

        return true;
    }

    [Law(300, 10_000)]
    public bool A_table_tells_words_apart_that_are_nearly_alike(int seed)
    {
        var random = new Random(seed);
        var words = Enumerable.Range(0, 30).Select(_ => Text(random)).Distinct().ToList();
        var ignoresCase = random.Next(2) == 0;
        if (ignoresCase) words = [.. words.GroupBy(w => w.ToLowerInvariant()).Select(g => g.First())];
        var known = words.Take(words.Count / 2).ToList();
        var rows = string.Join(",", known.Select((w, i) => $$"""
            "{{w}}":{"fulfilment":"{{(i % 2 == 0 ? "Shipped" : "Unfulfilled")}}","evidence":"seen"}
            """));
        var profile = Made.Profile($$"""{{Made.Order}},{{Made.Amounts}},"statuses":[{"path":"s","table":"t"}]""",
            $$"""
            "tables":{"t":{"ignoreCase":{{(ignoresCase ? "true" : "false")}},"rows":{ {{rows}} } } }
            """);
        var table = profile.Policy.StatusTables.Single();
        for (var i = 0; i < words.Count; i++)
        {
            var told = ignoresCase && random.Next(2) == 0 ? words[i].ToUpperInvariant() : words[i];
            Assert.Equal(i < known.Count, table.TryGet(Encoding.UTF8.GetBytes(told), out var row));
            if (i < known.Count) Assert.Equal(known[i], row.Word);
        }

        return true;
    }

    // Alike in their first and last eight bytes and in length, and shorter and longer ones; never empty.
    private static string Text(Random random)
    {
        var middle = string.Concat(Enumerable.Range(0, 1 + random.Next(3)).Select(_ => "0123456789abcdef茶杯"[random.Next(18)]));
        return Ends[random.Next(Ends.Length)] + middle + Ends[random.Next(Ends.Length)];
    }
}
