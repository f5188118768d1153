using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Workflow;

/// <summary>Reads the calendars of a workflow document; one reader a calendar.</summary>
internal sealed class CalendarReader
{
    public const string DefaultZone = "Asia/Shanghai";
    public const int CalendarsMax = 64;
    public const int DatesMax = 3660;
    public const int HoursMax = 48;

    private readonly DocumentReader _reader;
    private readonly FindingSink _sink;
    private bool _isSound = true;

    private CalendarReader(DocumentReader reader, FindingSink sink) => (_reader, _sink) = (reader, sink);

    /// <summary>The calendars of a document by name; null under a name whose calendar has findings, so that its deadlines bring no second one.</summary>
    public static Dictionary<string, BusinessCalendar?> ReadAll(DocumentReader root, FindingSink sink)
    {
        var calendars = new Dictionary<string, BusinessCalendar?>(StringComparer.Ordinal);
        var zone = new CalendarReader(root, sink).Zone(DefaultZone) is { } known ? known.Id : DefaultZone;
        if (root.ChildOrNull("calendars") is not { } map)
        {
            if (root.Has("calendars")) sink.Break();
            return calendars;
        }

        var names = map.Keys();
        if (sink.TooMany(map.Path, names.Count, CalendarsMax)) return calendars;
        foreach (var name in names)
        {
            calendars[name] = null;
            if (map.Child(name) is not { } child) sink.Break();
            else calendars[name] = Read(name, child, sink, zone);
        }

        return calendars;
    }

    /// <summary>One calendar, or null when it has findings.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="child">Its object.</param>
    /// <param name="sink">Where findings go.</param>
    /// <param name="defaultZone">The id of the zone that holds where it names none.</param>
    public static BusinessCalendar? Read(string name, DocumentReader child, FindingSink sink, string defaultZone) =>
        new CalendarReader(child, sink).Read(name, defaultZone);

    private BusinessCalendar? Read(string name, string defaultZone)
    {
        var isNamed = _sink.Name(name, _reader.Path) is not null;
        var zone = Zone(defaultZone);
        var (week, holidays, workdays, cutOff) = (Week(), Holidays(), Workdays(), CutOff());
        _reader.Close();
        if (zone is null || !_isSound || !isNamed) return null;
        var calendar = new BusinessCalendar(name, zone, week, holidays, workdays, cutOff);
        if (!calendar.IsNeverOpen) return calendar;
        _sink.Report(_reader.Path, WorkflowCodes.CalendarNeverOpen, ("calendar", name));
        return null;
    }

    private DateTimeZone? Zone(string otherwise)
    {
        var id = _reader.Has("zone") ? _reader.Text("zone") : otherwise;
        if (id is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone) return zone;
        if (id is null) Break();
        else Bad($"{_reader.Path}.zone", WorkflowCodes.ZoneUnknown, ("zone", id));
        return null;
    }

    private ValueList<OpenHours>[] Week()
    {
        var week = new ValueList<OpenHours>[7];
        if (Child("hours") is not { } map) return week;
        foreach (var key in map.Keys())
        {
            var day = key switch
            {
                "Monday" => 1, "Tuesday" => 2, "Wednesday" => 3, "Thursday" => 4, "Friday" => 5, "Saturday" => 6, "Sunday" => 7, _ => 0,
            };
            if (day > 0) week[day - 1] = Hours(map, key);
            else BadKey(map, key, KernelCodes.DocumentPropertyUnknown);
        }

        return week;
    }

    private ValueList<LocalDate> Holidays()
    {
        var texts = Texts(_reader, "holidays");
        if (_sink.TooMany($"{_reader.Path}.holidays", texts.Count, DatesMax)) return [];
        var dates = new List<LocalDate>();
        for (var i = 0; i < texts.Count; i++)
        {
            if (Date(texts[i]) is { } date) dates.Add(date);
            else BadValue($"{_reader.Path}.holidays[{i}]", texts[i], "date");
        }

        return dates.ToValueList();
    }

    private ValueList<Workday> Workdays()
    {
        if (Child("workdays") is not { } map) return [];
        var keys = map.Keys();
        if (_sink.TooMany(map.Path, keys.Count, DatesMax)) return [];
        var workdays = new List<Workday>();
        foreach (var key in keys)
        {
            var hours = Hours(map, key);
            if (Date(key) is { } date) workdays.Add(new(date, hours));
            else BadKey(map, key, KernelCodes.DocumentValueInvalid, ("value", key), ("expected", "date"));
        }

        return workdays.ToValueList();
    }

    private ValueList<OpenHours> Hours(DocumentReader map, string key)
    {
        var texts = Texts(map, key);
        if (_sink.TooMany($"{map.Path}.{key}", texts.Count, HoursMax)) return [];
        var hours = new List<OpenHours>();
        for (var i = 0; i < texts.Count; i++)
        {
            var path = $"{map.Path}.{key}[{i}]";
            if (!OpenHours.TryParse(texts[i], out var open)) BadValue(path, texts[i], "HH:mm-HH:mm");
            else if (hours.Count > 0 && open.FromMinute < hours[hours.Count - 1].ToMinute)
                Bad(path, WorkflowCodes.CalendarHoursOverlap, ("hours", open), ("before", hours[hours.Count - 1]));
            else hours.Add(open);
        }

        return hours.ToValueList();
    }

    private int? CutOff()
    {
        if (!_reader.Has("cutOff")) return null;
        var text = _reader.Text("cutOff");
        if (text is { Length: 5 } && OpenHours.TryMinute(text, 0, out var minute) && minute < 1440) return minute;
        if (text is null) Break();
        else BadValue($"{_reader.Path}.cutOff", text, "HH:mm");
        return null;
    }

    private DocumentReader? Child(string name)
    {
        var child = _reader.ChildOrNull(name);
        if (child is null && _reader.Has(name)) Break();
        return child;
    }

    private IReadOnlyList<string> Texts(DocumentReader reader, string name)
    {
        if (reader.Has(name) && reader.KindOf(name) != JsonValueKind.Array) Break();
        return reader.Texts(name);
    }

    private static LocalDate? Date(string text) => LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value : null;

    private void BadValue(string path, string value, string expected) => Bad(path, KernelCodes.DocumentValueInvalid, ("value", value), ("expected", expected));

    private void Bad(string path, string code, params Argument[] arguments)
    {
        _sink.Report(path, code, arguments);
        _isSound = false;
    }

    private void BadKey(DocumentReader map, string key, string code, params Argument[] arguments)
    {
        map.Report(key, code, arguments);
        Break();
    }

    private void Break()
    {
        _isSound = false;
        _sink.Break();
    }
}
