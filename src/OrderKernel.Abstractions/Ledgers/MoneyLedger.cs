using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>The money ledger of one order. <c>default</c> has no currency and refuses every move.</summary>
/// <remarks>
/// <para>Laws: paid = kept + withheld + refund pending + refunded; kept ≤ due; no place negative, after every move.</para>
/// <para>Units: minor units of one currency, the buyer's. Refuses with: <see cref="KernelCodes.LedgerMoneyShort"/>,
/// <see cref="KernelCodes.LedgerNothingToMove"/>, <see cref="KernelCodes.LedgerMoneyOutOfRange"/>,
/// <see cref="KernelCodes.LedgerCurrencyMismatch"/>. Source: vocabulary, "Money ledger of an order".</para>
/// </remarks>
[JsonConverter(typeof(NoJsonConverter<MoneyLedger>))]
public readonly record struct MoneyLedger
{
    private MoneyLedger(Money due, Money kept, Money withheld, Money refundPending, Money refunded) =>
        (Due, Kept, Withheld, RefundPending, Refunded) = (due, kept, withheld, refundPending, refunded);

    /// <summary>What the buyer owes for what is not cancelled, refunded or written off.</summary>
    public Money Due { get; }

    /// <summary>Paid and kept for goods due.</summary>
    public Money Kept { get; }

    /// <summary>Kept by decision although nothing is due for it: forfeited deposit, retained freight, wear.</summary>
    public Money Withheld { get; }

    /// <summary>Owed to the buyer, not yet back.</summary>
    public Money RefundPending { get; }

    /// <summary>Back with the buyer.</summary>
    public Money Refunded { get; }

    /// <summary>All that was ever paid: kept + withheld + refund pending + refunded.</summary>
    public Money Paid => Kept + Withheld + RefundPending + Refunded;

    /// <summary>What can still be asked back: kept + refund pending.</summary>
    public Money Refundable => Kept + RefundPending;

    /// <summary>True when kept covers what is due.</summary>
    public bool IsCovered => Kept >= Due;

    /// <summary>The ledger of an order on which an amount is due and nothing paid.</summary>
    /// <param name="due">What the buyer is to pay, not negative; its currency is the ledger's.</param>
    /// <exception cref="ArgumentException">The amount is negative or has no currency.</exception>
    public static MoneyLedger Of(Money due)
    {
        var zero = Money.Zero(due.Currency);
        if (due < zero) throw new ArgumentException("What is due must not be negative.", nameof(due));
        return new(due, zero, zero, zero, zero);
    }

    /// <summary>The buyer paid: up to what is due is kept, the rest is owed back (late or double payment).</summary>
    /// <param name="amount">More than zero, in the ledger's currency.</param>
    /// <returns>The ledger after it, or a refusal when the amount is not positive, of another currency, or too large beside what was paid.</returns>
    public Result<MoneyLedger> Pay(Money amount)
    {
        if ((Check(amount) ?? Beyond(Paid, amount)) is { } refusal) return refusal;
        var keep = Money.Min(amount, Due - Kept);
        return new MoneyLedger(Due, Kept + keep, Withheld, RefundPending + (amount - keep), Refunded);
    }

    /// <summary>
    /// Sets what is due anew (cancelled units, price change, reinstatement); what is kept
    /// beyond it is owed back, and what was owed back is kept again as far as it is due.
    /// </summary>
    /// <param name="due">The new amount due, not negative.</param>
    /// <param name="reclaim">True when money that is owed back but not yet refunded counts for the new due again (a reinstated order).</param>
    public Result<MoneyLedger> Rebase(Money due, bool reclaim = false)
    {
        if (Mismatch(due) is { } mismatch) return mismatch;
        if (due.MinorUnits < 0) return Refusal.Of(KernelCodes.LedgerNothingToMove, ("given", due));
        if (Kept > due) return new MoneyLedger(due, due, Withheld, RefundPending + (Kept - due), Refunded);
        var back = reclaim ? Money.Min(RefundPending, due - Kept) : Money.Zero(due.Currency);
        return new MoneyLedger(due, Kept + back, Withheld, RefundPending - back, Refunded);
    }

    /// <summary>A refund is owed on kept money: due falls with it.</summary>
    /// <param name="amount">More than zero, at most what is kept.</param>
    /// <returns>The ledger after it, or a refusal when less is kept, or the amount is not positive or of another currency.</returns>
    public Result<MoneyLedger> Owe(Money amount)
    {
        if (Check(amount) is { } refusal) return refusal;
        if (Kept < amount) return Short(amount, MoneyPlace.Kept, Kept);
        return new MoneyLedger(Due - amount, Kept - amount, Withheld, RefundPending + amount, Refunded);
    }

    /// <summary>Owed money went back to the buyer.</summary>
    /// <param name="amount">More than zero, at most what is owed back.</param>
    /// <returns>The ledger after it, or a refusal when less is owed, or the amount is not positive or of another currency.</returns>
    public Result<MoneyLedger> Refund(Money amount)
    {
        if (Check(amount) is { } refusal) return refusal;
        if (RefundPending < amount) return Short(amount, MoneyPlace.RefundPending, RefundPending);
        return new MoneyLedger(Due, Kept, Withheld, RefundPending - amount, Refunded + amount);
    }

    /// <summary>Money owed back that no refund names counts for what is due again (a reinstated order, units that were added).</summary>
    /// <param name="amount">The amount, positive; it must be due and not yet kept.</param>
    public Result<MoneyLedger> Reclaim(Money amount)
    {
        if (Check(amount) is { } refusal) return refusal;
        if (RefundPending < amount) return Short(amount, MoneyPlace.RefundPending, RefundPending);
        if (Due - Kept < amount) return Refusal.Of(KernelCodes.LedgerNothingToMove, ("given", amount));
        return new MoneyLedger(Due, Kept + amount, Withheld, RefundPending - amount, Refunded);
    }

    /// <summary>An owed refund is withdrawn: its money is kept and due again, whatever else of what is due is still unpaid.</summary>
    /// <param name="amount">More than zero, at most what is owed back.</param>
    /// <returns>The ledger after it, or a refusal when less is owed, or the amount is not positive or of another currency.</returns>
    /// <remarks>Law: takes back <see cref="Owe"/>.</remarks>
    public Result<MoneyLedger> Withdraw(Money amount)
    {
        if (Check(amount) is { } refusal) return refusal;
        if (RefundPending < amount) return Short(amount, MoneyPlace.RefundPending, RefundPending);
        if (Beyond(Due, amount) is { } beyond) return beyond;
        return new MoneyLedger(Due + amount, Kept + amount, Withheld, RefundPending - amount, Refunded);
    }

    /// <summary>A refund is taken back: its money is here again, kept and due.</summary>
    /// <param name="amount">More than zero, at most what was refunded.</param>
    /// <returns>The ledger after it, or a refusal when less was refunded, or the amount is not positive or of another currency.</returns>
    /// <remarks>Law: takes back <see cref="Owe"/> and <see cref="Refund"/>.</remarks>
    public Result<MoneyLedger> Reverse(Money amount)
    {
        if (Check(amount) is { } refusal) return refusal;
        if (Refunded < amount) return Short(amount, MoneyPlace.Refunded, Refunded);
        if (Beyond(Due, amount) is { } beyond) return beyond;
        return new MoneyLedger(Due + amount, Kept + amount, Withheld, RefundPending, Refunded - amount);
    }

    /// <summary>Owed money is kept by decision (forfeited deposit, retained freight, wear).</summary>
    /// <param name="amount">More than zero, at most what is owed back.</param>
    /// <returns>The ledger after it, or a refusal when less is owed, or the amount is not positive or of another currency.</returns>
    public Result<MoneyLedger> Withhold(Money amount)
    {
        if (Check(amount) is { } refusal) return refusal;
        if (RefundPending < amount) return Short(amount, MoneyPlace.RefundPending, RefundPending);
        return new MoneyLedger(Due, Kept, Withheld + amount, RefundPending - amount, Refunded);
    }

    /// <summary>Money that was kept by decision is given back: it is owed to the buyer again.</summary>
    /// <param name="amount">More than zero, at most what is withheld.</param>
    /// <returns>The ledger after it, or a refusal when less is withheld, or the amount is not positive or of another currency.</returns>
    /// <remarks>Law: takes back <see cref="Withhold"/>.</remarks>
    public Result<MoneyLedger> ReleaseWithheld(Money amount)
    {
        if (Check(amount) is { } refusal) return refusal;
        if (Withheld < amount) return Short(amount, MoneyPlace.Withheld, Withheld);
        return new MoneyLedger(Due, Kept, Withheld - amount, RefundPending + amount, Refunded);
    }

    /// <summary>A payment is taken back without being a refund (another tender, a bank's return): paid falls, and what is due is due still.</summary>
    /// <param name="amount">The payment, more than zero.</param>
    /// <param name="fromPending">The part of it that was owed back, not negative; the rest was kept.</param>
    /// <returns>The ledger after it, or a refusal when less is owed or kept, or an amount is out of its range or of another currency.</returns>
    /// <remarks>Law: takes back <see cref="Pay"/>.</remarks>
    public Result<MoneyLedger> ReversePayment(Money amount, Money fromPending)
    {
        if ((Check(amount) ?? Mismatch(fromPending)) is { } refusal) return refusal;
        if (fromPending.MinorUnits < 0 || fromPending > amount) return Refusal.Of(KernelCodes.LedgerNothingToMove, ("given", fromPending));
        if (RefundPending < fromPending) return Short(fromPending, MoneyPlace.RefundPending, RefundPending);
        if (Kept < amount - fromPending) return Short(amount - fromPending, MoneyPlace.Kept, Kept);
        return new MoneyLedger(Due, Kept - (amount - fromPending), Withheld, RefundPending - fromPending, Refunded);
    }

    /// <summary>Money goes to another order of the lineage: what is due for the units that go, and what was paid of it.</summary>
    /// <param name="due">What is due for them, not negative.</param>
    /// <param name="kept">What was paid and kept of it, not negative; what stays must not exceed what stays due.</param>
    public Result<MoneyLedger> Reassign(Money due, Money kept)
    {
        if ((Mismatch(due) ?? Mismatch(kept)) is { } mismatch) return mismatch;
        if (due.MinorUnits < 0 || kept.MinorUnits < 0 || kept > due) return Refusal.Of(KernelCodes.LedgerNothingToMove, ("given", kept));
        if (kept > Kept || due > Due || Kept - kept > Due - due) return Short(kept, MoneyPlace.Kept, Kept);
        return new MoneyLedger(Due - due, Kept - kept, Withheld, RefundPending, Refunded);
    }

    /// <summary>Money comes from another order of the lineage.</summary>
    /// <param name="due">What is due for the units that came, not negative.</param>
    /// <param name="kept">What was paid of it, not negative; it must be due here.</param>
    public Result<MoneyLedger> TakeOver(Money due, Money kept)
    {
        if ((Mismatch(due) ?? Mismatch(kept)) is { } mismatch) return mismatch;
        if (due.MinorUnits < 0 || kept.MinorUnits < 0) return Refusal.Of(KernelCodes.LedgerNothingToMove, ("given", kept));
        if ((Beyond(Due, due) ?? Beyond(Paid, kept)) is { } beyond) return beyond;
        if (Kept + kept > Due + due) return Refusal.Of(KernelCodes.LedgerNothingToMove, ("given", kept));
        return new MoneyLedger(Due + due, Kept + kept, Withheld, RefundPending, Refunded);
    }

    private Refusal? Check(Money amount) => Mismatch(amount) ??
        (amount.MinorUnits <= 0 ? Refusal.Of(KernelCodes.LedgerNothingToMove, ("given", amount)) : null);

    // What is due and all that was ever paid fit 64 bits after every move, and with them every place of the ledger.
    private static Refusal? Beyond(Money held, Money amount) => held.MinorUnits > long.MaxValue - amount.MinorUnits
        ? Refusal.Of(KernelCodes.LedgerMoneyOutOfRange, ("given", amount), ("held", held))
        : null;

    private Refusal? Mismatch(Money amount) => amount.Currency == Due.Currency && Due.Currency.Code is not null
        ? null
        : Refusal.Of(KernelCodes.LedgerCurrencyMismatch, ("given", amount), ("expected", Due.Currency));

    private static Refusal Short(Money wanted, MoneyPlace place, Money held) =>
        Refusal.Of(KernelCodes.LedgerMoneyShort, ("wanted", wanted), ("place", place), ("held", held));
}
