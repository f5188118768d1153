using OrderKernel.Deliveries;
using OrderKernel.Inventory;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when one message that comes on many threads at once has more than one effect, or is answered otherwise to one of them.
public class OneKeyLaws
{
    private const int Threads = 64;

    [Fact]
    public async Task A_message_on_64_threads_at_once_has_one_effect_and_one_answer()
    {
        var rounds = Sizes.Of(1_000, 20_000);
        using var barrier = new Barrier(Threads + 1);
        var (bench, delivery) = (new Bench(), default(Delivery)!);
        var answers = new object[Threads];
        var workers = Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            for (var round = 0; round < rounds; round++)
            {
                barrier.SignalAndWait();
                try
                {
                    answers[thread] = bench.Kernel.DeliverAsync(Shop.Acme, delivery).AsTask().GetAwaiter().GetResult().ValueOrThrow();
                }
                catch (Exception e)
                {
                    answers[thread] = e;
                }

                barrier.SignalAndWait();
            }
        })).ToArray();
        foreach (var worker in workers) worker.Start();
        var bad = new List<string>();
        for (var round = 0; round < rounds; round++)
        {
            bench = new Bench();
            await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
            delivery = Bench.Delivery(Shop.Claim("1", "10:05").Paid("10:04"), "once");
            barrier.SignalAndWait();
            barrier.SignalAndWait();
            if (await WrongAsync(bench, answers) is { } wrong) bad.Add($"round {round}: {wrong}");
        }

        foreach (var worker in workers) worker.Join();
        Assert.Empty(bad);
    }

    private static async Task<string?> WrongAsync(Bench bench, object[] answers)
    {
        var said = answers.Select(a => a is DeliveryAnswer answer ? System.Text.Encoding.UTF8.GetString(answer.ToBytes().Span) : a.ToString()!).Distinct();
        if (said.Skip(1).Any() || answers[0] is not DeliveryAnswer) return string.Join(" | ", said);
        var placed = (await bench.EventsAsync("1")).Count(e => e.Type == "orders.placed");
        var locked = await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked);
        return placed == 1 && locked == 2 ? null : $"placed {placed}, locked {locked}";
    }
}
