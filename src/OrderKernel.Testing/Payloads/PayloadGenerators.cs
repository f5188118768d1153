using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Testing;

/// <summary>Generators of payloads in a channel's own form, each with what it means: for properties of an adapter of yours.</summary>
public static class PayloadGenerators
{
    /// <summary>Orders at any stage, by any record of the profile.</summary>
    /// <param name="source">The profile's payloads.</param>
    public static Gen<ChannelPayload> Payloads(this PayloadSource source) =>
        from kind in Gen.Elements(source.RecordKinds.Items.AsEnumerable())
        from stage in GenKit.Word<OrderStage>()
        from seed in Seeds
        select source.At(kind, stage, seed);

    /// <summary>Records with any words of the profile's tables.</summary>
    /// <param name="source">The profile's payloads.</param>
    public static Gen<ChannelPayload> AnyWords(this PayloadSource source) =>
        from kind in Gen.Elements(source.RecordKinds.Items.AsEnumerable())
        from seed in Seeds
        select source.AnyWords(kind, seed);

    /// <summary>Records with one value gone, empty or another.</summary>
    /// <param name="source">The profile's payloads.</param>
    public static Gen<ChannelPayload> Damaged(this PayloadSource source) =>
        from kind in Gen.Elements(source.RecordKinds.Items.AsEnumerable())
        from seed in Seeds
        select source.Damaged(kind, seed);

    /// <summary>Orders told over their lives.</summary>
    /// <param name="source">The profile's payloads; it has a record of a whole order.</param>
    public static Gen<OrderLife> Lives(this PayloadSource source) => Seeds.Select(seed => source.Life(seed));

    private static Gen<long> Seeds => Gen.Choose(0, int.MaxValue).Select(n => (long)n);
}
