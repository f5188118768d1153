using NodaTime;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests.Takes;

/// <summary>
/// Stock-takes as words. Fails when something is posted that is not counted, not settled or not reviewed, when who counted posts what passes the tolerance,
/// when a count of another cell is taken, or a story is answered otherwise than its row says.
/// </summary>
public class StockTakeScenarios
{
    // Two cells, MUG of 10 and TEA of 20 in the book; tolerance one unit and five percent. m8: MUG was counted as 8; by whom stands behind the slash.
    [Theory]
    [InlineData("open", "Counting")]
    [InlineData("open; m10", "Counting")]
    [InlineData("open; m10; t20; review", "Reviewed")]
    [InlineData("open; m10; t20; review; post", "Posted")]
    [InlineData("open; m9; t20; review; post/mei", "Posted")]
    [InlineData("open; m8; m8; t20; review; post/li", "Posted")]
    [InlineData("open; m8; m7; m8; t20; review", "Reviewed")]
    [InlineData("open; m10; t20; review; m10", "Counting")]
    [InlineData("open; cancel", "Cancelled")]
    [InlineData("open; m10; t20; review; cancel", "Cancelled")]
    public void A_story_ends_where_it_should(string story, string status)
    {
        var (take, refusal) = Tell(story);
        Assert.Null(refusal);
        Assert.Equal(status, $"{take!.Status}");
    }

    [Theory]
    [InlineData("m10", InventoryCodes.TakeUnknown)]
    [InlineData("review", InventoryCodes.TakeUnknown)]
    [InlineData("open; open", InventoryCodes.TakeExists)]
    [InlineData("open-nothing", InventoryCodes.NothingToMove)]
    [InlineData("open-below", KernelCodes.NumbersOutOfRange)]
    [InlineData("open-share-below", KernelCodes.NumbersOutOfRange)]
    [InlineData("open-share-above", KernelCodes.NumbersOutOfRange)]
    [InlineData("open; count-nothing", InventoryCodes.NothingToMove)]
    [InlineData("open; h3", InventoryCodes.TakeOutside)]
    [InlineData("open; review", InventoryCodes.TakeUncounted)]
    [InlineData("open; m10; review", InventoryCodes.TakeUncounted)]
    [InlineData("open; m8; t20; review", InventoryCodes.TakeRecount)]
    [InlineData("open; m8; m7; t20; review", InventoryCodes.TakeRecount)]
    [InlineData("open; m10; t20; post", InventoryCodes.TakeUnreviewed)]
    [InlineData("open; m10; t20; review; m10; post", InventoryCodes.TakeUnreviewed)]
    // Two counts that agree settle a difference; who made one of them does not post it.
    [InlineData("open; m8; m8/li; t20; review; post/mei", InventoryCodes.TakeOwn)]
    [InlineData("open; m8; m8/li; t20; review; post/li", InventoryCodes.TakeOwn)]
    [InlineData("open; cancel; m10", InventoryCodes.TakeEnded)]
    [InlineData("open; m10; t20; review; post; cancel", InventoryCodes.TakeEnded)]
    public void What_cannot_be_is_refused_and_changes_nothing(string story, string code)
    {
        var steps = story.Split(["; "], StringSplitOptions.None);
        var (before, _) = Tell(string.Join("; ", steps.Take(steps.Length - 1)));
        var (after, refusal) = Tell(story);
        Assert.Equal((code, before), (refusal?.Code, after));
    }

    // Tolerance: units, basis points; book; difference: does it pass?
    [Theory]
    [InlineData(0, 0, 10, 0, false)]
    [InlineData(0, 0, 10, 1, true)]
    [InlineData(0, 0, 10, -1, true)]
    [InlineData(1, 0, 10, 1, false)]
    [InlineData(1, 0, 10, -2, true)]
    [InlineData(0, 500, 100, 5, false)]
    [InlineData(0, 500, 100, -5, false)]
    [InlineData(0, 500, 100, 6, true)]
    [InlineData(2, 500, 100, 4, false)]
    [InlineData(8, 500, 100, 7, false)]
    public void What_passes_the_tolerance_is_what_exceeds_both(long units, int basisPoints, long book, long difference, bool passes) => Assert.Equal(passes,
        new StockTakeOpened(LocationId.Of("HZ"), [Cell("HZ", "MUG")], false, [], units, basisPoints).Passes(difference, book));

    [Fact]
    public void A_review_says_each_difference_with_its_worth_and_whether_it_is_above()
    {
        var (take, _) = Tell("open; m8; m8; t21; review");
        Assert.Equal(["MUG -2 CNY -10.00 above", "TEA +1 - within"], take!.Lines.Items.Select(l =>
            $"{l.Cell.Sku} {l.Count.Difference} {l.Worth?.ToString() ?? "-"} {(l.IsAbove ? "above" : "within")}"));
        var reasons = Review("open; m10; t21").Reasons;
        Assert.Equal("HZ TEA 20 21 +1", string.Join(" ", Assert.Single(reasons.Items).Arguments.Items.Select(a => a.Value)));
    }

    [Fact]
    public void A_cell_that_is_named_twice_in_a_count_is_summed_and_the_last_count_stands()
    {
        var (take, _) = Tell("open; m3+4; m9");
        Assert.Equal(["7", "9"], take!.Entries.Items.Select(e => $"{e.Found}"));
        Assert.Equal((9L, ActorId.Of("mei"), 10L), (take.LastOf(Cell("HZ", "MUG"))!.Value.Found.Units, take.Entries[0].By, take.Entries[0].Book));
        Assert.Null(take.LastOf(Cell("HZ", "TEA")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_free_is_frozen_where_that_was_asked(bool freezes)
    {
        var open = new OpenStockTake(LocationId.Of("HZ"), [], true, freezes, 1, 500);
        var opened = (StockTakeOpened)Handle(null, open, "mei").ValueOrThrow().Decision.Events[0];
        Assert.Equal(freezes ? [Units("HZ", "MUG", 4)] : [], opened.Frozen);
        Assert.Equal(["MUG", "TEA"], opened.Cells.Items.Select(c => $"{c.Sku}"));
        Assert.True(opened.IsBlind);
    }

    private static Decision<StockTakeEvent> Review(string story) =>
        Handle(Tell(story).Take, new ReviewStockTake([]), "mei").ValueOrThrow().Decision;

    private static Result<Handled<StockTake, StockTakeEvent>> Handle(StockTake? state, StockTakeCommand command, string by, bool isEmpty = false) =>
        StockTakeDecider.Decider.Handle(state, command,
            new(isEmpty ? [] : [new(Cell("HZ", "TEA"), 20), new(Cell("HZ", "MUG"), 10)], [Units("HZ", "MUG", 1), Units("HZ", "MUG", 3)]),
            new(new Actor(ActorId.Of(by), [Role.Of("warehouse")]), Noon, MessageId.Of("m")));

    private static (StockTake? Take, Refusal? Refusal) Tell(string story)
    {
        StockTake? state = null;
        foreach (var step in story.Split(["; "], StringSplitOptions.RemoveEmptyEntries))
        {
            var words = step.Split('/');
            var by = words.Length > 1 ? words[1] : words[0] == "post" ? "zhu" : "mei";
            StockTakeCommand command = words[0] switch
            {
                "open" or "open-nothing" => new OpenStockTake(LocationId.Of("HZ"), [], false, false, 1, 500),
                "open-below" => new OpenStockTake(LocationId.Of("HZ"), [], false, false, -1, 500),
                "open-share-below" => new OpenStockTake(LocationId.Of("HZ"), [], false, false, 1, -1),
                "open-share-above" => new OpenStockTake(LocationId.Of("HZ"), [], false, false, 1, 10_001),
                "review" => new ReviewStockTake([new(SkuId.Of("MUG"), Money.Fen(500))]),
                "post" => new PostStockTake(),
                "cancel" => new CancelStockTake("rain"),
                "count-nothing" => new EnterCount([]),
                _ => new EnterCount(words[0][1..].Split('+').Select(n => Units("HZ", words[0][0] switch { 'm' => "MUG", 't' => "TEA", _ => "HAT" },
                    long.Parse(n, null))).ToValueList()),
            };
            if (!Handle(state, command, by, words[0] == "open-nothing").TryGet(out var done, out var refusal)) return (state, refusal);
            Assert.Equal(done.State, done.Decision.Events.Items.Aggregate(state, StockTakeDecider.Decider.Evolve));
            state = done.State;
        }

        return (state, null);
    }
}
