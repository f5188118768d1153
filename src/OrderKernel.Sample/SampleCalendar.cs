namespace OrderKernel.Sample;

/// <summary>The promotion day and its aftermath in China's time.</summary>
internal static class SampleCalendar
{
    public static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    public static readonly DateTimeOffset Day = new(2025, 11, 11, 0, 0, 0, Zone);

    public static readonly DateTimeOffset StockCountedAt = new(2025, 11, 10, 20, 0, 0, Zone);

    /// <summary>Nothing is written that happened after this instant.</summary>
    public static readonly DateTimeOffset Horizon = new(2025, 11, 20, 23, 0, 0, Zone);

    /// <summary>Payment deadline that the scenarios are built around.</summary>
    public static readonly TimeSpan PaymentDue = TimeSpan.FromMinutes(30);

    // Orders by hour, in thousandths: the start of the sale, the morning wave, the evening wave.
    private static readonly (int Hour, int Weight)[] Hours =
    [
        (0, 158), (1, 62), (2, 24), (3, 10), (4, 6), (5, 6), (6, 10), (7, 20), (8, 34), (9, 42), (10, 92), (11, 48),
        (12, 42), (13, 36), (14, 36), (15, 36), (16, 36), (17, 32), (18, 38), (19, 46), (20, 112), (21, 66), (22, 54), (23, 34),
    ];

    public static DateTimeOffset DrawCreated(SampleRandom random)
    {
        var hour = random.Weighted(Hours, static row => row.Weight).Hour;
        var second = random.Below(3_600);

        // A wave breaks at the full hour and ebbs.
        if (hour is 0 or 10 or 20)
        {
            second = Math.Min(second, random.Below(3_600));
        }

        return Day.AddHours(hour).AddSeconds(second);
    }

    /// <summary>The next moment at which a warehouse works (08:00 to 23:00).</summary>
    public static DateTimeOffset Working(DateTimeOffset at) => at.Hour switch
    {
        < 8 => at.AddHours(8),
        23 => at.AddHours(10),
        _ => at,
    };
}
