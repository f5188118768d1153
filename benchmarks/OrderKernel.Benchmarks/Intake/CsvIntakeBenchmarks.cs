using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using CsvHelper;
using nietras.SeparatedValues;
using OrderKernel.Channels;

namespace OrderKernel.Benchmarks;

/// <summary>A row of a back-office export: cut, checked and mapped into a claim. Against Sep and CsvHelper, which parse the same columns into a typed row and
/// map and check nothing.</summary>
[MemoryDiagnoser]
public class CsvIntakeBenchmarks
{
    internal const int Rows = 1_000;
    private const string Time = "yyyy-MM-dd HH:mm:ss";
    private readonly byte[] _file = File();
    private PolicyDocument<ChannelProfile> _profile = null!;
    private ProfileReader _reader = null!;

    [GlobalSetup]
    public void Setup()
    {
        _profile = Profiles.Default("tmall-csv");
        _reader = new(_profile, SkuMap.Same, new ShopContext(TenantId.Of("bench"), ShopId.Of("tea")));
        if (ToClaims() != Rows || WithSep() != Rows || WithCsvHelper() != Rows) throw new InvalidOperationException("The file is not read as it should be.");
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public int WithSep()
    {
        var rows = 0;
        using var reader = Sep.New(',').Reader(o => o with { CultureInfo = CultureInfo.InvariantCulture }).From(_file);
        foreach (var row in reader)
        {
            var plain = new PlainRow(
                row[0].ToString(), row[1].Parse<decimal>(), row[2].Parse<decimal>(), row[3].ToString(), TimeOf(row[4].Span),
                row[5].Span.IsEmpty ? null : TimeOf(row[5].Span), row[6].Parse<decimal>());
            if (plain.Total > 0) rows++;
        }

        return rows;
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public int WithCsvHelper()
    {
        var rows = 0;
        using var text = new StreamReader(new MemoryStream(_file), Encoding.UTF8);
        using var reader = new CsvReader(text, CultureInfo.InvariantCulture);
        reader.Read();
        reader.ReadHeader();
        while (reader.Read())
        {
            var plain = new PlainRow(
                reader.GetField(0)!, reader.GetField<decimal>(1), reader.GetField<decimal>(2), reader.GetField(3)!, TimeOf(reader.GetField(4)),
                reader.GetField(5) is { Length: > 0 } paid ? TimeOf(paid) : null, reader.GetField<decimal>(6));
            if (plain.Total > 0) rows++;
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

    private static DateTime TimeOf(ReadOnlySpan<char> text) => DateTime.ParseExact(text, Time, CultureInfo.InvariantCulture);

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
