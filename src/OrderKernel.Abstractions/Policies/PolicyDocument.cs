using System.Globalization;
using System.Text.Json;

namespace OrderKernel;

/// <summary>A policy that was read and checked as a whole, with the reference that events record.</summary>
/// <typeparam name="TPolicy">The policy's type.</typeparam>
/// <param name="Reference">Name, version and content hash.</param>
/// <param name="Policy">The checked policy.</param>
public sealed record PolicyDocument<TPolicy>(PolicyReference Reference, TPolicy Policy)
{
    private readonly ValueList<PolicyReference> _references = [Reference];

    /// <summary>Name, version and content hash.</summary>
    public PolicyReference Reference
    {
        get => _references[0];
        init => _references = [value];
    }

    /// <summary>The reference as the whole list of what decides: most decisions ask one document.</summary>
    public ValueList<PolicyReference> References => _references;
}

/// <summary>
/// Loads JSON documents, checked as a whole: policies with <c>$schema</c>, <c>name</c> and <c>version</c>, and plain ones with <c>$schema</c> only.
/// </summary>
public static class PolicyDocument
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    /// <summary>Reads and checks a policy document as a whole.</summary>
    /// <typeparam name="TPolicy">The type that the document is read into.</typeparam>
    /// <param name="utf8">The document's bytes, UTF-8, with or without byte-order mark.</param>
    /// <param name="schema">
    /// The schema's name, such as <c>workflow-1.json</c>: <c>$schema</c> is this name, or a path or address that ends in it, such as the schema's <c>$id</c>.
    /// </param>
    /// <param name="read">Reads the policy's own properties and reports every problem to the reader.</param>
    /// <returns>The policy, or a refusal whose reasons list all problems with their paths.</returns>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/> (its reasons carry the findings). Nothing else is thrown for any bytes.</remarks>
    public static Result<PolicyDocument<TPolicy>> Load<TPolicy>(ReadOnlyMemory<byte> utf8, string schema, Func<DocumentReader, TPolicy> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return LoadPlain(utf8, schema, root =>
        {
            var name = Part(root, "name");
            var version = Part(root, "version");
            var policy = read(root);
            return name is null || version is null
                ? null
                : new PolicyDocument<TPolicy>(PolicyReference.Of(name, version, Hash(WithoutMark(utf8))), policy);
        })!;
    }

    /// <summary>Reads and checks a JSON object that is no policy, such as a folder's manifest or a partner's record.</summary>
    /// <typeparam name="T">The type that the object is read into.</typeparam>
    /// <param name="utf8">The object's bytes, UTF-8, with or without byte-order mark.</param>
    /// <param name="schema">The schema's name, as for a policy; null where none is stated.</param>
    /// <param name="read">Reads the object's properties and reports every problem to the reader.</param>
    /// <returns>What was read, or a refusal whose reasons list all problems with their paths.</returns>
    public static Result<T> LoadPlain<T>(ReadOnlyMemory<byte> utf8, string? schema, Func<DocumentReader, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var problems = new List<Finding>();
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(WithoutMark(utf8), Strict);
        }
        catch (JsonException e)
        {
            problems.Add(
                Finding.Of("$", KernelCodes.DocumentMalformed, ("detail", "syntax"), ("line", (e.LineNumber ?? 0) + 1), ("byte", e.BytePositionInLine ?? 0)));
            return Refused(schema ?? "$", problems);
        }

        using (document)
        {
            var root = DocumentReader.Root(document.RootElement, problems);
            var stated = schema is null ? null : root.Text("$schema");
            if (stated is not null && !Names(stated, schema!))
            {
                // Measured by another schema everything else in it would be wrong too, and nothing of that is what has to be mended.
                root.Report("$schema", KernelCodes.DocumentOfOtherKind, ("value", stated), ("expected", schema!));
                return Refused(schema!, problems);
            }

            var value = read(root);
            root.Close();
            return problems.Count > 0 ? Refused(schema ?? "$", problems) : value;
        }
    }

    // Editors follow the path or address to the schema; for us only its last part counts.
    private static bool Names(string stated, string schema) => stated == schema || stated.EndsWith("/" + schema, StringComparison.Ordinal);

    private static string? Part(DocumentReader root, string property)
    {
        var value = root.Text(property);
        if (value is null || (IdText.IsValid(value) && !value.Contains('@') && !value.Contains('#'))) return value;
        root.Report(property, KernelCodes.DocumentValueInvalid, ("value", value), ("expected", "1-128 characters without @ and #"));
        return null;
    }

    private static Refusal Refused(string name, List<Finding> problems) =>
        Refusal.Of(KernelCodes.DocumentInvalid, ("name", name), ("count", problems.Count)) with { Reasons = problems.Select(p => p.ToReason()).ToValueList() };

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> utf8) =>
        utf8.Length >= 3 && utf8.Span[0] == 0xEF && utf8.Span[1] == 0xBB && utf8.Span[2] == 0xBF ? utf8.Slice(3) : utf8;

    private static string Hash(ReadOnlyMemory<byte> bytes) =>
        string.Concat(ChainHash.Hash(bytes.Span).Take(8).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
}
