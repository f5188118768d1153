namespace OrderKernel.Cli.Commands;

/// <summary>
/// Lets one run at a time have a store. Runs apply business time from the first record to the last: two at once would each let deadlines pass that the
/// other has not come to. The operating system gives the turn back when a run is killed.
/// </summary>
internal sealed class RunTurn(FileStream? file) : IDisposable
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
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                return new(new FileStream(storePath + ".run", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
            }
            catch (IOException e) when (Taken.Contains(e.HResult))
            {
                if (isFirst) waiting();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                // Where no file can be made the store cannot be opened either, and says why.
                return new(null);
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    public void Dispose() => file?.Dispose();
}
