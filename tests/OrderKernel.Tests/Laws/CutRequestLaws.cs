using OrderKernel.AfterSales;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when what is asked for in pieces falls into a lower tier than the whole would, or when what was refused or taken back in between raises it.
public class CutRequestLaws
{
    private const string Price = "30000.00";

    [Law(60, 5_000)]
    public void The_last_piece_of_a_cut_request_falls_into_the_tier_of_the_whole(Seed seed) => Assert.Null(FaultOfAsync(seed).GetAwaiter().GetResult());

    private static async Task<string?> FaultOfAsync(int seed)
    {
        var dice = new Random(seed);
        // Near the bounds of the tiers as often as far from them.
        long[] bounds = [5_000, 50_000, 500_000];
        var whole = dice.Next(2) == 0 ? dice.Next(10, 1_000_000) : bounds[dice.Next(3)] + dice.Next(-3, 4);
        var pieces = Cut(dice, whole);
        var isClaimed = dice.Next(2) == 0;
        var bench = await SentAsync();
        var last = "";
        for (var i = 0; i < pieces.Count; i++)
        {
            if (dice.Next(3) == 0) await InVainAsync(bench, dice, i);
            last = await AskedAsync(bench, $"piece-{i}", pieces[i], isClaimed, i);
        }

        var expected = await AskedAsync(await SentAsync(), "whole", whole, isClaimed, 0);
        return last == expected ? null : $"{whole} fen as {string.Join(" + ", pieces)}: {last}, not {expected}";
    }

    private static List<long> Cut(Random dice, long whole)
    {
        var pieces = new List<long>();
        for (var left = whole; left > 0; left -= pieces[^1]) pieces.Add(pieces.Count == 4 ? left : Math.Max(1, (long)(left * dice.NextDouble())));
        return pieces;
    }

    private static async Task<string> AskedAsync(Bench bench, string id, long fen, bool isClaimed, int hour)
    {
        var key = CaseKey.Of(Shop.Key("1"), CaseId.Of(id));
        var at = $"3 {10 + hour}:00";
        if (isClaimed) await bench.SendAsync(Sent(at).With(id, AfterSalesStatus.Requested, Money.Fen(fen).ToString().Split(' ')[1], requested: at));
        else await bench.Kernel.TellAsync(key, new OpenCase(new(CaseKind.RefundOnly, Money.Fen(fen), "broken")), Role.Buyer, Shop.At(at));
        return (await bench.Kernel.FindAsync(key))!.Verdict!.Tier;
    }

    /// <summary>A request that comes to nothing: large enough that no tier grants it at once.</summary>
    private static async Task InVainAsync(Bench bench, Random dice, int hour)
    {
        var key = CaseKey.Of(Shop.Key("1"), CaseId.Of($"vain-{hour}"));
        var isRejected = dice.Next(2) == 0;
        (await bench.Kernel.TellAsync(key, new OpenCase(new(CaseKind.RefundOnly, Shop.Yuan("700.00"), "late")), Role.Buyer, Shop.At($"3 {9 + hour:00}:10")))
            .ValueOrThrow();
        (await bench.Kernel.TellAsync(key, isRejected ? new RejectCase(Party.Seller, "no") : new WithdrawCase(),
            isRejected ? Role.Agent : Role.Buyer, Shop.At($"3 {9 + hour:00}:20"))).ValueOrThrow();
    }

    private static async Task<Bench> SentAsync()
    {
        var bench = new Bench();
        await bench.SendAsync(Sent("1 10:00"));
        return bench;
    }

    private static Claim Sent(string told) => Shop.Claim("1", told, Price).Paid("10:04").Shipped("11:00", "YT1").Delivered("1 09:00");
}
