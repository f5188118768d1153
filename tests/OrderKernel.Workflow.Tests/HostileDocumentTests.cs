using System.Text;

namespace OrderKernel.Workflow.Tests;

/// <summary>Fails when any bytes make the loader throw, hang, or refuse without saying where.</summary>
public class HostileDocumentTests
{
    [Fact]
    public void Truncated_documents_give_typed_findings()
    {
        var bytes = Encoding.UTF8.GetBytes(Documents.Tiny);
        for (var length = 0; length < bytes.Length; length++) Refused(bytes.AsMemory(0, length));
    }

    [Fact]
    public void Flipped_bytes_give_a_workflow_or_typed_findings()
    {
        var bytes = Encoding.UTF8.GetBytes(Documents.Regional);
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var copy = (byte[])bytes.Clone();
            for (var n = random.Next(1, 4); n > 0; n--) copy[random.Next(copy.Length)] = (byte)random.Next(256);
            if (!WorkflowDocument.Load(copy, Domains.Door).IsOk) Refused(copy);
        }
    }

    [Theory]
    [InlineData("[", 100_000)]
    [InlineData("{\"a\":", 100_000)]
    [InlineData("{\"$schema\":\"workflow-1.json\",\"steps\":[", 1_000)]
    public void Deep_documents_give_typed_findings(string part, int times) => Refused(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, times))));

    [Theory]
    [InlineData("\"visitor\"")]
    [InlineData("\"door.force > 5\"")]
    [InlineData("\"push\"")]
    [InlineData("\"Shut\"")]
    [InlineData("\"PT2H\"")]
    public void Lone_surrogates_give_typed_findings(string text) =>
        Refused(Encoding.UTF8.GetBytes(Documents.Tiny.Replace(text, "\"\\ud800\"", StringComparison.Ordinal)));

    [Fact]
    public void Deep_guards_give_typed_findings()
    {
        var guard = new string('(', 5_000) + "true" + new string(')', 5_000);
        Assert.NotEmpty(Documents.Findings(Documents.With(Documents.Tiny, "steps/shut/fire/push/when", $"\"{guard}\""), Domains.Door));
    }

    [Theory]
    [InlineData("steps")]
    [InlineData("enter")]
    [InlineData("steps/shut")]
    [InlineData("steps/shut/fire")]
    [InlineData("steps/shut/hold")]
    [InlineData("steps/shut/name")]
    [InlineData("steps/checking/regions")]
    [InlineData("steps/checking/regions/left/steps")]
    [InlineData("steps/checking/join")]
    [InlineData("steps/checking/regions/right/steps/r1/fire/right-on/actions/0")]
    [InlineData("migrates")]
    public void Wide_objects_give_typed_findings(string path)
    {
        var wide = "{" + string.Join(",", Enumerable.Range(0, 100_000).Select(i => $"\"k{i}\":[]")) + "}";
        Assert.NotEmpty(Documents.Findings(Documents.With(Documents.Regional, path, wide), Domains.Door));
    }

    [Theory]
    [InlineData("enter/Shut")]
    [InlineData("steps/open/deadlines")]
    [InlineData("steps/shut/fire/push/roles")]
    [InlineData("steps/guarded/hold/scopes")]
    [InlineData("shipments")]
    [InlineData("steps/checking/regions/right/steps/r1/fire/right-on/actions")]
    [InlineData("steps/checking/regions/right/steps/r1/fire/right-on/actions/0/to")]
    public void Long_lists_give_typed_findings(string path)
    {
        var list = "[" + string.Join(",", Enumerable.Range(0, 100_000).Select(i => $"\"r{i}\"")) + "]";
        Assert.NotEmpty(Documents.Findings(Documents.With(Documents.Regional, path, list), Domains.Door));
    }

    [Fact]
    public void The_largest_workflow_loads()
    {
        var steps = Enumerable.Range(0, WorkflowDocument.StepsMax - 3)
            .Select(i => $"\"s{i}\": {{ \"status\": \"Shut\", \"fire\": {{ \"on\": {{ \"to\": \"s{i + 1}\", \"roles\": [\"x\"] }} }} }}");
        var json = $$"""
            { "$schema": "workflow-1.json", "name": "long", "version": "1", "axis": "Door", "enter": { "Shut": ["s0"], "Open": ["open"], "Gone": ["gone"] }, "steps": {
              {{string.Join(",", steps)}}, "s{{WorkflowDocument.StepsMax - 3}}": { "status": "Shut", "fire": { "push": { "does": "open", "roles": ["x"] } } },
              "open": { "status": "Open" }, "gone": { "status": "Gone", "final": true } } }
            """;
        Assert.Empty(Documents.Findings(json, Domains.Door));
    }

    private static void Refused(ReadOnlyMemory<byte> bytes)
    {
        var refusal = WorkflowDocument.Load(bytes, Domains.Door).Refusal!;
        Assert.Equal(KernelCodes.DocumentInvalid, refusal.Code);
        Assert.All(refusal.Reasons.Items, r => Assert.Contains(r.Arguments.Items, a => a.Name == "path" && a.Value.StartsWith('$')));
        Assert.NotEmpty(refusal.Reasons.Items);
    }
}
