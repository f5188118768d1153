using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrderKernel;

/// <summary>The heads of all streams of one partition, as one count and one hash: what an anchor outside the store keeps.</summary>
/// <param name="Tenant">The partition.</param>
/// <param name="Streams">The number of streams.</param>
/// <param name="Events">The number of events in all streams.</param>
/// <param name="Hash">SHA-256 over the heads in ordinal order of their streams, one line <c>stream version hash</c> each.</param>
/// <remarks>Independent of how commits were grouped and ordered across streams. Source: reliability, promise 5.</remarks>
public sealed record PartitionHead(TenantId Tenant, long Streams, long Events, ChainHash Hash)
{
    /// <summary>The head of a partition from the heads of its streams, in any order.</summary>
    /// <param name="tenant">Whose partition it is.</param>
    /// <param name="heads">One head per stream that has events.</param>
    public static PartitionHead Of(TenantId tenant, IEnumerable<StreamHead> heads)
    {
        ArgumentNullException.ThrowIfNull(heads);
        using var lines = new Lines(tenant);
        foreach (var head in heads.OrderBy(h => h.Stream)) lines.Add(head);
        return lines.End();
    }

    /// <summary>The head of a partition from the heads of its streams in ordinal order, of which none is held.</summary>
    /// <param name="tenant">The partition.</param>
    /// <param name="heads">The heads, as <see cref="Ports.IEventStreams.HeadsAsync"/> gives them.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">A head is of another tenant, or comes before its turn.</exception>
    public static async ValueTask<PartitionHead> OfAsync(TenantId tenant, IAsyncEnumerable<StreamHead> heads, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(heads);
        using var lines = new Lines(tenant);
        await foreach (var head in heads.WithCancellation(cancellationToken).ConfigureAwait(false)) lines.Add(head);
        return lines.End();
    }

    /// <summary>The hash as it grows by the line of each head.</summary>
    private sealed class Lines(TenantId tenant) : IDisposable
    {
        private readonly SHA256 _sha = SHA256.Create();
        private long _streams, _events;
        private StreamId _last;

        public void Add(StreamHead head)
        {
            if (head.Stream.Tenant != tenant) throw new ArgumentException($"{head.Stream} is not of tenant {tenant}.", "heads");
            if (_streams++ > 0 && head.Stream.CompareTo(_last) < 0) throw new ArgumentException($"{head.Stream} stands behind {_last}.", "heads");
            var line = Encoding.UTF8.GetBytes($"{head.Stream} {head.Version.ToString(CultureInfo.InvariantCulture)} {head.Hash}\n");
            _sha.TransformBlock(line, 0, line.Length, null, 0);
            _events += head.Version;
            _last = head.Stream;
        }

        public PartitionHead End()
        {
            _sha.TransformFinalBlock([], 0, 0);
            return new(tenant, _streams, _events, ChainHash.Of(_sha.Hash));
        }

        public void Dispose() => _sha.Dispose();
    }
}
