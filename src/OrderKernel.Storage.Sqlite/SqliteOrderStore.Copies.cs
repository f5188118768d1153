namespace OrderKernel.Storage.Sqlite;

/// <content>Copies of the file as one new file.</content>
public sealed partial class SqliteOrderStore
{
    /// <summary>Copies the store as it is now into a new file, page by page, while others read and write.</summary>
    /// <param name="path">The new file; its folder must exist, and the file must not.</param>
    /// <param name="cancellationToken">Stops the call; nothing is left under the new name.</param>
    /// <remarks>
    /// <para>Concurrency: the copy is of one state of the file, between two units of work. Until it is done the write-ahead log grows by what others
    /// write.</para>
    /// <para>Failure: the copy gets its name when it is whole and flushed to disk; a killed process leaves at most a file <c>.new</c> beside it, which
    /// the next try replaces. The anchor is not copied: whoever keeps one reads it before and keeps its heads beside the copy.</para>
    /// <para>Cost: reads and writes every page once. Proof: copy tests of this package.</para>
    /// </remarks>
    /// <exception cref="StoreUnusableException">The file is there already, or one of the two cannot be read or written.</exception>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public ValueTask BackUpAsync(string path, CancellationToken cancellationToken) =>
        Copy(path, (database, fresh) => Copies.BackUp(database, fresh, cancellationToken), cancellationToken);

    /// <summary>
    /// Writes the store as it is now into a new file without the room that free pages take (<c>VACUUM INTO</c>), while others read and write.
    /// </summary>
    /// <param name="path">The new file; its folder must exist, and the file must not.</param>
    /// <param name="cancellationToken">Stops the call before it starts.</param>
    /// <remarks>
    /// <para>Concurrency and failure: as <see cref="BackUpAsync"/>. No copy of a value that was erased is in the new file, whatever earlier version wrote it.
    /// </para>
    /// <para>Cost: writes every row anew, so it takes longer than a backup. Proof: copy tests of this package.</para>
    /// </remarks>
    /// <exception cref="StoreUnusableException">The file is there already, or one of the two cannot be read or written.</exception>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public ValueTask CompactIntoAsync(string path, CancellationToken cancellationToken) => Copy(path, Copies.Compact, cancellationToken);

    private ValueTask Copy(string path, Action<Database, string> copy, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var loan = _readers.Borrow();
        Copies.Write(loan.Database, System.IO.Path.GetFullPath(path), copy);
        return default;
    }
}
