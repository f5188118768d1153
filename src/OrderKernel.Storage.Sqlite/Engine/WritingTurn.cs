using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using OrderKernel.Ports;

namespace OrderKernel.Storage.Sqlite;

/// <summary>Lets one caller at a time write; commits that queue up meanwhile go into one transaction and share its flush.</summary>
internal sealed class WritingTurn(Database database) : IDisposable
{
    private const int GroupMax = 512;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentQueue<Pending> _queue = new();
    private readonly Writer _writer = new(database);
    private readonly Dictionary<TenantId, long> _tenants = [];
    private bool _isDisposed;

    public async ValueTask<CommitOutcome> CommitAsync(Changes changes)
    {
        var pending = new Pending(changes);
        _queue.Enqueue(pending);
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            CheckOpen();
            while (!pending.IsSettled) CommitGroup();
        }
        finally
        {
            _turn.Release();
        }

        return pending.Outcome();
    }

    public async ValueTask<ImmutableArray<CommitOutcome>> CommitManyAsync(ImmutableArray<Changes> batch, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            CheckOpen();
            return ImmutableArray.Create(_writer.Commit(batch));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Runs something inside one transaction, and then something after it.</summary>
    public async ValueTask<T> RunAsync<T>(Func<Database, T> action, Action<Database>? after, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            CheckOpen();
            var result = _writer.Transact(action);
            after?.Invoke(database);
            return result;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Reads on the connection that writes, which knows its own pages after a commit; false where somebody has the turn.</summary>
    public bool TryRead<T>(Func<Database, T> query, [MaybeNullWhen(false)] out T result)
    {
        result = default;
        if (!_turn.Wait(0)) return false;
        try
        {
            CheckOpen();
            // Nothing is being written now, so a tenant's number that is found stays.
            database.Tenants = _tenants;
            result = query(database);
            return true;
        }
        finally
        {
            database.Tenants = null;
            if (!_isDisposed) database.RollBack();
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _turn.Wait();
        try
        {
            if (_isDisposed) return;
            _isDisposed = true;
            database.Dispose();
        }
        finally
        {
            _turn.Release();
        }
    }

    private void CheckOpen()
    {
        if (_isDisposed) throw new ObjectDisposedException(nameof(SqliteOrderStore));
    }

    private void CommitGroup()
    {
        var group = new List<Pending>();
        while (group.Count < GroupMax && _queue.TryDequeue(out var next)) group.Add(next);
        if (!TryCommit(group))
        {
            // One value of the group broke; nothing was written, so each gets its own transaction and its own answer.
            foreach (var pending in group) TryCommit([pending]);
        }
    }

    private bool TryCommit(List<Pending> group)
    {
        try
        {
            var outcomes = _writer.Commit(group.ConvertAll(static p => p.Changes));
            for (var i = 0; i < outcomes.Length; i++) group[i].Settle(outcomes[i], null);
            return true;
        }
        catch (Exception e) when (group.Count == 1 || e is StoreUnusableException)
        {
            foreach (var pending in group) pending.Settle(null, e);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private sealed class Pending(Changes changes)
    {
        private CommitOutcome? _outcome;
        private Exception? _failure;

        public Changes Changes => changes;

        public bool IsSettled { get; private set; }

        public void Settle(CommitOutcome? outcome, Exception? failure) => (_outcome, _failure, IsSettled) = (outcome, failure, true);

        public CommitOutcome Outcome() => _failure is null ? _outcome! : throw Rethrown(_failure);

        // Each caller throws its own exception: one object must not be thrown on two threads.
        private static Exception Rethrown(Exception failure) => failure is StoreUnusableException unusable ? unusable.Again() : failure;
    }
}
