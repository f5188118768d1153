using System.Collections.Immutable;
using System.Text;
using NodaTime;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests.Batches;

/// <summary>Shelves with batches, and short words for them.</summary>
internal static class BatchWorld
{
    /// <summary>The day of <see cref="Noon"/>.</summary>
    public static readonly LocalDate Today = new(2026, 2, 9);

    public static readonly StockCell Shelf = Cell("HZ", "MILK");

    public static StockCell Batch(string batch, string pool = "") => In(pool) with { Batch = BatchId.Of(batch) };

    public static StockCell In(string pool) => pool.Length == 0 ? Shelf : Shelf with { Pool = PoolId.Of(pool) };

    public static PolicyDocument<StockFormula> Formula(int months = 0, int safety = 0, int preSale = 0) => StockFormula.Load(Encoding.UTF8.GetBytes($$"""
        {
          "$schema": "stock-formula-1.json", "name": "f", "version": "1", "safetyStock": {{safety}}, "nearExpiryMonths": {{months}},
          "terms": [{ "account": "OnHand", "sign": 1 }, { "account": "Locked", "sign": -1 }, { "account": "InTransfer", "sign": -1 }],
          "exceptions": [{ "sku": "MILK", "preSale": {{preSale}} }]
        }
        """)).ValueOrThrow();

    /// <summary>Goods that came, by cell, with the days until the last day of the batch; null for none.</summary>
    public static ImmutableArray<StockBalance> Came(params (StockCell Cell, long Units, int? Days)[] goods)
    {
        ImmutableArray<StockBalance> balances = [];
        foreach (var (cell, units, days) in goods)
        {
            var receive = new ReceiveStock([new(cell, Quantity.Of(units))]) { Dates = days is { } d ? [new(cell, Today.PlusDays(d))] : default };
            balances = balances.With(StockMovements.Decide(receive, balances).ValueOrThrow().Events[0]);
        }

        return balances;
    }

    public static ImmutableArray<StockBalance> With(this ImmutableArray<StockBalance> balances, StockEvent happened) =>
        balances.With(StockEffects.Of(happened));

    /// <summary>The balances after an effect whose floors hold, as a store sees to it.</summary>
    public static ImmutableArray<StockBalance> With(this ImmutableArray<StockBalance> balances, StockEffect effect)
    {
        var after = StockSheet.Post(balances, effect.Postings);
        Assert.All(effect.Floors.Items, f => Assert.True(StockSheet.Holds(after, f), $"{f}"));
        return after;
    }

    public static Result<Decision<ReservationEvent>> Decide(this ImmutableArray<StockBalance> balances, ReservationCommand command,
        PolicyDocument<StockFormula>? formula = null, Reservation? state = null, string message = "m-1") =>
        Reservations.Decide(state, command, new StockView(balances, formula ?? Formula()) { On = Today }, By(message));

    public static Reserve Wanting(long units, StockCell? cell = null, params string[] pools) =>
        new(R(), "order", [new(cell ?? Shelf, Quantity.Of(units))], null) { Pools = pools.Select(PoolId.Of).ToValueList() };

    /// <summary>The units of an event in the order of picking, such as <c>b1 3, – 2</c>.</summary>
    public static string Picks(this Result<Decision<ReservationEvent>> decision) => decision.Refusal?.Code
        ?? string.Join(", ", Picked((StockReserved)decision.ValueOrThrow().Events[0]).Select(p =>
            $"{p.Cell.Pool.Value}{(p.Cell.Pool == default ? "" : "/")}{p.Cell.Batch.Value ?? "–"} {p.Quantity}"));

    public static Reservation Made(Result<Decision<ReservationEvent>> decision) => default(Reservation).After(decision);

    public static IEnumerable<PickedUnits> Picked(StockReserved made) => made.Picked.IsEmpty
        ? made.Units.Items.Select(u => new PickedUnits(u.Cell, u.Quantity))
        : made.Picked.Items;
}
