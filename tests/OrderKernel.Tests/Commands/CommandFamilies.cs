using System.Reflection;
using OrderKernel.AfterSales;
using OrderKernel.Inventory;
using OrderKernel.Logistics;
using OrderKernel.Orders;
using OrderKernel.Workflow;

namespace OrderKernel.Tests.Commands;

/// <summary>Every family of commands with its codec.</summary>
internal static class CommandFamilies
{
    public static IReadOnlyList<CommandFamily> All { get; } =
    [
        CommandFamily.Of(OrderCommands.Codec), CommandFamily.Of(ApprovalCommands.Codec, typeof(ProposeAdjustment)), CommandFamily.Of(AdjustmentCommands.Codec),
        CommandFamily.Of(ReservationCommands.Codec), CommandFamily.Of(StockCommands.Codec), CommandFamily.Of(TrackCommands.Codec),
        CommandFamily.Of(InboundCommands.Codec, typeof(TakeReceipt)),
        CommandFamily.Of(TransferCommands.Codec, typeof(TakeArrival)), CommandFamily.Of(RebalanceCommands.Codec),
        CommandFamily.Of(CaseCommands.Codec), CommandFamily.Of(OutsideStockCommands.Codec), CommandFamily.Of(StockTakeCommands.Codec),
    ];
}

/// <summary>A family, without its type.</summary>
internal sealed record CommandFamily(IReadOnlyList<Type> Types, IReadOnlyList<string> Names, Func<object, string> NameOf, Func<object, byte[]> Write,
    Func<byte[], Result<object>> Read, Func<IStreamKey, object, string, string> Fingerprint)
{
    public static CommandFamily Of<T>(CommandCodec<T> codec, params Type[] elsewhere) where T : class => new(
        [.. Assemblies().SelectMany(a => a.GetTypes()).Where(t => !t.IsAbstract && typeof(T).IsAssignableFrom(t) && !elsewhere.Contains(t))
            .OrderBy(t => t.Name, StringComparer.Ordinal)],
        [.. codec.Names], c => codec.NameOf((T)c), c => codec.Write((T)c), b => codec.Read(b).Then<object>(c => c), (k, c, s) => codec.Fingerprint(k, (T)c, s));

    private static IEnumerable<Assembly> Assemblies() =>
        typeof(Kernel).Assembly.GetReferencedAssemblies().Where(a => a.Name!.StartsWith("OrderKernel", StringComparison.Ordinal)).Select(Assembly.Load);
}
