using System.Globalization;
using System.Text;
using NodaTime;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// Local times of a zone. Fails when a time is read as another instant than NodaTime's own look-up in the zone gives, whatever was read before it: the reader
/// keeps the stretch of constant offset that it saw last.
/// </summary>
public sealed class TimeLaws
{
    // Half hours, quarters, a clock that is set by thirty minutes, one that is set at midnight, and one that is set for Ramadan.
    private static readonly string[] Zones =
        ["Asia/Shanghai", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo", "Africa/Casablanca", "UTC"];

    [Law(1000, 50_000)]
    public bool A_local_time_is_the_instant_that_its_zone_gives(int seed)
    {
        var random = new Random(seed);
        var zone = DateTimeZoneProviders.Tzdb[Zones[random.Next(Zones.Length)]];
        var next = Near(random, zone);
        var locals = Enumerable.Range(0, 1 + random.Next(12)).Select(_ => next()).ToList();
        var document = Made.Document($"{Made.Order},{Made.Amounts}").Replace("Asia/Shanghai", zone.Id, StringComparison.Ordinal);
        var reader = new ProfileReader(Profiles.Load(Encoding.UTF8.GetBytes(document)).ValueOrThrow(), SkuMap.Same, Records.Shop);
        foreach (var local in locals)
        {
            var text = local.ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            var reading = reader.Read(Encoding.UTF8.GetBytes($$"""{"no":"1","at":"{{text}}","total":1}"""));
            Assert.Equal(zone.AtLeniently(local).ToInstant(), reading.Claim!.CreatedAt);
        }

        return true;
    }

    // All around one change of the clock, within hours or days of it, or anywhere.
    private static Func<LocalDateTime> Near(Random random, DateTimeZone zone)
    {
        var stretch = zone.GetZoneInterval(Anywhere(random));
        return () =>
        {
            var hours = random.Next(3) switch { 0 => 2, 1 => 50, _ => 0 };
            var at = hours > 0 && stretch.HasEnd ? stretch.End + Duration.FromSeconds(random.Next(-hours * 3600, hours * 3600)) : Anywhere(random);
            return at.InZone(zone).LocalDateTime.PlusSeconds(random.Next(-3600, 3600)).With(TimeAdjusters.TruncateToSecond);
        };
    }

    private static Instant Anywhere(Random random) =>
        Instant.FromUtc(1990 + random.Next(60), 1 + random.Next(12), 1 + random.Next(28), 0, 0) + Duration.FromSeconds(random.Next(31 * 86_400));
}
