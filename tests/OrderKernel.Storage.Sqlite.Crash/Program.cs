using System.Collections.Immutable;
using OrderKernel.Ports;
using OrderKernel.Storage.Sqlite;
using OrderKernel.Storage.Sqlite.Crash;

// Commits numbered units until it is killed, and prints how many are acknowledged after each commit.
await using var store = SqliteOrderStore.Open(args[0]);
var head = await NumberedUnits.HeadAsync(store);
while (true)
{
    var batch = new Changes[(head.Version % 7) switch { 0 => 20, 3 => 5, _ => 1 }];
    for (var i = 0; i < batch.Length; i++) batch[i] = NumberedUnits.Next(ref head);
    var outcomes = batch.Length == 1 ? [await store.CommitAsync(batch[0], default)] : await store.CommitManyAsync(ImmutableArray.Create(batch), default);
    if (!outcomes.All(o => o is CommitOutcome.Done)) return 1;
    Console.Out.WriteLine(head.Version);
    Console.Out.Flush();
}
