using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Workflow;

/// <summary>Writes a calendar as documents have it, its zone always named.</summary>
internal static class CalendarWriting
{
    public static void Write(Utf8JsonWriter json, BusinessCalendar calendar)
    {
        json.WriteStartObject();
        json.WriteString("zone", calendar.Zone.Id);
        var days = Enumerable.Range(1, 7).Select(d => (IsoDayOfWeek)d).Where(d => !calendar.HoursOf(d).IsEmpty).ToArray();
        if (days.Length > 0) json.Map("hours", days, d => d.ToString(), d => Write(json, calendar.HoursOf(d)));
        if (!calendar.Holidays.IsEmpty) json.List("holidays", calendar.Holidays, d => json.WriteStringValue(LocalDatePattern.Iso.Format(d)));
        if (!calendar.Workdays.IsEmpty) json.Map("workdays", calendar.Workdays, d => LocalDatePattern.Iso.Format(d.On), d => Write(json, d.Hours));
        if (calendar.CutOff is { } cutOff) json.WriteString("cutOff", cutOff.ToString("HH:mm", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ValueList<OpenHours> hours) => json.List(null, hours, h => json.WriteStringValue(h.ToString()));
}
