using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using OrderKernel.Workflow.Tests.Timing;

namespace OrderKernel.Workflow.Tests;

/// <summary>One step of an approval's walk: which command, who, after how many hours, about how much.</summary>
public sealed record Turn(int Command, int Who, int Hours, int Fen);

/// <summary>A name that a person might have written to break a drawing.</summary>
public sealed record StepName(string Text);

/// <summary>What the laws of this package are tried on.</summary>
public static class Arbitraries
{
    private static readonly string[] Nasty =
        ["\"", "\\", "\\\"", "\n", "\r\n", "]", "[", "}", "{", "(", ")", "|", ";", "#", "#quot;", "&", "&quot;", "&#34;", "<", "<br/>", "<script>", "-->", "->",
            "end", "%%", "`", "```", "\u2028", "\u202E", "\0", "\t", "\uD83D\uDE80", "待", "a", " ", "\\n", "\\"];

    private static readonly string[] Names = ["a", "b", "c"];

    public static Arbitrary<Turn[]> Approvals() => (
        from command in Gen.Choose(0, 8)
        from who in Gen.Choose(0, 7)
        from hours in Gen.Choose(0, 30)
        from fen in Gen.Elements(0, 49_999, 50_000, 499_999, 500_000, 900_000)
        select new Turn(command, who, hours, fen)).ArrayOf(30).ToArbitrary();

    public static Arbitrary<StepName> HostileNames() =>
        Gen.Choose(0, Nasty.Length - 1).Select(i => Nasty[i]).ListOf().Select(parts => new StepName(string.Concat(parts))).Where(n => n.Text.Length > 0)
            .ToArbitrary();

    public static Arbitrary<StepVisit[][]> Visits() => Seed.Any().Generator.Select(seed => Histories(seed)).ToArbitrary();

    public static Arbitrary<CalendarLaws.Case> CalendarCases() => (
        from calendar in Gen.Choose(0, CalendarLaws.All.Length - 1)
        from around in Gen.Choose(0, CalendarLaws.Around.Length - 1)
        from minute in Gen.OneOf(Gen.Choose(0, 3 * 24 * 60), Gen.Choose(0, 3 * 48).Select(half => half * 30))
        from later in Gen.Frequency((1, Gen.Choose(0, 90)), (1, Gen.Choose(0, 3 * 24 * 60)))
        from days in Gen.Choose(0, 3)
        from minutes in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 12 * 60), Gen.Choose(0, 24).Select(half => half * 30))
        select new CalendarLaws.Case(calendar, around, minute, later, days, minutes)).ToArbitrary();

    // Steps of regions bear two letters.
    private static StepVisit[][] Histories(int seed)
    {
        var random = new Random(seed);
        var histories = new StepVisit[random.Next(12)][];
        for (var i = 0; i < histories.Length; i++)
        {
            histories[i] = new StepVisit[random.Next(6)];
            var at = random.Next(100);
            for (var k = 0; k < histories[i].Length; k++)
            {
                at += random.Next(50) - 5;
                var name = Names[random.Next(3)];
                histories[i][k] = random.Next(4) == 0
                    ? new StepVisit(name + name, Instant.FromUnixTimeSeconds(at)) with { Region = Names[random.Next(2)] }
                    : new StepVisit(name, Instant.FromUnixTimeSeconds(at)) with { Trigger = random.Next(2) == 0 ? "t" : null };
            }
        }

        return histories;
    }
}
