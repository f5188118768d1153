using OrderKernel.Ports;

namespace OrderKernel.Abstractions.Tests.Ports;

// Fails when a row that is not there turns into one that is there and empty, as a null byte[] does in a nullable ReadOnlyMemory<byte>.
public class StoredBytesTests
{
    private static byte[]? Nothing => null;

    [Fact]
    public void A_row_that_is_not_there_is_never_an_empty_one()
    {
        Assert.Throws<ArgumentNullException>(() => new StoredBytes(Nothing!));
        // The trap that this type closes, so that its reason stays true.
        ReadOnlyMemory<byte>? trap = Nothing;
        Assert.True(trap is { IsEmpty: true });
    }

    [Fact]
    public void A_row_without_bytes_is_there()
    {
        Assert.True(new StoredBytes([]).IsEmpty);
        Assert.True(new StoredBytes(default(ReadOnlyMemory<byte>)).IsEmpty);
        Assert.Equal([1, 2], new StoredBytes([1, 2]).Bytes.ToArray());
    }
}
