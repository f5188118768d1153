using System.Text;

namespace OrderKernel.Inventory.Tests.Snapshots;

// Fails when a document is read in which two masters have one location, nobody hears of what waits, or a number is out of its range; or when the limit of what
// is taken over by itself is off by one.
public class StockMasterScenarios
{
    private static Result<PolicyDocument<StockMasterRules>> Load(string masters, string deciders = """["supervisor"]""") => StockMasterRules.Load(
        Encoding.UTF8.GetBytes($$"""{"$schema":"stock-master-1.json","name":"m","version":"1","masters":[{{masters}}],"deciders":{{deciders}}}"""));

    [Fact]
    public void The_first_that_names_a_location_or_all_holds_and_without_one_the_kernel_does()
    {
        var rules = Load("""{"source":"wms","locations":["HZ"],"tells":"OnHand"},{"source":"erp","tells":"Available","lag":"PT2H"}""").ValueOrThrow().Policy;
        Assert.Equal(("wms", "erp"), (rules.Of(LocationId.Of("HZ"))!.Source.Value, rules.Of(LocationId.Of("GZ"))!.Source.Value));
        Assert.Null(StockMasterRules.Default.Policy.Of(LocationId.Of("HZ")));
    }

    [Theory]
    [InlineData("""{"source":"a","locations":["HZ"],"tells":"OnHand"},{"source":"b","locations":["GZ","HZ"],"tells":"OnHand"}""", InventoryCodes.StockMasterTwice, "$.masters[1].locations[1]")]
    [InlineData("""{"source":"a","tells":"OnHand"},{"source":"b","locations":["GZ"],"tells":"OnHand"}""", InventoryCodes.StockMasterTwice, "$.masters[1]")]
    [InlineData("""{"source":" ","tells":"OnHand"}""", KernelCodes.DocumentValueInvalid, "$.masters[0].source")]
    [InlineData("""{"source":"a","tells":"OnHand","locations":[]}""", KernelCodes.DocumentValueInvalid, "$.masters[0].locations")]
    [InlineData("""{"source":"a","tells":"OnHand","lag":"-PT1H"}""", KernelCodes.DocumentValueInvalid, "$.masters[0].lag")]
    public void A_document_that_leaves_the_master_unclear_is_refused(string masters, string code, string path)
    {
        var reason = Assert.Single(Load(masters).Refusal!.Reasons.Items);
        Assert.Equal((code, path), (reason.Code, reason.Arguments[0].Value));
    }

    [Fact]
    public void Somebody_has_to_hear_of_what_waits() => Assert.False(Load("", "[]").IsOk);

    [Theory]
    [InlineData(3, 0, 3, 100, true)]
    [InlineData(3, 0, -4, 100, false)]
    [InlineData(0, 250, 2, 99, true)]
    [InlineData(0, 250, -3, 119, false)]
    [InlineData(0, 250, -3, 120, true)]
    [InlineData(0, 0, 1, 100, false)]
    [InlineData(0, 10000, long.MaxValue, long.MaxValue, true)]
    public void A_difference_within_one_of_the_limits_is_taken_over(long units, int basisPoints, long unexplained, long there, bool isTaken) =>
        Assert.Equal(isTaken, new StockMaster(ActorId.Of("a"), null, SnapshotMeaning.OnHand, default, units, basisPoints).TakesOver(unexplained, there));
}
