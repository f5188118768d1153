using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrderKernel.Cli.Input;
using OrderKernel.Policies;

namespace OrderKernel.Cli.Tests.Documents;

// Fails when a kind of policy document cannot be reached without C#, has no schema, no row on the page or no example that loads, when a document that is
// named and missing is not told with its path,
// or when what a document says does not decide.
public class PolicyKindTests
{
    private static readonly string Samples = Path.Combine(Outside.Root, "docs/samples/policies");
    private static readonly string Reference = Path.Combine(Outside.Root, "docs/reference");

    // Kind, schema and example, as the page has them.
    private static readonly Dictionary<string, (string Schema, string Example, bool IsMany)> Rows = File.ReadLines(Path.Combine(Reference, "manifest.md"))
        .Select(l => Regex.Match(l, @"^\| `(\w+)` \| [^|]+ \| \[(.+?)\]\(schemas/\2\) \| \[(.+?)\]\(\.\./samples/policies/\3\) \| (yes)? \|$"))
        .Where(m => m.Success)
        .ToDictionary(m => m.Groups[1].Value, m => (m.Groups[2].Value, m.Groups[3].Value, m.Groups[4].Success), StringComparer.Ordinal);

    public static TheoryData<string> Kinds => [.. PolicyKinds.Known.Items];

    [Fact]
    public void The_page_has_a_row_for_each_kind_in_the_order_in_which_they_are_read()
    {
        Assert.Equal(PolicyKinds.Known.Items, Rows.Keys);
        Assert.Equal(PolicyKinds.Many.Items, Rows.Where(r => r.Value.IsMany).Select(r => r.Key));
    }

    [Fact]
    public void Every_policy_document_of_the_family_is_reachable_by_a_kind()
    {
        var schemas = from assembly in typeof(KernelPolicies).Assembly.GetReferencedAssemblies()
            .Where(a => a.Name!.StartsWith("OrderKernel", StringComparison.Ordinal)).Select(Assembly.Load).Append(typeof(KernelPolicies).Assembly)
                      from type in assembly.GetExportedTypes()
                      from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
                      where method is { Name: "Load", IsGenericMethod: false } && method.GetParameters()[0].ParameterType == typeof(ReadOnlyMemory<byte>)
                      where method.ReturnType is { IsGenericType: true } result && result.GetGenericTypeDefinition() == typeof(Result<>)
                          && result.GetGenericArguments()[0] is { IsGenericType: true } document
                          && document.GetGenericTypeDefinition() == typeof(PolicyDocument<>)
                      select SchemaOf(type);
        Assert.Equal(schemas.Distinct().Order(StringComparer.Ordinal), Rows.Values.Select(r => r.Schema).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_kind_has_a_schema_and_an_example_that_the_manifest_of_the_samples_names(string kind)
    {
        var (schema, example, _) = Rows[kind];
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Reference, "schemas", schema)));
        Assert.Equal($"https://orderkernel.dev/schemas/{schema}", document.RootElement.GetProperty("$id").GetString());
        using var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(Samples, example)));
        Assert.Equal(schema, sample.RootElement.GetProperty("$schema").GetString());
        Assert.Contains(SampleManifest().Policies.Items, p => p.Kind == kind && p.Path == example);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_document_with_a_problem_is_refused_with_its_path(string kind)
    {
        var text = File.ReadAllText(Path.Combine(Samples, Rows[kind].Example));
        var refusal = Loaded(kind).With(kind, System.Text.Encoding.UTF8.GetBytes(text.Insert(text.IndexOf('{') + 1, "\"surplus\": 1,"))).Refusal!;
        Assert.Equal(KernelCodes.DocumentInvalid, refusal.Code);
        Assert.Contains(refusal.Reasons.Items, r => r.Code == KernelCodes.DocumentPropertyUnknown && r.Arguments[0].Value == "$.surplus");
    }

    [Fact]
    public void The_samples_decide_as_they_say()
    {
        var policies = FolderPolicies.Of(Samples, SampleManifest()).ValueOrThrow();
        var orders = policies.Orders;
        Assert.Equal(["shop-standard", "shop-totals-only", "shop-choices", "shop-warehouse", "shop-barcodes", "shop-serials", "shop-retention",
            "shop-screening"],
            new[] { orders.Standard.Policy, orders.TotalsOnly.Policy, orders.Choices!.Reference, orders.Warehouse.Reference, orders.Barcodes.Reference,
                orders.Serials.Reference, orders.Retention.Reference, orders.Screening.Reference }.Select(p => p.Name));
        Assert.Equal(["shop-holds", "shop-changes", "shop-sources", "shop-refunds", "shop-invoicing"],
            new[] { orders.Desk.Holds.Reference, orders.Desk.Changes.Reference, orders.Desk.Sources.Reference, orders.Desk.Refunds.Reference,
                orders.Desk.Invoicing.Reference }.Select(p => p.Name));
        Assert.Equal(["shop-roles", "shop-skus", "shop-available", "shop-network", "shop-tiers", "shop-tracks", "own-fleet", "shop-health", "shop-operating",
            "shop-notices", "shop-write-backs", "shop-dispatch-notes", "shop-publication", "shop-stock-health", "shop-replenishment",
            "shop-stock-master", "shop-sell-ahead"], new[]
        {
            policies.Roles.Reference, policies.Skus!.Reference, policies.Formula.Reference, policies.Network!.Reference, policies.Tiers.Reference,
                policies.Tracks.Reference, policies.TrackWords.Reference,
            policies.Health.Reference, policies.Operating.Reference, policies.Notices.Reference, policies.WriteBacks.Reference,
            policies.DispatchNotes.Reference, policies.Publication.Reference, policies.StockHealth.Reference, policies.Replenishment.Reference,
            policies.StockMasters.Reference,
            policies.SellAhead.Reference,
        }.Select(p => p.Name));
        Assert.Equal(["aftersales@2", "approval@2", "adjustment@2"],
            new[] { policies.Cases.Policy, policies.Approvals.Current.Policy, policies.Adjustments.Current.Policy }.Select(p => $"{p.Name}@{p.Version}"));
        Assert.Equal([.. OrderKernel.Channels.Profiles.DefaultNames.Items, .. OrderKernel.Channels.Profiles.PartnerNames.Items, "web-shop"],
            policies.Profiles.Items.Select(p => p.Reference.Name));
        Assert.Empty(orders.MissingShipments());
    }

    [Theory]
    [InlineData("workflowChoices", """{"$schema":"workflows-1.json","name":"c","version":"1","choose":[{"workflow":"none@1"}]}""",
        "orders.choice-missing (path=$.choose[0].workflow, workflow=none@1)")]
    [InlineData("orderWorkflow",
        """{"$schema":"workflow-1.json","name":"o","version":"1","axis":"OrderStatus","extends":"standard@1","shipments":[{"workflow":"none@1"}]}""",
        "orders.shipments-missing (path=$.shipments[0].workflow, workflow=none@1)")]
    [InlineData("workflow",
        """{"$schema":"workflow-1.json","name":"o","version":"1","axis":"OrderStatus","extends":"standard@1","shipments":[{"workflow":"none@1"}]}""",
        "orders.shipments-missing (path=$.shipments[0].workflow, workflow=none@1)")]
    [InlineData("shipmentWorkflow", """{"$schema":"workflow-1.json","name":"s","version":"1","axis":"ShipmentStatus","extends":"none@1"}""",
        "workflow.base-unknown (path=$.extends, base=none@1)")]
    public void What_a_document_names_and_nobody_has_is_refused_with_its_path(string kind, string document, string reason)
    {
        var refusal = KernelPolicies.Default.With(kind, System.Text.Encoding.UTF8.GetBytes(document)).Refusal!;
        Assert.Equal((KernelCodes.DocumentInvalid, reason), (refusal.Code, refusal.Reasons[0].ToString()));
    }

    [Fact]
    public void A_kernel_is_not_made_of_workflows_that_are_not_there()
    {
        var order = Workflow.WorkflowDocument.Load(
            System.Text.Encoding.UTF8.GetBytes(
                """{"$schema":"workflow-1.json","name":"o","version":"1","axis":"OrderStatus","extends":"standard@1","shipments":[{"workflow":"none@1"}]}"""),
            Orders.OrderDomain.Standard, Orders.OrderPolicies.Library).ValueOrThrow();
        var policies = KernelPolicies.Default with { Orders = KernelPolicies.Default.Orders.WithOrders(order) };
        Assert.Contains("none@1", Assert.Throws<ArgumentException>(() => new Kernel(new Stores.MemoryOrderStore(), policies)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tiers", "[\"a.json\"]")]
    [InlineData("orderWorkflow", "7")]
    [InlineData("orderWorkflow", "[7]")]
    public void Only_kinds_that_add_up_take_a_list(string kind, string value) =>
        Assert.Equal(KernelCodes.DocumentInvalid,
            Manifest.Read(System.Text.Encoding.UTF8.GetBytes($$$"""{"$schema":"manifest-1.json","policies":{"{{{kind}}}":{{{value}}}}}""")).Refusal?.Code);

    [Theory]
    [InlineData(null, "shipment-standard")]
    [InlineData("shipment-parcel@1", "shipment-parcel")]
    [InlineData("none", null)]
    public void A_manifest_says_what_parcels_run_that_nobody_gave_a_workflow(string? defaultShipments, string? runs)
    {
        var policies = FolderPolicies.Of(Samples, SampleManifest() with { Policies = [], DefaultShipments = defaultShipments }).ValueOrThrow().Orders;
        var (at, line, parcel) = (NodaTime.Instant.FromUtc(2026, 2, 9, 2, 0), LineId.Of("1"), ShipmentId.Of("s1"));
        var key = new OrderKey(TenantId.Of("t"), ChannelId.Of("shop"), ShopId.Of("s"), OrderNumber.Of("77"));
        var place = new Orders.PlaceOrder(key, OrderId.Mint("SH", new(2026, 2, 9), key), at, PaymentTerms.PayLater, new(Money.Fen(100)),
            [new(line, Quantity.Of(1), Money.Fen(100), [])]);
        Orders.OrderCommand[] told = [place, new Orders.PlanShipment(parcel, LocationId.Of("HZ"), null, ReservationId.Of("r"), [new(line, Quantity.Of(1))]),
            new Orders.ShipElsewhere(ShipmentId.Of("x"), at, [])];
        var events = new List<Orders.OrderEvent>();
        foreach (var command in told)
        {
            var order = events.Count == 0 ? null : Orders.OrderDecider.Replay(events);
            var context =
                new DecisionContext(new(ActorId.Of("a"), [command is Orders.PlanShipment ? Role.Kernel : Role.Channel]), at, MessageId.Of($"m{events.Count}"));
            events.AddRange(Orders.OrderDecider.Decide(order, command, policies, context).ValueOrThrow().Events);
        }

        Assert.Equal(runs, Orders.OrderDecider.Replay(events)!.Shipment(parcel)!.Process?.Policy.Name);
    }

    [Fact]
    public void A_folder_of_samples_runs_and_a_missing_workflow_of_parcels_stops_it()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.Input);
        foreach (var file in Directory.GetFiles(Samples)) File.Copy(file, Path.Combine(folder.Input, Path.GetFileName(file)));
        var manifest = Path.Combine(folder.Input, Manifest.FileName);
        Assert.Equal(2, OrdersOf(folder, "a.db"));

        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("shipment-parcel@1", "shipment-drone@1", StringComparison.Ordinal));
        var missing = ToolRun.Of("run", folder.Input, "--store", folder["b.db"]).GivesUpWith("cli.manifest-invalid");
        Assert.Contains("$.defaultShipments: there is no workflow shipment-drone@1 of shipments. [orders.shipments-missing]", missing.Error,
            StringComparison.Ordinal);

        // A profile by the path of its document, without a kind.
        File.WriteAllText(manifest, """{"$schema":"manifest-1.json","files":[{"path":"orders.csv","profile":"web-shop.profile.json","shop":"web"}]}""");
        Assert.Equal(2, OrdersOf(folder, "c.db"));
        File.WriteAllText(Path.Combine(folder.Input, "web-shop.profile.json"), "{}");
        ToolRun.Of("run", folder.Input, "--store", folder["d.db"]).GivesUpWith("cli.policy-invalid");
    }

    private static long OrdersOf(TempFolder folder, string store)
    {
        using var json = JsonDocument.Parse(ToolRun.Of("run", folder.Input, "--store", folder[store], "--json").Ends(0).Out);
        return json.RootElement.GetProperty("orders").GetInt64();
    }

    private static string SchemaOf(Type loader) =>
        (loader.GetField("Schema", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
            ?? throw new InvalidOperationException($"{loader} names no schema.")).GetRawConstantValue() as string ?? "";

    private static Manifest SampleManifest() => Manifest.Read(File.ReadAllBytes(Path.Combine(Samples, Manifest.FileName))).ValueOrThrow();

    /// <summary>The policies with the samples of the kinds that come before one.</summary>
    private static KernelPolicies Loaded(string before) => SampleManifest().Policies.Items.TakeWhile(p => p.Kind != before)
        .Aggregate(KernelPolicies.Default, (policies, p) => policies.With(p.Kind, File.ReadAllBytes(Path.Combine(Samples, p.Path))).ValueOrThrow());
}
