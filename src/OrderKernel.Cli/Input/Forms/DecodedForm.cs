using System.Text;
using System.Text.RegularExpressions;

namespace OrderKernel.Cli.Input;

/// <summary>Text in another encoding than UTF-8, decoded strictly: a byte that fits nothing stops it, with its position.</summary>
internal sealed partial class DecodedForm(Encoding encoding, string name) : FileForm
{
    private const int ChunkBytes = 64 * 1024;

    public override string Encoding => name;

    public override void Copy(Stream from, Stream to, long most = long.MaxValue)
    {
        var (decoder, written, at) = (encoding.GetDecoder(), 0L, 0L);
        var (bytes, chars, text) = (new byte[ChunkBytes], new char[encoding.GetMaxCharCount(ChunkBytes)], new byte[ChunkBytes * 4]);
        for (var isEnd = false; !isEnd && written < most;)
        {
            var read = from.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            isEnd = read < bytes.Length;
            var count = Decode(decoder, bytes.AsSpan(0, read), chars, isEnd, at);
            var part = chars.AsSpan(0, count);
            if (at == 0 && part.StartsWith("\uFEFF")) part = part[1..];
            if (at == 0 && part.StartsWith("<?xml")) part = Declared().Replace(new string(part), "$1UTF-8", 1).ToCharArray();
            at += read;

            // Decoders keep half a pair for the next chunk, so what they hand out is whole.
            if (text.Length < part.Length * 3) text = new byte[part.Length * 3];
            var length = System.Text.Encoding.UTF8.GetBytes(part, text);
            to.Write(text, 0, length);
            written += length;
        }
    }

    private int Decode(Decoder decoder, ReadOnlySpan<byte> bytes, char[] chars, bool isEnd, long at)
    {
        try
        {
            return decoder.GetChars(bytes, chars, isEnd);
        }
        catch (DecoderFallbackException e)
        {
            throw new FileFormException(CliCodes.FileEncodingUnknown, ("encoding", name), ("byte", Math.Max(0, at + e.Index)));
        }
    }

    // What the text says of its own encoding is no longer so.
    [GeneratedRegex("""^(<\?xml[^>]{0,200}?encoding\s*=\s*["'])[A-Za-z0-9._-]+""")]
    private static partial Regex Declared();
}
