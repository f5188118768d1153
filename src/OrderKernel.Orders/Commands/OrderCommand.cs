namespace OrderKernel.Orders;

/// <summary>Something that an order is told (a fact) or asked.</summary>
/// <remarks>
/// Facts can be refused only by a ledger. Asks pass role, guard, hold and ledger; the same command is a fact when the channel, the carrier or the kernel
/// (as the consequence of a decision made elsewhere) brings it.
/// </remarks>
public abstract record OrderCommand : ICommand
{
    private protected OrderCommand()
    {
    }

    /// <inheritdoc/>
    public virtual Refusal? Missing() => null;
}
