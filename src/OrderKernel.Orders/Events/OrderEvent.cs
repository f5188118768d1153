namespace OrderKernel.Orders;

/// <summary>Something that happened to an order. Events carry every number that they change; replaying them needs no policy.</summary>
public abstract record OrderEvent
{
    private protected OrderEvent()
    {
    }
}
