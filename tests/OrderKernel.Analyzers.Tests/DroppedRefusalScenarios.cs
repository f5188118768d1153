namespace OrderKernel.Analyzers.Tests;

// Fails when a dropped refusal is not found, something that is looked at is found, or either compiler answers otherwise than the other.
public class DroppedRefusalScenarios
{
    public static TheoryData<string, string> Dropped => new()
    {
        { "a statement", "void M() { [Ship()]; }" },
        { "a refusal or nothing", "void M() { [Hold()]; }" },
        { "awaited", "async Task M() { [await ShipAsync()]; [await ShipSoonAsync()]; [await HoldAsync()]; }" },
        { "awaited, told where to go on", "async Task M() { [await ShipAsync().ConfigureAwait(false)]; [await HoldAsync().ConfigureAwait(false)]; }" },
        { "never awaited", "void M() { [ShipAsync()]; [ShipSoonAsync()]; [HoldAsync().ConfigureAwait(false)]; }" },
        { "a task of long ago", "async Task M() { var task = ShipAsync(); [await task]; }" },
        { "a discard", "void M() { _ = [Ship()]; }" },
        { "an awaited discard", "async Task M() { _ = [await HoldAsync()]; }" },
        { "perhaps", "void M(Shop s) { [s?.Ship()]; }" },
        { "many", "async Task M() { [await Task.WhenAll(ShipAsync(1), ShipAsync(2))]; }" },
        { "a further step", "void M() { [Ship().Then(n => Ship(n))]; }" },
        { "a generic answer", "void M() { [Told(Ship())]; }" },
        { "a lambda that returns nothing", "void M() => Each(n => [Ship(n)]);" },
        { "a lambda with a body", "void M() => Each(n => { [Ship(n)]; });" },
        { "an asynchronous lambda", "Task M() => EachAsync(async n => [await ShipAsync(n)]);" },
        { "a local function", "void M() { void Inner() => [Hold()]; Inner(); }" },
        { "the body of a member", "void M() => [Ship()];" },
        { "a constructor and an accessor", "public Shop() => [Ship()]; int P { set => [Ship(value)]; }" },
        { "a loop's head", "void M() { for ([Ship(0)]; Count() > 2; [Ship(2)]) { } }" },
        { "a delegate", "void M(Func<Result<int>> ship) { [ship()]; }" },
        { "both sides unread", "void M() { [Ship().TryGet(out _, out _)]; [Ship().TryGet(out var n, out _)]; }" },
        { "brackets and casts", "async Task M() { [await (ShipAsync())]; }" },
    };

    public static TheoryData<string, string> Kept => new()
    {
        { "looked at", "int M() => Ship().TryGet(out var n, out var refusal) ? n : throw new Exception(refusal.ToString());" },
        { "branched on", "int M() => Ship().TryGet(out var n, out _) ? n : 0;" },
        { "matched", "void M() { Ship().Match(n => n, r => 0); }" },
        { "returned", "Result<int> M() => Ship();" },
        { "returned from a lambda", "Result<int> M() => Made(() => Ship());" },
        { "kept", "Result<int> _last; void M() { _last = Ship(); var now = Hold(); }" },
        { "handed on", "void M() { Told(Ship()).AllowRefusal(); }" },
        { "impossible", "void M() { Ship().OrUnreachable(\"It is open\"); Hold().OrUnreachable(\"It is open\"); }" },
        { "fine", "async Task M() { (await ShipAsync().ConfigureAwait(false)).AllowRefusal(); (await HoldAsync()).AllowRefusal(); }" },
        { "thrown", "void M() { Ship().ValueOrThrow(); }" },
        { "awaited later", "async Task<int> M() { var task = ShipAsync(); return (await task).ValueOrThrow(); }" },
        { "asked for its side", "bool M() => Ship().IsOk && Hold() is null;" },
        { "answers of other kinds", "async Task M() { Count(); await CountAsync(); _ = Count(); new object().ToString(); Told(\"x\"); }" },
        { "a task that carries no answer", "async Task M() { await Task.WhenAll(CountAsync()); Task t = ShipAsync(); await t; }" },
        { "switched off by hand", "#pragma warning disable OK0001\nvoid M() { Ship(); }\n#pragma warning restore OK0001" },
    };

    [Theory]
    [MemberData(nameof(Dropped))]
    public void A_dropped_refusal_is_found(string what, string members)
    {
        var (source, wanted) = Marked(members);
        Assert.Equal((what, string.Join(" | ", wanted)), (what, string.Join(" | ", Snippet.Findings(source).Select(Place))));
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public void An_answer_that_is_looked_at_is_left_alone(string what, string members) =>
        Assert.Equal((what, ""), (what, string.Join(" | ", Snippet.Findings(members))));

    [Fact]
    public void Both_compilers_find_the_same()
    {
        Assert.NotEqual(typeof(Microsoft.CodeAnalysis.Compilation).Assembly.GetName().Version, NewestCompiler.CodeAnalysis.GetName().Version);
        foreach (var row in Dropped.Concat(Kept))
        {
            var source = Marked((string)row[1]).Source;
            Assert.Equal(Snippet.Findings(source), NewestCompiler.Findings(source));
        }
    }

    [Theory]
    [InlineData("void M() { Ship(); }", "Ship")]
    [InlineData("async Task M() { await ShipAsync().ConfigureAwait(false); }", "ShipAsync")]
    [InlineData("void M(Shop s) { _ = s?.Hold(); }", "Hold")]
    [InlineData("void M(Func<Result<int>> ship) { ship(); }", "ship")]
    [InlineData("async Task M() { var task = ShipAsync(); await task; }", "task")]
    [InlineData("void M() { Ship().TryGet(out _, out _); }", "Ship")]
    public void The_message_names_the_method_and_what_says_that_a_no_is_fine(string members, string method)
    {
        var message = Assert.Single(Snippet.Findings(members));
        Assert.Contains($"': {method} may answer with a refusal", message);
        Assert.Contains("impossible (OrUnreachable) or fine (AllowRefusal)", message);
        Assert.All(new[] { "TryGet", "Match", "Then", "OrUnreachable", "AllowRefusal" }, v => Assert.NotNull(typeof(Result<int>).GetMethod(v)));
    }

    [Fact]
    public void It_warns_and_is_on_by_default()
    {
        var rule = Assert.Single(new DroppedRefusalAnalyzer().SupportedDiagnostics);
        Assert.Equal(("OK0001", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning, true), (rule.Id, rule.DefaultSeverity, rule.IsEnabledByDefault));
    }

    [Fact]
    public void It_loads_where_no_newer_compiler_is()
    {
        var needs = typeof(DroppedRefusalAnalyzer).Assembly.GetReferencedAssemblies().ToDictionary(a => a.Name!, a => a.Version!.ToString());
        Assert.Equal(
            new() { ["netstandard"] = "2.0.0.0", ["Microsoft.CodeAnalysis"] = "3.6.0.0", ["System.Collections.Immutable"] = "1.2.3.0" },
            needs.OrderBy(n => n.Key).ToDictionary(n => n.Key, n => n.Value));
    }

    private static (string Source, string[] Wanted) Marked(string members)
    {
        var wanted = new List<string>();
        var source = members;
        for (var open = source.IndexOf('['); open >= 0; open = source.IndexOf('['))
        {
            var close = source.IndexOf(']');
            wanted.Add(source[(open + 1)..close]);
            source = source[..open] + source[(open + 1)..close] + source[(close + 1)..];
        }

        return (source, wanted.ToArray());
    }

    private static string Place(string finding) =>
        finding.StartsWith("OK0001 at '", StringComparison.Ordinal) ? finding["OK0001 at '".Length..finding.IndexOf("': ", StringComparison.Ordinal)] : finding;
}
