namespace OrderKernel.Hosting;

/// <summary>
/// Writes a small file whole: it is written beside the old one and takes its place, so that a host that is killed leaves the one or the other.
/// </summary>
internal static class WholeFile
{
    /// <summary>Writes a file, to the disk.</summary>
    /// <exception cref="IOException">It cannot be written; what stood there before stays.</exception>
    public static void Write(string path, byte[] bytes)
    {
        var beside = path + ".new";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(bytes, 0, bytes.Length);
            file.Flush(flushToDisk: true);
        }

        if (File.Exists(path)) File.Replace(beside, path, null);
        else File.Move(beside, path);
    }
}
