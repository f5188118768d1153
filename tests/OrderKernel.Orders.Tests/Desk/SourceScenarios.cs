using System.Text;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests.Desk;

// Fails when an order that people enter is placed without a source of the list, or a refusal does not say what is allowed.
public class SourceScenarios
{
    private static readonly ChannelId Manual = ChannelId.Of("manual");

    [Theory]
    [InlineData("douyin-after-sales", "douyin-after-sales")]
    [InlineData("抖音售后补发", "douyin-after-sales")]
    [InlineData("线下门店调拨", "store-transfer")]
    [InlineData(" phone order ", "phone-order")]
    [InlineData("complaint-compensation", "complaint-compensation")]
    [InlineData("sample-gift", "sample-gift")]
    [InlineData("B2B offline", "b2b-offline")]
    public void A_manual_order_names_its_source_by_id_or_name(string named, string id)
    {
        var w = new World();
        var placed = w.Must(Place(named), Agent);
        Assert.Equal(SourceId.Of(id), w.Order.Source);
        Assert.Contains(placed.Policies, p => p.Name == "manual-sources");
    }

    [Theory]
    [InlineData(null, OrdersCodes.SourceMissing)]
    [InlineData("", OrdersCodes.SourceMissing)]
    [InlineData("  ", OrdersCodes.SourceMissing)]
    [InlineData("朋友介绍", OrdersCodes.SourceUnknown)]
    public void Without_one_it_is_refused_whoever_enters_it(string? named, string code)
    {
        foreach (var actor in new[] { Agent, Supervisor, Channel, Actor.Kernel })
        {
            var refusal = new World().MustNot(code, Place(named), actor);
            Assert.Contains("抖音售后补发", refusal.Arguments.Items.Single(a => a.Name == "allowed").Value);
        }

        new World().MustNot(OrdersCodes.SourceUnknown, Place(new string('x', 10_000)), Agent);
    }

    [Fact]
    public void A_channels_order_needs_none_and_may_not_name_an_unknown_one()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(1)), Line("a", 1, 1)));
        Assert.Null(w.Order.Source);
        new World().MustNot(OrdersCodes.SourceUnknown, Placing(new(Yuan(1)), Line("a", 1, 1)) with { Source = "nowhere" });
    }

    [Fact]
    public void The_same_order_with_another_source_is_another_order()
    {
        var w = new World();
        w.Must(Place("phone-order"), Agent);
        w.Unchanged(Place("电话订单"), actor: Agent);
        w.MustNot(OrdersCodes.OrderExists, Place("sample-gift"), Agent);
    }

    [Fact]
    public void Channels_and_sources_are_the_documents()
    {
        var sources = ManualSources.Load(Changed("[\"manual\"]", "[\"erp\"]", "phone-order", "fax-order")).ValueOrThrow();
        var policies = OrderPolicies.Default.With(DeskRules.Default with { Sources = sources });
        new World { Policies = policies }.Must(Place(null), Agent);
        new World { Policies = policies }.Must(Place("fax-order"), Agent);
        new World { Policies = policies }.MustNot(OrdersCodes.SourceUnknown, Place("phone-order"), Agent);
    }

    [Theory]
    [InlineData(63, 63)]
    [InlineData(64, 64)]
    [InlineData(65, 64)]
    public void A_long_source_that_nobody_knows_is_told_by_its_beginning(int length, int told) => Assert.Contains(
        new Argument("source", new string('x', told)), new World().MustNot(OrdersCodes.SourceUnknown, Place(new string('x', length)), Agent).Arguments);

    [Fact]
    public void Without_channels_no_source_is_needed()
    {
        var text = """{ "$schema": "manual-sources-1.json", "name": "none", "version": "1.0.0", "channels": [], "sources": [] }""";
        Assert.Empty(ManualSources.Load(Encoding.UTF8.GetBytes(text)).ValueOrThrow().Policy.Sources);
    }

    [Theory]
    [InlineData("\"manual\"", "\"\"", "$.channels[0]")]
    [InlineData("\"id\": \"phone-order\"", "\"id\": \"store-transfer\"", "$.sources[2].id")]
    [InlineData("线下门店调拨", "抖音售后补发", "$.sources[1].zh")]
    [InlineData("\"en\": \"phone order\"", "\"fr\": \"x\"", "$.sources[2].en")]
    [InlineData("\"sources\"", "\"sauces\"", "$.sauces")]
    [InlineData("\"sources\"", "\"sauces\"", "$.sources")]
    [InlineData("\"id\": \"phone-order\"", "\"note\": 1, \"id\": \"phone-order\"", "$.sources[2].note")]
    [InlineData("\"id\": \"phone-order\"", "\"id\": \" phone-order\"", "$.sources[2].id")]
    [InlineData("\"en\": \"phone order\"", "\"en\": \" \"", "$.sources[2].en")]
    public void A_bad_document_is_refused_with_its_path(string old, string next, string path)
    {
        var refusal = ManualSources.Load(Changed(old, next)).Refusal!;
        Assert.Equal(KernelCodes.DocumentInvalid, refusal.Code);
        Assert.Contains(refusal.Reasons, r => r.Arguments.Items.Contains(new Argument("path", path)));
    }

    private static PlaceOrder Place(string? source) => Placing(new(Yuan(1)), Line("a", 1, 1)) with { Key = Key() with { Channel = Manual }, Source = source };

    private static byte[] Changed(params string[] pairs)
    {
        var text = Encoding.UTF8.GetString(OrderPolicies.Embedded("manual-sources.json").Span);
        for (var i = 0; i < pairs.Length; i += 2)
        {
            Assert.Contains(pairs[i], text);
            text = text.Replace(pairs[i], pairs[i + 1]);
        }

        return Encoding.UTF8.GetBytes(text);
    }
}
