using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Workflow;

/// <summary>Writes calendars in the form that documents have.</summary>
public static class CalendarWriter
{
    /// <summary>Writes a calendar as an object, its zone always named. Law: reading it back gives a calendar that counts the same.</summary>
    /// <param name="writer">Where to; a value must be due there.</param>
    /// <param name="calendar">The calendar.</param>
    public static void Write(Utf8JsonWriter writer, BusinessCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(calendar);
        writer.WriteStartObject();
        writer.WriteString("zone", calendar.Zone.Id);
        var days = Enumerable.Range(1, 7).Select(d => (IsoDayOfWeek)d).Where(d => !calendar.HoursOf(d).IsEmpty).ToArray();
        if (days.Length > 0) writer.Map("hours", days, d => d.ToString(), d => Write(writer, calendar.HoursOf(d)));
        if (!calendar.Holidays.IsEmpty) writer.List("holidays", calendar.Holidays, d => writer.WriteStringValue(LocalDatePattern.Iso.Format(d)));
        if (!calendar.Workdays.IsEmpty) writer.Map("workdays", calendar.Workdays, d => LocalDatePattern.Iso.Format(d.On), d => Write(writer, d.Hours));
        if (calendar.CutOff is { } cutOff) writer.WriteString("cutOff", OpenHours.Clock((cutOff.Hour * 60) + cutOff.Minute));
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ValueList<OpenHours> hours) => writer.List(null, hours, h => writer.WriteStringValue(h.ToString()));
}
