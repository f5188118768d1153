using System.Globalization;
using NodaTime;
using OrderKernel.Ports;

namespace OrderKernel.Storage.Sqlite.Crash;

/// <summary>How buyers take the last unit; the second is a bug that a test must find.</summary>
public enum BuyingWay
{
    /// <summary>Posted with the floor that the stock is not to fall under.</summary>
    WithFloor = 1,

    /// <summary>Looked at, then posted without floor.</summary>
    LookedAtBefore = 2,
}

/// <summary>Callers of one process that buy one unit after another of each round's SKU, until it is short.</summary>
public static class ManyBuyers
{
    private const int Callers = 16;

    /// <summary>What there is of each round's SKU.</summary>
    public const int Stock = 100;

    /// <summary>The options of every process: patient, and not flushed one by one.</summary>
    public static SqliteStoreOptions Options { get; } = new() { Profile = SqliteProfile.Fast, BusyTimeout = Duration.FromMinutes(2) };

    /// <summary>The cell of a round.</summary>
    public static StockCell CellOf(int round) => new(LocationId.Of("hangzhou"), SkuId.Of($"sku-{round}"));

    internal static async Task<int> RunAsync(string path, string name, int rounds, BuyingWay way)
    {
        await using var store = SqliteOrderStore.Open(path, Options);
        Console.Out.WriteLine("ready");
        Console.Out.Flush();
        Console.In.ReadLine();
        for (var round = 0; round < rounds; round++)
        {
            var (current, sold) = (round, 0);
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
            {
                for (var n = 0; await BuyAsync(store, CellOf(current), $"{name}-{current}-{caller}-{n}", way); n++) Interlocked.Increment(ref sold);
            })));
            Console.Out.WriteLine(sold.ToString(CultureInfo.InvariantCulture));
        }

        return 0;
    }

    private static async Task<bool> BuyAsync(SqliteOrderStore store, StockCell cell, string message, BuyingWay way)
    {
        var unit = new Changes(NumberedUnits.Tenant, MessageId.Of(message), default, default, 0)
            { Postings = [new(cell, StockAccount.Locked, QuantityDelta.Of(1))] };
        if (way == BuyingWay.WithFloor)
        {
            unit = unit with { Floors = [new(cell, [new(StockAccount.OnHand, 1), new(StockAccount.Locked, -1)], 0)] };
        }
        else
        {
            var seen = await store.BalancesAsync(NumberedUnits.Tenant, [cell], default);
            if (seen.Where(b => b.Account == StockAccount.Locked).Sum(b => b.Units) >= Stock) return false;
            await Task.Yield();
        }

        return await store.CommitAsync(unit, default) is CommitOutcome.Done;
    }
}
