using FsCheck.Xunit;

namespace OrderKernel.Abstractions.Tests.Ledgers;

// Fails when a move loses or invents a unit, goes below zero, or goes where no move leads.
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class UnitLedgerLaws
{
    private static readonly UnitPlace[] Places = Enum.GetValues<UnitPlace>();

    [Law(500, 50_000)]
    public bool Any_sequence_of_moves_conserves_the_units(UnitHistory history)
    {
        var ledger = UnitLedger.Of(history.Ordered);
        foreach (var (move, units) in history.Moves)
        {
            var before = ledger;
            if (!ledger.Move(move, units).TryGet(out ledger, out var refusal))
            {
                if (refusal.Code != (units.IsZero ? KernelCodes.LedgerNothingToMove : KernelCodes.LedgerUnitsShort)) return false;
                if (!units.IsZero && before.At(move.From) >= units) return false;
                ledger = before;
                continue;
            }

            if (ledger.At(move.From) != before.At(move.From) - units || ledger.At(move.To) != before.At(move.To) + units) return false;
        }

        return ledger.Ordered == history.Ordered && Places.Sum(p => ledger.At(p).Units) == history.Ordered.Units;
    }

    [Fact]
    public void Shipped_units_are_never_cancelled() =>
        Assert.DoesNotContain(UnitMove.All, m => m.To == UnitPlace.Cancelled && m.From is not (UnitPlace.Open or UnitPlace.Reserved));

    [Fact]
    public void Every_move_undoes_into_another_place_and_none_is_there_twice()
    {
        Assert.All(UnitMove.All, m => Assert.NotEqual(m.From, m.To));
        Assert.Equal(UnitMove.All.Count, UnitMove.All.Select(m => m.Name).Distinct().Count());
        Assert.Equal(UnitMove.All.Count, UnitMove.All.Select(m => (m.From, m.To)).Distinct().Count());
    }

    [Fact]
    public void The_default_move_is_refused_and_throws_nothing() =>
        Assert.Equal(KernelCodes.LedgerNothingToMove, UnitLedger.Of(Quantity.Of(1)).Move(default, Quantity.Of(1)).Refusal?.Code);

    [Fact]
    public void Units_are_handed_over_from_the_place_where_they_are()
    {
        var ledger = UnitLedger.Of(Quantity.Of(5)).Move(UnitMove.Reserve, Quantity.Of(2)).ValueOrThrow();
        var left = ledger.Reassign(Quantity.Of(1), Quantity.Of(2)).ValueOrThrow();
        Assert.Equal((2L, 0L, 2L), (left.Open.Units, left.Reserved.Units, left.Ordered.Units));
        Assert.Equal(KernelCodes.LedgerUnitsShort, ledger.Reassign(Quantity.Of(4), default).Refusal?.Code);
        Assert.Equal(KernelCodes.LedgerUnitsShort, ledger.Reassign(default, Quantity.Of(3)).Refusal?.Code);
        Assert.Equal(KernelCodes.LedgerNothingToMove, ledger.Reassign(default, default).Refusal?.Code);
    }

    [Fact]
    public void Removing_more_than_is_open_is_refused() =>
        Assert.Equal(KernelCodes.LedgerUnitsShort, UnitLedger.Of(Quantity.Of(1)).Remove(Quantity.Of(2)).Refusal?.Code);
}
