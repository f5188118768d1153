using OrderKernel.Cli.Tests.BadInput;

namespace OrderKernel.Cli.Tests.Running;

// Fails when the index stands alone although dimensions of it were never observed, or when one that was observed is said not to be.
public class UnobservedTests
{
    [Theory]
    [InlineData("en", "Order health index: 100.00 %; nothing observed of: ", "Logistics attainment", "Refund response")]
    [InlineData("zh", "订单健康指数: 100.00 %;无观测:", "物流达成", "退款响应")]
    public void An_index_says_of_what_nothing_was_observed(string lang, string said, string unobserved, string observed)
    {
        using var folder = new TempFolder().With("orders.csv", TaobaoLines.Lines(TaobaoLines.CsvHeader, TaobaoLines.Row(1)[..^3] + "21.0"));
        var lines = folder.Run("--lang", lang, "--report", folder["report.html"]).Ends(0).Out.Split('\n');
        var line = lines.Single(l => l.StartsWith(said, StringComparison.Ordinal));
        Assert.Contains(unobserved, line, StringComparison.Ordinal);
        Assert.DoesNotContain(observed, line, StringComparison.Ordinal);
        Assert.Contains(line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..].TrimEnd(), File.ReadAllText(folder["report.html"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "nothing observed")]
    [InlineData(9876L, "98.76 %")]
    public void Without_dimensions_to_name_the_index_stands_alone(long? index, string said) =>
        Assert.Equal(said, Report.HealthChart.Headline(index, [], Cli.Output.Labels.In(Language.English).Own, Language.English));
}
