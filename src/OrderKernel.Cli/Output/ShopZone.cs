using System.CommandLine;
using NodaTime;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Output;

/// <summary>The zone in which a store's times are told: the one asked for, else the one that a run kept with the store.</summary>
internal static class ShopZone
{
    /// <summary>Where nobody said another.</summary>
    public const string Default = "Asia/Shanghai";

    public static Option<string?> Option()
    {
        var zone = new Option<string?>("--zone");
        zone.Validators.Add(r =>
        {
            foreach (var token in r.Tokens)
            {
                if (Known(token.Value) is null) r.AddError($"--zone: '{token.Value}'.");
            }
        });
        return zone;
    }

    /// <summary>The words with the times of the store's zone.</summary>
    /// <param name="labels">The words.</param>
    /// <param name="asked">The zone on the command line; null when none was named.</param>
    /// <param name="store">The store.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async ValueTask<Labels> InZoneAsync(
        this Labels labels, string? asked, SqliteOrderStore store, TenantId tenant, CancellationToken cancellationToken) =>
        Known(asked ?? await store.ZoneAsync(tenant, cancellationToken) ?? Default) is { } zone ? labels.At(zone) : labels;

    private static DateTimeZone? Known(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
}
