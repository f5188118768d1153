using System.Text.Json.Nodes;

namespace OrderKernel.Workflow.Tests;

/// <summary>
/// Random workflows with regions, loops, guards, four eyes and, where the words have
/// instants, deadlines of every kind; as JSON only. Without deadlines they are sound.
/// </summary>
internal static class RegionSketch
{
    private static readonly string[] Spans = ["PT3H", "PT7H", "PT20H", "P1D", "P2DT1H"];

    /// <summary>One over the domain of <see cref="Sketch"/>.</summary>
    public static JsonObject Of(int seed) => Of(seed, SketchWords.Letters);

    public static JsonObject Of(int seed, SketchWords words)
    {
        var random = new Random(seed);
        var (steps, enter) = (new JsonObject(), new JsonObject());
        foreach (var chain in words.Chains)
        {
            var count = random.Next(chain.StepsMin, chain.StepsMax + 1);
            Chain(random, words, steps, chain, count);
            enter[chain.Status] = count > 1 && random.Next(2) == 0
                ? new JsonArray(new JsonObject { ["step"] = $"{chain.Prefix}1", ["when"] = words.EntryGuard }, $"{chain.Prefix}0")
                : new JsonArray($"{chain.Prefix}0");
        }

        foreach (var (step, status) in words.Ends)
        {
            steps[step] = new JsonObject { ["status"] = status, ["final"] = true };
            enter[status] = new JsonArray(step);
        }

        return new() { ["$schema"] = "workflow-1.json", ["name"] = words.Name, ["version"] = "1", ["axis"] = words.Axis, ["enter"] = enter, ["steps"] = steps };
    }

    private static void Chain(Random random, SketchWords words, JsonObject steps, SketchChain chain, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var name = $"{chain.Prefix}{i}";
            var step = new JsonObject { ["status"] = chain.Status };
            var fire = new JsonObject();
            if (i + 1 < count) fire[$"{name}-on"] = Move(random, words, $"{chain.Prefix}{i + 1}", true);
            if (i > 0 && random.Next(2) == 0) fire[$"{name}-back"] = Move(random, words, $"{chain.Prefix}{random.Next(i + 1)}", true);
            if (i == count - 1 || random.Next(3) == 0) fire[chain.Verb] = new JsonObject { ["does"] = chain.Verb, ["roles"] = new JsonArray("x", "y") };
            if (random.Next(3) == 0) fire[words.Notice] = new JsonObject { ["does"] = words.Notice, ["roles"] = new JsonArray("x"), ["fourEyes"] = true };
            step["fire"] = fire;
            if (random.Next(words.RegionsOneIn) == 0) Hold(random, words, step, chain, name, $"{chain.Prefix}{random.Next(count)}");
            Clock(random, words, name, step, chain.ClockVerbs);
            steps[name] = step;
        }
    }

    private static void Hold(Random random, SketchWords words, JsonObject step, SketchChain chain, string holder, string join)
    {
        var regions = new JsonObject();
        for (var r = random.Next(1, 4); r > 0; r--)
        {
            var steps = new JsonObject();
            var prefix = $"{holder}.{r}.";
            var count = random.Next(2, 5);
            for (var i = 0; i < count; i++)
            {
                if (i + 1 == count)
                {
                    steps[$"{prefix}{i}"] = new JsonObject { ["final"] = true };
                    continue;
                }

                var fire = new JsonObject { [$"{prefix}{i}-on"] = Move(random, words, $"{prefix}{i + 1}", random.Next(4) == 0) };
                if (i > 0 && random.Next(2) == 0) fire[$"{prefix}back"] = Move(random, words, $"{prefix}{random.Next(i + 1)}", true);
                var inner = new JsonObject { ["fire"] = fire };
                Clock(random, words, $"{prefix}{i}", inner, chain.ClockVerbs);
                steps[$"{prefix}{i}"] = inner;
            }

            regions[$"r{r}"] = new JsonObject { ["steps"] = steps };
        }

        step["regions"] = regions;
        step["join"] = new JsonObject { ["to"] = join, ["needs"] = random.Next(2) == 0 ? "all" : "any" };
    }

    // Fires a move that somebody else may fire too, a verb, or a notice; each at most once a step.
    private static void Clock(Random random, SketchWords words, string name, JsonObject step, string[] verbs)
    {
        if (words.Instants.Length == 0) return;
        var (deadlines, fire) = (new JsonArray(), step["fire"]!.AsObject());
        var moves = fire.Where(t =>
            t.Value!["to"] is { } to && (string?)to != name && random.Next(t.Key.EndsWith("on", StringComparison.Ordinal) ? 2 : 4) == 0);
        var fired = moves.Select(t => t.Key).ToList();
        foreach (var move in fired) fire[move]!["roles"]!.AsArray().Add("kernel");
        if (verbs.Length > 0 && random.Next(3) == 0)
        {
            var verb = verbs[random.Next(verbs.Length)];
            var trigger = new JsonObject { ["does"] = verb, ["roles"] = new JsonArray("kernel") };
            if (random.Next(2) == 0) trigger["when"] = words.Guards[random.Next(words.Guards.Length)];
            fire[$"clock-{verb}"] = trigger;
            fired.Add($"clock-{verb}");
        }

        if (random.Next(3) == 0 && !fire.ContainsKey(words.Notice)) fired.Add(words.Notice);
        foreach (var trigger in fired)
        {
            var since = random.Next(3) == 0 ? words.Instants[random.Next(words.Instants.Length)] : WorkflowDomain.StepInstant;
            var deadline = new JsonObject { ["after"] = Spans[random.Next(Spans.Length)], ["since"] = since, ["fires"] = trigger };
            if (since != words.Unless && random.Next(6) == 0) deadline["unless"] = words.Unless;
            deadlines.Add(deadline);
        }

        if (deadlines.Count > 0) step["deadlines"] = deadlines;
    }

    private static JsonObject Move(Random random, SketchWords words, string to, bool mayGuard)
    {
        var move = new JsonObject { ["to"] = to, ["roles"] = random.Next(2) == 0 ? new JsonArray("x", "y") : new JsonArray(random.Next(2) == 0 ? "x" : "y") };
        if (mayGuard && random.Next(words.GuardsOneIn) == 0) move["when"] = words.Guards[random.Next(words.Guards.Length)];
        if (random.Next(5) == 0) move["fourEyes"] = true;
        return move;
    }
}
