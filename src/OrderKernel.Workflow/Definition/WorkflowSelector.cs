using System.Text.Json.Serialization;

namespace OrderKernel.Workflow;

/// <summary>
/// Which version of a workflow is meant, written <c>name@version</c> for one or <c>name@major</c> for any of a major version. <c>default</c> is none.
/// </summary>
[JsonConverter(typeof(TextValueConverter<WorkflowSelector>))]
public readonly record struct WorkflowSelector : ITextValue<WorkflowSelector>
{
    private WorkflowSelector(string name, string version) => (Name, Version) = (name, version);

    /// <summary>The workflow's name.</summary>
    public string Name { get; }

    /// <summary>The version, or a major version alone.</summary>
    public string Version { get; }

    /// <summary>Reads <c>name@version</c>; neither part is empty or holds <c>@</c> or <c>#</c>.</summary>
    /// <param name="text">A name, <c>@</c> and a version or a major one; null is no selector.</param>
    /// <param name="selector">The selector; <c>default</c> where the answer is false.</param>
    public static bool TryParse(string? text, out WorkflowSelector selector)
    {
        var isName = PolicyReference.TryParse($"{text}#0", out var reference);
        selector = isName ? new(reference.Name, reference.Version) : default;
        return isName;
    }

    /// <summary>True when a document of that name and version is meant.</summary>
    /// <param name="document">A document, of whatever content.</param>
    public bool Selects(PolicyReference document) =>
        document.Name == Name && (document.Version == Version || (IsMajor && document.Version.StartsWith($"{Version}.", StringComparison.Ordinal)));

    /// <summary>The newest of the documents that are meant, the exact version first; null when none is.</summary>
    /// <param name="documents">What there is, in any order.</param>
    public PolicyReference? Newest(IEnumerable<PolicyReference> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        PolicyReference? best = null;
        foreach (var document in documents)
        {
            if (!Selects(document)) continue;
            if (document.Version == Version) return document;
            if (best is not { } known || VersionOrder.Compare(document.Version, known.Version) > 0) best = document;
        }

        return best;
    }

    /// <summary><c>name@version</c>.</summary>
    public override string ToString() => Name is null ? "" : $"{Name}@{Version}";

    private bool IsMajor => Version.All(c => c is >= '0' and <= '9');

    string ITextValue<WorkflowSelector>.Value => ToString();

    bool ITextValue<WorkflowSelector>.TryRead(string? text, out WorkflowSelector value) => TryParse(text, out value);
}
