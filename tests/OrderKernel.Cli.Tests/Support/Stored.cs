using System.Text;
using System.Text.Json.Nodes;
using OrderKernel.Cli.Output;
using OrderKernel.Figures;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Storage.Sqlite;
using OrderKernel.Stores;

namespace OrderKernel.Cli.Tests;

/// <summary>Looks into a store without the tool.</summary>
internal static class Stored
{
    /// <summary>The JSON object of <c>run --json</c>, folded anew; a store knows no files.</summary>
    public static string Json(string store, string tenant = "default", KernelPolicies? policies = null)
    {
        using var opened = SqliteOrderStore.Open(store);
        var id = TenantId.Of(tenant);
        return RunJson.Of(id, FigureReport.FoldAsync(opened, policies ?? KernelPolicies.Default, id).AsTask().GetAwaiter().GetResult(), [], []);
    }

    /// <summary>What <c>run --json</c> printed, with the files that it read, and how, left out.</summary>
    public static string WithoutFiles(string json)
    {
        var all = JsonNode.Parse(json)!.AsObject();
        (all["files"], all["channelHealth"]) = (new JsonArray(), new JsonArray());
        return all.ToJsonString(new() { Encoder = CanonicalJson.Encoder });
    }

    public static JsonObject Figures(string store, string tenant = "default") => JsonNode.Parse(Json(store, tenant))!.AsObject();

    /// <summary>What lies in quarantine, ordered by source, the raw bytes as text.</summary>
    public static async Task<IReadOnlyList<(string Source, string Code, string Detail, string Raw)>> PutAwayAsync(string store, string tenant = "default")
    {
        await using var opened = SqliteOrderStore.Open(store);
        var found = new List<(string Source, string Code, string Detail, string Raw)>();
        await foreach (var entry in ((IQuarantine)opened).ListAsync(TenantId.Of(tenant), null, CancellationToken.None))
            found.Add((entry.Source, entry.Code, entry.Detail, Encoding.UTF8.GetString(entry.Raw.Span)));
        return found.OrderBy(f => f.Source, StringComparer.Ordinal).ToList();
    }

    /// <summary>The shops of the orders, in ordinal order.</summary>
    public static IReadOnlyList<string> Shops(string store, string tenant = "default")
    {
        using var opened = SqliteOrderStore.Open(store);
        return opened.ReadAllAsync(TenantId.Of(tenant), StreamKinds.Order, CancellationToken.None).ToBlockingEnumerable()
            .Where(e => OrderEvents.Codec.Knows(e.Type)).Select(OrderEvents.Codec.Decode).OfType<OrderPlaced>().Select(e => e.Key.Shop.Value)
            .Distinct().Order(StringComparer.Ordinal).ToList();
    }

    /// <summary>The orders as their events left them, in the order of their streams.</summary>
    public static IReadOnlyList<Order> Orders(string store, string? tenant = null)
    {
        using var opened = SqliteOrderStore.Open(store);
        var id = tenant is null ? opened.TenantsAsync(CancellationToken.None).ToBlockingEnumerable().Single() : TenantId.Of(tenant);
        return opened.ReadAllAsync(id, StreamKinds.Order, CancellationToken.None).ToBlockingEnumerable()
            .GroupBy(e => e.Stream).Select(g => OrderDecider.Replay(g.Where(e => OrderEvents.Codec.Knows(e.Type)).Select(OrderEvents.Codec.Decode)))
            .OfType<Order>().ToList();
    }

    /// <summary>Checks all chains and the anchor.</summary>
    public static async Task<StoreVerification> VerifyAsync(string store, string tenant)
    {
        await using var opened = SqliteOrderStore.Open(store);
        return await StoreVerifier.VerifyAsync(opened, FileAnchor.Beside(store), TenantId.Of(tenant), CancellationToken.None);
    }
}
