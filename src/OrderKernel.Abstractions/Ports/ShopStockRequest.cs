using NodaTime;

namespace OrderKernel.Ports;

/// <summary>What a shop is to show as sellable of some of its channel SKUs: whole numbers, not changes.</summary>
/// <param name="Tenant">Whose shop it is.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Shop">The shop.</param>
/// <param name="At">When the numbers were decided; of one code the number with the latest instant holds.</param>
/// <param name="Numbers">The numbers, at least one, each code once, in the order of the codes.</param>
public sealed record ShopStockRequest(TenantId Tenant, ChannelId Channel, ShopId Shop, Instant At, ValueList<ShopStockNumber> Numbers);

/// <summary>What a shop is to show of one channel SKU.</summary>
/// <param name="Code">The channel's or merchant's code, as the SKU map has it.</param>
/// <param name="Units">How many can be bought, in units of the channel SKU; zero sells none.</param>
public readonly record struct ShopStockNumber(string Code, Quantity Units);

/// <summary>What a channel answered to numbers of stock: it took all of which it refused none.</summary>
/// <param name="Refused">The numbers that it did not take.</param>
public sealed record ShopStockAnswer(ValueList<ShopStockRefusal> Refused)
{
    /// <summary>It took all.</summary>
    public static ShopStockAnswer Taken { get; } = new([]);

    /// <summary>It took none, for one and the same reason, such as a call that did not come through.</summary>
    /// <param name="request">What it was asked.</param>
    /// <param name="answer">The channel's own code or a word for it, 1 to 128 characters, without personal data.</param>
    /// <param name="isFinal">True when asking again soon would change nothing.</param>
    public static ShopStockAnswer Refusing(ShopStockRequest request, string answer, bool isFinal)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new(request.Numbers.Items.Select(n => new ShopStockRefusal(n.Code, answer, isFinal)).ToValueList());
    }
}

/// <summary>A number that a channel did not take.</summary>
/// <param name="Code">The code.</param>
/// <param name="Answer">The channel's own code or a word for it, 1 to 128 characters, without personal data.</param>
/// <param name="IsFinal">True when asking again soon would change nothing, such as a code that it does not know; false to be asked again.</param>
public readonly record struct ShopStockRefusal(string Code, string Answer, bool IsFinal);
