using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Logistics;

/// <summary>Reads tracks from kuaidi100 (快递100): answers to a query, and the callbacks of a subscription.</summary>
public static class Kuaidi100
{
    private static readonly LocalDateTimePattern TimePattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd' 'HH':'mm':'ss");

    /// <summary>Reads one message.</summary>
    /// <param name="utf8">The JSON: a query's answer, or a callback with <c>lastResult</c>.
    /// Entries may stand newest first or oldest first; unknown properties pass.</param>
    /// <param name="vocabulary">The source's vocabulary.</param>
    /// <returns>The reports, or the reason to park the message.</returns>
    /// <remarks>
    /// <para>Rules: an entry's own status code counts; without one its text, by the vocabulary's rules; the newest entry without either takes the track's
    /// state; other entries are left out with a finding.</para>
    /// <para>Refuses with: <see cref="LogisticsCodes.PayloadMalformed"/>, <see cref="LogisticsCodes.PayloadIncomplete"/>,
    /// <see cref="LogisticsCodes.NoTrack"/>, <see cref="LogisticsCodes.StateUnknown"/>, <see cref="LogisticsCodes.CarrierUnknown"/>,
    /// <see cref="LogisticsCodes.TimeUnreadable"/>. Nothing is thrown for any bytes.</para>
    /// </remarks>
    public static Result<TrackPayload> Parse(ReadOnlySpan<byte> utf8, TrackVocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        Kuaidi100Message? message;
        try
        {
            message = Kuaidi100Reader.Read(utf8);
        }
        catch (JsonException e)
        {
            return Refusal.Of(LogisticsCodes.PayloadMalformed, ("detail", $"line {(e.LineNumber ?? 0) + 1}, byte {e.BytePositionInLine ?? 0}"));
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8, or a lone surrogate: the reader finds out when the text is taken.
            return Refusal.Of(LogisticsCodes.PayloadMalformed, ("detail", "text"));
        }

        if (message is null) return Refusal.Of(LogisticsCodes.PayloadMalformed, ("detail", "no object"));
        if (message.Duplicate is { } twice) return Refusal.Of(LogisticsCodes.PayloadMalformed, ("detail", $"{twice} stands there twice"));
        if (message.IsFailure) return Refusal.Of(LogisticsCodes.NoTrack, ("code", FreeText.Glimpse(message.ReturnCode) ?? "-"));
        return Understand(message, vocabulary);
    }

    private static Result<TrackPayload> Understand(Kuaidi100Message message, TrackVocabulary vocabulary)
    {
        var at = message.Path;
        if (!Waybill.TryParse(message.Number, out var waybill)) return Refusal.Of(LogisticsCodes.PayloadIncomplete, ("path", at + ".nu"));
        if (message.Carrier is null) return Refusal.Of(LogisticsCodes.PayloadIncomplete, ("path", at + ".com"));
        if (!vocabulary.TryCarrier(message.Carrier, out var carrier))
            return Refusal.Of(LogisticsCodes.CarrierUnknown, ("path", at + ".com"), ("carrier", FreeText.Glimpse(message.Carrier)), ("vocabulary", vocabulary.Source));
        if (message.Entries is not { } entries) return Refusal.Of(LogisticsCodes.PayloadIncomplete, ("path", at + ".data"));
        TrackMeaning? state = null;
        if (message.State is { } code && !vocabulary.TryMean(code, out state)) return Unknown(at + ".state", code, vocabulary);

        var times = new Instant[entries.Count];
        for (var i = 0; i < times.Length; i++)
        {
            if (TimeOf(entries[i], vocabulary.Zone) is not { } time)
                return Refusal.Of(LogisticsCodes.TimeUnreadable, ("path", $"{at}.data[{i}].time"), ("value", FreeText.Glimpse(entries[i].Time) ?? "-"));
            times[i] = time;
        }

        var newest = Newest(times);
        var reports = new List<TrackReport>(times.Length);
        var findings = new List<Finding>();
        for (var i = 0; i < times.Length; i++)
        {
            var entry = entries[i];
            var raw = entry.Code;
            TrackMeaning? meaning;
            if (raw is not null)
            {
                if (!vocabulary.TryMean(raw, out meaning)) return Unknown($"{at}.data[{i}].statusCode", raw, vocabulary);
            }
            else if (vocabulary.TryRead(entry.Text ?? "", out meaning))
            {
                if (i == newest && state is not null && Agree(state, meaning)) (meaning, raw) = (Both(state, meaning), message.State);
            }
            else if (i == newest && state is not null)
            {
                (meaning, raw) = (state, message.State);
            }
            else
            {
                findings.Add(Finding.Of($"{at}.data[{i}]", LogisticsCodes.TextUnknown));
                continue;
            }

            if (i == newest && state is not null && !Agree(state, meaning))
                findings.Add(
                    Finding.Of(at + ".state", LogisticsCodes.StateContradictsTrack, ("state", message.State), ("meant", state.Node), ("node", meaning.Node)));
            reports.Add(new(waybill, carrier, meaning.Node, times[i])
            {
                Exception = meaning.Exception,
                DeliveredTo = meaning.DeliveredTo,
                RawCode = raw,
                Text = entry.Text,
                Place = entry.Place,
            });
        }

        return new TrackPayload(waybill, carrier, reports.ToValueList(), findings.ToValueList());
    }

    private static Refusal Unknown(string path, string code, TrackVocabulary vocabulary) =>
        Refusal.Of(LogisticsCodes.StateUnknown, ("path", path), ("state", FreeText.Glimpse(code)), ("vocabulary", vocabulary.Source));

    private static bool Agree(TrackMeaning state, TrackMeaning entry) => state.Node == entry.Node;

    private static TrackMeaning Both(TrackMeaning state, TrackMeaning entry) =>
        new(state.Node, state.Exception ?? entry.Exception, state.DeliveredTo ?? entry.DeliveredTo);

    private static Instant? TimeOf(Kuaidi100Entry entry, DateTimeZone zone)
    {
        foreach (var text in new[] { entry.FormattedTime, entry.Time })
        {
            if (text is { Length: > 0 } && TimePattern.Parse(text) is { Success: true } parsed) return parsed.Value.InZoneLeniently(zone).ToInstant();
        }

        return null;
    }

    /// <summary>The entry with the latest time; among equals the one nearer the end that the list starts from.</summary>
    private static int Newest(Instant[] times)
    {
        var newest = 0;
        var isNewestFirst = times.Length > 0 && times[0] >= times[times.Length - 1];
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] > times[newest] || (times[i] == times[newest] && !isNewestFirst)) newest = i;
        }

        return newest;
    }
}
