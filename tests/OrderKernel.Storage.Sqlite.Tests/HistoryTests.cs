using OrderKernel.Testing.Tests.Stores;

namespace OrderKernel.Storage.Sqlite.Tests;

// Fails when real threads get answers from a file that no order of their acts explains, through one store or through two on one file. That the search finds a
// store which lets others in between is shown where the search is.
public sealed class HistoryTests : IDisposable
{
    private const int Threads = 4;
    private const int Acts = 10;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Histories_of_one_store_are_those_of_one_thread_that_does_all()
    {
        using var store = SqliteOrderStore.Open(_folder.NewFile(), new() { Profile = SqliteProfile.Fast });
        Check(new HistoryRunner(store, Threads, Acts), Sizes.Of(400, 20_000));
    }

    [Fact]
    public void Histories_of_two_stores_on_one_file_are_too()
    {
        using var stores = new Alternating(_folder.NewFile());
        Check(new HistoryRunner(stores, Threads, Acts), Sizes.Of(60, 3_000));
    }

    private static void Check(HistoryRunner runner, int histories)
    {
        var (run, bad) = runner.Run(histories, seed: Sizes.IsBuild ? 1 : Environment.TickCount);
        Assert.True(bad is null, $"after {run}:\n{(bad is null ? "" : HistoryRunner.Say(bad))}");
    }
}
