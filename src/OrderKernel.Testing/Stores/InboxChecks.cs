using OrderKernel.Ports;
using static OrderKernel.Testing.StoreBench;

namespace OrderKernel.Testing;

/// <summary>Inbox: one effect and one answer a message, for ever.</summary>
internal static class InboxChecks
{
    public static IEnumerable<(string, Func<StoreBench, ValueTask>)> All =>
    [
        ("inbox.a-repeat-gets-the-first-answer", Repeat),
        ("inbox.other-content-is-refused", Other_content),
        ("inbox.lists-in-ordinal-order", Listing),
    ];

    private static async ValueTask Repeat(StoreBench bench)
    {
        var first = bench.New("m") with { Appends = [First(bench.Stream("a"), "one")], Postings = [Post(Cell("sku"), StockAccount.OnHand, 7)] };
        await bench.Done(first);
        for (var i = 0; i < 3; i++)
        {
            var again = Expect.Is<CommitOutcome.Repeated>(await bench.Commit(first with { Answer = Bytes("another answer") }));
            Expect.Bytes(first.Answer, again.FirstAnswer, "answer to a repeat");
        }

        Expect.Same(1, (await bench.Read(bench.Stream("a"))).Length, "events after repeats");
        Expect.Same(7L, await bench.Balance(Cell("sku"), StockAccount.OnHand), "balance after repeats");
    }

    private static async ValueTask Other_content(StoreBench bench)
    {
        await bench.Done(bench.New("m"));
        foreach (var content in new[] { Bytes("other"), Bytes(""), Bytes("content of m.") })
            Expect.Is<CommitOutcome.OtherContent>(await bench.Commit(bench.New("m") with { Content = content, Appends = [First(bench.Stream("a"), "one")] }));
        Expect.That((await bench.Read(bench.Stream("a"))).IsEmpty, "other content under a known message was applied");
        Expect.Is<CommitOutcome.Repeated>(await bench.Commit(bench.New("m")));
    }

    private static async ValueTask Listing(StoreBench bench)
    {
        string[] names = ["z", "😀", "！", "A", "empty"];
        foreach (var name in names) await bench.Done(bench.New(name) with { Answer = name == "empty" ? default : Bytes(name) });
        var entries = await All(((IInbox)bench.Store).ListAsync(bench.Tenant, bench.Token));
        Expect.Same(names.Order(StringComparer.Ordinal).ToValueList(), entries.Select(e => e.Message.Value).ToValueList(), "messages");
        foreach (var entry in entries) Expect.Bytes(entry.Message.Value == "empty" ? default : Bytes(entry.Message.Value), entry.Answer, "answer");
        Expect.That(await bench.Store.AnswerAsync(bench.Tenant, MessageId.Of("empty"), bench.Token) is { IsEmpty: true }, "an empty answer is an answer");
        Expect.That(await bench.Store.AnswerAsync(bench.Tenant, MessageId.Of("never"), bench.Token) is null, "a message that never came has an answer");
    }
}
