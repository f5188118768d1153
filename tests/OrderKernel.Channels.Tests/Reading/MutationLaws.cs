using System.Text;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// Whatever bytes come, there are typed answers only, never an exception, and cutting
/// does not depend on how the bytes were handed over. Fails on any unguarded parse.
/// </summary>
public sealed class MutationLaws
{
    private static readonly int Count = Sizes.Of(6_000, 100_000);
    private static readonly string[] Splices = ["{", "}", "[", "]", "\"", ",", ":", "\n", "null", "1e400", "-1", "\\ud800", "\\", "\0", "\uFEFF",
        "999999999999999999999", "\"\"", "路", "tid", "{\"tid\":1}", "\"status\":\"X\"", "\r", ";", "\t",
        "\"x\"y", "sep=;\n", "=1234567890123456789", "\n\n订单\n"];

    [Fact]
    public void Mutated_records_give_typed_answers_only()
    {
        var seeds = new (string Profile, string Input)[]
        {
            ("taobao", "{\"trades\":{\"trade\":[" + Payload.Taobao() + "]}}"),
            ("taobao", Payload.Taobao().Replace("\n", "") + "\n" + Payload.Taobao("TRADE_FINISHED").Replace("\n", "") + "\n"),
            ("pdd", Payload.Pdd(",\"refund_status\":2,\"tracking_number\":\"SF1\",\"logistics_id\":44")),
            ("doudian", Payload.Doudian("3",
                ",\"logistics_info\":[{\"tracking_no\":\"1\",\"company\":\"shunfeng\",\"product_info\":[{\"sku_order_id\":\"4781320682406083641\"}]}]")),
            ("doudian", Payload.DoudianAfterSale("12", "3")),
            ("tmall-csv",
                "订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,退款金额\n\"1\",2.0,2.0,上海,2020-02-21 00:00:00,2020-02-21 00:00:01,0.0\n2,2,0,\"上\"\"\",2020-02-21 00:00:00,,0\n"),
        };
        var random = new Lcg(20260209);
        var known = TextCatalog.Of(typeof(ProfileReader).Assembly).Codes.ToHashSet(StringComparer.Ordinal);
        var kinds = new HashSet<ReadingKind>();
        for (var n = 0; n < Count; n++)
        {
            var (profile, text) = seeds[n % seeds.Length];
            var bytes = Mutate(Encoding.UTF8.GetBytes(text), random);
            var whole = Records.Of(profile, bytes);
            foreach (var reading in whole)
            {
                kinds.Add(reading.Kind);
                if (reading.Refusal is { } refusal) Assert.Contains(refusal.Code, known);
                else Assert.NotNull(reading.Claim);
            }

            if (n % 7 == 0)
                Assert.Equal(whole.Select(RealPayloadScenarios.Shown),
                    Records.Of(profile, bytes, chunk: 1 + random.Next(40)).Select(RealPayloadScenarios.Shown));
            _ = ProfileRecognizer.Recognize(bytes, [Records.Profile(profile)]);
        }

        Assert.Superset(new HashSet<ReadingKind> { ReadingKind.Claimed, ReadingKind.Parked }, kinds);
    }

    private static byte[] Mutate(byte[] bytes, Lcg random)
    {
        var changed = new List<byte>(bytes);
        for (var times = 1 + random.Next(4); times > 0 && changed.Count > 1; times--)
        {
            var at = random.Next(changed.Count);
            switch (random.Next(5))
            {
                case 0:
                    changed.RemoveRange(at, Math.Min(1 + random.Next(12), changed.Count - at));
                    break;
                case 1:
                    changed[at] = (byte)random.Next(256);
                    break;
                case 2:
                    changed.InsertRange(at, Encoding.UTF8.GetBytes(Splices[random.Next(Splices.Length)]));
                    break;
                case 3:
                    changed.InsertRange(at, changed.GetRange(at, Math.Min(random.Next(60), changed.Count - at)));
                    break;
                default:
                    changed.RemoveRange(at, changed.Count - at);
                    break;
            }
        }

        return [.. changed];
    }

    /// <summary>A small generator, so that a failure can be run again.</summary>
    private sealed class Lcg(uint seed)
    {
        private uint _state = seed;

        public int Next(int below)
        {
            _state = unchecked((_state * 1664525u) + 1013904223u);
            return (int)((_state >> 8) % (uint)below);
        }
    }
}
