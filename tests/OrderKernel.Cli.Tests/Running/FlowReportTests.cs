using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Report;
using OrderKernel.Orders;
using OrderKernel.Steps;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Tests.Running;

// Fails when the drawing of the flow is no well-formed picture, leaves its frame, hides a count, or lets a step's name become markup.
public class FlowReportTests
{
    private static readonly NodaTime.Instant Start = NodaTime.Instant.FromUtc(2025, 11, 11, 0, 0);

    [Theory]
    [InlineData(Language.English, "3 came, 1 here now", "→ ready to ship", "30 min")]
    [InlineData(Language.Chinese, "经过 3,现有 1", "→ 待发货", "30 分")]
    public void Counts_and_times_stand_at_steps_and_ways(Language language, string step, string way, string dwell)
    {
        var drawn = Drawn(Population(["unpaid"], ["unpaid", "ready"], ["unpaid", "ready", "on-the-way"]), language);
        Assert.Contains(step, drawn, StringComparison.Ordinal);
        Assert.Contains(way, drawn, StringComparison.Ordinal);
        Assert.Contains($"· {dwell}</text>", drawn, StringComparison.Ordinal);
        Assert.Contains($"<td class=\"number\">2</td><td class=\"number\">{dwell}</td>", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_never_become_markup_and_long_ones_are_cut()
    {
        var drawn = Drawn(Population(["<script>\"&", new string('长', 200)], [new string('W', 63)]), Language.English);
        Assert.DoesNotContain("<script>", drawn, StringComparison.Ordinal);
        Assert.Contains("…<title>" + new string('长', 200), drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_ways_stay_in_the_frame()
    {
        var names = Enumerable.Range(0, 30).Select(i => $"s{i}").ToArray();
        var random = new Random(7);
        Drawn(Population([.. Enumerable.Range(0, 300).Select(_ => new[] { names[random.Next(30)], names[random.Next(30)], names[random.Next(30)] })]),
            Language.English);
    }

    [Fact]
    public void Nobody_at_all_is_drawn() => Assert.Contains("<svg", Drawn(new PopulationFold().ToPopulation(), Language.English), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(3_600, "1 h")]
    [InlineData(93_600, "1 d 2 h")]
    public void Times_show_two_units(long seconds, string text) => Assert.Equal(text, FlowModel.Dwell(seconds, Labels.In(Language.English)));

    private static ProcessPopulation Population(params string[][] histories)
    {
        var fold = new PopulationFold();
        foreach (var history in histories) fold.Add(history.Select((s, i) => new StepVisit(s, Start + (NodaTime.Duration.FromMinutes(30) * i))));
        return fold.ToPopulation();
    }

    private static string Drawn(ProcessPopulation population, Language language)
    {
        var labels = Labels.In(language);
        var drawn = FlowChart.Markup(FlowModel.Of(new WorkflowPopulation("standard", population), OrderPolicies.Default, labels), labels, 0);
        var svg = XDocument.Parse(drawn).Descendants("svg").Single();
        var box = svg.Attribute("viewBox")!.Value.Split(' ').Select(v => int.Parse(v, CultureInfo.InvariantCulture)).ToArray();
        foreach (var path in svg.Elements("path"))
        {
            // H and Q carry the x to which the line goes; none may lie outside.
            Assert.All(Regex.Matches(path.Attribute("d")!.Value, "H(\\d+)|Q(\\d+)")
                .Select(m => int.Parse(m.Groups[1].Value + m.Groups[2].Value, CultureInfo.InvariantCulture)), x => Assert.InRange(x, 0, box[2]));
        }

        Assert.All(svg.Elements("rect"), r => Assert.InRange(int.Parse(r.Attribute("y")!.Value, CultureInfo.InvariantCulture), 0, box[3]));
        return drawn;
    }
}
