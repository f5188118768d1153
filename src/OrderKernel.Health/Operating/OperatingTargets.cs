using NodaTime;

namespace OrderKernel.Health;

/// <summary>The targets of the operating table; rates in basis points, all bounds inclusive.</summary>
/// <param name="DispatchWithin">Mean time from payment to dispatch note, at most.</param>
/// <param name="ShippingAccuracyMin">Share of parcels shipped right, at least.</param>
/// <param name="ManualShareMax">Share of orders that a person had to step into, at most.</param>
/// <param name="AvailabilityMin">Share of the time in which the system answered, at least.</param>
/// <param name="CostFallMin">Fall of the cost per order against the time before, at least.</param>
/// <remarks>Source: capability H2.</remarks>
public sealed record OperatingTargets(Duration DispatchWithin, int ShippingAccuracyMin, int ManualShareMax, int AvailabilityMin, int CostFallMin)
{
    /// <summary>The name that <c>$schema</c> of such a document carries.</summary>
    public const string Schema = "operating-table-1.json";

    /// <summary>The targets that hold when a host brings none.</summary>
    public static PolicyDocument<OperatingTargets> Default { get; } = Load(Embedded.Document("operating-table.json")).OrUnreachable("Embedded documents load");

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes, UTF-8, with or without byte-order mark.</param>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>, whose reasons list every problem with its path.</remarks>
    public static Result<PolicyDocument<OperatingTargets>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    private static OperatingTargets Read(DocumentReader root)
    {
        var dispatch = root.Duration("dispatchWithin") ?? Duration.Zero;
        if (root.Has("dispatchWithin") && dispatch < Duration.Zero)
            root.Report("dispatchWithin", KernelCodes.DocumentValueInvalid, ("value", dispatch), ("expected", "not negative"));
        return new(
            dispatch,
            Share(root, "shippingAccuracyMinBasisPoints"),
            Share(root, "manualShareMaxBasisPoints"),
            Share(root, "availabilityMinBasisPoints"),
            Share(root, "costFallMinBasisPoints"));
    }

    private static int Share(DocumentReader root, string name) => (int)(root.Whole(name, 0, 10_000) ?? 0);
}
