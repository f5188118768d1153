using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace OrderKernel.Testing;

/// <summary>Generators of the family's ids. Those of goods and places come from few values, so that facts meet.</summary>
public static class IdGenerators
{
    /// <summary>A <see cref="ActorId"/>.</summary>
    public static Gen<ActorId> Actors { get; } = ValueGenerators.IdText.Select(ActorId.Of);

    /// <summary>A <see cref="BatchId"/>.</summary>
    public static Gen<BatchId> Batches { get; } = ValueGenerators.IdText.Select(BatchId.Of);

    /// <summary>A <see cref="BundleId"/>.</summary>
    public static Gen<BundleId> Bundles { get; } = ValueGenerators.IdText.Select(BundleId.Of);

    /// <summary>A <see cref="CarrierId"/>.</summary>
    public static Gen<CarrierId> Carriers { get; } = Gen.Elements("SF", "YTO", "ZTO").Select(CarrierId.Of);

    /// <summary>A <see cref="CaseId"/>.</summary>
    public static Gen<CaseId> Cases { get; } = ValueGenerators.IdText.Select(CaseId.Of);

    /// <summary>A <see cref="ChannelId"/>.</summary>
    public static Gen<ChannelId> Channels { get; } = Gen.Elements("taobao", "jd", "pdd", "doudian").Select(ChannelId.Of);

    /// <summary>A <see cref="LineId"/>.</summary>
    public static Gen<LineId> Lines { get; } = Gen.Elements("1", "2", "3", "4").Select(LineId.Of);

    /// <summary>A <see cref="LocationId"/>.</summary>
    public static Gen<LocationId> Locations { get; } = Gen.Elements("hangzhou", "yiwu", "guangzhou", "chengdu").Select(LocationId.Of);

    /// <summary>A <see cref="MessageId"/>.</summary>
    public static Gen<MessageId> Messages { get; } = ValueGenerators.IdText.Select(MessageId.Of);

    /// <summary>A <see cref="PoolId"/>.</summary>
    public static Gen<PoolId> Pools { get; } = Gen.Elements("retail", "wholesale").Select(PoolId.Of);

    /// <summary>A <see cref="RegionId"/>.</summary>
    public static Gen<RegionId> Regions { get; } = ValueGenerators.IdText.Select(RegionId.Of);

    /// <summary>An <see cref="InboundId"/>.</summary>
    public static Gen<InboundId> Inbounds { get; } = ValueGenerators.IdText.Select(InboundId.Of);

    /// <summary>A <see cref="ReservationId"/>.</summary>
    public static Gen<ReservationId> Reservations { get; } = ValueGenerators.IdText.Select(ReservationId.Of);

    /// <summary>A <see cref="ShipmentId"/>.</summary>
    public static Gen<ShipmentId> Shipments { get; } = ValueGenerators.IdText.Select(ShipmentId.Of);

    /// <summary>A <see cref="ShopId"/>.</summary>
    public static Gen<ShopId> Shops { get; } = ValueGenerators.IdText.Select(ShopId.Of);

    /// <summary>A <see cref="SkuId"/>.</summary>
    public static Gen<SkuId> Skus { get; } = Gen.Elements("sku-1", "sku-2", "sku-3", "SKU 红 XL").Select(SkuId.Of);

    /// <summary>A <see cref="TenantId"/>.</summary>
    public static Gen<TenantId> Tenants { get; } = Gen.Elements("acme", "三只").Select(TenantId.Of);

    /// <summary>A <see cref="ZoneId"/>.</summary>
    public static Gen<ZoneId> Zones { get; } = ValueGenerators.IdText.Select(ZoneId.Of);

    /// <summary>A <see cref="EvidenceReference"/>.</summary>
    public static Gen<EvidenceReference> Evidence { get; } = ValueGenerators.IdText.Select(EvidenceReference.Of);

    /// <summary>A <see cref="OrderNumber"/>.</summary>
    public static Gen<OrderNumber> OrderNumbers { get; } = ValueGenerators.IdText.Select(OrderNumber.Of);

    /// <summary>A <see cref="OrderTag"/>.</summary>
    public static Gen<OrderTag> OrderTags { get; } = ValueGenerators.IdText.Select(OrderTag.Of);

    /// <summary>A <see cref="PersonToken"/>.</summary>
    public static Gen<PersonToken> PersonTokens { get; } = ValueGenerators.IdText.Select(PersonToken.Of);

    /// <summary>A <see cref="Role"/>.</summary>
    public static Gen<Role> Roles { get; } = ValueGenerators.IdText.Select(Role.Of);

    /// <summary>A <see cref="Waybill"/>.</summary>
    public static Gen<Waybill> Waybills { get; } = ValueGenerators.IdText.Select(Waybill.Of);

    /// <summary>A <see cref="SerialNumber"/>.</summary>
    public static Gen<SerialNumber> SerialNumbers { get; } =
        ValueGenerators.IdText.Where(t => t.Length <= SerialNumber.LengthMax).Select(SerialNumber.Of);

    /// <summary>A kind of hold: one of those that the family names, or a host's own.</summary>
    public static Gen<HoldKind> HoldKinds { get; } = Gen.OneOf(Gen.Elements(HoldKind.Named.Items.ToArray()), ValueGenerators.IdText.Select(HoldKind.Of));

    /// <summary>What makes a platform order the same order.</summary>
    public static Gen<OrderKey> OrderKeys { get; } =
        from tenant in Tenants
        from channel in Channels
        from shop in Shops
        from number in OrderNumbers
        select new OrderKey(tenant, channel, shop, number);

    /// <summary>An order id as it is minted.</summary>
    public static Gen<OrderId> Orders { get; } =
        from code in Gen.Elements("TB", "JD", "PDD", "DY")
        from day in Gen.Choose(0, 3_650)
        from key in OrderKeys
        select OrderId.Mint(code, new LocalDate(2020, 1, 1).PlusDays(day), key);

    /// <summary>The address of an event stream.</summary>
    public static Gen<StreamId> Streams { get; } = Tenants.SelectMany(StreamsOf);

    /// <summary>The address of one of a tenant's event streams.</summary>
    /// <param name="tenant">The tenant of every stream.</param>
    public static Gen<StreamId> StreamsOf(TenantId tenant) =>
        from kind in Gen.Elements(StreamKinds.Order, StreamKinds.Reservation, StreamKinds.Case, StreamKinds.Track, StreamKinds.Stock)
        from key in ValueGenerators.IdText
        select StreamId.Of(tenant, kind, key);

    /// <summary>A <see cref="SerialKey"/>.</summary>
    public static Gen<SerialKey> SerialKeys { get; } =
        from tenant in Tenants
        from sku in Skus
        from serial in SerialNumbers
        select new SerialKey(tenant, sku, serial);
}
