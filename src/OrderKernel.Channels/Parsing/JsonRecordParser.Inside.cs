namespace OrderKernel.Channels;

// What does not matter to where records begin and end is passed over in one stretch.
public sealed partial class JsonRecordParser
{
    /// <summary>True where no property's name matters: off the way to the records, or in one that has none below it.</summary>
    private bool IsInside => _depth > 0 && !_isGarbage && (_depth > LevelsMax || _nodes[_depth - 1] is null);

    /// <summary>Passes over values and what stands between them until something opens, closes, breaks the line or is wrong; returns how many bytes.</summary>
    private int Inside(ReadOnlySpan<byte> rest)
    {
        var isAfterValue = _isAfterValue;
        var at = 0;
        for (; at < rest.Length; at++)
        {
            var b = rest[at];
            if (b == '"')
            {
                if (isAfterValue) break;
                var length = rest.Slice(at + 1).IndexOfAny((byte)'"', (byte)'\\', (byte)'\n');
                if (length < 0 || rest[at + 1 + length] != '"') break;
                at += length + 1;
                isAfterValue = true;
            }
            else if (b is (byte)',' or (byte)':')
            {
                isAfterValue = false;
            }
            else if (b is (byte)'{' or (byte)'[' or (byte)'}' or (byte)']' or (byte)'\n')
            {
                break;
            }
            else if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
            {
                isAfterValue = true;
            }
            else
            {
                continue;
            }

            _hasLineBreak = false;
        }

        _isAfterValue = isAfterValue;
        return at;
    }

    /// <summary>Passes over text until something in it matters; returns how many bytes.</summary>
    private int InText(ReadOnlySpan<byte> rest)
    {
        if (_isEscaped) return 0;
        var length = rest.IndexOfAny((byte)'"', (byte)'\\', (byte)'\n');
        if (length < 0) length = rest.Length;
        if (_isKey && _key.Length < 128) _key.Append(rest.Slice(0, Math.Min(length, 128)));
        return length;
    }

    private void StepInText(byte b)
    {
        if (_isEscaped)
        {
            _isEscaped = false;
        }
        else if (b == '\\')
        {
            _isEscaped = true;
            _isKey = false;
        }
        else if (b == '"')
        {
            _inText = false;
            _isAfterValue = true;
        }
    }
}
