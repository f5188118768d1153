using System.Globalization;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Stores;
using OrderKernel.Tests.Commands;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when a command of any family has no story in which it is accepted; or when one whose unit of work failed before or after it was committed, whose
// process was lost then, which came twice, or twice at once, has another effect than told once, or another answer.
public class CommandFaultLaws
{
    private static readonly Bench Erp = new(null, Bench.Sourced.With("stockMaster", """
        {"$schema":"stock-master-1.json","name":"m","version":"1","deciders":["supervisor"],
         "masters":[{"source":"erp","locations":["HZ"],"tells":"OnHand","lag":"PT0S","takeOverUnits":0}]}
        """u8.ToArray()).ValueOrThrow());

    public static TheoryData<string> Commands => [.. CommandRows.All.Select(r => r.Type.Name)];

    [Fact]
    public void Every_command_has_a_story()
    {
        var told = CommandRows.All.Select(r => r.Type).Concat(CommandRows.Elsewhere.Keys).ToList();
        Assert.Equal(told.Count, told.Distinct().Count());
        Assert.Equal([], CommandFamilies.All.SelectMany(f => f.Types).Except(told).Select(t => t.Name));
        Assert.Equal([], told.Except(CommandFamilies.All.SelectMany(f => f.Types)).Select(t => t.Name));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_has_one_effect_and_one_answer_at_every_fault_point(string command)
    {
        var row = CommandRows.All.Single(r => r.Type.Name == command);
        var clean = await TellAsync(row, 0, FailureMoment.Never, times: 1);
        Assert.True(clean.IsOk, clean.Answer);
        Assert.True(clean.Units > 0);
        Assert.Equal(clean.Left, (await TellAsync(row, 0, FailureMoment.Never, times: 3)).Left);
        for (var unit = 1; unit <= clean.Units; unit++)
        {
            foreach (var moment in new[] { FailureMoment.Before, FailureMoment.After })
            {
                var told = await TellAsync(row, unit, moment, times: 2);
                Assert.Equal((clean.Answer, clean.Left), (told.Answer, told.Left));
            }
        }

        var both = await TwiceAtOnceAsync(row);
        Assert.Equal((clean.Answer, clean.Left), (both.Answer, both.Left));
    }

    [Fact]
    public async Task A_store_that_forgets_its_answers_is_found()
    {
        var row = CommandRows.All.Single(r => r.Type == typeof(Inventory.ReceiveStock));
        var clean = await TellAsync(row, 0, FailureMoment.Never, times: 1);
        var number = 0;
        Changes Forgets(Changes c) => c with { Message = MessageId.Of($"{c.Message}-{++number}") };
        Assert.Equal(clean.Answer, (await TellAsync(row, 0, FailureMoment.Never, times: 1, Forgets)).Answer);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => TellAsync(row, 0, FailureMoment.Never, times: 2, Forgets));
    }

    // A kernel of its own for each time it is told: what it remembers is lost with it.
    private static async Task<(string Answer, bool IsOk, string Left, int Units)> TellAsync(CommandRow row, int at, FailureMoment moment, int times,
        Func<Changes, Changes>? lie = null)
    {
        var store = new MemoryOrderStore();
        var command = await PreparedAsync(row, store);
        var failing = new FailingStore(store, at, moment) { Lie = lie };
        var (answer, isOk) = ("", false);
        for (var time = 0; time < times; time++)
        {
            try
            {
                var told = await CommandRows.TellAsync(new Kernel(failing, row.Under ?? Erp.Kernel.Policies), command, "told", row.Who);
                if (isOk) Assert.Equal(answer, told.Answer);
                (answer, isOk) = told;
            }
            catch (IOException)
            {
                Assert.Equal(0, time);
            }
        }

        return (answer, isOk, await LeftAsync(store), failing.Units);
    }

    private static async Task<(string Answer, string Left)> TwiceAtOnceAsync(CommandRow row)
    {
        var store = new MemoryOrderStore();
        var command = await PreparedAsync(row, store);
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ =>
            Task.Run(() => CommandRows.TellAsync(new Kernel(store, row.Under ?? Erp.Kernel.Policies), command, "told", row.Who))));
        Assert.Equal(answers[0], answers[1]);
        return (answers[0].Answer, await LeftAsync(store));
    }

    private static async Task<object> PreparedAsync(CommandRow row, MemoryOrderStore store)
    {
        var bench = new Bench(store, row.Under ?? Erp.Kernel.Policies);
        foreach (var before in row.Before) await before(bench);
        return await row.Told(bench);
    }

    // Everything that a store tells: heads with their hashes, balances, answers, timers, effects, records that were put away.
    private static async Task<string> LeftAsync(MemoryOrderStore store)
    {
        var lines = new List<string>();
        await foreach (var head in store.HeadsAsync(Shop.Acme, default)) lines.Add($"{head.Stream} {head.Version} {head.Hash}");
        foreach (var balance in await store.BalancesAsync(Shop.Acme, Shop.Mug, default)) lines.Add($"{balance}");
        await foreach (var answer in ((IInbox)store).ListAsync(Shop.Acme, default)) lines.Add($"{answer.Message} {Convert.ToHexString(answer.Answer.Span)}");
        var glance = new Lease(Shop.Acme, "glance", Shop.At("300 00:00"), Shop.At("00:00"));
        foreach (var timer in await store.ClaimDueAsync(glance, int.MaxValue, default)) lines.Add($"{timer}");
        foreach (var effect in await store.ClaimAsync(glance, int.MaxValue, default)) lines.Add($"{effect.Key} {Convert.ToHexString(effect.Body.Span)}");
        await foreach (var record in ((IQuarantine)store).ListAsync(Shop.Acme, null, default)) lines.Add(record.Key);
        return string.Join('\n', lines.Select((l, i) => string.Create(CultureInfo.InvariantCulture, $"{i} {l}")));
    }
}
