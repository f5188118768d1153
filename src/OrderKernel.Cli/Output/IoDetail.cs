namespace OrderKernel.Cli.Output;

/// <summary>Why a file could not be read or written: the common reasons as labels of ours, since the framework tells them in English only.</summary>
internal static class IoDetail
{
    /// <summary>Begins the argument of a reason that stands for a label.</summary>
    public const string Prefix = "io.";

    // ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows, ENOSPC of Unix.
    private static readonly HashSet<int> Full = [unchecked((int)0x80070070), unchecked((int)0x80070027), 28];

    // Sharing and lock violations of Windows, EAGAIN of Linux and of macOS.
    private static readonly HashSet<int> Taken = [unchecked((int)0x80070020), unchecked((int)0x80070021), 11, 35];

    /// <summary>The argument <c>detail</c> of a reason.</summary>
    /// <param name="e">What the framework threw.</param>
    /// <param name="path">The file that was meant: a folder in its place is told as such.</param>
    public static string Of(Exception e, string path) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "io.missing",
        _ when Directory.Exists(path) && !File.Exists(path) && e is UnauthorizedAccessException && Readable(path) => "io.folder",
        UnauthorizedAccessException => "io.denied",
        IOException when Full.Contains(e.HResult) => "io.full",
        IOException when Taken.Contains(e.HResult) => "io.taken",
        _ => "io.other " + CommandWords.OneLine(e.Message),
    };

    /// <summary>The label that the argument stands for; an uncommon reason keeps what the framework said.</summary>
    public static string In(Labels labels, string detail)
    {
        var (label, rest) = detail.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at ? (detail[..at], detail[(at + 1)..]) : (detail, "");
        return labels.Has(label) ? labels.Text(label, ("detail", rest)) : detail;
    }

    // A folder that may not be looked into is refused as a folder too.
    private static bool Readable(string path)
    {
        try
        {
            _ = Directory.EnumerateFileSystemEntries(path).Any();
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
