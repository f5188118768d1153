using Microsoft.Win32.SafeHandles;

namespace OrderKernel.Cli.Input;

/// <summary>Reads stretches of files again, most of them near the last one: a window of each file, few files at a time.</summary>
internal sealed class FileWindows : IDisposable
{
    private const int FilesMax = 32;
    private readonly Dictionary<string, Window> _open = new(StringComparer.Ordinal);

    /// <summary>The bytes of a file from a place, valid until the next call; fewer than asked where the file ends.</summary>
    public ReadOnlySpan<byte> Read(string path, long offset, int length)
    {
        if (!_open.TryGetValue(path, out var window))
        {
            if (_open.Count == FilesMax) Dispose();
            _open.Add(path, window = new Window(path));
        }

        return window.Read(offset, length);
    }

    public void Dispose()
    {
        foreach (var window in _open.Values) window.Dispose();
        _open.Clear();
    }

    private sealed class Window(string path) : IDisposable
    {
        private const int Bytes = 32 * 1024;
        private readonly SafeFileHandle _file = File.OpenHandle(path);
        private byte[] _bytes = new byte[Bytes];
        private long _start;
        private int _length;

        public ReadOnlySpan<byte> Read(long offset, int length)
        {
            if (offset < _start || offset + length > _start + _length) Move(offset, length);
            return _bytes.AsSpan((int)(offset - _start), Math.Min(length, _length - (int)(offset - _start)));
        }

        public void Dispose() => _file.Dispose();

        /// <summary>Puts the window around a stretch: exports are newest first as often as not.</summary>
        private void Move(long offset, int length)
        {
            if (length > _bytes.Length) _bytes = new byte[length];
            _start = Math.Max(0, offset - ((_bytes.Length - length) / 2));
            _length = 0;
            for (int read; _length < _bytes.Length && (read = RandomAccess.Read(_file, _bytes.AsSpan(_length), _start + _length)) > 0;) _length += read;
            _length = Math.Max(_length, (int)(offset - _start));
        }
    }
}
