using System.Text;
using static OrderKernel.Logistics.Tests.Sample;

namespace OrderKernel.Logistics.Tests;

/// <summary>Any bytes end in a track or a coded reason.</summary>
/// <remarks>Fails when some bytes make the parser throw or hang, or when a refusal has no text.</remarks>
public class ParserFuzzLaws
{
    private static readonly string[] Seeds =
    [
        Message("3", Entry("2020-07-01 17:09:24", "已签收", ",\"statusCode\":\"301\""), Entry("2020-07-01 13:30:44", "派件中")),
        "{\"status\":\"polling\",\"lastResult\":" + Message("0", Entry("2020-07-01 17:09:24", "已发出")) + "}", "{\"result\":false,\"returnCode\":\"500\"}",
    ];

    private static readonly byte[][] Pieces = new[]
    {
        "\"", "{", "}", "[", "]", ",", ":", "null", "true", "1e400", "-0", "\\ud800", "\\u0000", "\"data\"", "\"state\":\"301\"",
            "\"time\":\"9999-99-99 99:99:99\"", "\"time\":\"0001-01-01 00:00:00\"", "\"nu\"", "\u0000", "🐱", "[[[[[[[[[[[[[[[[[[",
    }.Select(Encoding.UTF8.GetBytes).Append([0xC3]).Append([0xFF, 0xFE]).ToArray();

    [Fact]
    public void Any_bytes_end_in_a_track_or_a_coded_reason()
    {
        var count = Sizes.Of(50_000, 5_000_000);
        var chance = new Random(20260209);
        var texts = TextCatalog.Of(typeof(LogisticsCodes).Assembly);
        var (read, parked) = (0, new HashSet<string>());
        for (var i = 0; i < count; i++)
        {
            var result = Kuaidi100.Parse(Mutated(Encoding.UTF8.GetBytes(Seeds[chance.Next(Seeds.Length)]), chance), TrackVocabulary.Kuaidi100.Policy);
            if (result.TryGet(out var payload, out var refusal))
            {
                read++;
                if (!payload.Reports.IsEmpty) Track(payload.Reports.Items.ToArray());
            }
            else if (parked.Add(refusal.Code))
            {
                Assert.DoesNotContain("{", texts.Text(refusal, Language.English), StringComparison.Ordinal);
            }
        }

        Assert.True(read > count / 100, $"only {read} were read");
        Assert.True(parked.Count >= 5, string.Join(", ", parked));
    }

    private static byte[] Mutated(byte[] seed, Random chance)
    {
        var bytes = new List<byte>(seed);
        for (var edits = chance.Next(4); edits > 0 && bytes.Count > 0; edits--)
        {
            var at = chance.Next(bytes.Count);
            switch (chance.Next(5))
            {
                case 0: bytes[at] = (byte)chance.Next(256); break;
                case 1: bytes.RemoveRange(at, Math.Min(chance.Next(1, 20), bytes.Count - at)); break;
                case 2: bytes.InsertRange(at, Pieces[chance.Next(Pieces.Length)]); break;
                case 3: bytes.RemoveRange(at, bytes.Count - at); break;
                default: bytes.InsertRange(at, bytes.GetRange(0, Math.Min(at, 30))); break;
            }
        }

        return [.. bytes];
    }
}
