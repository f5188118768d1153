using System.Globalization;
using System.Text;

namespace OrderKernel.Inventory;

/// <summary>One account's part in what is available.</summary>
/// <param name="Account">The account.</param>
/// <param name="Sign">+1 or −1.</param>
/// <param name="Units">The account's balance.</param>
public readonly record struct AvailableTerm(StockAccount Account, int Sign, long Units);

/// <summary>What is available on one shelf, or in one batch, with every term that led to it.</summary>
/// <param name="Cell">The cell; without a batch it is the shelf with all its batches.</param>
/// <param name="Balance">Σ sign · balance − near expiry − safety stock + pre-sale; negative when more is promised than there is.</param>
/// <param name="Terms">The terms in the formula's order.</param>
/// <param name="SafetyStock">Units kept back.</param>
public sealed record AvailableStock(StockCell Cell, long Balance, ValueList<AvailableTerm> Terms, Quantity SafetyStock)
{
    /// <summary>Units that may be promised before they are there 预售.</summary>
    public Quantity PreSale { get; init; }

    /// <summary>Free units of batches that are too near their end 临期.</summary>
    public Quantity NearExpiry { get; init; }

    /// <summary>Units free to promise: the balance, at least zero.</summary>
    public Quantity Units => Quantity.Of(Math.Max(0, Balance));

    /// <summary>The position that allocation plans with.</summary>
    public AvailablePosition ToPosition() => new(Cell.Location, Cell.Sku, Units);

    /// <summary>The terms in one line, such as <c>5 OnHand − 3 Locked − 0 InTransfer</c>.</summary>
    public string TermsText()
    {
        var text = new StringBuilder();
        foreach (var term in Terms)
        {
            if (text.Length > 0) text.Append(term.Sign > 0 ? " + " : " − ");
            else if (term.Sign < 0) text.Append('−');
            text.Append(term.Units.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(term.Account.ToString());
        }

        if (!NearExpiry.IsZero) text.Append($" − {NearExpiry} NearEnd");
        if (!SafetyStock.IsZero) text.Append($" − {SafetyStock} SafetyStock");
        if (!PreSale.IsZero) text.Append($" + {PreSale} PreSale");
        return text.ToString();
    }
}
