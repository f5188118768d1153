using System.Text;
using OrderKernel.Policies;

namespace OrderKernel.Tests.Policies;

// Fails when a document that names a channel which no profile reads, or a location which the network does not have, is taken: its rule would decide for
// nobody, and nobody would hear of it. Fails too when one is refused that names none such, or when it depends on which document comes first.
public class PolicyNameTests
{
    private const string Formula = """
        {"$schema":"stock-formula-1.json","name":"f","version":"1",
         "terms":[{"account":"OnHand","sign":1},{"account":"Locked","sign":-1},{"account":"InTransfer","sign":-1}],
         "exceptions":[{"sku":"MUG-1","safetyStock":1},{"location":"LOCATION","safetyStock":2}],
         "channels":[{"channel":"taobao","quota":3},{"channel":"CHANNEL","location":"LOCATION","quota":3}]}
        """;

    private const string Map = """
        {"$schema":"sku-map-1.json","name":"m","version":"1","items":[{"channel":"*","code":"a","sku":"A"},{"channel":"CHANNEL","code":"b","sku":"B"}]}
        """;

    private const string Publication = """
        {"$schema":"publication-1.json","name":"p","version":"1","shops":[{"channel":"CHANNEL","shop":"a"}],"rules":[{"locations":["HZ","LOCATION"]}]}
        """;

    private const string Notes = """
        {"$schema":"dispatch-notes-1.json","name":"d","version":"1","locations":["HZ","LOCATION"]}
        """;

    [Theory]
    [InlineData("stockFormula", Formula, "$.channels[1].channel")]
    [InlineData("skuMap", Map, "$.items[1].channel")]
    [InlineData("publication", Publication, "$.shops[0].channel")]
    public void A_channel_that_no_profile_reads_is_refused(string kind, string document, string path)
    {
        var refusal = KernelPolicies.Default.With(kind, Told(document, "GZ", "moonbay")).Refusal!;
        var reason = Assert.Single(refusal.Reasons.Items);
        Assert.Equal((OrderKernelCodes.DocumentChannelUnknown, path, "moonbay"), (reason.Code, reason.Arguments[0].Value, reason.Arguments[2].Value));
        Assert.Null(KernelPolicies.Default.With(kind, Told(document, "GZ", "jd")).Refusal);
    }

    [Theory]
    [InlineData("stockFormula", Formula, "$.exceptions[1].location", "$.channels[1].location")]
    [InlineData("publication", Publication, "$.rules[0].locations[1]")]
    [InlineData("dispatchNotes", Notes, "$.locations[1]")]
    public void A_location_that_the_network_does_not_have_is_refused_whichever_comes_first(string kind, string document, params string[] paths)
    {
        var (network, bytes) = (PolicyDefaults.Bytes(Allocation.Network.Default.Reference.Name), Told(document, "MOON", "jd"));
        var (first, last) = (KernelPolicies.Default.With("network", network).Then(p => p.With(kind, bytes)).Refusal!,
            KernelPolicies.Default.With(kind, bytes).Then(p => p.With("network", network)).Refusal!);
        Assert.Equal(first, last);
        Assert.Equal(paths.Select(p => (OrderKernelCodes.DocumentLocationUnknown, p, "MOON")),
            first.Reasons.Items.Select(r => (r.Code, r.Arguments[0].Value, r.Arguments[2].Value)));
        Assert.Null(KernelPolicies.Default.With("network", network).Then(p => p.With(kind, Told(document, "GZ", "jd"))).Refusal);
        Assert.Null(KernelPolicies.Default.With(kind, bytes).Refusal);
    }

    private static byte[] Told(string document, string location, string channel) => Encoding.UTF8.GetBytes(
        document.Replace("LOCATION", location, StringComparison.Ordinal).Replace("CHANNEL", channel, StringComparison.Ordinal));
}
