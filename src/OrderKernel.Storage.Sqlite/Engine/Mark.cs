using NodaTime;

namespace OrderKernel.Storage.Sqlite;

/// <summary>
/// A number of 32 bits that follows from what a row says (FNV-1a, both halves of 64 bits folded): a row that bears another was changed by somebody else. It
/// is no seal against one who knows it; so many rows sum up without passing 64 bits.
/// </summary>
internal readonly struct Mark
{
    private const ulong Prime = 1_099_511_628_211;
    private readonly ulong _hash;

    private Mark(ulong hash) => _hash = hash;

    /// <summary>The number.</summary>
    public long Value => (long)((_hash >> 32) ^ (_hash & 0xFFFFFFFF));

    /// <summary>The mark of a row of a tenant, of which nothing is said yet.</summary>
    public static Mark Of(long tenant) => new Mark(14_695_981_039_346_656_037).With(tenant);

    public Mark With(long number)
    {
        var hash = _hash;
        for (var shift = 0; shift < 64; shift += 8) hash = unchecked((hash ^ (byte)(number >> shift)) * Prime);
        return new(hash);
    }

    /// <summary>Seconds and nanoseconds, as rows have them.</summary>
    public Mark With(Instant at)
    {
        var seconds = at.ToUnixTimeSeconds();
        return With(seconds).With((at - Instant.FromUnixTimeSeconds(seconds)).SubsecondNanoseconds);
    }

    public Mark With(string text)
    {
        var hash = With(text.Length)._hash;
        foreach (var c in text) hash = unchecked((hash ^ c) * Prime);
        return new(hash);
    }

    public Mark With(ReadOnlySpan<byte> bytes)
    {
        var hash = With(bytes.Length)._hash;
        foreach (var b in bytes) hash = unchecked((hash ^ b) * Prime);
        return new(hash);
    }
}
