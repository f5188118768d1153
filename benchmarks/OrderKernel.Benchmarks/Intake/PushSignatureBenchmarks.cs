using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using NodaTime;
using OrderKernel.Channels;

namespace OrderKernel.Benchmarks;

/// <summary>The signature of a push of 3 KB, beside the hash alone over the same bytes.</summary>
[MemoryDiagnoser]
public class PushSignatureBenchmarks
{
    private const int BodyBytes = 3 * 1024;
    private static readonly Instant Now = Instant.FromUtc(2026, 2, 9, 0, 0);

    private readonly byte[] _secret = Encoding.UTF8.GetBytes("0123456789abcdef0123456789abcdef");
    private readonly byte[] _body = new byte[BodyBytes];
    private readonly byte[] _made = new byte[32];
    private PushSignature _shopify = null!;
    private PushSignature _doudian = null!;
    private Func<string, string?> _shopifyHeader = null!;
    private Func<string, string?> _doudianHeader = null!;
    private SigningKey[] _keys = [];

    [GlobalSetup]
    public void Setup()
    {
        for (var i = 0; i < _body.Length; i++) _body[i] = (byte)(' ' + (i * 7 % 90));
        _keys = [SigningKey.Of("2026", _secret, app: "3000")];
        _shopify = Profiles.Default("shopify").Policy.PushSignature!;
        _doudian = Profiles.Default("doudian").Policy.PushSignature!;
        var (ofShopify, ofDoudian) = (_shopify.Sign(_body, _keys[0]), _doudian.Sign(_body, _keys[0]));
        (_shopifyHeader, _doudianHeader) = (_ => ofShopify, _ => ofDoudian);
    }

    [Benchmark(Baseline = true)]
    public int BareHmacSha256() => HMACSHA256.HashData(_secret, _body, _made);

    [Benchmark]
    public bool Shopify() => _shopify.Verify(_body, _shopifyHeader, _keys, Now).Refusal is null;

    [Benchmark]
#pragma warning disable CA5351 // What the channel signs with.
    public int BareMd5() => MD5.HashData(_body, _made);
#pragma warning restore CA5351

    [Benchmark]
    public bool Doudian() => _doudian.Verify(_body, _doudianHeader, _keys, Now).Refusal is null;
}
