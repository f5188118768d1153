using System.Globalization;
using System.Text;
using OrderKernel.Ports;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Benchmarks;

/// <summary>
/// <c>dictionary FILE... [--bytes N]</c>: phrases for packing events, one a line, drawn from the stores and the files of events (one a line) that are
/// named. For a dictionary to come: one that is out stays as it is.
/// </summary>
internal static class DictionaryCommand
{
    private const int SampleMax = 150;
    private const double TextWeight = 0.0002;

    public static async Task<int> RunAsync(string[] args)
    {
        var bytes = 8_192;
        if (args is [.. var files, "--bytes", var text])
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bytes) || bytes is < 256 or > 65_536) return Usage();
            args = files;
        }

        if (args.Length == 0) return Usage();
        var sample = new List<SampleEvent>();
        foreach (var file in args) sample.AddRange(file.EndsWith(".db", StringComparison.Ordinal) ? await FromStoreAsync(file) : FromText(file));
        foreach (var phrase in PhraseBook.Build(sample, bytes)) Console.Out.WriteLine(phrase);
        return 0;
    }

    private static int Usage()
    {
        Console.Error.WriteLine("usage: dictionary FILE... [--bytes N], stores (*.db) and files of events, N from 256 to 65536");
        return 2;
    }

    /// <summary>
    /// Some events of each type and some answers, evenly over the store. A type weighs
    /// as the root of its share: frequent ones more, but rare ones not nothing.
    /// </summary>
    private static async Task<List<SampleEvent>> FromStoreAsync(string path)
    {
        await using var store = SqliteOrderStore.Open(path);
        var byType = new SortedDictionary<string, List<ReadOnlyMemory<byte>>>(StringComparer.Ordinal);
        var all = 0;
        await foreach (var tenant in store.TenantsAsync(default))
        {
            await foreach (var entry in ((IInbox)store).ListAsync(tenant, default)) Add("answer", entry.Answer);
            foreach (var kind in await KindsAsync(store, tenant))
            {
                await foreach (var envelope in store.ReadAllAsync(tenant, kind, default))
                {
                    if (!envelope.IsDropped) Add(envelope.Type, envelope.Bytes);
                }
            }
        }

        var sample = new List<SampleEvent>();
        foreach (var events in byType.Values)
        {
            var take = Math.Min(events.Count, SampleMax);
            var weight = Math.Sqrt((double)events.Count / all) / take;
            for (var i = 0; i < take; i++) sample.Add(new(EventVocabulary.Of(events[(int)((long)i * events.Count / take)].Span), weight));
        }

        return sample;

        void Add(string type, ReadOnlyMemory<byte> bytes)
        {
            if (!byType.TryGetValue(type, out var alike)) byType.Add(type, alike = []);
            alike.Add(bytes);
            all++;
        }
    }

    private static async Task<List<string>> KindsAsync(SqliteOrderStore store, TenantId tenant)
    {
        var kinds = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var head in store.HeadsAsync(tenant, default)) kinds.Add(head.Stream.Kind);
        return [.. kinds];
    }

    private static IEnumerable<SampleEvent> FromText(string path) => File.ReadLines(path)
        .Select(line => line.IndexOf("{\"type\"", StringComparison.Ordinal) is >= 0 and var at ? line[at..] : "")
        .Where(line => line.Length > 0)
        .Select(line => new SampleEvent(EventVocabulary.Of(Encoding.UTF8.GetBytes(line)), TextWeight));
}
