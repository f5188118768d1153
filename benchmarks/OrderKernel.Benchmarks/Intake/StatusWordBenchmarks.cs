using System.Collections.Frozen;
using System.Text;
using BenchmarkDotNet.Attributes;
using OrderKernel.Channels;

namespace OrderKernel.Benchmarks;

/// <summary>Looking up what a channel's word means, by its bytes. Against a frozen dictionary that is asked with texts that are there already.</summary>
[MemoryDiagnoser]
public class StatusWordBenchmarks
{
    private StatusTable _table = null!;
    private FrozenDictionary<string, StatusRow> _frozen = null!;
    private byte[][] _bytes = [];
    private string[] _texts = [];

    /// <summary>Words an invocation.</summary>
    internal int Words => _texts.Length;

    [GlobalSetup]
    public void Setup()
    {
        _table = Profiles.Default("taobao").Policy.StatusTables.MaxBy(t => t.Rows.Count)!;
        _frozen = _table.Rows.ToFrozenDictionary(r => r.Word, StringComparer.Ordinal);
        _texts = [.. _table.Rows.Select(r => string.Concat(r.Word)), "NO_SUCH_WORD"];
        _bytes = [.. _texts.Select(Encoding.UTF8.GetBytes)];
        if (Table() != Words - 1 || Frozen() != Words - 1) throw new InvalidOperationException("The words are not found as they should be.");
    }

    [Benchmark(Baseline = true)]
    public int Frozen()
    {
        var found = 0;
        foreach (var text in _texts)
        {
            if (_frozen.TryGetValue(text, out _)) found++;
        }

        return found;
    }

    [Benchmark]
    public int Table()
    {
        var found = 0;
        foreach (var word in _bytes)
        {
            if (_table.TryGet(word, out _)) found++;
        }

        return found;
    }
}
