using System.Text;
using NodaTime;
using OrderKernel.Ports;

namespace OrderKernel.Storage.Sqlite.Tests;

// Fails when a byte of what was erased, replaced or settled stands anywhere in the file or its log: in a row, in a free page, or in a copy that the database
// left when it moved rows. With the tables by key of schema 3 such copies are found. Also when what was not erased is not what it was.
public class ErasureLaws
{
    private static readonly TenantId Tenant = TenantId.Of("acme");
    private static readonly Instant At = Instant.FromUtc(2026, 2, 9, 0, 0);

    [Law(40, 1_000)]
    public async Task What_is_erased_stands_nowhere_in_the_file(Seed seed)
    {
        using var folder = new TempFolder();
        var (path, chance, number) = (folder.NewFile(), new Random(seed), 0);
        var (persons, records) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        await using (var store = SqliteOrderStore.Open(path, new() { Profile = SqliteProfile.Fast }))
        {
            for (var step = chance.Next(20, 200); step > 0; step--)
            {
                var (key, value) = ($"{chance.Next():x8}", Value());
                switch (chance.Next(8))
                {
                    case < 3:
                        if (chance.Next(5) == 0 && persons.Count > 0) key = Any(persons);
                        await store.PutAsync(Tenant, [new(PersonToken.Of(key), Bytes(value))], default);
                        persons[key] = value;
                        break;
                    case < 6:
                        await CommitAsync(store, c => c with { Quarantine = [new(key, "channels.status-unknown", "file", "detail", At, Bytes(value))] });
                        records[key] = value;
                        break;
                    case 6 when persons.Count > 0:
                        var person = Any(persons);
                        await store.EraseAsync(Tenant, PersonToken.Of(person), default);
                        persons.Remove(person);
                        break;
                    case 7 when records.Count > 0:
                        var record = Any(records);
                        var settled = new RecordSettlement(record, SettledAs.Discarded, ActorId.Of("li"), At, "told twice, and that is long enough");
                        if (chance.Next(2) == 0) await store.EraseAsync(Tenant, record, default);
                        else await CommitAsync(store, c => c with { Settled = [settled] });
                        records.Remove(record);
                        break;
                }
            }

            foreach (var (key, value) in persons) Assert.Equal(value, Text((await store.OpenAsync(Tenant, PersonToken.Of(key), default))!.Bytes));
            foreach (var (key, value) in records) Assert.Equal(value, Text((await store.EntryAsync(Tenant, key, default))!.Raw));
            // Empties the log.
            await store.EraseAsync(Tenant, PersonToken.Of("nobody"), default);
            var file = Text(File.ReadAllBytes(path)) + Text(ReadShared(path + "-wal"));
            var alive = persons.Values.Concat(records.Values).Select(v => v[..MarkLength]).ToHashSet();
            for (var i = 0; i < number; i++)
            {
                if (!alive.Contains(Mark(i))) Assert.DoesNotContain(Mark(i), file, StringComparison.Ordinal);
            }
        }

        string Value() => Mark(number++) + new string('x', chance.Next(10) == 0 ? chance.Next(3_000, 20_000) : chance.Next(20, 900));
        string Any(Dictionary<string, string> of) => of.Keys.Order(StringComparer.Ordinal).ElementAt(chance.Next(of.Count));
        async Task CommitAsync(SqliteOrderStore store, Func<Changes, Changes> with) => Assert.IsType<CommitOutcome.Done>(
            await store.CommitAsync(with(new Changes(Tenant, MessageId.Of($"m{number}-{chance.Next():x8}"), default, default, 0)), default));
    }

    private const int MarkLength = 12;

    private static string Mark(int number) => $"CANARY{number:000000}";

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.Latin1.GetString(bytes.Span);

    private static byte[] ReadShared(string path)
    {
        if (!File.Exists(path)) return [];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
