using System.Buffers;
using System.Globalization;

namespace OrderKernel.Cli.Input;

/// <summary>JSON inside of JSON strings, one or many, as queues and logs keep it: the strings lose their quotes and escapes.</summary>
internal sealed class QuotedForm(FileForm inner) : FileForm
{
    private const int ChunkBytes = 64 * 1024;

    public override string Encoding => inner.Encoding;

    /// <summary>True for a text that begins with a string in which JSON is.</summary>
    public static bool Is(ReadOnlySpan<byte> head)
    {
        head = Blank(head.StartsWith("\uFEFF"u8) ? head[3..] : head);
        if (head.StartsWith("["u8)) head = Blank(head[1..]);
        if (!head.StartsWith("\""u8)) return false;
        head = Blank(head[1..]);
        if (head.IsEmpty || head[0] is not ((byte)'{' or (byte)'[')) return false;
        head = Blank(head[1..]);
        // Some writers escape a quote by its number.
        return head.StartsWith("\\\""u8) || head.StartsWith("\\u0022"u8) || head.StartsWith("{"u8) || head.StartsWith("}"u8) || head.StartsWith("]"u8);
    }

    public override void Copy(Stream from, Stream to, long most = long.MaxValue)
    {
        // The inner text is cut anywhere, so what is between two chunks is kept in the state of this one.
        using var unquoting = new Unquoting(to);
        inner.Copy(from, unquoting, most);
        unquoting.Flush();
    }

    private static ReadOnlySpan<byte> Blank(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && text[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') text = text[1..];
        return text;
    }

    /// <summary>Takes quoted text and writes it without quotes and escapes. An escape that is none, or half a character, stays as it stands.</summary>
    private sealed class Unquoting(Stream to) : Stream
    {
        private readonly ArrayBufferWriter<byte> _out = new(ChunkBytes);
        private readonly byte[] _escape = new byte[12];
        private int _length;
        private bool _inText;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            foreach (var b in buffer) Take(b);
            to.Write(_out.WrittenSpan);
            _out.ResetWrittenCount();
        }

        public override void Flush()
        {
            GiveBack();
            to.Write(_out.WrittenSpan);
            _out.ResetWrittenCount();
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private void Take(byte b)
        {
            if (_length > 0)
            {
                TakeEscape(b);
            }
            else if (_inText && b == '\\')
            {
                _escape[_length++] = b;
            }
            else if (b == '"')
            {
                _inText = !_inText;
            }
            else
            {
                Put(b);
            }
        }

        private void TakeEscape(byte b)
        {
            // Half of a pair waits for the other half, \uDE00 behind \uD83D; where that does not come it stays an escape.
            if ((_length == 6 && b != '\\') || (_length == 7 && b != 'u'))
            {
                var isBackslash = _length == 7;
                _length = 6;
                GiveBack();
                if (isBackslash) _escape[_length++] = (byte)'\\';
                Take(b);
                return;
            }

            _escape[_length++] = b;
            if (_length == 2 && b != 'u') PutPlain(b);
            else if (_length is 6 or 12) PutUnits();
        }

        private void PutPlain(byte b)
        {
            var at = "nrtbf\"\\/"u8.IndexOf(b);
            if (at < 0)
            {
                GiveBack();
                return;
            }

            _length = 0;
            Put("\n\r\t\b\f\"\\/"u8[at]);
        }

        private void PutUnits()
        {
            var (first, second) = (Unit(2), _length == 12 ? Unit(8) : 0);
            if (_length == 6 && first is >= 0xD800 and < 0xDC00) return;
            if (first < 0 || (_length == 6 ? first is >= 0xDC00 and < 0xE000 : second is < 0xDC00 or >= 0xE000))
            {
                GiveBack();
                return;
            }

            Span<byte> utf8 = stackalloc byte[4];
            var length = System.Text.Encoding.UTF8.GetBytes([(char)first, (char)second], utf8);
            // Of one unit the second is no character of the text.
            if (_length == 6) length--;
            _length = 0;
            foreach (var one in utf8[..length]) Put(one);
        }

        private int Unit(int at) =>
            int.TryParse(_escape.AsSpan(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? unit : -1;

        private void GiveBack()
        {
            foreach (var b in _escape.AsSpan(0, _length)) Put(b);
            _length = 0;
        }

        private void Put(byte b)
        {
            _out.GetSpan(1)[0] = b;
            _out.Advance(1);
        }
    }
}
