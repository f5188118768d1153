namespace OrderKernel.Workflow.Tests;

/// <summary>What random workflows speak of: a domain's words.</summary>
/// <param name="Name">The document's name.</param>
/// <param name="Axis">The axis.</param>
/// <param name="Chains">The statuses that processes go through, each with a chain of steps.</param>
/// <param name="Ends">The final steps.</param>
/// <param name="Guards">Conditions that hold and do not hold in every status.</param>
/// <param name="EntryGuard">The condition of entries.</param>
/// <param name="Notice">A verb that moves nothing.</param>
internal sealed record SketchWords(string Name, string Axis, SketchChain[] Chains, (string Step, string Status)[] Ends, string[] Guards, string EntryGuard,
    string Notice)
{
    public static SketchWords Letters { get; } = new(
        "regions", "Letters", [new("A", "a", 2, 4, "go"), new("B", "b", 2, 4, "go")], [("c", "C"), ("d", "D")], ["f.a", "!f.b", "f.a || f.b"], "f.a && !f.b",
        "tell");

    /// <summary>The instants from which deadlines count beside the entry of their step; empty for workflows without deadlines.</summary>
    public string[] Instants { get; init; } = [];

    /// <summary>The instant that stops some of them.</summary>
    public string Unless { get; init; } = "";

    /// <summary>One step in so many has regions.</summary>
    public int RegionsOneIn { get; init; } = 2;

    /// <summary>One move in so many has a guard.</summary>
    public int GuardsOneIn { get; init; } = 3;
}

/// <summary>A status and the steps that stand for it.</summary>
/// <param name="Status">The status.</param>
/// <param name="Prefix">What its steps' names begin with.</param>
/// <param name="StepsMin">The fewest.</param>
/// <param name="StepsMax">The most.</param>
/// <param name="Verb">What people do there.</param>
/// <param name="ClockVerbs">What the clock may do there.</param>
internal sealed record SketchChain(string Status, string Prefix, int StepsMin, int StepsMax, string Verb, params string[] ClockVerbs);
