namespace OrderKernel.Cli.Output;

/// <summary>A file that a command is to write at its end: what can be known at its beginning is said there.</summary>
internal static class OutputFile
{
    /// <summary>Why it cannot be written; null when nothing speaks against it.</summary>
    public static Reason? WhyNot(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path));
            if (folder is not null && !Directory.Exists(folder)) return Reason.Of(CliCodes.FolderMissing, ("path", folder));
            var isNew = !Path.Exists(path);
            using (new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
            {
                // Opened only: what stood there stays until there is something to write.
            }

            if (isNew) File.Delete(path);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Reason.Of(CliCodes.FileUnwritable, ("path", path), ("detail", IoDetail.Of(e, path)));
        }
    }
}
