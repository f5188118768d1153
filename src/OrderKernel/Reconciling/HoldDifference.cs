using OrderKernel.Inbox;
using OrderKernel.Inventory;
using OrderKernel.Orders;

namespace OrderKernel.Reconciling;

/// <summary>Something that an order and a reservation tell differently, with what sets it right.</summary>
/// <param name="Why">What it is, with the numbers.</param>
/// <param name="Reservation">The reservation; there may be none by its id.</param>
/// <param name="Order">The order; null where there is none by the key that the reservation names.</param>
/// <param name="Release">What is to be told to the reservation; null where the order is to be told.</param>
/// <param name="Replan">What is to be told to the order: it is planned anew in the same unit of work; null where the reservation is to be told.</param>
public sealed record HoldDifference(Reason Why, ReservationKey Reservation, OrderKey? Order, Release? Release, ReleaseShipment? Replan)
{
    /// <summary>The saying that sets it right, as one line for <c>orderkernel tell</c>.</summary>
    public string Settle => Release is { } release
        ? SayingLine.Of(("reservation", Reservation.Reservation.Value), ReservationCommands.Codec.Write(release), [])
        : SayingLine.Of(("order", Why.Arguments.Items.First(a => a.Name == "order").Value), OrderCommands.Codec.Write(Replan!), []);
}
