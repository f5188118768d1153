using System.Text.Json;

namespace OrderKernel.Architecture.Tests;

// Fails when a file of texts, labels, a document, a schema or a sample says a name twice: the last one wins without a word, and a table gets another's head.
public class JsonKeyTests
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    [Fact]
    public void No_name_stands_twice()
    {
        var files = new[] { "src", "docs" }.SelectMany(d => Directory.EnumerateFiles(Path.Combine(Family.Root, d), "*.json", SearchOption.AllDirectories))
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(p => p is "obj" or "bin"))
            .ToList();
        Assert.True(files.Count > 80, $"{files.Count} files");
        Assert.Empty(files.Select(f => (File: Path.GetRelativePath(Family.Root, f), Why: Twice(File.ReadAllBytes(f)))).Where(f => f.Why is not null));
    }

    [Fact]
    public void A_name_that_stands_twice_is_found() => Assert.NotNull(Twice("""{"a":1,"b":{"c":1,"c":2}}"""u8.ToArray()));

    private static string? Twice(byte[] utf8)
    {
        try
        {
            JsonDocument.Parse(utf8, Strict).Dispose();
            return null;
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }
}
