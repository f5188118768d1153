using System.Text.Json;

namespace OrderKernel.Orders.Tests;

// Fails when the published schema misses a property of a default document or names another kind.
public class SchemaTests
{
    [Theory]
    [InlineData("barcodes.json", "barcodes-1.json")]
    [InlineData("warehouse.json", "warehouse-1.json")]
    [InlineData("screening.json", "screening-1.json")]
    public void The_schema_names_every_property_of_the_default_document(string document, string schema)
    {
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root(), "docs", "reference", "schemas", schema)));
        using var given = JsonDocument.Parse(OrderPolicies.Embedded(document));
        Assert.EndsWith($"/{schema}", expected.RootElement.GetProperty("$id").GetString());
        Check(given.RootElement, expected.RootElement, "$");
    }

    private static void Check(JsonElement value, JsonElement schema, string path)
    {
        if (value.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var known)) return;
        foreach (var property in value.EnumerateObject())
        {
            Assert.True(known.TryGetProperty(property.Name, out var own), $"{path}.{property.Name} is not in the schema");
            Check(property.Value, own, $"{path}.{property.Name}");
        }

        foreach (var required in schema.GetProperty("required").EnumerateArray())
            Assert.True(value.TryGetProperty(required.GetString()!, out _), $"{path} lacks {required}");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OrderKernel.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
    }
}
