using System.Text;

namespace OrderKernel.Channels;

/// <summary>The property paths from an input's root to its records, over all record kinds of a profile.</summary>
internal sealed class EnvelopeNode
{
    private readonly List<(byte[] Name, EnvelopeNode Node)> _children = [];

    /// <summary>True where records lie: an object is one, a list has several.</summary>
    public bool HoldsRecords { get; private set; }

    /// <summary>True where records may lie further down: what looks like a record is then an envelope, if one is found there.</summary>
    public bool HasBelow => _children.Count > 0;

    /// <summary>True where a record of another kind has a part of this name, such as an order's parcels that come in an answer of their own too.</summary>
    public bool IsAlsoRead { get; private set; }

    /// <summary>The properties of a record that each record kind needs, by their first names.</summary>
    public IReadOnlyList<string[]> Needs { get; private set; } = [];

    public static EnvelopeNode Of(ChannelProfile profile)
    {
        var root = new EnvelopeNode();
        foreach (var kind in profile.Kinds)
        {
            foreach (var envelope in kind.Envelopes) root.Add(envelope);
        }

        string[][] needs = [.. profile.Kinds.Where(k => k.Needs.Length > 0)
            .Select(k => k.Needs.Select(n => n.PathText.Split('.', '[')[0]).Distinct().ToArray())];
        foreach (var envelope in profile.Kinds.SelectMany(k => k.Envelopes)) root.Mark(envelope, profile.Tree.Root, needs);
        return root;
    }

    // From wherever a record may begin on the way to the envelope: is its name one that a record has?
    private void Mark(string[] path, PathNode record, string[][] needs)
    {
        var node = this;
        for (var from = 0; from < path.Length; from++)
        {
            if (from == 0 || node.HoldsRecords)
            {
                node.Needs = needs;
                var (place, end) = ((PathNode?)record, node);
                foreach (var part in path.Skip(from))
                {
                    var name = Encoding.UTF8.GetBytes(part);
                    (place, end) = (place?.Find(name), end.Find(name)!);
                }

                end.IsAlsoRead |= place is not null;
            }

            node = node.Find(Encoding.UTF8.GetBytes(path[from]))!;
        }
    }

    public EnvelopeNode? Find(ReadOnlySpan<byte> name)
    {
        foreach (var (known, node) in _children)
        {
            if (name.SequenceEqual(known)) return node;
        }

        return null;
    }

    private void Add(string[] path)
    {
        var node = this;
        foreach (var part in path)
        {
            var name = Encoding.UTF8.GetBytes(part);
            var next = node.Find(name);
            if (next is null)
            {
                next = new();
                node._children.Add((name, next));
            }

            node = next;
        }

        node.HoldsRecords = true;
    }
}
