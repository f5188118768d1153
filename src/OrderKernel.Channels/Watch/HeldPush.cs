using System.Text;

namespace OrderKernel.Channels;

/// <summary>A push without proof that is kept: the headers that its channel signs by, a blank line, and the body as it came.</summary>
/// <remarks>It is never read before its proof is good: see <see cref="Read"/>.</remarks>
public static class HeldPush
{
    /// <summary>Bodies of more bytes are not kept without proof: anybody can send them.</summary>
    public const int BytesMax = 256 * 1024;

    private const int ValueMax = 1024;

    /// <summary>The bytes to keep; null where there is nothing to prove it by, or it is too large.</summary>
    /// <param name="push">The push.</param>
    /// <param name="scheme">How its channel signs.</param>
    public static byte[]? Write(Push push, PushSignature scheme)
    {
        ArgumentNullException.ThrowIfNull(push);
        ArgumentNullException.ThrowIfNull(scheme);
        if (push.Body.Length > BytesMax) return null;
        var head = new StringBuilder();
        foreach (var name in new[] { scheme.Header, scheme.TimeHeader }.OfType<string>())
        {
            if (push.HeaderOf(name) is not { Length: > 0 and <= ValueMax } value || value.IndexOfAny(['\r', '\n']) >= 0) return null;
            head.Append(name).Append(": ").Append(value).Append('\n');
        }

        return [.. Encoding.UTF8.GetBytes(head.Append('\n').ToString()), .. push.Body.ToArray()];
    }

    /// <summary>The push again, with the keys that may have signed it: what <see cref="Push.Check"/> says of it decides.</summary>
    /// <param name="bytes">As <see cref="Write"/> gave them; any bytes are safe.</param>
    /// <param name="keys">The keys, at least one.</param>
    /// <returns>The push; null when the bytes are none.</returns>
    public static Push? Read(ReadOnlyMemory<byte> bytes, IReadOnlyList<SigningKey> keys)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var rest = bytes;
        while (true)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            if (end < 0) return null;
            if (end == 0) return Push.Signed(rest.Slice(1), name => headers.TryGetValue(name, out var value) ? value : null, keys);
            var line = Encoding.UTF8.GetString(rest.Span.Slice(0, end).ToArray());
            var mark = line.IndexOf(": ", StringComparison.Ordinal);
            if (mark < 0 || headers.Count > 1) return null;
            headers[line.Substring(0, mark)] = line.Substring(mark + 2);
            rest = rest.Slice(end + 1);
        }
    }
}
