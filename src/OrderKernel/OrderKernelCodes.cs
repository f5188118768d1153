namespace OrderKernel;

/// <summary>The codes that the kernel itself gives, where no package of the first floor decides.</summary>
public static class OrderKernelCodes
{
    /// <summary>A record names an order that is not there.</summary>
    public const string OrderUnknown = "kernel.order-unknown";

    /// <summary>A track names a waybill that no order has.</summary>
    public const string WaybillUnknown = "kernel.waybill-unknown";

    /// <summary>A message id was used before with other content.</summary>
    public const string MessageReused = "kernel.message-exists-with-different-content";

    /// <summary>Another writer took over this tenant.</summary>
    public const string Fenced = "kernel.fenced";

    /// <summary>Other writers were faster too often; the same request may succeed later.</summary>
    public const string Contended = "kernel.contended";

    /// <summary>A policy of this kind is not one that the kernel knows.</summary>
    public const string PolicyKindUnknown = "kernel.policy-kind-unknown";

    /// <summary>An id of a record or message is longer than the kernel can join into ids of its own.</summary>
    public const string IdTooLong = "kernel.id-too-long";
}
