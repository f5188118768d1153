using OrderKernel.Channels;
using OrderKernel.Claims;
using OrderKernel.Orders;
using OrderKernel.Policies;

namespace OrderKernel.Buyers;

/// <summary>What a channel's claim tells the screening.</summary>
internal static class ClaimScreening
{
    /// <summary>Who ordered and who receives, as the claim says; what a channel does not tell is no fault of the buyer.</summary>
    public static ScreeningFacts FactsOf(Claim claim) => new()
    {
        Recipient = claim.Recipient,
        IsPartial = true,
        Buyer = BuyerOf(claim.Order.Channel, claim.Customer),
    };

    /// <summary>A buyer of a channel, in clear; null when the channel does not tell. A name that the channel masked is many buyers' name.</summary>
    public static string? BuyerOf(ChannelId channel, PersonName customer) =>
        customer.RevealClear() is { } name && !name.Contains('*') ? $"{channel}/{name}" : null;

    /// <summary>The order as the claim alone tells it, for the memory of what came before; null when it tells too little.</summary>
    /// <remarks>A run that goes on after an interruption has only the claim: so the memory is made of it alone, always.</remarks>
    public static PlaceOrder? OrderOf(Claim claim, KernelPolicies policies) =>
        claim.CreatedAt is null || claim.Amounts is null ? null : PlacingCommand.Of(ClaimContent.Of(claim), policies) with { Facts = FactsOf(claim) };
}
