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

    public static EnvelopeNode Of(ChannelProfile profile)
    {
        var root = new EnvelopeNode();
        foreach (var kind in profile.Kinds)
        {
            foreach (var envelope in kind.Envelopes) root.Add(envelope);
        }

        return root;
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
