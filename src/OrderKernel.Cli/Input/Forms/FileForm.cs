namespace OrderKernel.Cli.Input;

/// <summary>How the bytes of a file become the UTF-8 text that records are cut from.</summary>
internal abstract class FileForm
{
    private const int HeadBytes = 64 * 1024;

    /// <summary>What it is written in, for people and for <c>run --json</c>: <c>UTF-8</c>, <c>GB18030</c>, <c>xlsx</c> and so on.</summary>
    public abstract string Encoding { get; }

    /// <summary>The sheet that is read of a workbook.</summary>
    public virtual string? Sheet => null;

    /// <summary>True where the bytes are the text as they are.</summary>
    public virtual bool IsPlain => false;

    /// <summary>Writes the text, once so many bytes of it are written perhaps no more.</summary>
    /// <param name="from">The file, at its start.</param>
    /// <param name="to">Where the text goes; memory does not grow with it.</param>
    /// <param name="most">How many bytes are wanted.</param>
    /// <exception cref="FileFormException">The file is not what it looked like.</exception>
    public abstract void Copy(Stream from, Stream to, long most = long.MaxValue);

    /// <summary>The first bytes of the text: what recognises a file.</summary>
    public byte[] Head(string path)
    {
        using var file = File.OpenRead(path);
        if (IsPlain)
        {
            var head = new byte[HeadBytes];
            return head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }

        using var text = new MemoryStream();
        Copy(file, text, HeadBytes);
        return text.ToArray();
    }
}

/// <summary>UTF-8, with a byte-order mark or without.</summary>
internal sealed class PlainForm : FileForm
{
    public static PlainForm Utf8 { get; } = new();

    public override string Encoding => "UTF-8";

    public override bool IsPlain => true;

    public override void Copy(Stream from, Stream to, long most = long.MaxValue) => from.CopyTo(to);
}

/// <summary>A file cannot be made text of; it is a finding, and the rest goes on.</summary>
internal sealed class FileFormException(string code, params Argument[] arguments) : Exception
{
    /// <summary>The finding about the file of a name.</summary>
    public Finding Of(string name) => Finding.Of(name, code, arguments);
}
