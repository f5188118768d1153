using OrderKernel.Cli.Output;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary>What commands that look into a store share: open it, find the tenant, say clearly what is wrong.</summary>
internal static class StoreCommand
{
    public static async Task<int> RunAsync(string path, string? tenant, Labels labels, Func<SqliteOrderStore, TenantId, Task<int>> work, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return Terminal.Refuse(labels, Refusal.Of(CliCodes.FileMissing, ("path", path)));
        try
        {
            await using var store = SqliteOrderStore.Open(path);
            if (tenant is not null && TenantId.TryParse(tenant, out var named)) return await work(store, named);
            var tenants = new List<TenantId>();
            await foreach (var known in store.TenantsAsync(cancellationToken)) tenants.Add(known);
            return tenants.Count == 1
                ? await work(store, tenants[0])
                : Terminal.Refuse(labels, Refusal.Of(CliCodes.TenantUnclear, ("tenants", tenants.Count == 0 ? "–" : string.Join(", ", tenants))));
        }
        catch (StoreUnusableException e)
        {
            return Terminal.Refuse(labels.Text(e.Reason), e.Code);
        }
    }
}
