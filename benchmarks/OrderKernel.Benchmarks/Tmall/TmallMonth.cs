using System.Diagnostics;
using System.Security.Cryptography;
using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Figures;
using OrderKernel.Policies;
using OrderKernel.Runs;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Benchmarks;

/// <summary>What one run of the month took and came to.</summary>
/// <param name="Read">Parsing and mapping the file.</param>
/// <param name="Apply">Deciding, sealing, storing: durable when it ends.</param>
/// <param name="Fold">Reading all events back into figures.</param>
/// <param name="Allocated">Bytes allocated in all.</param>
/// <param name="Figures">What the store says.</param>
internal sealed record MonthRun(Measured Read, Measured Apply, Measured Fold, long Allocated, KernelFigures Figures)
{
    public Measured Total => Read + Apply + Fold;
}

/// <summary>The month of a Tmall shop's back-office export through the whole kernel on a durable SQLite file.</summary>
internal sealed class TmallMonth(string file)
{
    private static readonly TenantId Tenant = TenantId.Of("default");

    /// <summary>One run into a new store file.</summary>
    public async Task<MonthRun> RunAsync(string storePath)
    {
        var allocatedBefore = GC.GetTotalAllocatedBytes();
        var watch = Measured.Start();
        var (deliveries, asOf) = Read();
        var read = watch.Stop();

        watch = Measured.Start();
        await using var store = SqliteOrderStore.Open(storePath);
        var result = await new KernelRun(store, KernelPolicies.Default, Tenant).ApplyAsync(deliveries, asOf);
        var apply = watch.Stop();
        if (result.Known != 0) throw new UnreachableException("The store file was not new.");

        watch = Measured.Start();
        var report = await FigureReport.FoldAsync(store, KernelPolicies.Default, Tenant);
        return new(read, apply, watch.Stop(), GC.GetTotalAllocatedBytes() - allocatedBefore, report.Figures);
    }

    private (List<Delivery> Deliveries, Instant AsOf) Read()
    {
        var profile = Profiles.Default("tmall-csv");
        var shop = ShopId.Of(Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))!));
        var reader = new ProfileReader(profile, SkuMap.Same, new ShopContext(Tenant, shop));
        var bytes = File.ReadAllBytes(file);
        var fileId = Hash(bytes);
        var deliveries = new List<Delivery>();
        var last = Instant.MinValue;
        var parser = RecordParser.For(profile.Policy);
        parser.Push(bytes, Take);
        parser.Complete(Take);
        var zone = KernelPolicies.Default.Zone;
        return (deliveries, zone.AtStartOfDay(last.InZone(zone).Date.PlusDays(2)).ToInstant());

        void Take(RecordSlice record)
        {
            var claim = reader.Read(record).Claim ?? throw new UnreachableException($"Row {record.Position.Number} cannot be read.");
            var slip = new DeliverySlip(MessageId.Of($"{fileId}-{record.Position.Number}"), Hash(record.Bytes), $"{Path.GetFileName(file)}:{record.Position.Line}", default);
            deliveries.Add(new ClaimDelivery(slip, claim));
            last = Instant.Max(last, claim.SourceTime);
        }
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12));
}
