using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using OrderKernel.Channels;

namespace OrderKernel.Benchmarks;

/// <summary>A row of a back-office export: cut, checked and mapped into a claim. Against splitting the text at commas and parsing numbers and times.</summary>
[MemoryDiagnoser]
public class CsvIntakeBenchmarks
{
    private const int Rows = 1_000;
    private readonly byte[] _file = File();
    private PolicyDocument<ChannelProfile> _profile = null!;
    private ProfileReader _reader = null!;

    [GlobalSetup]
    public void Setup()
    {
        _profile = Profiles.Default("tmall-csv");
        _reader = new(_profile, SkuMap.Same, new ShopContext(TenantId.Of("bench"), ShopId.Of("tea")));
        if (ToClaims() != Rows || SplitAndParse() != Rows) throw new InvalidOperationException("The file is not read as it should be.");
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public int SplitAndParse()
    {
        var rows = 0;
        using var reader = new StreamReader(new MemoryStream(_file), Encoding.UTF8);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            var row = new PlainRow(
                fields[0], decimal.Parse(fields[1], CultureInfo.InvariantCulture), decimal.Parse(fields[2], CultureInfo.InvariantCulture), fields[3],
                DateTime.Parse(fields[4], CultureInfo.InvariantCulture), fields[5].Length == 0 ? null : DateTime.Parse(fields[5], CultureInfo.InvariantCulture),
                decimal.Parse(fields[6], CultureInfo.InvariantCulture));
            if (row.Total > 0) rows++;
        }

        return rows;
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public int ToClaims()
    {
        var claims = 0;
        var parser = RecordParser.For(_profile.Policy);
        parser.Push(_file, Take);
        parser.Complete(Take);
        return claims;

        void Take(RecordSlice record)
        {
            if (_reader.Read(record).Claim is not null) claims++;
        }
    }

    private static byte[] File()
    {
        var text = new StringBuilder("订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,退款金额\n");
        for (var i = 1; i <= Rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{i},{i}.50,{(i % 5 == 0 ? 0 : i)}{(i % 5 == 0 ? ".0" : ".50")},浙江省,2026-06-18 {i % 24:00}:{i % 60:00}:05,")
                .Append(i % 5 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"2026-06-18 {i % 24:00}:{i % 60:00}:40")).Append(",0.0\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private sealed record PlainRow(string Number, decimal Total, decimal Paid, string Place, DateTime CreatedAt, DateTime? PaidAt, decimal Refunded);
}
