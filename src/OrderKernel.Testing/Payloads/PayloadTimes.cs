using System.Globalization;
using NodaTime;
using NodaTime.Text;
using OrderKernel.Channels;

namespace OrderKernel.Testing;

/// <summary>The times of a record, in the form of the channel.</summary>
internal static class PayloadTimes
{
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");
    private static readonly LocalDateTimePattern MonthFirst = LocalDateTimePattern.CreateWithInvariantCulture("M/d/uuuu HH:mm");
    private static readonly Instant Least = Instant.FromUtc(1990, 1, 1, 0, 0);
    private static readonly Instant Most = Instant.FromUtc(2200, 1, 1, 0, 0);

    /// <summary>A time as the channel writes it: whole minutes in all forms, so that none loses anything.</summary>
    public static string Write(Instant at, string form, DateTimeZone zone, bool hasOffset) => form switch
    {
        "epoch-s" => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        "epoch-ms" => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        "us" => MonthFirst.Format(at.InZone(zone).LocalDateTime),
        _ when hasOffset => OffsetDateTimePattern.Rfc3339.Format(at.InZone(zone).ToOffsetDateTime()),
        _ => Local.Format(at.InZone(zone).LocalDateTime),
    };

    /// <summary>The first time that a field tells, or the latest of its rows.</summary>
    public static Instant? Of(PayloadReading reading, PayloadField? field, PayloadRow at, bool isLatest = false)
    {
        for (; field is not null; field = field.Otherwise)
        {
            if (!reading.Holds(field.When, at)) continue;
            foreach (var path in field.Paths)
            {
                Instant? latest = null;
                foreach (var (node, _) in reading.Find(path, at).Where(f => reading.Tells(f.Node)))
                {
                    var text = node.Text!.Trim();
                    if (reading.Document.TimeNulls.Contains(text)) continue;
                    if (Read(text, field.Time, reading.Document.Zone) is not { } time)
                    {
                        reading.Problems.Add(ChannelsCodes.TimeInvalid);
                        return null;
                    }

                    if (!isLatest) return time;
                    latest = latest is { } known ? Instant.Max(known, time) : time;
                }

                if (latest is not null) return latest;
            }
        }

        return null;
    }

    private static Instant? Read(string text, string form, DateTimeZone zone)
    {
        if (form is "epoch-s" or "epoch-ms")
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || text.Length > 15) return null;
            var at = form == "epoch-s" ? Instant.FromUnixTimeSeconds(Math.Min(number, 100_000_000_000)) : Instant.FromUnixTimeMilliseconds(number);
            return at < Least || at > Most ? null : at;
        }

        if (form == "us" && MonthFirst.Parse(text) is { Success: true } us) return us.Value.InZoneLeniently(zone).ToInstant();
        if (Local.Parse(text) is { Success: true } local) return local.Value.InZoneLeniently(zone).ToInstant();
        return OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true } own ? own.Value.ToInstant() : null;
    }
}
