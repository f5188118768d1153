namespace OrderKernel.Cli.Commands;

/// <summary>
/// Lets one run at a time have a store. Runs apply business time from the first record to the last: two at once would each let deadlines pass that the
/// other has not come to. The operating system gives the turn back when a run is killed.
/// </summary>
internal sealed class RunTurn(FileStream? file, bool hasWaited) : IDisposable
{
    // Sharing and lock violations of Windows, EAGAIN of Linux and of macOS.
    private static readonly HashSet<int> Taken = [unchecked((int)0x80070020), unchecked((int)0x80070021), 11, 35];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the turn at a store.</summary>
    /// <param name="storePath">The store's file; the turn is an empty file beside it.</param>
    /// <param name="waiting">Told once when another run has it.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static async Task<RunTurn> TakeAsync(string storePath, Action waiting, CancellationToken cancellationToken)
    {
        var (path, isForeign) = (storePath + ".run", false);
        for (var isFirst = true; ; )
        {
            try
            {
                var (mode, access) = isForeign ? (FileMode.Open, FileAccess.Read) : (FileMode.OpenOrCreate, FileAccess.ReadWrite);
                return new(new FileStream(path, mode, access, FileShare.None, bufferSize: 1), !isFirst);
            }
            catch (IOException e) when (Taken.Contains(e.HResult))
            {
                if (isFirst) waiting();
                isFirst = false;
            }
            catch (UnauthorizedAccessException) when (!isForeign && File.Exists(path))
            {
                // Somebody else's file can be locked all the same.
                isForeign = true;
                continue;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                // Where no file can be made the store cannot be opened either, and says why.
                return new(null, !isFirst);
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>True when another run had it first: what was looked at before may be another by now.</summary>
    public bool HasWaited => hasWaited;

    public void Dispose() => file?.Dispose();
}
