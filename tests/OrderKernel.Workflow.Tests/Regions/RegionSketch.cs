using System.Text.Json.Nodes;

namespace OrderKernel.Workflow.Tests;

/// <summary>Random sound workflows over the domain of <see cref="Sketch"/>, with regions, loops, guards, four eyes and deadlines; as JSON only.</summary>
internal static class RegionSketch
{
    private static readonly string[] Guards = ["f.a", "!f.b", "f.a || f.b"];

    public static JsonObject Of(int seed)
    {
        var random = new Random(seed);
        var steps = new JsonObject();
        foreach (var status in new[] { "A", "B" }) Chain(random, steps, status, status.ToLowerInvariant(), random.Next(2, 5));
        steps["c"] = Node("""{ "status": "C", "final": true }""");
        steps["d"] = Node("""{ "status": "D", "final": true }""");
        return new()
        {
            ["$schema"] = "workflow-1.json",
            ["name"] = "regions",
            ["version"] = "1",
            ["axis"] = "Letters",
            ["enter"] = Node("""{ "A": ["a0"], "B": [{ "step": "b1", "when": "f.a && !f.b" }, "b0"], "C": ["c"], "D": ["d"] }"""),
            ["steps"] = steps,
        };
    }

    private static void Chain(Random random, JsonObject steps, string status, string prefix, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var name = $"{prefix}{i}";
            var step = new JsonObject { ["status"] = status };
            var fire = new JsonObject();
            if (i + 1 < count) fire[$"{name}-on"] = Move(random, $"{prefix}{i + 1}", true);
            if (i > 0 && random.Next(2) == 0) fire[$"{name}-back"] = Move(random, $"{prefix}{random.Next(i + 1)}", true);
            if (i == count - 1 || random.Next(3) == 0) fire["go"] = Node("""{ "does": "go", "roles": ["x", "y"] }""");
            if (random.Next(3) == 0) fire["tell"] = Node("""{ "does": "tell", "roles": ["x"], "fourEyes": true }""");
            step["fire"] = fire;
            if (random.Next(2) == 0) Hold(random, step, name, $"{prefix}{random.Next(count)}");
            steps[name] = step;
        }
    }

    private static void Hold(Random random, JsonObject step, string holder, string join)
    {
        var regions = new JsonObject();
        for (var r = random.Next(1, 4); r > 0; r--)
        {
            var steps = new JsonObject();
            var prefix = $"{holder}.{r}.";
            var count = random.Next(2, 5);
            for (var i = 0; i < count; i++)
            {
                var fire = new JsonObject();
                if (i + 1 < count) fire[$"{prefix}{i}-on"] = Move(random, $"{prefix}{i + 1}", random.Next(4) == 0);
                if (i > 0 && i + 1 < count && random.Next(2) == 0) fire[$"{prefix}back"] = Move(random, $"{prefix}{random.Next(i + 1)}", true);
                steps[$"{prefix}{i}"] = i + 1 < count ? new JsonObject { ["fire"] = fire } : new JsonObject { ["final"] = true };
            }

            regions[$"r{r}"] = new JsonObject { ["steps"] = steps };
        }

        step["regions"] = regions;
        step["join"] = new JsonObject { ["to"] = join, ["needs"] = random.Next(2) == 0 ? "all" : "any" };
    }

    private static JsonObject Move(Random random, string to, bool mayGuard)
    {
        var move = new JsonObject { ["to"] = to, ["roles"] = random.Next(2) == 0 ? new JsonArray("x", "y") : new JsonArray(random.Next(2) == 0 ? "x" : "y") };
        if (mayGuard && random.Next(3) == 0) move["when"] = Guards[random.Next(Guards.Length)];
        if (random.Next(5) == 0) move["fourEyes"] = true;
        return move;
    }

    private static JsonNode Node(string json) => JsonNode.Parse(json)!;
}
