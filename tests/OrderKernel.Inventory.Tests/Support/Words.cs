using System.Collections.Immutable;
using NodaTime;

namespace OrderKernel.Inventory.Tests;

/// <summary>Short words for stock scenarios.</summary>
public static class Words
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 2, 9, 4, 0);

    public static StockCell Cell(string location, string sku) => new(LocationId.Of(location), SkuId.Of(sku));

    public static StockUnits Units(string location, string sku, long units) => new(Cell(location, sku), Quantity.Of(units));

    public static ImmutableArray<StockBalance> Balances(params (string Location, string Sku, StockAccount Account, long Units)[] balances) =>
        [.. balances.Select(b => new StockBalance(Cell(b.Location, b.Sku), b.Account, b.Units))];

    public static ImmutableArray<StockBalance> OnHand(string location, string sku, long units) =>
        Balances((location, sku, StockAccount.OnHand, units), (location, sku, StockAccount.Supplied, units));

    public static ReservationId R(string id = "r-1") => ReservationId.Of(id);

    public static DecisionContext By(string message = "m-1", long minutes = 0) =>
        new(Actor.Kernel, Noon + Duration.FromMinutes(minutes), MessageId.Of(message));

    public static Reserve Reserve(params StockUnits[] units) => new(R(), "order", units.ToValueList(), Noon + Duration.FromMinutes(30));

    public static Result<Decision<ReservationEvent>> Decide(Reservation? state, ReservationCommand command, ImmutableArray<StockBalance> positions = default,
        string message = "m-1", long minutes = 0) =>
        Reservations.Decide(state, command, positions, StockFormula.Default, By(message, minutes));

    public static Reservation After(this Reservation? state, Result<Decision<ReservationEvent>> decision) =>
        decision.ValueOrThrow().Events.Items.Aggregate(state, (s, e) => Reservations.Evolve(s, e))!;

    /// <summary>Two cells: five of A in HZ, three of B in GZ.</summary>
    public static Reservation Held() =>
        After(null, Decide(null, Reserve(Units("HZ", "A", 5), Units("GZ", "B", 3)), [.. OnHand("HZ", "A", 5), .. OnHand("GZ", "B", 3)]));
}
