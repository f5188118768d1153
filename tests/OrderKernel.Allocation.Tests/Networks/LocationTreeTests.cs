using System.Text;

namespace OrderKernel.Allocation.Tests.Networks;

// Fails when a location stands elsewhere in the tree than its document says, or a tree is taken that loops, names a parent that is
// not there, or has one id twice.
public class LocationTreeTests
{
    private const string Shops = """
        {"id":"S1","kind":"Store","parent":"beijing"},{"id":"S2","kind":"Store","parent":"S1"},{"id":"D","kind":"Dealer","parent":"north"},{"id":"W"}
        """;

    [Fact]
    public void A_location_lies_in_all_above_it_the_nearest_first()
    {
        var network = Load(Shops, """{"id":"beijing","parent":"north"},{"id":"north","name":{"zh":"华北","en":"North China"}}""").ValueOrThrow().Policy;
        Assert.Equal(["D Dealer: north", "S1 Store: beijing north", "S2 Store: S1 beijing north", "W Warehouse: "],
            network.Places.Items.Select(p => $"{p.Id} {p.Kind}: {string.Join(" ", p.Within.Items)}"));
        Assert.Equal(["D", "S1", "S2"], network.LocationsIn(LocationId.Of("north")).Items.Select(l => l.Value));
        Assert.Equal(["S1", "S2"], network.LocationsIn(LocationId.Of("S1")).Items.Select(l => l.Value));
        Assert.Empty(network.LocationsIn(LocationId.Of("south")));
        Assert.Equal("华北", network.Areas.Items.Single(a => a.Id.Value == "north").NameChinese);
    }

    [Theory]
    [InlineData("""{"id":"A","parent":"A"}""", "", "$.locations[0].parent " + AllocationCodes.NetworkTreeLoops)]
    [InlineData("""{"id":"A","parent":"x"}""", """{"id":"x","parent":"y"},{"id":"y","parent":"A"}""", "$.areas[1].parent " + AllocationCodes.NetworkTreeLoops)]
    [InlineData("""{"id":"A","parent":"moon"}""", "", "$.locations[0].parent " + AllocationCodes.NetworkNameUnknown)]
    [InlineData("""{"id":"A"}""", """{"id":"A"}""", "$.areas[0].id " + AllocationCodes.NetworkRepeated)]
    [InlineData("""{"id":"A"}""", """{"id":"x"},{"id":"x"}""", "$.areas[1].id " + AllocationCodes.NetworkRepeated)]
    [InlineData("""{"id":"A","kind":"Shed"}""", "", "$.locations[0].kind " + KernelCodes.DocumentValueInvalid)]
    public void A_tree_that_is_none_is_refused_at_its_place(string locations, string areas, string fault) =>
        Assert.Contains(fault, Load(locations, areas).Refusal!.Reasons.Items.Select(r => $"{r.Arguments[0].Value} {r.Code}"));

    private static Result<PolicyDocument<Network>> Load(string locations, string areas) => Network.Load(Encoding.UTF8.GetBytes(
        $$"""{"$schema":"network-1.json","name":"n","version":"1","locations":[{{locations}}],"areas":[{{areas}}],"zones":{} }"""));
}
