using FsCheck.Xunit;

namespace OrderKernel.Abstractions.Tests.Ledgers;

// Fails when a move makes money out of nothing, lets kept exceed due, or refunds more than was paid.
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class MoneyLedgerLaws
{
    [Law(500, 50_000)]
    public bool Any_sequence_of_moves_keeps_both_laws(MoneyHistory history)
    {
        var ledger = MoneyLedger.Of(history.Due);
        long paid = 0;
        foreach (var (move, fen) in history.Moves)
        {
            if (!Apply(ledger, move, fen).TryGet(out var next, out _)) continue;
            paid += move switch { "pay" => fen, "reassign" => -fen / 2, "take-over" => fen / 2, "reverse-payment" => -fen, _ => 0 };
            if (!Holds(next, paid)) return false;
            ledger = next;
        }

        return true;
    }

    [Law(500, 50_000)]
    public bool Refunding_all_in_any_parts_returns_exactly_what_was_paid(PartsPaid paid)
    {
        var ledger = MoneyLedger.Of(Money.Fen(paid.Fen)).Pay(Money.Fen(paid.Fen)).ValueOrThrow();
        foreach (var part in paid.Parts.Items.Append(paid.Fen))
        {
            var fen = Math.Min(part, ledger.Kept.MinorUnits);
            if (fen == 0) continue;
            ledger = ledger.Owe(Money.Fen(fen)).ValueOrThrow().Refund(Money.Fen(fen)).ValueOrThrow();
        }

        return ledger.Refunded == Money.Fen(paid.Fen) && ledger.Owe(Money.Fen(1)).Refusal?.Code == KernelCodes.LedgerMoneyShort;
    }

    [Law(500, 50_000)]
    public bool Withdrawing_and_reversing_take_owing_and_refunding_back_on_partly_paid_orders_too(MoneyHistory history, Seed seed)
    {
        var ledger = MoneyLedger.Of(history.Due);
        foreach (var (move, by) in history.Moves) ledger = Apply(ledger, move, by).TryGet(out var next, out _) ? next : ledger;
        return TakesBack(ledger, Money.Fen(1 + (seed % 300)), (l, m) => l.Withdraw(m), (l, m) => l.Reverse(m));
    }

    [Law(500, 50_000)]
    public bool A_payment_that_is_reversed_was_never_there_and_what_is_given_back_was_never_withheld(MoneyHistory history, Seed seed)
    {
        var ledger = MoneyLedger.Of(history.Due);
        foreach (var (move, by) in history.Moves) ledger = Apply(ledger, move, by).TryGet(out var next, out _) ? next : ledger;
        var amount = Money.Fen(1 + (seed % 300));
        if (!ledger.Pay(amount).TryGet(out var paid, out var refusal)) return refusal.Code == KernelCodes.LedgerMoneyOutOfRange;
        return paid.ReversePayment(amount, paid.RefundPending - ledger.RefundPending).ValueOrThrow() == ledger
            && (!ledger.Withhold(amount).TryGet(out var withheld, out _) || withheld.ReleaseWithheld(amount).ValueOrThrow() == ledger);
    }

    [Fact]
    public void What_is_not_there_is_neither_reversed_nor_given_back()
    {
        var half = MoneyLedger.Of(Money.Fen(100)).Pay(Money.Fen(50)).ValueOrThrow();
        Assert.Equal(KernelCodes.LedgerMoneyShort, half.ReversePayment(Money.Fen(51), Money.Fen(0)).Refusal?.Code);
        Assert.Equal(KernelCodes.LedgerMoneyShort, half.ReversePayment(Money.Fen(50), Money.Fen(1)).Refusal?.Code);
        Assert.Equal(KernelCodes.LedgerNothingToMove, half.ReversePayment(Money.Fen(1), Money.Fen(2)).Refusal?.Code);
        Assert.Equal(KernelCodes.LedgerNothingToMove, half.ReversePayment(Money.Fen(1), Money.Fen(-1)).Refusal?.Code);
        Assert.Equal(KernelCodes.LedgerCurrencyMismatch, half.ReversePayment(Money.Fen(1), Money.OfMinor(0, Currency.Of("USD"))).Refusal?.Code);
        Assert.Equal(KernelCodes.LedgerMoneyShort, half.ReleaseWithheld(Money.Fen(1)).Refusal?.Code);
        Assert.Equal(KernelCodes.LedgerNothingToMove, half.ReleaseWithheld(Money.Fen(0)).Refusal?.Code);
    }

    // The first counterexample: 50 of 100 paid, 30 of it owed back and withdrawn; 70 were due then, not 100.
    [Fact]
    public void Withdrawing_what_half_was_paid_of_leaves_all_of_it_due()
    {
        var half = MoneyLedger.Of(Money.Fen(100)).Pay(Money.Fen(50)).ValueOrThrow();
        Assert.Equal(100, half.Owe(Money.Fen(30)).ValueOrThrow().Withdraw(Money.Fen(30)).ValueOrThrow().Due.MinorUnits);
        Assert.False(TakesBack(half, Money.Fen(30), (l, m) => l.Withdraw(m).Then(n => n.Rebase(n.Kept)), (l, m) => l.Reverse(m)));
        Assert.False(TakesBack(half, Money.Fen(30), (l, m) => l.Withdraw(m), (l, m) => l.Reverse(m).Then(n => n.Rebase(n.Kept))));
    }

    [Fact]
    public void Units_handed_over_and_back_leave_the_ledger_as_it_was()
    {
        var half = MoneyLedger.Of(Money.Fen(100)).Pay(Money.Fen(50)).ValueOrThrow();
        var given = half.Reassign(Money.Fen(40), Money.Fen(20)).ValueOrThrow();
        Assert.Equal((60L, 30L), (given.Due.MinorUnits, given.Kept.MinorUnits));
        Assert.Equal(half, given.TakeOver(Money.Fen(40), Money.Fen(20)).ValueOrThrow());
        Assert.Equal(KernelCodes.LedgerMoneyShort, half.Reassign(Money.Fen(80), Money.Fen(20)).Refusal?.Code);
        Assert.Equal(KernelCodes.LedgerNothingToMove, half.Reassign(Money.Fen(20), Money.Fen(30)).Refusal?.Code);
        Assert.Equal(KernelCodes.LedgerNothingToMove, half.TakeOver(Money.Fen(20), Money.Fen(71)).Refusal?.Code);
        Assert.Equal(KernelCodes.LedgerCurrencyMismatch, half.TakeOver(Money.OfMinor(1, Currency.Of("USD")), Money.Fen(1)).Refusal?.Code);
        Assert.Equal(KernelCodes.LedgerMoneyShort, half.Owe(Money.Fen(50)).ValueOrThrow().Reclaim(Money.Fen(51)).Refusal?.Code);
    }

    [Fact]
    public void A_second_payment_is_owed_back()
    {
        var ledger = MoneyLedger.Of(Money.Fen(100)).Pay(Money.Fen(100)).ValueOrThrow().Pay(Money.Fen(100)).ValueOrThrow();
        Assert.Equal((100, 100), (ledger.Kept.MinorUnits, ledger.RefundPending.MinorUnits));
    }

    [Fact]
    public void A_reinstated_order_keeps_again_what_was_owed_back()
    {
        var cancelled = MoneyLedger.Of(Money.Fen(100)).Rebase(Money.Fen(0)).ValueOrThrow();
        var late = cancelled.Pay(Money.Fen(100)).ValueOrThrow();
        Assert.Equal(100, late.RefundPending.MinorUnits);
        var reinstated = late.Rebase(Money.Fen(100), reclaim: true).ValueOrThrow();
        Assert.Equal((100, 0), (reinstated.Kept.MinorUnits, reinstated.RefundPending.MinorUnits));
    }

    [Fact]
    public void What_would_not_fit_is_refused_and_never_thrown()
    {
        var (most, one) = (Money.Fen(long.MaxValue), Money.Fen(1));
        var full = MoneyLedger.Of(most).Pay(most).ValueOrThrow();
        var owed = MoneyLedger.Of(most).Pay(one).ValueOrThrow().Rebase(Money.Fen(0)).ValueOrThrow().Rebase(most).ValueOrThrow();
        var back = owed.Refund(one).ValueOrThrow();
        Assert.All([full.Pay(one), MoneyLedger.Of(one).Pay(most).ValueOrThrow().TakeOver(one, one), full.TakeOver(one, Money.Fen(0)), owed.Withdraw(one),
            back.Reverse(one)], r => Assert.Equal(KernelCodes.LedgerMoneyOutOfRange, r.Refusal?.Code));
    }

    [Fact]
    public void Money_of_another_currency_is_refused() =>
        Assert.Equal(KernelCodes.LedgerCurrencyMismatch, MoneyLedger.Of(Money.Fen(100)).Pay(Money.OfMinor(1, Currency.Of("USD"))).Refusal?.Code);

    [Fact]
    public void The_laws_catch_a_ledger_that_pays_twice() =>
        Assert.False(Holds(MoneyLedger.Of(Money.Fen(200)).Pay(Money.Fen(200)).ValueOrThrow(), 100));

    private static bool TakesBack(MoneyLedger ledger, Money amount, Func<MoneyLedger, Money, Result<MoneyLedger>> withdraw,
        Func<MoneyLedger, Money, Result<MoneyLedger>> reverse)
    {
        if (!ledger.Owe(amount).TryGet(out var owed, out _)) return true;
        return withdraw(owed, amount).ValueOrThrow() == ledger && reverse(owed.Refund(amount).ValueOrThrow(), amount).ValueOrThrow() == ledger;
    }

    private static bool Holds(MoneyLedger m, long paid) =>
        m.Paid.MinorUnits == paid && m.Kept <= m.Due
        && new[] { m.Due, m.Kept, m.Withheld, m.RefundPending, m.Refunded }.All(x => x.MinorUnits >= 0);

    private static Result<MoneyLedger> Apply(MoneyLedger ledger, string move, long fen) => move switch
    {
        "pay" => ledger.Pay(Money.Fen(fen)),
        "rebase" => ledger.Rebase(Money.Fen(fen)),
        "reclaim" => ledger.Rebase(Money.Fen(fen), reclaim: true),
        "owe" => ledger.Owe(Money.Fen(fen)),
        "refund" => ledger.Refund(Money.Fen(fen)),
        "withdraw" => ledger.Withdraw(Money.Fen(fen)),
        "reverse" => ledger.Reverse(Money.Fen(fen)),
        "take-back-pending" => ledger.Reclaim(Money.Fen(fen)),
        "reassign" => ledger.Reassign(Money.Fen(fen), Money.Fen(fen / 2)),
        "take-over" => ledger.TakeOver(Money.Fen(fen), Money.Fen(fen / 2)),
        "release-withheld" => ledger.ReleaseWithheld(Money.Fen(fen)),
        "reverse-payment" => ledger.ReversePayment(Money.Fen(fen), Money.Min(Money.Fen(fen), ledger.RefundPending)),
        _ => ledger.Withhold(Money.Fen(fen)),
    };
}
