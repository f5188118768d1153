using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using OrderKernel.Ports;
using OrderKernel.Storage.Sqlite.Crash;

namespace OrderKernel.Storage.Sqlite.Tests;

// Fails when four processes on one file, sixteen callers each, sell more or less than there is, or when a balance is not what was sold; or when buyers that
// look before they post, and post without floor, are not found out.
public sealed class ManyProcessTests : IDisposable
{
    private const int Processes = 4;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Four_processes_on_one_file_sell_exactly_what_there_is()
    {
        var rounds = Sizes.Of(200, 5_000);
        var sold = await SellAsync(rounds, BuyingWay.WithFloor);
        Assert.All(sold, (s, round) => Assert.True(s == (ManyBuyers.Stock, ManyBuyers.Stock), $"round {round}: {s.Sold} sold, {s.Locked} locked"));
    }

    [Fact]
    public async Task Buyers_that_look_and_then_post_are_found_out() =>
        Assert.Contains(await SellAsync(20, BuyingWay.LookedAtBefore), s => s.Sold > ManyBuyers.Stock);

    private async Task<List<(int Sold, long Locked)>> SellAsync(int rounds, BuyingWay way)
    {
        var path = _folder.NewFile();
        using var store = SqliteOrderStore.Open(path, ManyBuyers.Options);
        var cells = Enumerable.Range(0, rounds).Select(ManyBuyers.CellOf).ToImmutableArray();
        await store.CommitAsync(new Changes(NumberedUnits.Tenant, MessageId.Of("supply"), default, default, 0)
        {
            Postings = cells.Select(c => new Posting(c, StockAccount.OnHand, QuantityDelta.Of(ManyBuyers.Stock))).ToValueList(),
        }, default);
        var processes = Enumerable.Range(0, Processes).Select(i => OtherProcess.Start("buy", path, $"p{i}", $"{rounds}", way.ToString())).ToList();
        try
        {
            foreach (var process in processes) Assert.Equal("ready", await OtherProcess.FirstLineAsync(process));
            foreach (var process in processes) await process.StandardInput.WriteLineAsync();
            var said = await Task.WhenAll(processes.Select(SoldAsync));
            var locked = (await store.BalancesAsync(NumberedUnits.Tenant, cells, default)).Where(b => b.Account == StockAccount.Locked)
                .ToDictionary(b => b.Cell, b => b.Units);
            return Enumerable.Range(0, rounds).Select(round => (said.Sum(s => s[round]), locked[cells[round]])).ToList();
        }
        finally
        {
            foreach (var process in processes)
            {
                if (!process.HasExited) process.Kill();
                process.Dispose();
            }
        }
    }

    private static async Task<int[]> SoldAsync(Process process)
    {
        var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).ToArray();
    }
}
