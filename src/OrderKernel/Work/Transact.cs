using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;
using OrderKernel.Deliveries;
using OrderKernel.Ports;
using OrderKernel.Telemetry;

namespace OrderKernel.Work;

/// <summary>What became of a unit of work.</summary>
/// <param name="Value">What was decided; the default when the message had been answered before.</param>
/// <param name="Answer">The first answer to the message.</param>
/// <param name="IsRepeat">True when the message had been answered before, so that nothing was written.</param>
internal readonly record struct Committed<T>(T? Value, ReadOnlyMemory<byte> Answer, bool IsRepeat);

/// <summary>Decides and commits until it goes through: the one place where units of work are written.</summary>
internal sealed class Transact(Workspace workspace, long epoch, bool isRehearsal, ILogger logger, bool isQuiet = false)
{
    private const int TriesMax = 8;
    private const string Moved = "Moved";

    private static readonly ReadOnlyMemory<byte> Done = "{}"u8.ToArray();

    /// <summary>Tells an aggregate something: decides, commits, and gives the state that was written; a repeat gives the state as it is now.</summary>
    /// <param name="key">The aggregate.</param>
    /// <param name="decider">What it is.</param>
    /// <param name="context">Who, when, under which message.</param>
    /// <param name="content">The fingerprint of what is said.</param>
    /// <param name="decide">Decides into a unit; called again for each try.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<Result<TState>> TellAsync<TState, TCommand, TEvent, TGiven>(
        IStreamKey key, Decider<TState, TCommand, TEvent, TGiven> decider, DecisionContext context, string content,
        Func<UnitBuilder, ValueTask<Result<TState>>> decide, CancellationToken cancellationToken)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        var done = await RunAsync(key.Tenant, context.Message, content, decide, cancellationToken).ConfigureAwait(false);
        if (!done.TryGet(out var committed, out var refusal)) return refusal;
        if (!committed.IsRepeat) return committed.Value!;
        return await FindAsync(key.Stream(), context.Message, decider, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Result<TState>> FindAsync<TState, TCommand, TEvent, TGiven>(StreamId stream, MessageId message,
        Decider<TState, TCommand, TEvent, TGiven> decider, CancellationToken cancellationToken)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        var loaded = (await workspace.ReadAsync(decider, stream, cancellationToken).ConfigureAwait(false)).Fold(decider);
        return loaded.State is { } found
            ? found
            : loaded.Dropped?.Refusal ?? (isRehearsal
                // What was said under this message was about something else.
                ? Refusal.Of(OrderKernelCodes.MessageReused, ("message", message))
                : throw new UnreachableException($"{stream} was told something before, and nothing is there."));
    }

    /// <summary>Runs one unit of work; a moved version or a short floor is decided again on what is there now.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="message">The idempotency key.</param>
    /// <param name="content">The fingerprint of what is asked.</param>
    /// <param name="decide">Decides into a unit; called again for each try.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <param name="answer">The answer that every repeat gets; null for an empty one.</param>
    /// <param name="apart">Decides, into a fresh unit, what becomes of a message whose ledgers stay apart; null to refuse it.</param>
    public async ValueTask<Result<Committed<T>>> RunAsync<T>(
        TenantId tenant, MessageId message, string content, Func<UnitBuilder, ValueTask<Result<T>>> decide, CancellationToken cancellationToken,
        Func<T, ReadOnlyMemory<byte>>? answer = null, Func<UnitBuilder, Refusal, T>? apart = null)
    {
        using var span = KernelTelemetry.Unit(tenant);
        var done = IdLimits.Check(message) is { } tooLong
            ? tooLong
            : await TryAsync(tenant, message, content, decide, answer, apart, cancellationToken).ConfigureAwait(false);
        if (done.TryGet(out var committed, out var refusal))
        {
            if (!isRehearsal) KernelTelemetry.Committed(span, committed.IsRepeat);
            return committed;
        }

        KernelTelemetry.Refuse(span, refusal);
        logger.Refused(tenant.Value, message.Value, refusal.Code);
        return refusal;
    }

    private async ValueTask<Result<Committed<T>>> TryAsync<T>(
        TenantId tenant, MessageId message, string content, Func<UnitBuilder, ValueTask<Result<T>>> decide, Func<T, ReadOnlyMemory<byte>>? answer,
        Func<UnitBuilder, Refusal, T>? apart, CancellationToken cancellationToken)
    {
        // A rehearsal writes nothing that could find the message answered: it is asked for.
        if (isRehearsal && await workspace.Store.AnswerAsync(tenant, message, cancellationToken).ConfigureAwait(false) is { } first)
            return new Committed<T>(default, first.Bytes, true);
        ReadOnlyMemory<byte> fingerprint = Encoding.UTF8.GetBytes(content);
        for (var tries = 0; tries < TriesMax; tries++)
        {
            var unit = new UnitBuilder(tenant, message, fingerprint) { IsQuiet = isQuiet };
            var bytes = Done;
            var (decided, isMoved) = await DecideAsync(unit, decide).ConfigureAwait(false);
            if (isMoved && (decided.IsOk || tries + 1 < TriesMax))
            {
                Retry(tenant, message, Moved, tries);
                continue;
            }

            if (!decided.TryGet(out var value, out var refusal))
            {
                var isAnswered = !isRehearsal && await workspace.Store.AnswerAsync(tenant, message, cancellationToken).ConfigureAwait(false) is not null;
                if (!isAnswered && (!isMoved || apart is null)) return refusal;
                // A message that was answered before gets an empty unit: under its id that changes nothing and tells whether it said the same.
                unit = new UnitBuilder(tenant, message, fingerprint) { IsQuiet = isQuiet };
                if (!isAnswered) bytes = Bytes(value = apart!(unit, refusal));
            }
            else
            {
                bytes = Bytes(value);
            }

            if (isRehearsal) return new Committed<T>(value, bytes, false);
            var outcome = await workspace.CommitAsync(unit.Build(bytes, epoch), cancellationToken).ConfigureAwait(false);
            switch (outcome)
            {
                case CommitOutcome.Done: return new Committed<T>(value, bytes, false);
                case CommitOutcome.Repeated repeated: return new Committed<T>(default, repeated.FirstAnswer, true);
                case CommitOutcome.OtherContent: return Refusal.Of(OrderKernelCodes.MessageReused, ("message", message));
                case CommitOutcome.Fenced fenced:
                    logger.Fenced(tenant.Value, fenced.Epoch);
                    return Refusal.Of(OrderKernelCodes.Fenced, ("epoch", fenced.Epoch));
            }

            Retry(tenant, message, outcome.GetType().Name, tries);
        }

        logger.Contended(tenant.Value, message.Value, TriesMax);
        return Refusal.Of(OrderKernelCodes.Contended, ("tries", TriesMax)) with { IsTransient = true };

        ReadOnlyMemory<byte> Bytes(T value) => answer is null ? Done : answer(value);
    }

    /// <summary>Decides once; it has moved when what was read came from two moments, so that the decision stands on nothing.</summary>
    private async ValueTask<(Result<T> Decided, bool IsMoved)> DecideAsync<T>(UnitBuilder unit, Func<UnitBuilder, ValueTask<Result<T>>> decide)
    {
        var failures = workspace.Failures;
        try
        {
            var decided = await decide(unit).ConfigureAwait(false);
            // Units that this one was decided behind did not go through: it stands on events that nobody has.
            return (decided, workspace.Failures != failures);
        }
        catch (LedgersApartException apart)
        {
            return (apart.Refusal, true);
        }
    }

    private void Retry(TenantId tenant, MessageId message, string why, int tries)
    {
        KernelTelemetry.Retried();
        logger.Retried(tenant.Value, message.Value, why, tries + 1);
    }
}
