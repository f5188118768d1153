using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace OrderKernel.Orders;

/// <summary>What the caller knows when an order is placed, for its screening. Nothing of it is stored: events get kinds and numbers.</summary>
public sealed record ScreeningFacts
{
    /// <summary>Who receives the goods; null when that is not known here: then neither address nor phone is judged.</summary>
    public Recipient? Recipient { get; init; }

    /// <summary>
    /// True when the source tells only part of a recipient, such as an export without streets: then what is missing is not judged, only what is there.
    /// </summary>
    public bool IsPartial { get; init; }

    /// <summary>The buyer in the caller's words, for whoever keeps the history; the decision does not look at it.</summary>
    public string? Buyer { get; init; }

    /// <summary>The buyer's recent orders, in any order; later ones than the order itself do not count.</summary>
    public ValueList<PastOrder> Recent { get; init; }

    /// <summary>What the shop's orders come to; null when nobody counts.</summary>
    public AmountSketch? ShopAmounts { get; init; }

    /// <summary>A fingerprint of the address to compare it with those of earlier orders; empty when there is no street.</summary>
    /// <param name="recipient">Who gets the goods, in clear; null when nobody is known.</param>
    public static string AddressOf(Recipient? recipient)
    {
        if (recipient?.Address is not { HasDetail: true } address) return "";
        var text = new StringBuilder();
        foreach (var c in string.Concat(address.Province, address.City, address.District, address.Town, address.RevealDetail()))
        {
            if (char.IsLetterOrDigit(c)) text.Append(char.ToLowerInvariant(c));
        }

        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text.ToString())).Take(16).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }

    /// <summary>A fingerprint of what is ordered: units by SKU; empty when some goods are not known, so that unknown goods never equal one another.</summary>
    /// <param name="lines">The lines with their goods; order does not matter.</param>
    public static string GoodsOf(ValueList<OrderedLine> lines)
    {
        var units = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.Goods.IsEmpty) return "";
            foreach (var part in line.Goods)
            {
                units.TryGetValue(part.Sku.Value, out var known);
                units[part.Sku.Value] = unchecked(known + (line.Quantity.Units * part.Quantity.Units));
            }
        }

        return string.Join(";", units.Select(u => $"{u.Key}\u00D7{u.Value.ToString(CultureInfo.InvariantCulture)}"));
    }
}

/// <summary>An earlier order of the same buyer, as far as screening needs it.</summary>
/// <param name="At">When it was created.</param>
/// <param name="Due">What was due.</param>
/// <param name="Goods">See <see cref="ScreeningFacts.GoodsOf"/>.</param>
/// <param name="Address">See <see cref="ScreeningFacts.AddressOf"/>.</param>
/// <param name="IsAnomalous">True when its own screening found anything.</param>
public sealed record PastOrder(Instant At, Money Due, string Goods, string Address, bool IsAnomalous);
