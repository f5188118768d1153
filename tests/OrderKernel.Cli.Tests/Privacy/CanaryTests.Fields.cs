using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Cli.Input;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Runs;
using OrderKernel.Storage.Sqlite;
using OrderKernel.Stores;

namespace OrderKernel.Cli.Tests.Privacy;

public sealed partial class CanaryTests
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What a partner or a carrier names things by stands in clear, as with channels.
    private static readonly string[] PartnerKeys = ["sku", "location", "id", "channel", "shop", "order", "carrier", "waybill", "nu",
        "deliveryOrderCode", "returnOrderCode", "outBizCode", "warehouseCode", "shopNick", "expressCode", "itemCode", "orderSourceCode", "sourceOrderCode"];

    private static readonly (string Profile, string Record)[] Partners =
    [
        ("partner", """{"kind":"stock","at":"2026-02-09T10:00:00+08:00","location":"HZ","sku":"MUG","onHand":5}"""),
        ("partner", """{"kind":"outbound","at":"2026-02-09T10:00:00+08:00","id":"o","channel":"taobao","shop":"s","order":"1","location":"HZ","carrier":"SF","waybill":"SF1","lines":[{"sku":"MUG","quantity":1}]}"""),
        ("partner", """{"kind":"receipt","at":"2026-02-09T10:00:00+08:00","id":"r","channel":"taobao","shop":"s","order":"1","location":"HZ","lines":[{"sku":"MUG","quantity":1,"outcome":"restock"}]}"""),
        ("wms-confirm", """{"deliveryOrder":{"deliveryOrderCode":"W1","warehouseCode":"HZ","orderConfirmTime":"2026-02-09 10:00:00","sourcePlatformCode":"TB","shopNick":"s"},"packages":[{"logisticsCode":"SF","expressCode":"SF1","items":[{"itemCode":"MUG","quantity":1}]}],"orderLines":[{"orderSourceCode":"1","itemCode":"MUG","actualQty":1}]}"""),
        ("wms-confirm", """{"returnOrder":{"returnOrderCode":"R1","outBizCode":"b1","warehouseCode":"HZ","orderConfirmTime":"2026-02-09 10:00:00","sourcePlatformCode":"TB","shopNick":"s"},"orderLines":[{"sourceOrderCode":"1","itemCode":"MUG","inventoryType":"ZP","actualQty":1}]}"""),
        ("kuaidi100", """{"message":"ok","nu":"YT1","com":"yuantong","state":"3","status":"200","ischeck":"1","condition":"F00","data":[{"time":"2026-02-09 10:00:00","ftime":"2026-02-09 10:00:00","context":"【杭州市】已签收","location":"杭州市","areaName":"浙江,杭州市","areaCode":"CN330100","status":"签收","statusCode":"3"}]}"""),
        ("kuaidi100", """{"message":"ok","nu":"YT2","com":"yuantong","state":"3","data":[{"time":"2026-02-09 10:00:00","context":"【杭州市】已签收","areaName":"浙江,杭州市"}]}"""),
        ("kuaidi100", """{"result":"false","returnCode":"500","message":"查询无结果"}"""),
    ];

    // Every field that a profile names, and every scalar of a partner's or carrier's record, holds a name, a phone number and a street in turn.
    [Fact]
    public async Task Personal_data_in_a_field_where_nobody_expects_it_shows_nowhere()
    {
        using var folder = new TempFolder();
        var places = PlantEverywhere(folder);
        Assert.True(places > 200, $"{places} places");

        Look("run", folder.Run("--json", "--report", folder["report.html"]));
        Look("report", File.ReadAllText(folder["report.html"]));
        Look("run again", folder.Run());
        Look("run in Chinese", folder.Run("--lang", "zh"));
        await using (var store = SqliteOrderStore.Open(folder.Store, new() { Profile = SqliteProfile.Fast }))
        {
            var tokens = await StoredAsync(store);
            Assert.NotEmpty(tokens);
            Assert.NotNull(Canaries.In(Bytes(folder.Store)));
            foreach (var token in tokens) await store.EraseAsync(Tenant, token, default);
            foreach (var key in await PutAwayAsync(store)) await store.EraseAsync(Tenant, key, default);
            Look("store file", Bytes(folder.Store));
        }

        // The same in memory.
        var set = new InputFolder(folder.Input).Read().ValueOrThrow();
        using var records = new FolderRecords(set, Instant.MaxValue);
        records.Survey(_ => { });
        var memory = new MemoryOrderStore();
        await new KernelRun(memory, set.Policies, set.Tenant).ApplyAsync(records, records.Last, null, default);
        Assert.NotEmpty(await StoredAsync(memory));
        await PutAwayAsync(memory);
        Assert.True(_shown.Count == 0, string.Join("\n", _shown.GroupBy(s => s.Where).Select(g => $"{g.Key} × {g.Count()}: {g.First().What}")));
    }

    private static int PlantEverywhere(TempFolder folder)
    {
        var (files, places, number) = (new List<string>(), 0, 1000);
        void Write(string name, string profile, IEnumerable<string> lines)
        {
            folder.With(name, string.Join('\n', lines) + "\n");
            files.Add($$"""{"path":"{{name}}","profile":"{{profile}}","shop":"s"}""");
        }

        foreach (var profile in Profiles.DefaultNames)
        {
            var reader = new ProfileReader(Profiles.Default(profile), SkuMap.Same, new ShopContext(Tenant, ShopId.Of("s")));
            foreach (var kind in CanaryFields.Of(profile))
            {
                var records = kind.Records(number).ToList();
                (number, places) = (number + records.Count, places + records.Count - 1);
                string[] columns = kind.IsCsv ? [.. records.SelectMany(r => r.Record.Select(p => p.Key)).Distinct()] : [];
                var lines = records
                    .Select(r => kind.IsCsv ? string.Join(',', columns.Select(c => r.Record[c]?.ToString()))
                        : kind.IsXml ? kind.Element(r.Record) : r.Record.ToJsonString(Plain)).ToList();
                var good = kind.IsCsv ? $"{string.Join(',', columns)}\n{lines[0]}" : lines[0];
                // Only a record that reads well but for the one field shows what becomes of it.
                var reading = reader.Read(Encoding.UTF8.GetBytes(good), Instant.FromUtc(2026, 2, 9, 2, 0));
                Assert.True(reading.Claim is not null, $"{profile} {kind.Kind}: {reading.Refusal?.Code} {string.Join("; ", reading.Refusal?.Reasons.Items.Select(r => r.ToString()) ?? [])}\n{good}");
                if (kind.IsXml) Write($"{profile}-{kind.Kind}.xml", profile, [kind.Enclosed(lines)]);
                else Write($"{profile}-{kind.Kind}.{(kind.IsCsv ? "csv" : "jsonl")}", profile, kind.IsCsv ? lines.Prepend(string.Join(',', columns)) : lines);
            }
        }

        foreach (var (profile, records) in Partners.GroupBy(p => p.Profile).Select(g => (g.Key, g.Select(p => p.Record).ToList())))
        {
            var lines = new List<string>();
            foreach (var record in records) lines.AddRange(Leaves(record, ref number));
            places += lines.Count;
            Write($"{profile}.jsonl", profile, records.Concat(lines));
        }

        folder.With("manifest.json", $$"""{"$schema":"manifest-1.json","tenant":"{{Tenant}}","files":[{{string.Join(',', files)}}]}""");
        return places;
    }

    /// <summary>The record once for each of its scalars, with personal data there instead.</summary>
    private static List<string> Leaves(string record, ref int number)
    {
        var changed = new List<string>();
        for (var i = 0; ; i++)
        {
            var (root, at) = (JsonNode.Parse(record)!, 0);
            var canary = $"{Canaries.Name(++number)} {Canaries.Phone(number)} {Canaries.Name(number)}路7号";
            var wasKey = false;
            if (!Change(root)) return changed;
            if (!wasKey) changed.Add(root.ToJsonString(Plain));

            bool Change(JsonNode node)
            {
                foreach (var (name, child) in node is JsonObject o ? o.ToList() : [])
                {
                    if (child is JsonObject inner)
                    {
                        if (Change(inner)) return true;
                        continue;
                    }

                    if (child is JsonArray rows)
                    {
                        foreach (var row in rows)
                        {
                            if (Change(row!)) return true;
                        }
                    }
                    else if (at++ == i)
                    {
                        wasKey = PartnerKeys.Contains(name);
                        node[name] = canary;
                        return true;
                    }
                }

                return false;
            }
        }
    }
}
