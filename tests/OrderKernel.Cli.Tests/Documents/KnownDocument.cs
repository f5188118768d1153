using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrderKernel.Cli.Input;
using OrderKernel.Policies;

namespace OrderKernel.Cli.Tests.Documents;

/// <summary>A document that people may copy: from a package, the samples, or a page.</summary>
/// <param name="Origin">Where it stands.</param>
/// <param name="Text">The document.</param>
internal sealed partial record KnownDocument(string Origin, string Text)
{
    /// <summary>The name of its schema.</summary>
    public string Schema { get; } = Stated(Text)!.Split('/')[^1];

    /// <summary>The documents that the packages carry.</summary>
    public static IEnumerable<KnownDocument> Defaults { get; } =
        [.. PolicyDefaults.All.Items.Select(d => new KnownDocument(d.Name, Encoding.UTF8.GetString(PolicyDefaults.Bytes(d.Name).Span)))];

    /// <summary>The documents among the samples.</summary>
    public static IEnumerable<KnownDocument> Samples { get; } =
    [
        .. from path in Directory.GetFiles(Path.Combine(Outside.Root, "docs", "samples"), "*.json", SearchOption.AllDirectories)
           let text = File.ReadAllText(path)
           where Stated(text) is not null
           select new KnownDocument(Path.GetRelativePath(Outside.Root, path).Replace('\\', '/'), text),
    ];

    /// <summary>The blocks of JSON on the guides.</summary>
    public static IEnumerable<(string Origin, string Text)> Blocks { get; } =
    [
        .. from page in Directory.GetFiles(Path.Combine(Outside.Root, "docs", "guides"), "*.md").Order(StringComparer.Ordinal)
           from block in Block().Matches(File.ReadAllText(page).ReplaceLineEndings("\n")).Select((m, i) => (Text: m.Groups[1].Value, Number: i + 1))
           select ($"{Path.GetFileName(page)}#{block.Number}", block.Text),
    ];

    /// <summary>Those blocks that begin as whole documents do, with <c>$schema</c>.</summary>
    public static IEnumerable<KnownDocument> OfGuides { get; } = [.. Blocks.Where(b => IsWhole(b.Text)).Select(b => new KnownDocument(b.Origin, b.Text))];

    public static bool IsWhole(string block) => Regex.IsMatch(block, "^\\s*\\{\\s*\"\\$schema\"");

    /// <summary>The refusal of a document as one of a kind over policies; null when it loads.</summary>
    public static Refusal? Load(string kind, string text) => kind == "manifest"
        ? Manifest.Read(Encoding.UTF8.GetBytes(text)).Refusal
        : KernelPolicies.Default.With(kind, Encoding.UTF8.GetBytes(text)).Refusal;

    /// <summary>The kinds that a document loads as: several where only its place says what it is for.</summary>
    public IEnumerable<string> Kinds() =>
        PolicyKinds.Known.Items.Where(k => PolicyKinds.SchemaOf(k) == Schema).Append("manifest").Where(k => Load(k, Text) is null);

    private static string? Stated(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("$schema", out var stated)
            ? stated.GetString()
            : null;
    }

    [GeneratedRegex("^```json\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
