using System.Collections.Immutable;
using System.Globalization;
using FsCheck.Xunit;
using NodaTime;
using static OrderKernel.Inventory.Tests.Batches.BatchWorld;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests.Batches;

// Fails when a reservation of a shelf is refused although there is enough, or made although there is not; when its parts do not add up; when a batch is
// skipped that expires earlier; when a floor that the store enforces breaks a decision; when what a shelf holds does not end by the shelf; or when one way of
// telling what is free says another number than the others.
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class BatchLaws
{
    [Law(500)]
    public void A_shelf_gives_what_is_available_the_first_to_expire_first_and_ends_as_it_was_asked(Seed seed)
    {
        var random = new Random(seed);
        var formula = Formula(random.Next(3), random.Next(3), random.Next(3));
        var balances = Any(random, "");
        for (var i = 0; i < 4; i++)
        {
            var (free, wanted) = (Availability.Of(Shelf, balances, formula.Policy, Today).Balance, random.Next(1, 9));
            var reserve = new Reserve(R($"r-{i}"), "order", [new(Shelf, Quantity.Of(wanted))], null);
            var decided = balances.Decide(reserve, formula);
            Assert.Equal(free >= wanted, decided.IsOk);
            if (!decided.IsOk) continue;
            var made = Assert.IsType<StockReserved>(Assert.Single(decided.ValueOrThrow().Events.Items));
            Assert.Equal(wanted, made.Units.Items.Sum(u => u.Quantity.Units));
            FirstToExpireFirst(balances, [.. Picked(made)], formula.Policy);
            // The floors of the store hold on what was decided.
            balances = balances.With(StockEffects.Of(made, formula.Policy));
            Assert.Equal(free - wanted, Availability.Of(Shelf, balances, formula.Policy, Today).Balance);
            balances = Ended(Made(decided), balances, formula, random);
        }

        Assert.All(balances, b => Assert.True(b.Account != StockAccount.Locked || b.Units == 0));
    }

    // What a store of all cells says, batch by batch and pool by pool, is what the fast pass says.
    [Law(500)]
    public void Positions_add_up_the_batches_that_count_and_the_pools_that_are_said(Seed seed)
    {
        var random = new Random(seed);
        var formula = Formula(random.Next(8), random.Next(3)).Policy;
        ImmutableArray<StockBalance> balances = [.. new[] { "", "retail", "wholesale" }.SelectMany(p => Any(random, p)).OrderBy(_ => random.Next(3))];
        var all = Availability.OfAll(balances, formula, Today);
        foreach (var pools in new[] { "", "common", "retail", "wholesale common" })
        {
            var named = pools.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(PoolId.Of).ToValueList();
            var counting = all.Items.Where(a => named.IsEmpty || named.Items.Contains(a.Cell.Pool == default ? PoolRules.Common : a.Cell.Pool)).ToArray();
            var sum = Quantity.Of(counting.Sum(a => a.Units.Units));
            var expected = counting.Length == 0 ? [] : new[] { new AvailablePosition(Shelf.Location, Shelf.Sku, sum) };
            Assert.Equal(expected, Availability.Positions(balances, formula, null, Today, named).Items);
        }
    }

    [Law(300)]
    public void A_shelf_without_batches_is_decided_as_a_cell(Seed seed)
    {
        var random = new Random(seed);
        var (formula, balances) = (Formula(random.Next(3), random.Next(3), random.Next(3)), Came((Shelf, random.Next(1, 9), null)));
        var reserve = Wanting(random.Next(1, 12));
        var (shelf, cell) = (balances.Decide(reserve, formula), Reservations.Decide(null, reserve, balances, formula, By()));
        Assert.Equal(cell.IsOk, shelf.IsOk);
        if (!cell.IsOk) return;
        var made = Assert.IsType<StockReserved>(shelf.ValueOrThrow().Events[0]);
        Assert.Equal(cell.ValueOrThrow().Events[0], made);
        Assert.True(made.Asked.IsEmpty && made.Picked.IsEmpty);
    }

    private static ImmutableArray<StockBalance> Any(Random random, string pool)
    {
        var cells = new List<(StockCell, long, int?)>();
        if (random.Next(2) == 0) cells.Add((In(pool), random.Next(1, 6), null));
        for (var i = random.Next(4); i > 0; i--)
        {
            var batch = Batch(string.Create(CultureInfo.InvariantCulture, $"b{random.Next(10)}-{i}"), pool);
            cells.Add((batch, random.Next(1, 6), random.Next(4) == 0 ? null : random.Next(-40, 200)));
        }

        return Came([.. cells]);
    }

    private static void FirstToExpireFirst(ImmutableArray<StockBalance> balances, PickedUnits[] picked, StockFormula formula)
    {
        var days = picked.Select(p => p.Cell.Batch == default ? LocalDate.MaxIsoValue : p.ExpiresOn ?? new LocalDate(9998, 1, 1)).ToArray();
        Assert.Equal(days.Order(), days);
        Assert.DoesNotContain(picked, p => p.ExpiresOn < formula.UsableFrom(Shelf, Today));
        // Before the last picked cell nothing is left that expires earlier.
        foreach (var cell in balances.Select(b => b.Cell).Where(c => c.Batch != default).Distinct())
        {
            var (day, left) = (BatchClock.Of(balances, cell), StockSheet.BalanceOf(balances, cell, StockAccount.OnHand)
                - StockSheet.BalanceOf(balances, cell, StockAccount.Locked) - picked.Where(p => p.Cell == cell).Sum(p => p.Quantity.Units));
            if (day is { } known && known >= formula.UsableFrom(Shelf, Today) && known < days[^1]) Assert.Equal(0, left);
        }
    }

    private static ImmutableArray<StockBalance> Ended(Reservation held, ImmutableArray<StockBalance> balances, PolicyDocument<StockFormula> formula,
        Random random)
    {
        for (var step = 0; held.Status == ReservationStatus.Pending; step++)
        {
            var open = held.OpenUnits.Items.Sum(u => u.Quantity.Units);
            ValueList<StockUnits> part = random.Next(4) == 0 ? default : [new(Shelf, Quantity.Of(random.Next(1, (int)open + 1)))];
            ReservationCommand end = random.Next(2) == 0 ? new Commit(held.Id, part) : new Release(held.Id, part);
            var decided = balances.Decide(end, formula, held, string.Create(CultureInfo.InvariantCulture, $"e-{step}"));
            held = held.After(decided);
            balances = balances.With(StockEffects.Of(decided.ValueOrThrow().Events[0], formula.Policy));
        }

        return balances;
    }
}
