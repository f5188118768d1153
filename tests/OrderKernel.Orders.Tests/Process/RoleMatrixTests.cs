using System.Text.Json;
using OrderKernel.Workflow;

namespace OrderKernel.Orders.Tests.Process;

/// <summary>Fails when an embedded workflow has a trigger that nobody of the default role matrix may fire.</summary>
public class RoleMatrixTests
{
    [Fact]
    public void Somebody_may_fire_every_trigger_of_the_embedded_workflows()
    {
        var assembly = typeof(OrderPolicies).Assembly;
        var seen = 0;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".workflow.json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var document = JsonDocument.Parse(stream);
            var workflow = document.RootElement.GetProperty("name").GetString()!;
            foreach (var (trigger, roles) in Triggers(document.RootElement))
            {
                seen++;
                Assert.True(roles.Exists(r => Knows(r) && RoleMatrix.Default.Policy.MayFire(new(ActorId.Of("x"), [r]), workflow, trigger).IsOk),
                    $"{workflow}/{trigger}: {string.Join(", ", roles)}");
            }
        }

        Assert.True(seen > 20);
    }

    private static bool Knows(Role role) => RoleMatrix.Default.Policy.Roles.Items.Any(r => r.Role == role);

    // Read as JSON, wherever they stand: a document may bring domains and bases of its own.
    private static IEnumerable<(string Trigger, List<Role> Roles)> Triggers(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array) return element.EnumerateArray().SelectMany(Triggers);
        if (element.ValueKind != JsonValueKind.Object) return [];
        return element.EnumerateObject().SelectMany(p => p.Name == "fire"
            ? p.Value.EnumerateObject().Select(t => (t.Name, t.Value.GetProperty("roles").EnumerateArray().Select(r => Role.Of(r.GetString()!)).ToList()))
            : Triggers(p.Value));
    }
}
