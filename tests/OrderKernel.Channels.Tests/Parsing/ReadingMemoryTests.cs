using System.Text;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// What is kept between two records. Fails when it grows with the file, as users of other systems reported (facts/peer-failures.md, 40). Alone, because the
/// memory of a process is everybody's.
/// </summary>
[Collection(nameof(ReadingMemoryTests))]
[CollectionDefinition(nameof(ReadingMemoryTests), DisableParallelization = true)]
public sealed class ReadingMemoryTests
{
    [Theory]
    [InlineData("tmall-csv")]
    [InlineData("own-shop")]
    public void Line_40_what_a_parser_and_a_reader_keep_does_not_grow_with_the_file(string profile)
    {
        var document = Records.Profile(profile);
        var (parser, reader) = (RecordParser.For(document.Policy), new ProfileReader(document, SkuMap.Same, Records.Shop));
        var (read, kept) = (0, new List<long>());
        if (document.Policy.Format == RecordFormat.Csv)
            parser.Push("订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,退款金额\n"u8, Take);
        for (var part = 0; part < 4; part++)
        {
            for (var i = part * 20_000; i < (part + 1) * 20_000; i++)
            {
                parser.Push(Encoding.UTF8.GetBytes(document.Policy.Format == RecordFormat.Csv
                    ? $"{i},1.0,1.0,上海,2020-02-21 00:00:00,2020-02-21 00:00:02,0.0\n"
                    : $$"""{"order":"{{i}}","createdAt":"2026-02-09 10:00:00","currency":"CNY","total":"1.00","lines":[{"line":"1","sku":"A{{i}}","title":"T{{i}}","quantity":1,"total":"1.00"}]}""" + "\n"), Take);
            }

            kept.Add(GC.GetTotalMemory(forceFullCollection: true));
        }

        Assert.Equal(80_000, read);
        Assert.InRange(kept[3] - kept[0], long.MinValue, 1_000_000);
        GC.KeepAlive((parser, reader));

        void Take(RecordSlice record) => read += reader.Read(record).Claim is null ? 0 : 1;
    }
}
