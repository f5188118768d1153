using System.Security.Cryptography;
using System.Text.Json;

namespace OrderKernel;

/// <summary>A policy that was read and checked as a whole, with the reference that events record.</summary>
/// <typeparam name="TPolicy">The policy's type.</typeparam>
/// <param name="Reference">Name, version and content hash.</param>
/// <param name="Policy">The checked policy.</param>
public sealed record PolicyDocument<TPolicy>(PolicyReference Reference, TPolicy Policy);

/// <summary>Loads policy documents: one JSON object with <c>$schema</c>, <c>name</c> and <c>version</c> and the policy's own properties.</summary>
public static class PolicyDocument
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes, UTF-8, with or without byte-order mark; at most 16 MiB.</param>
    /// <param name="schema">The schema name that <c>$schema</c> must carry, such as <c>workflow-1.json</c>.</param>
    /// <param name="read">Reads the policy's own properties and reports every problem to the reader.</param>
    /// <returns>The policy, or a refusal whose reasons list all problems with their paths.</returns>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/> (its reasons carry the findings). Nothing else is thrown for any bytes.</remarks>
    public static Result<PolicyDocument<TPolicy>> Load<TPolicy>(ReadOnlyMemory<byte> utf8, string schema, Func<DocumentReader, TPolicy> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentException.ThrowIfNullOrEmpty(schema);
        var problems = new List<Finding>();
        var bytes = WithoutMark(utf8);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(bytes, Strict);
        }
        catch (JsonException e)
        {
            problems.Add(Finding.Of("$", KernelCodes.DocumentMalformed, ("detail", "syntax"), ("line", (e.LineNumber ?? 0) + 1), ("byte", e.BytePositionInLine ?? 0)));
            return Refused(schema, problems);
        }

        using (document)
        {
            var root = DocumentReader.Root(document.RootElement, problems);
            var stated = root.Text("$schema");
            var name = root.Text("name");
            var version = root.Text("version");
            if (stated is not null && stated != schema) root.Report("$schema", KernelCodes.DocumentValueInvalid, ("value", stated), ("expected", schema));
            foreach (var (key, value) in new[] { ("name", name), ("version", version) })
            {
                if (value is not null && (!IdText.IsValid(value) || value.Contains('@') || value.Contains('#')))
                    root.Report(key, KernelCodes.DocumentValueInvalid, ("value", value), ("expected", "1-128 characters without @ and #"));
            }

            var policy = read(root);
            root.Close();
            if (problems.Count > 0) return Refused(name ?? schema, problems);
            return new PolicyDocument<TPolicy>(PolicyReference.Of(name!, version!, Hash(bytes)), policy);
        }
    }

    private static Refusal Refused(string name, List<Finding> problems) =>
        Refusal.Of(KernelCodes.DocumentInvalid, ("name", name), ("count", problems.Count)) with { Reasons = problems.Select(p => p.ToReason()).ToValueList() };

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> utf8) =>
        utf8.Length >= 3 && utf8.Span[0] == 0xEF && utf8.Span[1] == 0xBB && utf8.Span[2] == 0xBF ? utf8.Slice(3) : utf8;

    private static string Hash(ReadOnlyMemory<byte> bytes)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(bytes.ToArray());
        return string.Concat(hash.Take(8).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
