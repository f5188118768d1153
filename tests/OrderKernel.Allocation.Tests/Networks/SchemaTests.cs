using System.Text.Json;

namespace OrderKernel.Allocation.Tests;

// Fails when the published schema misses a property of the default document or names another kind.
public class SchemaTests
{
    [Fact]
    public void The_schema_names_every_property_of_the_default_document()
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root(), "docs", "reference", "schemas", "network-1.json")));
        using var stream = typeof(Network).Assembly.GetManifestResourceStream("Documents/four-warehouses.network.json")!;
        using var document = JsonDocument.Parse(stream);
        Assert.Equal("https://orderkernel.dev/schemas/" + Network.Schema, schema.RootElement.GetProperty("$id").GetString());
        Check(document.RootElement, schema.RootElement, "$");
    }

    private static void Check(JsonElement value, JsonElement schema, string path)
    {
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var item in value.EnumerateArray()) Check(item, items, path + "[]");
        }

        if (value.ValueKind != JsonValueKind.Object) return;
        var properties = schema.TryGetProperty("properties", out var known) ? known : default;
        foreach (var property in value.EnumerateObject())
        {
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(property.Name, out var own))
                Check(property.Value, own, $"{path}.{property.Name}");
            else Assert.True(schema.GetProperty("additionalProperties").ValueKind == JsonValueKind.Object, $"{path}.{property.Name} is not in the schema");
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OrderKernel.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
    }
}
