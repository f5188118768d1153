using System.Text;
using System.Text.Json;
using NodaTime;

namespace OrderKernel.Workflow.Tests.Timing;

/// <summary>
/// Fails when a calendar of a document is read otherwise than written, when a fault in one
/// passes or is called by another name, or when loader and schema disagree on its form.
/// </summary>
public class CalendarDocumentTests
{
    private const string Office = """
        { "zone": "Europe/Berlin", "hours": { "Monday": ["09:00-12:00", "13:30-24:00"], "Saturday": [] }, "holidays": ["2026-12-25"], "workdays": { "2026-12-27": ["10:00-11:00"] }, "cutOff": "16:00" }
        """;

    private static readonly SchemaOracle Schema = SchemaOracle.Published("workflow-1.json");

    private static readonly string[] FormCodes = [KernelCodes.DocumentPropertyUnknown, KernelCodes.DocumentTypeMismatch];

    public static TheoryData<string, string, string[]> Faults => new()
    {
        { "zone", "\"Mars/Olympus\"", ["$.calendars.office.zone " + WorkflowCodes.ZoneUnknown] },
        { "zone", "\"\"", ["$.calendars.office.zone " + WorkflowCodes.ZoneUnknown] },
        { "zone", "8", ["$.calendars.office.zone " + KernelCodes.DocumentTypeMismatch] },
        { "hours/Moonday", "[]", ["$.calendars.office.hours.Moonday " + KernelCodes.DocumentPropertyUnknown] },
        { "hours/Tuesday", "[\"nine to five\"]", ["$.calendars.office.hours.Tuesday[0] " + KernelCodes.DocumentValueInvalid] },
        { "hours/Tuesday", "[\"18:00-09:00\"]", ["$.calendars.office.hours.Tuesday[0] " + KernelCodes.DocumentValueInvalid] },
        { "hours/Tuesday", "[\"13:30-18:00\", \"09:00-12:00\"]", ["$.calendars.office.hours.Tuesday[1] " + WorkflowCodes.CalendarHoursOverlap] },
        { "hours/Tuesday", "\"09:00-12:00\"", ["$.calendars.office.hours.Tuesday " + KernelCodes.DocumentTypeMismatch] },
        { "hours", "[]", ["$.calendars.office.hours " + KernelCodes.DocumentTypeMismatch] },
        { "holidays", "[\"2026-02-30\"]", ["$.calendars.office.holidays[0] " + KernelCodes.DocumentValueInvalid] },
        { "holidays", "[20261225]", ["$.calendars.office.holidays[0] " + KernelCodes.DocumentTypeMismatch] },
        { "holidays", "\"2026-12-25\"", ["$.calendars.office.holidays " + KernelCodes.DocumentTypeMismatch] },
        { "workdays/Christmas", "[]", ["$.calendars.office.workdays.Christmas " + KernelCodes.DocumentValueInvalid] },
        { "workdays/2026-12-28", "[\"a\"]", ["$.calendars.office.workdays.2026-12-28[0] " + KernelCodes.DocumentValueInvalid] },
        { "cutOff", "\"24:00\"", ["$.calendars.office.cutOff " + KernelCodes.DocumentValueInvalid] },
        { "cutOff", "\"16:00:00\"", ["$.calendars.office.cutOff " + KernelCodes.DocumentValueInvalid] },
        { "cutOff", "16", ["$.calendars.office.cutOff " + KernelCodes.DocumentTypeMismatch] },
        { "lunch", "\"12:00\"", ["$.calendars.office.lunch " + KernelCodes.DocumentPropertyUnknown] },
    };

    [Fact]
    public void A_calendar_is_what_the_document_says()
    {
        var calendar = Assert.Single(Load(With(Office)).Calendars.Items);
        Assert.Equal(("office", "Europe/Berlin", new LocalTime(16, 0)), (calendar.Name, calendar.Zone.Id, calendar.CutOff));
        Assert.Equal("[09:00-12:00, 13:30-24:00]", calendar.HoursOf(IsoDayOfWeek.Monday).ToString());
        Assert.Empty(calendar.HoursOf(IsoDayOfWeek.Tuesday).Items);
        Assert.Equal([new(2026, 12, 25)], calendar.Holidays);
        Assert.Equal([new Workday(new(2026, 12, 27), [OpenHours.Of(600, 660)])], calendar.Workdays);
    }

    [Fact]
    public void What_is_written_reads_back_as_the_same_calendar_and_the_schema_agrees()
    {
        foreach (var calendar in new[] { Load(With(Office)).Calendars[0], Calendars.Office(), Calendars.Night("Europe/Berlin", "02:15"),
            Calendars.Always("America/New_York") })
        {
            var json = With(Written(calendar));
            var again = Assert.Single(Load(json).Calendars.Items);
            Assert.Equal(Written(calendar), Written(again));
            Assert.Equal((calendar.Zone, calendar.CutOff, calendar.Holidays, calendar.Workdays), (again.Zone, again.CutOff, again.Holidays, again.Workdays));
            for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++) Assert.Equal(calendar.HoursOf(day), again.HoursOf(day));
            Assert.True(Schema.Accepts(json));
        }
    }

    [Fact]
    public void The_zone_is_the_calendars_else_the_documents_else_Shanghai()
    {
        const string nameless = """{ "hours": { "Monday": ["09:00-12:00"] } }""";
        Assert.Equal("Europe/Berlin", Load(With(Office)).Calendars[0].Zone.Id);
        Assert.Equal("America/New_York", Load(Documents.With(With(nameless), "zone", "\"America/New_York\"")).Calendars[0].Zone.Id);
        Assert.Equal("Asia/Shanghai", Load(With(nameless)).Calendars[0].Zone.Id);
    }

    [Fact]
    public void A_deadline_with_a_calendar_counts_open_days_and_one_without_counts_hours()
    {
        var json = Documents.With(With(Office), "steps/open/deadlines/0/after", "\"P1D\"");
        var monday = Calendars.At("Europe/Berlin", 2026, 11, 16, 10);
        var (elapsed, open) = (Deadline(json), Deadline(Documents.With(json, "steps/open/deadlines/0/calendar", "\"office\"")));
        Assert.Equal((null, "office"), (elapsed.Calendar, open.Calendar));
        Assert.Equal(monday + Duration.FromHours(24), elapsed.DueAt(monday));
        Assert.Equal(Calendars.At("Europe/Berlin", 2026, 11, 23, 10), open.DueAt(monday));
        Assert.Equal([new DeadlineDue("fall-shut", open.DueAt(monday))],
            Deadlines.Of(Load(Documents.With(json, "steps/open/deadlines/0/calendar", "\"office\"")).Steps[2], Domains.At(0),
                n => n == "door.openedAt" ? monday : null));
    }

    [Fact]
    public void A_span_with_a_negative_part_is_no_span_of_a_calendar()
    {
        var json = Documents.With(With(Office), "steps/open/deadlines/0/after", "\"P2DT-1H\"");
        Assert.Empty(Documents.Findings(json, Domains.Door));
        Assert.Equal(["$.steps.open.deadlines[0].after " + WorkflowCodes.DeadlineOutOfRange],
            Documents.Findings(Documents.With(json, "steps/open/deadlines/0/calendar", "\"office\""), Domains.Door));
    }

    [Fact]
    public void A_calendar_with_findings_brings_no_second_one_where_it_is_used()
    {
        var json = Documents.With(With("""{ "zone": "Mars/Olympus" }"""), "steps/open/deadlines/0/calendar", "\"office\"");
        Assert.Equal(["$.calendars.office.zone " + WorkflowCodes.ZoneUnknown], Documents.Findings(json, Domains.Door));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Each_planted_fault_gives_exactly_its_findings_and_the_schema_agrees(string path, string value, string[] expected)
    {
        var json = Documents.With(With(Office), "calendars/office/" + path, value);
        Assert.Equal(expected, Documents.Findings(json, Domains.Door));
        Agrees(json);
    }

    [Theory]
    [InlineData(3660, true)]
    [InlineData(3661, false)]
    public void There_are_at_most_ten_years_of_holidays(int count, bool fits)
    {
        var dates = string.Join(",", Enumerable.Range(0, count).Select(i => $"\"{new LocalDate(2026, 1, 1).PlusDays(i):uuuu-MM-dd}\""));
        var json = Documents.With(With(Office), "calendars/office/holidays", $"[{dates}]");
        Assert.Equal(fits ? [] : ["$.calendars.office.holidays " + WorkflowCodes.TooMany], Documents.Findings(json, Domains.Door));
        Assert.Equal(fits, Schema.Accepts(json));
    }

    [Law(300)]
    public bool Damaged_calendars_give_typed_findings_and_the_schema_agrees(Seed seed)
    {
        var random = new Random(seed);
        string[] paths = ["", "/zone", "/hours", "/hours/Monday", "/hours/Monday/0", "/hours/Friday", "/holidays", "/holidays/0", "/workdays",
            "/workdays/2026-12-27", "/workdays/2026-12-27/0", "/cutOff", "/x"];
        string[] values = ["null", "true", "7", "\"\"", "\"24:00\"", "\"00:00-24:00\"", "\"P1D\"", "[]", "[null]", "[[]]", "[\"10:00-11:00\"]",
            "[\"2026-01-01\"]", "{}", "{\"Monday\":[\"08:00-09:00\"]}", "{\"2026-01-01\":null}", "\"\\ud800\""];
        return Agrees(Documents.With(With(Office), "calendars/office" + paths[random.Next(paths.Length)], values[random.Next(values.Length - 1)]));
    }

    private static bool Agrees(string json)
    {
        var findings = Documents.Findings(json, Domains.Door);
        var accepts = Schema.Accepts(json);
        Assert.True(findings.Length > 0 || accepts, $"The loader takes what the schema refuses: {json}");
        Assert.True(!accepts
            || !findings.Any(f => FormCodes.Any(f.EndsWith)), $"The schema takes what the loader calls malformed: {string.Join("; ", findings)} {json}");
        return true;
    }

    private static string Written(BusinessCalendar calendar)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes)) CalendarWriter.Write(writer, calendar);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static string With(string calendar) => Documents.With(Documents.Tiny, "calendars", $"{{ \"office\": {calendar} }}");

    private static WorkflowDefinition Load(string json) => Documents.Load(json, Domains.Door).ValueOrThrow().Policy;

    private static WorkflowDeadline Deadline(string json) => Load(json).Steps[2].Deadlines[0];
}
