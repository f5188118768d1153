using System.Collections.Concurrent;
using OrderKernel.Ports;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Tests;

/// <summary>What people read: the command lines whose output is for them, over the store of the sample run.</summary>
internal static class EveryCommand
{
    /// <summary>
    /// The command lines, with how they end. <c>STORE</c> stands for the shared store, <c>COPY</c> for a copy of it where a command writes, <c>DEMO</c> for
    /// one of the demo's; <c>POLICIES</c> for the folder of examples;
    /// <c>ORDER</c> for an order that waits for a person, <c>RECORD</c> for a record in quarantine.
    /// </summary>
    private static readonly (string Line, int Ends)[] All =
    [
        ("run INPUT --store COPY --report REPORT", 0), ("demo --store DEMO --report REPORT", 0), ("run /nowhere --store STORE", 2),
        ("explain ORDER --store STORE", 0), ("explain order-1 --store STORE", 1),
        ("trail ORDER --store STORE --role supervisor", 0), ("trail ORDER --store STORE --as-of 2100-01-01T00:00:00Z", 0),
        ("inbox --store STORE", 0), ("quarantine list --store STORE", 0), ("quarantine list --settled --store STORE", 0),
        ("quarantine replay --all --store COPY", 1), ("quarantine discard RECORD --why 重复 --actor li-1 --role supervisor --store COPY", 0),
        ("quarantine discard RECORD --why 重复 --actor li-1 --role warehouse --store STORE", 1),
        ("tell sayings.jsonl --store COPY --role agent", 1), ("tell sayings.jsonl --store STORE --role agent --dry-run", 1),
        ("tell broken.jsonl --store STORE", 2), ("verify --store STORE", 0), ("retention --store STORE", 0),
        ("workflow check sound.json", 0), ("workflow check broken.json", 1), ("workflow next ORDER --store STORE", 0),
        ("workflow next ORDER --store STORE --workflow broken.json", 2),
        ("profile check broken.json", 1), ("profile check --help", 0), ("profile try mall.json mall.jsonl", 1), ("profile try mall.json mall.jsonl --record 1 --html REPORT", 0),
        ("profile try mall-1 mall.jsonl", 2), ("profile try mall.json mall.jsonl --record 9", 2), ("profile try --help", 0),
        ("profile new --from mall.jsonl --name mall-2 --out REPORT", 1), ("profile new --help", 0), ("profile new --from none-1", 2),
        ("skus import skus.csv --out REPORT", 0), ("skus import none.json --out REPORT", 2), ("skus export skus.json --out REPORT", 0), ("skus import --help", 0),
        ("stock publish --store STORE --dry-run", 0), ("stock publish --store COPY --policies POLICIES --as-of 2025-11-13T10:00:00+08:00", 0), ("stock publish --help", 0),
        ("stock health --store STORE --month 2025-11 --html REPORT", 0), ("stock health --store STORE --month 2025-11 --policies POLICIES", 0), ("stock health --store STORE --month 2025-13", 2), ("stock health --help", 0),
        ("stock replenish --store STORE --as-of 2025-11-13T10:00:00+08:00", 0), ("stock replenish --store STORE --as-of 2025-01-01T00:00:00+08:00", 0), ("stock replenish --help", 0),
        ("stock batches --store STORE --as-of 2025-11-13T10:00:00+08:00", 0), ("stock batches --store STORE --as-of noon", 2), ("stock batches --help", 0),
        ("stock snapshot snapshot.json --store COPY --policies POLICIES --role warehouse", 1), ("stock snapshot snapshot.json --store STORE --dry-run", 1),
        ("stock snapshot surplus.json --store STORE --dry-run", 2), ("stock snapshot --help", 0),
        ("stock rebalance SKU-0036 --store STORE", 0), ("stock rebalance SKU-0036 --store STORE --as-of noon", 2), ("stock rebalance --help", 0),
        ("stock reconcile --store STORE", 0), ("stock reconcile --store STORE --plan REPORT", 0), ("stock reconcile --help", 0),
        ("stock take show take-1 --store STORE", 1), ("stock take --help", 0), ("stock take open take-1 --location HZ --sku SKU-0036 --store COPY --role warehouse", 0), ("stock take count take-1 SKU-0036=4 --store COPY --role warehouse", 1),
        ("stock take count take-1 SKU-0036 --store STORE --role warehouse", 1), ("stock take open --help", 0), ("stock transfer show T-1 --store STORE", 1), ("stock transfer ship T-1 --store STORE", 1), ("stock transfer --help", 0),
        ("stock transfer plan T-1 SKU-0036=1 --from HZ --to GZ --expected noon --store STORE", 2), ("stock transfer receive --help", 0),
        ("stock promise SKU-0036 --store STORE --days 30 --as-of 2025-11-13T10:00:00+08:00", 0), ("stock promise SKU-0036 --location HZ --store STORE --as-of 2025-11-13T10:00:00+08:00", 0),
        ("stock promise SKU-0036 --store STORE --days -1", 2), ("stock promise --help", 0),
        ("rules check chain.json", 1), ("rules try chain.json --store STORE", 0), ("documents list", 0), ("documents check sound.json holds.json", 0), ("documents check broken.json surplus.json none.json", 1),
        ("documents show none-1", 1), ("--help", 0), ("run --help", 0), ("explain --help", 0), ("workflow migrate --help", 0),
        ("diagnose --channel FOUR/shop --erp FOUR/erp.csv --wms FOUR/wms.json --crm FOUR/crm.csv --shop 旗舰店=own-shop/shop --html REPORT", 1),
        ("store backup REPORT --store STORE", 0), ("store compact FOUR/erp.csv --store STORE", 2), ("store check --store STORE", 0), ("store --help", 0), ("store backup --help", 0),
        ("diagnose --erp FOUR/erp.csv", 2), ("diagnose --help", 0),
    ];

    /// <summary>Diagrams: other programs read them, so that no width holds for them, but people see their words.</summary>
    private static readonly (string Line, int Ends)[] Diagrams =
    [
        ("graph", 0), ("graph --workflow totals-only --format dot", 0), ("graph --order ORDER --store STORE", 0), ("graph --population --store STORE", 0),
        ("graph --population --format dot --store STORE", 0),
    ];

    private static readonly ConcurrentDictionary<(string Line, string Language, int? Columns), Lazy<Said>> Known = new();
    private static readonly Lazy<TempFolder> Files = new(Written);
    private static readonly Lazy<string> Order = new(() => Stored.Orders(SampleRun.Shared.Store).First(o => !o.Holds.IsEmpty).Id.Value);
    private static readonly Lazy<string> Record = new(FirstRecord);

    /// <summary>All but diagrams.</summary>
    public static TheoryData<string> Lines => [.. All.Select(a => a.Line)];

    public static TheoryData<string> LinesAndDiagrams => [.. All.Concat(Diagrams).Select(a => a.Line)];

    /// <summary>Runs one of them, or gives what it said before: each is run once for a language and a width. Its folder is called the same each time.</summary>
    public static Said Run(string line, string language, int? columns = null) =>
        Known.GetOrAdd((line, language, columns), key => new Lazy<Said>(() => Now(key.Line, key.Language, key.Columns))).Value;

    /// <summary>Where one of the files lies that these lines name.</summary>
    public static string FileOf(string name) => Files.Value[name];

    private static Said Now(string line, string language, int? columns)
    {
        using var folder = new TempFolder();
        var words = line.Split(' ').Select(w => w switch
        {
            "STORE" => SampleRun.Shared.Store, "COPY" => SampleRun.Shared.CopyStore(folder), "DEMO" => DemoRun.Shared.CopyStore(folder),
            "ORDER" => Order.Value, "RECORD" => Record.Value, "INPUT" => SampleRun.Shared.Input, "REPORT" => folder["report.html"],
            "POLICIES" => Path.Combine(Outside.Root, "docs", "samples", "policies"),
            _ when w.StartsWith("FOUR/", StringComparison.Ordinal) => Path.Combine(Outside.Root, "docs", "samples", "diagnosis", w[5..]),
            _ when w.EndsWith(".json", StringComparison.Ordinal) || w.EndsWith(".jsonl", StringComparison.Ordinal) || w.EndsWith(".csv", StringComparison.Ordinal) => Files.Value[w],
            _ => w,
        });
        string[] all = [.. words, "--lang", language];
        var run = (columns is { } width ? ToolRun.Wide(width, all) : ToolRun.Of(all)).Ends(All.Concat(Diagrams).Single(a => a.Line == line).Ends);
        // As long as it was: lines end where they ended.
        string Named(string text) => text.Replace(folder.Root, folder.Root[..^6] + "folder", StringComparison.Ordinal);
        return new(Named(run.Out), Named(run.Error), File.Exists(folder["report.html"]) ? File.ReadAllText(folder["report.html"]) : null);
    }

    private static string FirstRecord()
    {
        using var store = SqliteOrderStore.Open(SampleRun.Shared.Store);
        return ((IQuarantine)store).ListAsync(TenantId.Of("demo"), null, CancellationToken.None).ToBlockingEnumerable().First().Key;
    }

    private static TempFolder Written()
    {
        var folder = new TempFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        string Say(string to, string command) => $$$"""{"to":{"order":"{{{to}}}"},"say":{"command":{{{command}}}},"at":"2025-11-13T10:00:00+08:00"}""";
        const string Tag = "\"orders.tag-order\",\"tag\":\"gift\"";
        File.WriteAllLines(folder["sayings.jsonl"],
            [Say(Order.Value, Tag), Say(Order.Value, Tag), Say("order-0", Tag), Say(Order.Value, "\"orders.complete-order\"")]);
        File.WriteAllLines(folder["broken.jsonl"], ["""{"to":{"order":"1","x":1},"say":{"command":"orders.tag"},"at":"noon","roles":[""]}""", "{"]);
        File.WriteAllBytes(folder["sound.json"], Orders.OrderPolicies.Embedded("standard.workflow.json").ToArray());
        File.WriteAllBytes(folder["holds.json"], Policies.PolicyDefaults.Bytes("holds").ToArray());
        File.WriteAllText(folder["surplus.json"],
            File.ReadAllText(folder["holds.json"]).Replace("{", "{ \"surplus\": 1,", StringComparison.Ordinal));
        File.WriteAllText(folder["snapshot.json"],
            """{"source":"wms","at":"2025-11-13T10:00:00+08:00","cells":[{"location":"HZ","sku":"SKU-0036","units":1},{"location":"HZ","sku":"SKU-0001","units":900}]}""");
        File.WriteAllText(folder["chain.json"], """
            { "$schema": "rule-chain-1.json", "name": "chain-1", "version": "1",
              "facts": [{ "path": "gift.available", "type": "int" }],
              "levers": [{ "lever": "warehouse", "with": [{ "name": "at", "type": "string" }] }],
              "rules": [
                { "id": "rule-1", "when": "order.total > money(\"100\")", "then": [{ "lever": "warehouse", "with": { "at": "HZ" } }] },
                { "id": "rule-2", "when": "order.total > money(\"50\")", "then": [{ "lever": "warehouse", "with": { "at": "GZ" } }] },
                { "id": "rule-3", "when": "gift.available < 0 && gift.available > 0", "then": [{ "lever": "tag", "with": { "value": "x" } }] }
              ] }
            """);
        File.WriteAllText(folder["mall.json"], """
            { "$schema": "profile-1.json", "name": "mall-1", "version": "1", "channel": "mall", "code": "ML", "zone": "Asia/Shanghai", "format": "json", "currency": "CNY",
              "money": "yuan", "time": "text",
              "records": [{ "kind": "order-1", "scope": "whole", "needs": ["order.no"], "number": { "paths": ["order.no"], "clean": ["strip-marks"] },
                "times": { "created": "order.at" }, "amounts": { "due": "order.total", "freight": "order.post", "paid": "order.total", "tieOut": ["freight"] },
                "recipient": { "name": "to.name", "phone": "to.phone", "city": "to.city" }, "statuses": [{ "path": "order.word", "table": "words-1" }],
                "lines": { "at": "order.rows[]", "code": "sku", "quantity": "n", "total": "sum", "title": "title" } }],
              "tables": { "words-1": { "rows": { "已付": { "payment": "Paid", "fulfilment": "Unfulfilled", "evidence": "seen" } } } } }
            """);
        File.WriteAllLines(folder["mall.jsonl"],
        [
            """{"order":{"no":"#1001","at":"2026-02-09 10:00:00","total":"26.00","post":"6.00","word":"已付","shop_tag":"春节","rows":[{"sku":"A-1","n":2,"sum":"19.00","title":"杯子"}]},"to":{"name":"王小明","phone":"13800138000","city":"杭州"}}""",
            """{"order":{"no":"1002","at":"昨天","total":"1.00","word":"已付","rows":[{"sku":"A-1","n":1,"sum":"1.00"}]}}""", """{"refund":{"no":"1003"}}""",
        ]);
        File.WriteAllText(folder["skus.csv"], "编码,SKU,数量\nBOX-1,MUG-1,2\nBOX-1,RIBBON-1,1\n");
        File.WriteAllText(folder["skus.json"], """
            { "$schema": "sku-map-1.json", "name": "skus-1", "version": "1", "items": [{ "channel": "*", "code": "BOX-1", "sku": "MUG-1" }] }
            """);
        File.WriteAllText(folder["none.json"], "{ \"$schema\": ");
        File.WriteAllText(folder["broken.json"], """
            { "$schema": "workflow-1.json", "name": "shop", "version": "1", "axis": "OrderStatus",
              "enter": { "AwaitingPayment": ["unpaid"] },
              "steps": { "unpaid": { "status": "AwaitingPayment", "fire": { "vanish-1": { "to": "nowhere-1", "roles": [] } } } } }
            """);
        return folder;
    }
}

/// <summary>What a command line said on both streams, and the report that it wrote.</summary>
internal sealed record Said(string Out, string Error, string? Report)
{
    public string Both => Out + Error;
}
