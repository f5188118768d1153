namespace OrderKernel.Workflow;

/// <summary>The documents that others may extend, by name and version. Immutable.</summary>
public sealed class WorkflowLibrary
{
    private readonly ValueList<(PolicyReference Reference, ReadOnlyMemory<byte> Utf8)> _documents;

    private WorkflowLibrary(ValueList<(PolicyReference, ReadOnlyMemory<byte>)> documents) => _documents = documents;

    /// <summary>No document.</summary>
    public static WorkflowLibrary Empty { get; } = new([]);

    /// <summary>The documents in the order given. The hash is that of the bytes alone, without what they extend.</summary>
    public ValueList<PolicyReference> References => _documents.Items.Select(d => d.Reference).ToValueList();

    /// <summary>A library of documents; only their names and versions are read here.</summary>
    /// <param name="documents">The documents' bytes.</param>
    /// <remarks>
    /// Refuses with: <see cref="KernelCodes.DocumentInvalid"/> for bytes that are no workflow document; <see cref="WorkflowCodes.BaseAmbiguous"/> for two
    /// of one name and version with different content.
    /// </remarks>
    public static Result<WorkflowLibrary> Of(params ReadOnlyMemory<byte>[] documents)
    {
        return Empty.With(documents);
    }

    /// <summary>The library with more documents.</summary>
    /// <param name="documents">The documents' bytes.</param>
    /// <remarks>Refuses with: as <see cref="Of"/>.</remarks>
    public Result<WorkflowLibrary> With(params ReadOnlyMemory<byte>[] documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var known = _documents.Items.ToList();
        foreach (var utf8 in documents)
        {
            if (!PolicyDocument.Load(utf8, WorkflowDocument.Schema, root => root.Keys().Count).TryGet(out var head, out var refusal)) return refusal;
            var same = known.FindIndex(d => d.Reference.Name == head.Reference.Name && d.Reference.Version == head.Reference.Version);
            if (same < 0) known.Add((head.Reference, utf8));
            else if (known[same].Reference != head.Reference)
                return Refusal.Of(WorkflowCodes.BaseAmbiguous, ("path", "$"), ("base", $"{head.Reference.Name}@{head.Reference.Version}"));
        }

        return new WorkflowLibrary(known.ToValueList());
    }

    /// <summary>The newest document that is meant, the exact version first.</summary>
    /// <param name="selector">A name with a version or a major one.</param>
    /// <param name="reference">The document's reference; <c>default</c> where the answer is false.</param>
    /// <param name="utf8">The document's bytes; empty where the answer is false.</param>
    public bool TryFind(WorkflowSelector selector, out PolicyReference reference, out ReadOnlyMemory<byte> utf8)
    {
        var newest = selector.Newest(_documents.Items.Select(d => d.Reference));
        (reference, utf8) = newest is null ? default : _documents.Items.First(d => d.Reference == newest);
        return newest is not null;
    }
}
