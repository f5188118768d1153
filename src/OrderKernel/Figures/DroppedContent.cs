namespace OrderKernel.Figures;

/// <summary>What is in no figure because retention dropped its content: counted, so that nobody takes the rest for all.</summary>
/// <param name="Orders">Orders whose records are gone: they are in no figure.</param>
/// <param name="Claims">Orders that are counted, but whose claims are gone: what needs them is not observed.</param>
/// <param name="Cases">After-sales cases that are gone, or whose order is.</param>
/// <param name="Reservations">Reservations that are gone.</param>
public sealed record DroppedContent(long Orders, long Claims, long Cases, long Reservations)
{
    /// <summary>All content is there.</summary>
    public static DroppedContent None { get; } = new(0, 0, 0, 0);

    /// <summary>True when all content is there.</summary>
    public bool IsNone => this == None;
}
