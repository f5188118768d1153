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
    public static PartitionHead Of(TenantId tenant, IEnumerable<StreamHead> heads)
    {
        ArgumentNullException.ThrowIfNull(heads);
        long streams = 0, events = 0;
        using var sha = SHA256.Create();
        foreach (var head in heads.OrderBy(h => h.Stream))
        {
            if (head.Stream.Tenant != tenant) throw new ArgumentException($"{head.Stream} is not of tenant {tenant}.", nameof(heads));
            var line = Encoding.UTF8.GetBytes($"{head.Stream} {head.Version.ToString(CultureInfo.InvariantCulture)} {head.Hash}\n");
            sha.TransformBlock(line, 0, line.Length, null, 0);
            streams++;
            events += head.Version;
        }

        sha.TransformFinalBlock([], 0, 0);
        return new(tenant, streams, events, ChainHash.Of(sha.Hash));
    }
}
