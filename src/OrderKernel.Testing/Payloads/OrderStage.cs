namespace OrderKernel.Testing;

/// <summary>How far an order of generated payloads has come. 0 is unset.</summary>
public enum OrderStage
{
    /// <summary>It was made and is not paid.</summary>
    Created = 1,

    /// <summary>It is paid.</summary>
    Paid = 2,

    /// <summary>It is on its way.</summary>
    Shipped = 3,

    /// <summary>The buyer has it.</summary>
    Received = 4,

    /// <summary>The buyer had it, and has the money back.</summary>
    Refunded = 5,

    /// <summary>It ended before anything was paid or sent.</summary>
    Cancelled = 6,
}
