using OrderKernel.Ports;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

/// <summary>
/// Row 5 of the reliability page: the whole kernel under faults. Fails when, after any bad day, a balance is not the sum of its postings, an order does not
/// hold what its parcels are planned on, units appear or vanish, what was acknowledged is lost or answered otherwise, an effect changes under its key, or
/// anything is due for ever once the faults stop.
/// </summary>
public class BadDayLaws
{
    private const int Steps = 300;

    [Law(100, 10_000)]
    public async Task Whatever_fails_nothing_acknowledged_is_lost_and_all_work_ends_once_it_stops(Seed seed)
    {
        var day = new BadDay(seed);
        await day.LiveAsync(Steps);
        await day.SettleAsync();
        Assert.Equal([], day.Broken);
    }

    [Law(5, 200)]
    public async Task The_same_day_again_ends_the_same(Seed seed)
    {
        var (one, other) = (new BadDay(seed), new BadDay(seed));
        await one.LiveAsync(Steps);
        await other.LiveAsync(Steps);
        Assert.Equal(await one.HeadsAsync(), await other.HeadsAsync());
    }

    public static TheoryData<string> Lies => [.. Liars.Keys];

    private static Dictionary<string, Func<Changes, Changes>> Liars { get; } = new()
    {
        ["what was sold is not posted"] = c => c with { Postings = c.Postings.Where(p => p.Account != StockAccount.Sold) },
        ["what was released stays locked"] = c => c with { Postings = c.Postings.Where(p => p.Account != StockAccount.Locked || p.Delta.Units > 0) },
        ["events of reservations are lost"] = c => c with { Appends = c.Appends.Where(a => a.Stream.Kind != StreamKinds.Reservation) },
        ["timers are never cleared"] = c => c with { Timers = c.Timers.Where(t => t.DueAt is not null) },
        ["effects are lost"] = c => c with { Outbox = [] },
        ["one of two events is lost"] = c => c with { Appends = c.Appends.Where(a => a.Events.Count < 2) },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task A_store_that_lies_is_found(string lie)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var day = new BadDay(seed, Liars[lie]);
            try
            {
                await day.LiveAsync(Steps);
                await day.SettleAsync();
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                // What stands on such a store may find nothing where there has to be something.
                return;
            }

            if (day.Broken.Count > 0) return;
        }

        Assert.Fail("Nobody found it.");
    }

    [Fact]
    public async Task The_days_hold_what_the_law_is_about()
    {
        var (faults, accepted) = (0, 0);
        for (var seed = 1; seed <= 10; seed++)
        {
            var day = new BadDay(seed);
            await day.LiveAsync(Steps);
            (faults, accepted) = (faults + day.Store.Faults, accepted + day.Accepted);
        }

        Assert.True(faults > 150, $"{faults} faults");
        Assert.True(accepted > 150, $"{accepted} commands accepted");
    }
}
