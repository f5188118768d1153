using System.Reflection;
using NodaTime;
using static OrderKernel.Health.Tests.Sample;

namespace OrderKernel.Health.Tests;

/// <summary>Each weight and target of the default index decides something.</summary>
/// <remarks>Fails when a number is dead or a problem is not listed with its path.</remarks>
public class HealthIndexDocumentTests
{
    private const string File = "health-index.json";

    private static HealthReport With(MilestoneFact[] facts, params (string, string)[] changes)
    {
        var policy = HealthIndexPolicy.Load(Changed(File, changes)).ValueOrThrow();
        return HealthIndex.Of(Count(facts, policy.Policy).Counts, policy);
    }

    [Theory]
    [InlineData(HealthDimension.SyncTimeliness)]
    [InlineData(HealthDimension.InformationCompleteness)]
    [InlineData(HealthDimension.ShippingAccuracy)]
    [InlineData(HealthDimension.RefundResponse)]
    [InlineData(HealthDimension.LogisticsAttainment)]
    public void Each_weight_moves_the_index(HealthDimension dimension)
    {
        // Only this dimension misses; the weight that it loses goes to another one.
        var facts = new[]
        {
            After(Milestone.Received, Duration.FromMinutes(dimension == HealthDimension.SyncTimeliness ? 16 : 1)),
                Good(Milestone.Checked, dimension != HealthDimension.InformationCompleteness),
            Good(Milestone.HandedOver, dimension != HealthDimension.ShippingAccuracy),
            After(Milestone.RefundAnswered, Duration.FromHours(dimension == HealthDimension.RefundResponse ? 25 : 1)),
            Good(Milestone.Delivered, dimension != HealthDimension.LogisticsAttainment),
        };
        var other = dimension == HealthDimension.ShippingAccuracy ? HealthDimension.InformationCompleteness : HealthDimension.ShippingAccuracy;
        Assert.Equal(8_000, Report(facts).IndexBasisPoints);
        Assert.Equal(9_500,
            With(facts, ($"\"{dimension}\": {{ \"weight\": 20", $"\"{dimension}\": {{ \"weight\": 5"),
                ($"\"{other}\": {{ \"weight\": 20", $"\"{other}\": {{ \"weight\": 35")).IndexBasisPoints);
    }

    [Theory]
    [InlineData("PT15M", "PT14M", Milestone.Received, 15)]
    [InlineData("PT24H", "PT23H", Milestone.RefundAnswered, 24 * 60)]
    [InlineData("P3D", "P2D", Milestone.Delivered, 3 * 24 * 60)]
    public void Each_target_moves_the_index(string from, string to, Milestone what, int minutes)
    {
        var fact = After(what, Duration.FromMinutes(minutes));
        Assert.Equal((10_000, 0), (Report(fact).IndexBasisPoints, With([fact], (from, to)).IndexBasisPoints));
    }

    [Fact]
    public void The_threshold_decides_on_the_improvement_plan()
    {
        var facts = Enumerable.Range(0, 10).Select(i => Good(Milestone.Checked, i > 1)).ToArray();
        Assert.Equal((false, true), (Report(facts).NeedsImprovement, With(facts, ("8000", "8001")).NeedsImprovement));
    }

    [Theory]
    [InlineData("\"InformationCompleteness\": { \"weight\": 20", "\"InformationCompleteness\": { \"weight\": 21", "$.dimensions",
        HealthCodes.WeightsNotHundred)]
    [InlineData("\"InformationCompleteness\": { \"weight\": 20", "\"InformationCompleteness\": { \"weight\": -1", "$.dimensions.InformationCompleteness.weight",
        KernelCodes.DocumentValueInvalid)]
    [InlineData("\"PT15M\"", "\"PT0S\"", "$.dimensions.SyncTimeliness.within", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"RefundResponse\"", "\"Refunds\"", "$.dimensions.RefundResponse", KernelCodes.DocumentPropertyMissing)]
    [InlineData("\"RefundResponse\"", "\"Refunds\"", "$.dimensions.Refunds", KernelCodes.DocumentPropertyUnknown)]
    [InlineData("8000", "10001", "$.improveBelowBasisPoints", KernelCodes.DocumentValueInvalid)]
    public void A_bad_document_is_refused_with_path_and_code(string from, string to, string path, string code) => Assert.Contains(
        HealthIndexPolicy.Load(Changed(File, (from, to))).Refusal!.Reasons.Items,
        r => r.Code == code && r.Arguments.Items.Contains(new Argument("path", path)));

    [Fact]
    public void Every_code_has_both_texts_and_every_text_a_code()
    {
        var codes = typeof(HealthCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal);
        var texts = TextCatalog.Of(typeof(HealthCodes).Assembly);
        Assert.Equal(codes, texts.Codes);
        Assert.All(texts.Codes, c => Assert.True(texts.Template(c, Language.English)!.Length > 0 && texts.Template(c, Language.Chinese)!.Any(x => x > 0x4E00)));
    }
}
