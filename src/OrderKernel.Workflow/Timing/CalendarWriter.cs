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
        writer.WriteStartObject("hours");
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            if (!calendar.HoursOf(day).IsEmpty) Write(writer, day.ToString(), calendar.HoursOf(day));
        }

        writer.WriteEndObject();
        if (!calendar.Holidays.IsEmpty)
        {
            writer.WriteStartArray("holidays");
            foreach (var holiday in calendar.Holidays) writer.WriteStringValue(LocalDatePattern.Iso.Format(holiday));
            writer.WriteEndArray();
        }

        if (!calendar.Workdays.IsEmpty)
        {
            writer.WriteStartObject("workdays");
            foreach (var workday in calendar.Workdays) Write(writer, LocalDatePattern.Iso.Format(workday.On), workday.Hours);
            writer.WriteEndObject();
        }

        if (calendar.CutOff is { } cutOff) writer.WriteString("cutOff", OpenHours.Clock((cutOff.Hour * 60) + cutOff.Minute));
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, ValueList<OpenHours> hours)
    {
        writer.WriteStartArray(name);
        foreach (var open in hours) writer.WriteStringValue(open.ToString());
        writer.WriteEndArray();
    }
}
