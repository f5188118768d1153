using System.Text;
using System.Text.Json.Nodes;
using OrderKernel.Rules;

namespace OrderKernel.Workflow.Tests;

/// <summary>
/// Fails when a workflow that extends another differs from what was laid over it, hides a problem of its base, or hangs on one that extends itself.
/// </summary>
public class ExtendingScenarios
{
    private const string Head = "\"$schema\": \"workflow-1.json\", \"name\": \"back-door\", \"version\": \"1\", \"axis\": \"Door\"";

    [Fact]
    public void What_is_not_said_anew_stands_as_in_the_base()
    {
        var over = Load("""{ "extends": "door@1", "steps": { "shut": { "status": "Shut", "fire": { "lock": { "to": "guarded", "roles": ["robot"] } } } } }""",
            Documents.Tiny);
        Assert.Equal(["shut", "guarded", "open", "gone"], over.Policy.Steps.Items.Select(s => s.Name));
        Assert.Equal("robot", over.Policy.Steps[0].Triggers.Items.Single().Roles[0].Value);
        Assert.Equal("door@1", $"{over.Policy.Base!.Value.Name}@{over.Policy.Base.Value.Version}");
        Assert.Equal(("back-door", "1"), (over.Reference.Name, over.Reference.Version));
    }

    [Fact]
    public void A_step_said_to_be_null_is_gone_and_its_status_can_be_entered_elsewhere()
    {
        var over = Load(
            """{ "extends": "door@1", "enter": { "Shut": ["shut"] }, "steps": { "guarded": null, "shut": { "status": "Shut", "fire": { "push": { "does": "open", "roles": ["owner"] } } } } }""", Documents.Tiny);
        Assert.Equal(["shut", "open", "gone"], over.Policy.Steps.Items.Select(s => s.Name));
        Assert.Equal("shut", Assert.Single(over.Policy.Entries[0].Steps).Step);
    }

    [Fact]
    public void Regions_go_and_come_with_the_step_that_holds_them()
    {
        Assert.Equal(["l1", "l2", "r1", "r2", "r3"],
            Load("""{ "extends": "door@1" }""", Documents.Regional).Policy.Steps.Where(s => s.Region is not null).Select(s => s.Name));
        var over = Load(
            """{ "extends": "door@1", "steps": { "checking": { "status": "Shut", "fire": { "give-up": { "to": "shut", "roles": ["keeper"] } } } } }""",
            Documents.Regional);
        Assert.DoesNotContain(over.Policy.Steps.Items, s => s.Region is not null);
    }

    [Fact]
    public void A_major_version_is_its_newest_and_an_exact_one_is_itself()
    {
        string[] library = [Version("1.2.0"), Version("1.10.0"), Version("1.10.0-rc"), Version("2.0.0"), Version("10.0.0")];
        Assert.Equal("1.10.0", Base("door@1"));
        Assert.Equal("1.2.0", Base("door@1.2.0"));
        Assert.Equal("10.0.0", Base("door@10"));
        Assert.Null(Base("door@3"));
        Assert.Null(Base("doors@1"));

        string? Base(string extends) =>
            Documents.Load(With($$"""{ "extends": "{{extends}}" }"""), Domains.Door, library).TryGet(out var d, out _) ? d.Policy.Base!.Value.Version : null;
    }

    [Fact]
    public void The_hash_covers_what_is_extended()
    {
        var a = Load("""{ "extends": "door@1" }""", Documents.Tiny);
        Assert.Equal(a.Reference, Load("""{ "extends": "door@1" }""", Documents.Tiny).Reference);
        Assert.NotEqual(a.Reference, Load("""{ "extends": "door@1" }""", Documents.Tiny + " ").Reference);
    }

    [Theory]
    [InlineData("""{ "extends": "door@2" }""", "$.extends " + WorkflowCodes.BaseUnknown)]
    [InlineData("""{ "extends": "back-door@1" }""", "$.extends " + WorkflowCodes.BaseCyclic)]
    [InlineData("""{ "extends": "loop@1" }""", "$.extends " + WorkflowCodes.BaseCyclic)]
    [InlineData("""{ "extends": "window@1" }""", "$.extends " + WorkflowCodes.AxisMismatch)]
    [InlineData("""{ "extends": "broken@1" }""", "$.extends " + WorkflowCodes.BaseInvalid)]
    [InlineData("""{ "extends": "lost@1" }""", "$.extends " + WorkflowCodes.BaseUnknown)]
    [InlineData("""{ "extends": "long9@1" }""", "$.extends " + WorkflowCodes.BaseInvalid)]
    [InlineData("""{ "extends": "door@1", "steps": { "attic": null } }""", "$.steps.attic " + WorkflowCodes.StepUnknown)]
    [InlineData("""{ "extends": "door@1", "steps": { "open": null } }""", "$.enter.Open[0] " + WorkflowCodes.StepUnknown)]
    [InlineData("""{ "extends": "door@1", "enter": { "Shut": ["shut"] }, "steps": { "shut": { "status": "Shut", "fire": { "push": { "does": "open", "roles": ["owner"] } } } } }""", "$.steps.guarded " + WorkflowCodes.StepUnreachable)]
    [InlineData("""{ "extends": "door@1", "axis": "Window" }""", "$.axis " + WorkflowCodes.AxisMismatch)]
    public void What_cannot_be_extended_is_said_where_it_stands(string over, string finding) =>
        Assert.Equal([finding], Documents.Findings(With(over), Domains.Door, Bad()));

    [Fact]
    public void Documents_of_one_name_and_version_with_different_content_are_no_library()
    {
        Assert.Equal(WorkflowCodes.BaseAmbiguous, Twins().Code);
        Assert.True(WorkflowLibrary.Of(Encoding.UTF8.GetBytes(Documents.Tiny), Encoding.UTF8.GetBytes(Documents.Tiny)).IsOk);
        Assert.Equal(KernelCodes.DocumentInvalid, WorkflowLibrary.Of("{}"u8.ToArray()).Refusal!.Code);
    }

    [Fact]
    public void Mixed_fulfilment_is_the_standard_workflow_with_three_kinds_of_shipments()
    {
        var (mixed, standard) = (Documents.Text("mixed-fulfilment.workflow.json"), Documents.Text("standard.workflow.json"));
        var document = Documents.Load(mixed, Domains.Order, standard).ValueOrThrow().Policy;
        Assert.Equal(Documents.Load(standard, Domains.Order).ValueOrThrow().Policy.Steps.Items.Select(s => s.Name), document.Steps.Items.Select(s => s.Name));
        Assert.Equal("shipment-instant@1", Chosen("instant", true));
        Assert.Equal("shipment-bulky@1", Chosen("standard", true));
        Assert.Equal("shipment-parcel@1", Chosen("standard", false));

        string Chosen(string service, bool bulky) => document.ShipmentWorkflow(new FactValues(Domains.Order.ShipmentFacts!)
            .Set("shipment.service", ExpressionValue.Of(service))
            .Set("shipment.lines", ExpressionValue.OfList([ExpressionValue.OfMap([new(ExpressionValue.Of("bulky"), ExpressionValue.Of(bulky))])])))
                .ValueOrThrow().ToString();
    }

    [Fact]
    public void Shipments_need_a_domain_that_ships_and_a_document_that_says_how()
    {
        var shipment = Documents.With(Documents.Text("shipment-bulky.workflow.json"), "shipments", """[{ "workflow": "a@1" }]""");
        Assert.Contains("$.shipments " + WorkflowCodes.ShipmentsNotPossible, Documents.Findings(shipment, Domains.Shipment));
        var plain = Documents.Load(Documents.Tiny, Domains.Door).ValueOrThrow().Policy;
        Assert.Equal(WorkflowCodes.ShipmentsUndeclared, plain.ShipmentWorkflow(new FactValues(Domains.Door.ShipmentFacts!)).Refusal!.Code);
    }

    internal static IEnumerable<Refusal> Refusals() =>
    [
        Documents.Load(With("""{ "extends": "loop@1" }"""), Domains.Door, Bad()).Refusal!,
        Documents.Load(With("""{ "extends": "broken@1" }"""), Domains.Door, Bad()).Refusal!,
        Twins(),
        Documents.Load(Documents.With(Documents.Text("shipment-bulky.workflow.json"), "shipments", """[{ "workflow": "a@1" }]"""), Domains.Shipment).Refusal!,
        Documents.Load(Documents.Tiny, Domains.Door).ValueOrThrow().Policy.ShipmentWorkflow(new FactValues(Domains.Door.ShipmentFacts!)).Refusal!,
    ];

    private static Refusal Twins() => WorkflowLibrary.Of(Encoding.UTF8.GetBytes(Documents.Tiny), Encoding.UTF8.GetBytes(Documents.Tiny + " ")).Refusal!;

    private static string[] Bad() =>
    [
        Documents.Tiny,
        With("""{ "extends": "back-door@1" }"""),
        With("""{ "name": "loop", "extends": "loop2@1" }"""), With("""{ "name": "loop2", "extends": "loop@1" }"""),
        With("""{ "name": "window", "axis": "Window" }"""),
        With("""{ "name": "broken", "enter": {}, "steps": 7, "colour": "red" }"""),
        With("""{ "name": "lost", "extends": "nobody@1" }"""),
        .. Enumerable.Range(0, 10).Select(i => With($$"""{ "name": "long{{i}}", "extends": "{{(i == 0 ? "door" : $"long{i - 1}")}}@1" }""")),
    ];

    private static PolicyDocument<WorkflowDefinition> Load(string over, string below) => Documents.Load(With(over), Domains.Door, below).ValueOrThrow();

    private static string Version(string version) => Documents.With(Documents.Tiny, "version", $"\"{version}\"");

    // The document's own properties after the common head, which they may say anew.
    private static string With(string properties)
    {
        var document = JsonNode.Parse($"{{ {Head} }}")!.AsObject();
        foreach (var p in JsonNode.Parse(properties)!.AsObject()) document[p.Key] = p.Value?.DeepClone();
        return document.ToJsonString();
    }
}
