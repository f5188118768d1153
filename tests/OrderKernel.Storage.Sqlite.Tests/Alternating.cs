using OrderKernel.Ports;

namespace OrderKernel.Storage.Sqlite.Tests;

/// <summary>Two stores on one file; every call goes to the other one than the last.</summary>
internal sealed class Alternating : RelayStore, IDisposable
{
    private readonly SqliteOrderStore[] _stores;
    private int _calls;

    public Alternating(string path) : this([SqliteOrderStore.Open(path), SqliteOrderStore.Open(path)])
    {
    }

    private Alternating(SqliteOrderStore[] stores) : base(stores[0]) => _stores = stores;

    protected override IOrderStore Inner => _stores[Interlocked.Increment(ref _calls) & 1];

    public void Dispose()
    {
        foreach (var store in _stores) store.Dispose();
    }
}
