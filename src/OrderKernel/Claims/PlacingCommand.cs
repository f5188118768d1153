using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Orders;
using OrderKernel.Policies;

namespace OrderKernel.Claims;

/// <summary>The command that places an order from what its claims say together.</summary>
internal static class PlacingCommand
{
    public static PlaceOrder Of(ClaimContent merged, KernelPolicies policies)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(merged.ZoneName) ?? policies.Zone;
        var createdAt = merged.CreatedAt!.Value;
        var id = OrderId.Mint(merged.ChannelCode, createdAt.InZone(zone).Date, merged.Order);
        var lines = ClaimedContent.LinesOf(merged);
        return new PlaceOrder(merged.Order, id, createdAt, merged.Terms ?? PaymentTerms.Prepaid, merged.Amounts!, lines)
        {
            NeedsFulfilment = !merged.IsWithoutFulfilment,
            IsShippingNeverTold = merged.IsShippingNeverTold,
        };
    }
}
