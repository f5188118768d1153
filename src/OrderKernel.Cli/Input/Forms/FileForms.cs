namespace OrderKernel.Cli.Input;

/// <summary>Finds out how a file's bytes become text.</summary>
internal static class FileForms
{
    private const int HeadBytes = 64 * 1024;

    /// <summary>The forms in which a file can be read: one, or of a workbook one for each sheet.</summary>
    /// <param name="file">The file.</param>
    /// <param name="findings">Told of broken places that do not keep the file from being read.</param>
    /// <exception cref="FileFormException">It is no text in an encoding that is read, and no workbook that can be.</exception>
    public static IReadOnlyList<FileForm> Of(InputFile file, List<Finding> findings)
    {
        using var stream = File.OpenRead(file.Path);
        // What can be read but once is taken for what it should be.
        if (!stream.CanSeek) return [PlainForm.Utf8];
        var head = new byte[HeadBytes];
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        if (Workbook.Is(head)) return SheetForm.All(stream);
        var (form, broken, first) = EncodingScan.Of(stream, head);
        if (broken > 0) findings.Add(Finding.Of(file.Name, CliCodes.FileEncodingBroken, ("count", broken), ("byte", first)));
        return [QuotedForm.Is(form.Head(file.Path)) ? new QuotedForm(form) : form];
    }
}
