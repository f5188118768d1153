using System.Text.Json;
using Json.Schema;
using Json.Schema.Keywords;

namespace OrderKernel;

/// <summary>A published JSON Schema as a library of others reads it: what our loaders are held against.</summary>
internal sealed class SchemaOracle
{
    private const string Draft = "https://json-schema.org/draft/2020-12/schema";

    private static readonly EvaluationOptions YesOrNo = Quick();

    private readonly JsonSchema _schema;

    private SchemaOracle(JsonElement schema)
    {
        // Without a stated draft the library would choose one that also asserts `format`.
        if (schema.GetProperty("$schema").GetString() != Draft) throw new ArgumentException($"The schema does not state {Draft}.", nameof(schema));
        // A registry reads an $id once only: each oracle has its own, so that a schema changed by a test stands beside the published one.
        _schema = JsonSchema.Build(schema, new BuildOptions { SchemaRegistry = new(), Dialect = Dialect.Draft202012 });
        // To the specification a keyword that it does not know is a note; to us it is a slip of the pen.
        if (Unknown(_schema.Root).FirstOrDefault() is { } slip) throw new ArgumentException($"A keyword of {slip} is unknown.", nameof(schema));
    }

    /// <summary>The schemas' folder, <c>docs/reference/schemas</c>.</summary>
    public static string Folder { get; } = Path.Combine(Root(), "docs", "reference", "schemas");

    /// <summary>The published schema of that name, such as <c>workflow-1.json</c>.</summary>
    public static SchemaOracle Published(string name) => Of(File.ReadAllText(Path.Combine(Folder, name)));

    /// <summary>The schema of that text.</summary>
    public static SchemaOracle Of(string text)
    {
        using var document = JsonDocument.Parse(text);
        return new(document.RootElement.Clone());
    }

    /// <summary>Whether a schema's text is one by the specification's own schema of schemas.</summary>
    public static bool IsSchema(string text)
    {
        using var document = JsonDocument.Parse(text);
        return MetaSchemas.Draft202012.Evaluate(document.RootElement).IsValid;
    }

    public bool Accepts(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Accepts(document.RootElement);
    }

    public bool Accepts(JsonElement json) => _schema.Evaluate(json, YesOrNo).IsValid;

    private static IEnumerable<string> Unknown(JsonSchemaNode node)
    {
        foreach (var keyword in node.Keywords)
        {
            if (keyword.Handler is AnnotationKeyword) yield return node.BaseUri.ToString();
            foreach (var slip in (keyword.Subschemas ?? []).SelectMany(Unknown)) yield return slip;
        }
    }

    private static EvaluationOptions Quick()
    {
        var options = new EvaluationOptions { OutputFormat = OutputFormat.Flag };
        options.IgnoreAllAnnotations();
        return options;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OrderKernel.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
    }
}
