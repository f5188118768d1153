using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>The month of a report, and the quarter that ends with it.</summary>
public sealed record StockPeriod
{
    private StockPeriod(YearMonth month, LocalDate on, Instant from, Instant until, Instant quarterFrom, Duration quarter) =>
        (Month, On, From, Until, QuarterFrom, Quarter) = (month, on, from, until, quarterFrom, quarter);

    /// <summary>The month.</summary>
    public YearMonth Month { get; }

    /// <summary>The last day that is looked at.</summary>
    public LocalDate On { get; }

    /// <summary>The first instant of the month.</summary>
    public Instant From { get; }

    /// <summary>The first instant behind what is looked at: the month's end, or now where it is not over.</summary>
    public Instant Until { get; }

    /// <summary>The first instant of the quarter: of the second month before.</summary>
    public Instant QuarterFrom { get; }

    /// <summary>How long the whole quarter lasts.</summary>
    public Duration Quarter { get; }

    /// <summary>A month on a clock, as far as it has come.</summary>
    /// <param name="month">The month.</param>
    /// <param name="zone">The zone of its days.</param>
    /// <param name="now">The instant up to which is looked where the month is not over.</param>
    /// <returns>The period.</returns>
    /// <remarks>Refuses with: <see cref="InventoryCodes.HealthMonthNotBegun"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The month is at one of the ends of the calendar.</exception>
    public static Result<StockPeriod> Of(YearMonth month, DateTimeZone zone, Instant now)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (month.Year is <= 0 or >= 9_999) throw new ArgumentOutOfRangeException(nameof(month), month, "Must be of the years 1 to 9 998.");
        Instant StartOf(YearMonth m) => zone.AtStartOfDay(m.OnDayOfMonth(1)).ToInstant();
        var (from, end, quarter) = (StartOf(month), StartOf(month.PlusMonths(1)), StartOf(month.PlusMonths(-2)));
        if (now <= from) return Refusal.Of(InventoryCodes.HealthMonthNotBegun, ("month", month), ("at", now));
        var until = Instant.Min(now, end);
        return new StockPeriod(month, (until - Duration.Epsilon).InZone(zone).Date, from, until, quarter, end - quarter);
    }
}
