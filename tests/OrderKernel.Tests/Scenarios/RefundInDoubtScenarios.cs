using System.Text.Json;
using OrderKernel.AfterSales;
using OrderKernel.Deliveries;
using OrderKernel.Inbox;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// A channel tells in sum what went back, and of a case of just as much that was refunded after the sum. Nobody can know from these records whether that is the
// same money. Fails when nobody hears of it, or somebody twice, or of what is certain; or when the matter still waits once a sum tells how much it was.
public class RefundInDoubtScenarios
{
    [Theory]
    [InlineData("sum 5.00 10:00, case R1 5.00 10:30", "R1 5.00")]
    [InlineData("case R1 5.00 10:30, sum 5.00 10:00", "R1 5.00")]
    // Later words that still hold the doubt tell nothing new.
    [InlineData("sum 5.00 10:00, case R1 5.00 10:30, quiet 11:00, case R1 5.00 11:30", "R1 5.00")]
    [InlineData("case R1 5.00 10:30, sum 5.00 10:00, quiet 11:00, sum 5.00 10:10", "R1 5.00")]
    // Of each case that is in doubt.
    [InlineData("sum 5.00 10:00, case R1 5.00 10:30, case R2 5.00 10:40", "R1 5.00, R2 5.00")]
    // Another amount cannot be the money of the sum; nor can a case that was refunded before it, as a record says now or said before.
    [InlineData("sum 5.00 10:00, case R1 4.00 10:30", "")]
    [InlineData("case R1 4.00 10:30, sum 5.00 10:00", "")]
    [InlineData("case R1 5.00 09:59, sum 5.00 10:00", "")]
    [InlineData("sum 5.00 10:00, case R1 5.00 09:59", "")]
    [InlineData("case R1 5.00 09:59, case R1 5.00 10:30, sum 5.00 10:00", "")]
    // More than the order still has cannot have gone back twice: of 100.00 the half can, a cent more cannot.
    [InlineData("sum 50.00 10:00, case R1 50.00 10:30", "R1 50.00")]
    [InlineData("case R1 50.00 10:30, sum 50.00 10:00", "R1 50.00")]
    [InlineData("sum 50.01 10:00, case R1 50.01 10:30", "")]
    [InlineData("case R1 50.01 10:30, sum 50.01 10:00", "")]
    public async Task A_refund_that_may_be_told_twice_is_told_to_a_person_once(string news, string doubts)
    {
        var bench = await ToldAsync(news);
        Assert.Equal(doubts.Split(", ", StringSplitOptions.RemoveEmptyEntries), (await DoubtsAsync(bench)).Select(d => d.Case + " " + d.Amount[4..]));
        Assert.Equal(doubts.Split(", ", StringSplitOptions.RemoveEmptyEntries).Length, (await WaitingAsync(bench)).Count);
    }

    [Theory]
    [InlineData("sum 5.00 10:00, case R1 5.00 10:30")]
    [InlineData("case R1 5.00 10:30, sum 5.00 10:00")]
    public async Task The_record_that_brings_the_doubt_is_a_conflict_that_says_what_was_told(string news)
    {
        var bench = new Bench();
        var answers = await SendAsync(bench, news);
        Assert.Equal([(DeliveryOutcome.Applied, null), (DeliveryOutcome.Conflict, OrderKernelCodes.RefundInDoubt)], answers.Select(a => (a.Outcome, a.Code)));
        Assert.Equal(Shop.Yuan("5.00"), (await bench.OrderAsync("1")).Money.Refunded);
        Assert.Equal([new("R1", "CNY 5.00", "CNY 5.00", Shop.At("2 10:30").ToString())], await DoubtsAsync(bench));
    }

    // The sum that says how much it was ends the matter, whichever way; one of before the case was refunded does not.
    [Theory]
    [InlineData("sum 5.00 12:00", "5.00", false)]
    [InlineData("sum 10.00 12:00", "10.00", false)]
    [InlineData("sum 10.00 10:30", "10.00", false)]
    [InlineData("sum 5.00 10:29", "5.00", true)]
    public async Task The_next_sum_ends_the_matter(string next, string refunded, bool waits)
    {
        foreach (var first in new[] { "sum 5.00 10:00, case R1 5.00 10:30", "case R1 5.00 10:30, sum 5.00 10:00" })
        {
            var bench = await ToldAsync($"{first}, {next}");
            Assert.Equal((Shop.Yuan(refunded), waits ? 1 : 0), ((await bench.OrderAsync("1")).Money.Refunded, (await WaitingAsync(bench)).Count));
            // A word of the case that comes after all is known asks nobody again.
            await SendAsync(bench, "case R1 5.00 13:00", isFirst: false);
            Assert.Equal((1, waits ? 1 : 0), ((await DoubtsAsync(bench)).Count, (await WaitingAsync(bench)).Count));
        }
    }

    private static async Task<Bench> ToldAsync(string news)
    {
        var bench = new Bench();
        await SendAsync(bench, news);
        return bench;
    }

    private static async Task<List<DeliveryAnswer>> SendAsync(Bench bench, string news, bool isFirst = true)
    {
        if (isFirst) await bench.SendAsync(Sent("1 10:00"));
        var answers = new List<DeliveryAnswer>();
        foreach (var told in news.Split(", ").Select(n => n.Split(' ')))
        {
            var at = $"2 {told[^1]}";
            answers.Add(await bench.SendAsync(told[0] switch
            {
                "sum" => Sent(at) with { RefundedAmount = Shop.Yuan(told[1]) },
                "case" => Shop.Part("1", at).With(told[1], AfterSalesStatus.Refunded, told[2]),
                _ => Sent(at),
            }));
        }

        return answers;
    }

    private static Claim Sent(string at) => Shop.Claim("1", at, "100.00").Paid("10:04").Shipped("11:00", "YT1").Delivered("1 09:00");

    private static async Task<List<Doubt>> DoubtsAsync(Bench bench) =>
        [.. from m in await bench.OutboxAsync("notice")
            where m.Key.Contains(OrderKernelCodes.RefundInDoubt, StringComparison.Ordinal)
            let why = JsonDocument.Parse(m.Body).RootElement.GetProperty("arguments")
            select new Doubt(Text(why, "case"), Text(why, "amount"), Text(why, "sum"), Text(why, "at"))];

    private static string Text(JsonElement arguments, string name) => arguments.GetProperty(name).GetString()!;

    private static async Task<List<OpenMatter>> WaitingAsync(Bench bench)
    {
        var matters = new List<OpenMatter>();
        await foreach (var matter in OpenMatters.ReadAsync(bench.Store, bench.Kernel.Policies, Shop.Acme, default)) matters.Add(matter);
        Assert.All(matters, m => Assert.Equal((OpenMatterKind.Conflict, OrderKernelCodes.RefundInDoubt), (m.Kind, m.Why.Code)));
        return matters;
    }

    private sealed record Doubt(string Case, string Amount, string Sum, string At);
}
