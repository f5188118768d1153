using OrderKernel.Cli.Output;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary>What commands that work on a store share: open it, find the tenant, say clearly what is wrong, keep the anchor.</summary>
internal static class StoreCommand
{
    /// <summary>
    /// Works on a store and the tenant in it that is meant; a store that is not there, or
    /// holds nobody yet, begins with the tenant that is named, where that may be.
    /// </summary>
    /// <param name="path">The store's file.</param>
    /// <param name="tenant">The tenant that is named, if any.</param>
    /// <param name="labels">The language of what is said.</param>
    /// <param name="work">The work; gives the exit code.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <param name="begins">False where a store has to be there.</param>
    public static async Task<int> RunAsync(
        string path, string? tenant, Labels labels, Func<SqliteOrderStore, TenantId, Task<int>> work, CancellationToken cancellationToken,
        bool begins = false)
    {
        begins &= TenantId.TryParse(tenant, out var first);
        if (!File.Exists(path) && !begins) return Terminal.Refuse(labels, Reason.Of(CliCodes.StoreMissing, ("path", path)));
        await using var store = SqliteOrderStore.Open(path);
        var tenants = new List<TenantId>();
        await foreach (var known in store.TenantsAsync(cancellationToken)) tenants.Add(known);
        if (begins && tenants.Count == 0) tenants.Add(first);
        var named = tenants.FindAll(t => tenant is null || t.Value == tenant);
        return named.Count == 1
            ? await work(store, named[0])
            : Terminal.Refuse(labels, Reason.Of(CliCodes.TenantUnclear, ("tenants", tenants.Count == 0 ? "–" : string.Join(", ", tenants))));
    }

    /// <summary>Writes the anchor beside the store; false when it already holds another history of the same length.</summary>
    /// <param name="head">The tenant's head.</param>
    /// <param name="store">The store.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <param name="copied">For a copy the anchor of what was copied: it vouches for no more.</param>
    public static async Task<bool> KeepAnchorAsync(PartitionHead head, SqliteOrderStore store, CancellationToken cancellationToken, FileAnchor? copied = null)
    {
        try
        {
            var anchor = FileAnchor.Beside(store.Path);
            await anchor.KeepAsync(head, cancellationToken);
            if (copied is null) await anchor.KeepRowsAsync(store, head.Tenant, cancellationToken);
            else await anchor.BringRowsAsync(copied, head.Tenant, cancellationToken);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
