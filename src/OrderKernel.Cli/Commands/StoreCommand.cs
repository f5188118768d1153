using OrderKernel.Cli.Output;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary>What commands that look into a store share: open it, find the tenant, say clearly what is wrong.</summary>
internal static class StoreCommand
{
    public static async Task<int> RunAsync(string path, string? tenant, Labels labels, Func<SqliteOrderStore, TenantId, Task<int>> work, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return Terminal.Refuse(labels, Reason.Of(CliCodes.StoreMissing, ("path", path)));
        await using var store = SqliteOrderStore.Open(path);
        var tenants = new List<TenantId>();
        await foreach (var known in store.TenantsAsync(cancellationToken)) tenants.Add(known);
        var named = tenants.FindAll(t => tenant is null || t.Value == tenant);
        return named.Count == 1
            ? await work(store, named[0])
            : Terminal.Refuse(labels, Reason.Of(CliCodes.TenantUnclear, ("tenants", tenants.Count == 0 ? "–" : string.Join(", ", tenants))));
    }
}
