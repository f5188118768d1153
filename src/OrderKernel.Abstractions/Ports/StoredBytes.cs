namespace OrderKernel.Ports;

/// <summary>Bytes that a store has under a key. They may be empty; that there are none is <see langword="null"/>.</summary>
/// <remarks>
/// A nullable <see cref="ReadOnlyMemory{T}"/> would not do: an absent <c>byte[]</c> turns into one that is present and empty, without a word
/// from the compiler. Here it is an exception, and <c>row is null ? null : new StoredBytes(row)</c> says what is meant.
/// </remarks>
public sealed class StoredBytes
{
    /// <summary>Takes the bytes as they are, without a copy.</summary>
    /// <param name="bytes">What stands under the key.</param>
    /// <exception cref="ArgumentNullException"><paramref name="bytes"/> is null: say null in place of this object.</exception>
    public StoredBytes(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        Bytes = bytes;
    }

    /// <summary>Takes the bytes as they are, without a copy.</summary>
    /// <param name="bytes">What stands under the key.</param>
    public StoredBytes(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>What stands under the key.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Whether something stands there that has no bytes.</summary>
    public bool IsEmpty => Bytes.IsEmpty;
}
