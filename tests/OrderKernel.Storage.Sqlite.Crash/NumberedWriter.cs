using System.Collections.Immutable;
using OrderKernel.Ports;

namespace OrderKernel.Storage.Sqlite.Crash;

/// <summary>How units are written; all but the first are bugs that a test must find.</summary>
public enum WritingWay
{
    /// <summary>Each is acknowledged after its commit.</summary>
    Sound = 1,

    /// <summary>Each is acknowledged before its commit.</summary>
    AcknowledgedEarly = 2,

    /// <summary>Events in one transaction, the rest of the unit in the next.</summary>
    InHalves = 3,
}

/// <summary>Commits numbered units until it is killed, and prints how many are acknowledged after each commit.</summary>
internal static class NumberedWriter
{
    public static async Task<int> RunAsync(string path, WritingWay way)
    {
        await using var store = SqliteOrderStore.Open(path);
        var head = await NumberedUnits.HeadAsync(store);
        while (true)
        {
            var batch = new Changes[(head.Version % 7) switch { 0 => 20, 3 => 5, _ => 1 }];
            for (var i = 0; i < batch.Length; i++) batch[i] = NumberedUnits.Next(ref head);
            if (way == WritingWay.AcknowledgedEarly) Say(head.Version);
            if (!await CommitAsync(store, batch, way)) return 1;
            if (way != WritingWay.AcknowledgedEarly) Say(head.Version);
        }
    }

    private static async Task<bool> CommitAsync(SqliteOrderStore store, Changes[] batch, WritingWay way)
    {
        if (way == WritingWay.InHalves)
        {
            foreach (var unit in batch)
            {
                var events = new Changes(unit.Tenant, unit.Message, unit.Content, unit.Answer, 0) { Appends = unit.Appends };
                var rest = unit with { Message = MessageId.Of("rest-" + unit.Message), Appends = [] };
                if (!await IsDoneAsync(store, events) || !await IsDoneAsync(store, rest)) return false;
            }

            return true;
        }

        return batch.Length == 1
            ? await IsDoneAsync(store, batch[0])
            : (await store.CommitManyAsync(ImmutableArray.Create(batch), default)).All(o => o is CommitOutcome.Done);
    }

    private static async Task<bool> IsDoneAsync(SqliteOrderStore store, Changes unit) => await store.CommitAsync(unit, default) is CommitOutcome.Done;

    private static void Say(long number)
    {
        Console.Out.WriteLine(number);
        Console.Out.Flush();
    }
}
