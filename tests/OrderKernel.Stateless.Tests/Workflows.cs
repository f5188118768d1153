using System.Text;
using System.Text.Json.Nodes;
using OrderKernel.AfterSales;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Rules;
using OrderKernel.Workflow;
using OrderKernel.Workflow.Tests;

namespace OrderKernel.Stateless.Tests;

/// <summary>The workflows of these tests: generated ones, every one that a package embeds, and facts for both.</summary>
internal static class Workflows
{
    private static readonly SketchWords Clocks = SketchWords.Letters with { Instants = ["sent"], Unless = "sent" };

    public static IReadOnlyList<WorkflowMachine> Embedded { get; } =
    [
        OrderPolicies.Default.Standard, OrderPolicies.Default.TotalsOnly, .. OrderPresets.Names.Items.Select(n => WorkflowMachine.Of(OrderPresets.Load(n))),
        .. ShipmentPresets.Names.Items.Select(n => WorkflowMachine.Of(ShipmentPresets.Load(n))), CaseWorkflow.Default, ApprovalPolicies.Default.Current,
        AdjustmentDecider.DefaultPolicies.Current,
    ];

    /// <summary>A document with loops, guards, regions, four eyes and sometimes clocks; always one that loads.</summary>
    public static JsonObject Document(int seed) => seed % 3 == 0 && Loads(RegionSketch.Of(seed, Clocks)) is { } timed ? timed : RegionSketch.Of(seed);

    public static WorkflowMachine Machine(JsonObject document) => WorkflowMachine.Of(Load(document).ValueOrThrow());

    /// <summary>The same document without one of its guards; null when it has none.</summary>
    public static JsonObject? WithoutAGuard(JsonObject document)
    {
        var copy = document.DeepClone().AsObject();
        foreach (var (_, step) in copy["steps"]!.AsObject())
        {
            foreach (var (_, trigger) in step!["fire"]?.AsObject() ?? [])
            {
                if (trigger!.AsObject().Remove("when")) return copy;
            }
        }

        return null;
    }

    /// <summary>Three of the nine values of the letters' facts, each of which is false, true and unknown once; all nine in three turns.</summary>
    public static IEnumerable<FactValues> LetterFacts(int turn)
    {
        ExpressionValue[] values = [ExpressionValue.Of(false), ExpressionValue.Of(true), default];
        return values.Select((a, i) => new FactValues(Sketch.Domain.Facts).Set("f.a", a).Set("f.b", values[(i + turn) % 3]));
    }

    /// <summary>Facts of a domain by chance; some are not known.</summary>
    public static FactValues FactsOf(WorkflowDomain domain, Random random)
    {
        var facts = new FactValues(domain.Facts);
        foreach (var field in domain.Facts.Fields)
        {
            if (random.Next(4) > 0 && Value(field.Type, random) is { } value) facts.Set(field.Path, value);
        }

        return facts;
    }

    private static ExpressionValue? Value(FactType type, Random random)
    {
        if (type == FactType.Bool) return ExpressionValue.Of(random.Next(2) == 0);
        if (type == FactType.Int) return ExpressionValue.Of((long)random.Next(3));
        if (type == FactType.Money) return ExpressionValue.Of(Money.Fen(random.Next(3) * 3_000_000L));
        if (type == FactType.Instant) return ExpressionValue.Of(NodaTime.Instant.FromUnixTimeSeconds(random.Next()));
        return type == FactType.String ? ExpressionValue.Of(random.Next(2) == 0 ? "instant" : "pickup") : default(ExpressionValue?);
    }

    private static JsonObject? Loads(JsonObject document) => Load(document).IsOk ? document : null;

    private static Result<PolicyDocument<WorkflowDefinition>> Load(JsonObject document) =>
        WorkflowDocument.Load(Encoding.UTF8.GetBytes(document.ToJsonString()), Sketch.Domain);
}
