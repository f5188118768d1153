using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrderKernel.Sample.Tests;

// Fails when a draw, a format or a file order depends on anything but the number of orders and the seed.
public sealed class SampleDeterminismTests : IDisposable
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), "orderkernel-sample-" + Guid.NewGuid().ToString("N"));

    [Fact]
    public void The_same_seed_gives_the_same_bytes() => Assert.Equal(Digest("a", 300, 7), Digest("b", 300, 7));

    [Fact]
    public void Another_seed_gives_other_bytes() => Assert.NotEqual(Digest("a", 300, 7), Digest("b", 300, 8));

    [Fact]
    public void A_foreign_culture_changes_nothing()
    {
        // The build is culture-invariant, so tr-TR and zh-CN cannot be made; this one differs from invariant in every way that they do.
        var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        foreign.NumberFormat.NumberDecimalSeparator = ",";
        foreign.NumberFormat.NumberGroupSeparator = ".";
        foreign.NumberFormat.NegativeSign = "~";
        foreign.DateTimeFormat.DateSeparator = ".";
        foreign.DateTimeFormat.TimeSeparator = "h";
        var expected = Digest("a", 300, 7);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = foreign;
            Assert.Equal("~1", (-1).ToString(CultureInfo.CurrentCulture));
            Assert.Equal(expected, Digest("b", 300, 7));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // The digest of one small sample: another machine, runtime or file system must come to the same. A wanted change of the
    // generator changes it too; then the committed sample is due to be written again.
    [Fact]
    public void The_bytes_are_the_same_on_every_machine() => Assert.Equal(Pinned, Digest("a", 200, 1));

    [Fact]
    public void Files_are_utf8_without_a_mark_and_with_line_feeds()
    {
        Digest("a", 200, 1);
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        foreach (var file in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            var text = strict.GetString(bytes);
            Assert.DoesNotContain('\r', text);
            Assert.DoesNotContain('\uFEFF', text);
            Assert.EndsWith("\n", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(SampleOptions.OrdersMin - 1)]
    [InlineData(SampleOptions.OrdersMax + 1)]
    public void Too_few_or_too_many_orders_are_refused(int orders) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleGenerator.Write(new SampleOptions(orders, 1, _root)));

    public void Dispose()
    {
        if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
        }
    }

    private const string Pinned = "10b14d42bacc3753e3759fbe1f166909df35979263caed6e75802bc95ea00790";

    private string Digest(string name, int orders, ulong seed)
    {
        var folder = Path.Combine(_root, name);
        SampleGenerator.Write(new SampleOptions(orders, seed, folder));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(File.ReadAllBytes(Path.Combine(folder, file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
