using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using NodaTime;
using OrderKernel.AfterSales;
using OrderKernel.Figures;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Sample;
using OrderKernel.Storage.Sqlite;
using OrderKernel.Telemetry;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Tests.Privacy;

// Fails when personal data that came in by an export, an order of our own or a command shows in anything that the tool prints or writes, in an event,
// effect, figure, log message, span or refusal,
// or, once the persons are erased, in any byte of the store's file or its log.
public sealed partial class CanaryTests
{
    private const int Orders = 500;
    private static readonly TenantId Tenant = TenantId.Of("demo");
    private readonly List<(string Where, string What)> _shown = [];

    [Fact]
    public async Task Personal_data_planted_in_every_field_stays_in_the_vault_and_is_gone_from_the_file_when_erased()
    {
        using var folder = new TempFolder();
        SampleGenerator.Write(new SampleOptions(Orders, 7, folder.Input));
        var planted = Canaries.Plant(folder.Input);
        Assert.True(planted.Count >= 25 && planted["receiver_name"] > Orders / 4 && planted["fullname"] > Orders / 20, string.Join(", ", planted));

        Look("run", folder.Run("--json", "--report", folder["report.html"]));
        Look("report", File.ReadAllText(folder["report.html"]));
        Look("run again", folder.Run());
        await TellAsync(folder.Store);
        Tool(folder);

        await using (var store = SqliteOrderStore.Open(folder.Store, new() { Profile = SqliteProfile.Fast }))
        {
            var tokens = await StoredAsync(store);
            Assert.True(tokens.Count > Orders, $"{tokens.Count} persons");
            // The search sees what is there: the vault, and records that nobody could read.
            Assert.NotNull(Canaries.In(Bytes(folder.Store)));
            foreach (var token in tokens) await store.EraseAsync(Tenant, token, default);
            foreach (var key in await PutAwayAsync(store)) await store.EraseAsync(Tenant, key, default);
            Look("store file", Bytes(folder.Store));
            foreach (var token in tokens) Assert.Null(await store.OpenAsync(Tenant, token, default));
        }

        Look("closed store file", Bytes(folder.Store));
        ToolRun.Of("verify", "--store", folder.Store).Ends(0);
        Assert.True(_shown.Count == 0, string.Join("\n", _shown.GroupBy(s => s.Where).Select(g => $"{g.Key} × {g.Count()}: {g.First().What}")));
    }

    // Each would be a leak: a person as an order's number, as a hold's id, as an actor, in a reason.
    [Theory]
    [InlineData("number")]
    [InlineData("hold")]
    [InlineData("actor")]
    [InlineData("reason")]
    public async Task A_leak_that_is_planted_is_caught(string leak)
    {
        using var folder = new TempFolder();
        await using var store = SqliteOrderStore.Open(folder.Store);
        var kernel = new Kernel(store);
        string Name(string where) => leak == where ? Canaries.Name(1) : "plain";
        var key = Key(Name("number"));
        (await kernel.PlaceAsync(key, Money.Fen(90_000), At, [Line()])).ValueOrThrow();
        var context = new DecisionContext(new(ActorId.Of(Name("actor")), [Role.Agent]), At, MessageId.Of("m"));
        var reason = leak == "reason" ? Canaries.Name(1) : null;
        (await kernel.TellAsync(key, new PlaceHold(HoldId.Of(Name("hold")), HoldKind.AddressReview, HoldScopes.Ship) { Note = reason }, context))
            .ValueOrThrow();
        await StoredAsync(store);
        // Packing leaves what its dictionary does not know as it is; events are looked at unpacked all the same.
        Look("store file", Bytes(folder.Store));
        Assert.Contains(_shown, s => s.Where == "store file");
        Assert.Contains(_shown, s => s.Where.StartsWith("event", StringComparison.Ordinal));
    }

    private static Instant At => Instant.FromUtc(2025, 11, 20, 2, 0);

    private static OrderKey Key(string number) => new(Tenant, ChannelId.Of("own"), ShopId.Of("flagship"), OrderNumber.Of(number));

    private static OrderedLine Line() => new(LineId.Of("1"), Quantity.Of(1), Money.Fen(90_000), [new(SkuId.Of("MUG"), Quantity.Of(1))]);

    /// <summary>Orders of our own for recipients, and phone numbers in every text that a person may write, watched while they happen.</summary>
    private async Task TellAsync(string path)
    {
        var (heard, refused) = (new Heard(_shown), new HashSet<string>(StringComparer.Ordinal));
        void Told<T>(string what, Result<T> answer)
        {
            if (answer.Refusal is { } no) refused.Add($"{what}: {no.Code}");
            Look(what, answer.ToString()!);
        }

        using var spans = new ActivityListener
        {
            ShouldListenTo = s => s.Name == KernelTelemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = a => Look("span", string.Join(" ", a.TagObjects.Select(t => $"{t.Key}={t.Value}"))),
        };
        ActivitySource.AddActivityListener(spans);
        using var measures = new MeterListener { InstrumentPublished = static (i, l) => { if (i.Meter.Name == KernelTelemetry.Name)
            l.EnableMeasurementEvents(i); } };
        measures.SetMeasurementEventCallback<long>((_, _, tags, _) => Look("measure", string.Join(" ", tags.ToArray().Select(t => $"{t.Value}"))));
        measures.Start();

        await using var store = SqliteOrderStore.Open(path, new() { Profile = SqliteProfile.Fast });
        var kernel = new Kernel(store, KernelPolicies.Default with { Network = Allocation.Network.Default }) { Logger = heard };
        for (var i = 0; i < 100; i++)
        {
            var (key, phone) = (Key($"own-{i}"), Canaries.Phone(i));
            var address = new PostalAddress("浙江省", "杭州市", "西湖区", null).WithDetail($"{Canaries.Name(i)}路{i}号");
            var recipient = new Recipient(PersonName.Of(Canaries.Name(i)), PhoneNumber.Of(phone), address);
            Look("recipient", recipient.ToString());
            Look("answer", (await kernel.PlaceAsync(key, Money.Fen(90_000), At, [Line()], recipient)).ToString()!);
            var (hold, refund, change, invoice, evidence) = (HoldId.Of("h"), RefundId.Of("r"), ChangeId.Of("c"), InvoiceId.Of("i"), EvidenceReference.Of("e"));
            OrderCommand[] commands =
            [
                new RecordPayment(PaymentId.Of("p"), Tender.Cash, Money.Fen(90_000), At),
                new PlaceHold(hold, HoldKind.AddressReview, HoldScopes.Ship) { Note = $"打 {phone}" },
                new RejectHold(hold, $"打 {phone}"),
                new AttachEvidence(evidence, "photo", new string('a', 64)) { Note = $"打 {phone}" },
                new SetLegalHold(evidence, $"打 {phone}"),
                new WithholdMoney(Money.Fen(1), [], $"打 {phone}"),
                new ProposeChange(change, OrderChange.ToRemark($"打 {phone}")),
                new DeclineChange(change, $"打 {phone}"),
                new OweRefund(refund, Money.Fen(100), []),
                new FailRefund(refund, $"打 {phone}"),
                new RequestInvoice(invoice, null),
                new FailInvoice(invoice, $"打 {phone}"),
            ];
            foreach (var command in commands)
            {
                Told(command.GetType().Name, await kernel.TellAsync(key, command, Context($"{i}-{command.GetType().Name}", "an")));
            }

            var approval = new ApprovalKey(Tenant, ApprovalId.Of($"a-{i}"));
            Told("approval",
                await kernel.TellAsync(approval, new RequestApproval(new(approval.Approval, "gift", "order", $"打 {phone}")), Context($"ask-{i}", "an")));
            Told("approval", await kernel.TellAsync(approval, new Reject($"打 {phone}"), Context($"no-{i}", "bo")));
            var adjustment = ApprovalId.Of($"d-{i}");
            var broken = new StockAdjustment(adjustment, AdjustmentKind.Damage, [new(new(LocationId.Of("HZ"), SkuId.Of("MUG")), Quantity.Of(1))],
                $"打 {phone}", [evidence]);
            Told("adjustment", await kernel.TellAsync(new AdjustmentKey(Tenant, adjustment), new ProposeAdjustment(broken), Role.Warehouse, At));
            var @case = CaseKey.Of(key, CaseId.Of("case"));
            Told("case", await kernel.TellAsync(@case, new OpenCase(new(CaseKind.RefundOnly, Money.Fen(10_000), $"打 {phone}")), Role.Buyer, At));
            Told("case", await kernel.TellAsync(@case, new RejectCase(Party.Seller, $"打 {phone}"), Role.Agent, At));
        }

        // What is refused reaches no event: then nothing would be shown here.
        Assert.Equal("", string.Join("\n", refused));
        await kernel.FireDueAsync(Tenant, At + Duration.FromDays(9));
        await kernel.SendDueAsync(Tenant, At + Duration.FromDays(9), (m, _) => { Look("effect", m.Body.Span); return default; });
    }

    private static DecisionContext Context(string message, string actor) =>
        new(new(ActorId.Of(actor), [Role.Agent, Role.Supervisor, Role.Channel, Role.Finance]), At, MessageId.Of(message));

    /// <summary>All that the tool tells about orders, and all that it writes.</summary>
    private void Tool(TempFolder folder)
    {
        string[] store = ["--store", folder.Store, "--tenant", Tenant.Value];
        File.WriteAllText(folder["told.json"],
            $$$"""{"to":{"channel":"own","shop":"web","number":"told"},"say":{"command":"orders.place-order","createdAt":"2025-11-20T10:00:00+08:00","terms":"Prepaid","amounts":{"due":"CNY 20.00"},"lines":[{"line":"1","quantity":2,"total":"CNY 20.00","goods":[{"sku":"MUG","quantity":1}]}]},"recipient":{"name":"{{{Canaries.Name(7)}}}","phone":"{{{Canaries.Phone(7)}}}","province":"浙江省","street":"{{{Canaries.Name(7)}}}路"},"at":"2025-11-20T10:00:00+08:00","roles":["channel"]}""");
        Look("tell", ToolRun.Of(["tell", folder["told.json"], .. store]));
        Look("explain", ToolRun.Of(["explain", "told", .. store]));
        Look("trail", ToolRun.Of(["trail", "told", .. store]));
        Look("verify", ToolRun.Of(["verify", .. store]));
        Look("graph", ToolRun.Of(["graph", "--population", .. store]));
        Look("retention", ToolRun.Of(["retention", .. store]));
        Look("inbox", ToolRun.Of(["inbox", .. store]));
        Look("quarantine", ToolRun.Of(["quarantine", "list", .. store]));
        Look("quarantine", ToolRun.Of(["quarantine", "list", "--json", .. store]));
        Look("quarantine", ToolRun.Of(["quarantine", "list", "--settled", .. store]));
        Look("replay", ToolRun.Of(["quarantine", "replay", "--all", .. store]));
        foreach (var order in Stored.Orders(folder.Store, Tenant.Value).Where((_, i) => i % (Orders / 6) == 0))
        {
            var number = order.Key.Number.Value;
            Look("explain", ToolRun.Of(["explain", number, .. store]));
            Look("trail", ToolRun.Of(["trail", number, .. store]));
            Look("trail", ToolRun.Of(["trail", number, "--role", "supervisor", "--out", folder["trail.jsonl"], .. store]));
            Look("trail file", File.ReadAllText(folder["trail.jsonl"]));
            Look("next", ToolRun.Of(["workflow", "next", number, .. store]));
        }
    }

    /// <summary>Looks through events, effects, figures and stories.</summary>
    /// <returns>The tokens of the persons whom events name.</returns>
    private async Task<HashSet<PersonToken>> StoredAsync(IOrderStore store)
    {
        var tokens = new HashSet<PersonToken>();
        await foreach (var head in store.HeadsAsync(Tenant, default))
        {
            foreach (var envelope in await store.ReadAsync(head.Stream, 0, default))
            {
                Look($"event {envelope.Type}", envelope.Bytes.Span);
                foreach (Match token in Token().Matches(Encoding.UTF8.GetString(envelope.Bytes.Span))) tokens.Add(PersonToken.Of(token.Value));
            }
        }

        foreach (var effect in await store.ClaimAsync(new Lease(Tenant, "test", Instant.MaxValue, Instant.MaxValue), int.MaxValue, default))
            Look($"effect {effect.Kind}", effect.Key + Encoding.UTF8.GetString(effect.Body.Span));
        Look("figures", (await FigureReport.FoldAsync(store, KernelPolicies.Default, Tenant)).Figures.ToString()!);
        return tokens;
    }

    private async Task<List<string>> PutAwayAsync(IQuarantine quarantine)
    {
        var keys = new List<string>();
        await foreach (var entry in quarantine.ListAsync(Tenant, null, default))
        {
            Look($"put away as {entry.Code}", $"{entry.Key} {entry.Source} {entry.Detail}");
            keys.Add(entry.Key);
        }

        Assert.NotEmpty(keys);
        return keys;
    }

    private void Look(string where, ToolRun run)
    {
        Assert.True(run.ExitCode is 0 or 1, $"{where}: {run.Error}");
        Look(where, run.Out);
        Look(where, run.Error);
    }

    private void Look(string where, string text) => Look(where, Encoding.UTF8.GetBytes(text));

    private void Look(string where, ReadOnlySpan<byte> bytes)
    {
        if (Canaries.In(bytes) is { } found) lock (_shown) _shown.Add((where, found));
    }

    /// <summary>Every byte of the store: the file with its free pages, and the log beside it.</summary>
    private static byte[] Bytes(string store) => [.. new[] { store, store + "-wal", store + "-shm", store + ".anchor" }.Where(File.Exists).SelectMany(f =>
    {
        using var stream = new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    })];

    [GeneratedRegex(@"[0-9A-Za-z]+\.(?:customer|recipient)\.-?\d+")]
    private static partial Regex Token();

    /// <summary>A log that looks at each message.</summary>
    private sealed class Heard(List<(string, string)> shown) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (Canaries.In(formatter(state, exception) + exception) is { } found) lock (shown) shown.Add(("log", found));
        }
    }
}
