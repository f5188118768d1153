using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Where a circuit stands. 0 is unset.</summary>
public enum CircuitPhase
{
    /// <summary>Everything goes through.</summary>
    Closed = 1,

    /// <summary>Nothing goes through before <see cref="Circuit.TryAt"/>.</summary>
    Open = 2,

    /// <summary>A few are let through, to see whether it works again.</summary>
    HalfOpen = 3,
}

/// <summary>A circuit (熔断) around something that fails: of one feed that is pulled, and of a channel as a whole. A value, without a clock.</summary>
/// <remarks>Laws: it closes by a success alone; open, nothing goes through before <see cref="TryAt"/>; no more try it than may.</remarks>
public sealed record Circuit
{
    private Circuit()
    {
    }

    /// <summary>A circuit through which everything goes.</summary>
    public static Circuit Closed { get; } = new() { Phase = CircuitPhase.Closed };

    /// <summary>Where it stands.</summary>
    public CircuitPhase Phase { get; private init; }

    /// <summary>When it opened, of several times in a row the first; null when it is closed.</summary>
    public Instant? OpenedAt { get; private init; }

    /// <summary>From when on it may be tried; half-open until when those that try are waited for. Null when it is closed.</summary>
    public Instant? TryAt { get; private init; }

    /// <summary>How many try it.</summary>
    public int Trying { get; private init; }

    /// <summary>How many tried it and came through.</summary>
    public int Succeeded { get; private init; }

    /// <summary>The circuit after what was too much.</summary>
    /// <param name="now">The time.</param>
    /// <param name="span">How long it is left alone.</param>
    public Circuit Opened(Instant now, Duration span) => new() { Phase = CircuitPhase.Open, OpenedAt = OpenedAt ?? now, TryAt = now + span };

    /// <summary>Asks whether one more may go through.</summary>
    /// <param name="now">The time.</param>
    /// <param name="span">How long those that try are waited for; then others may.</param>
    /// <param name="probes">How many may try it at a time, and have to come through until it closes; positive.</param>
    /// <returns>The circuit with it among those that try, and whether it may.</returns>
    public (Circuit Circuit, bool IsLet) Admit(Instant now, Duration span, int probes)
    {
        if (Phase == CircuitPhase.Closed) return (this, true);
        if (Phase == CircuitPhase.HalfOpen && Trying < probes) return (this with { Trying = Trying + 1 }, true);
        if (now < TryAt) return (this, false);
        return (this with { Phase = CircuitPhase.HalfOpen, TryAt = now + span, Trying = 1, Succeeded = Phase == CircuitPhase.HalfOpen ? Succeeded : 0 }, true);
    }

    /// <summary>The circuit after one came through.</summary>
    /// <param name="probes">How many have to until it closes; positive.</param>
    /// <returns>Closed when enough have. What went through before it opened, and comes back now, says nothing.</returns>
    public Circuit AfterSuccess(int probes)
    {
        if (Phase != CircuitPhase.HalfOpen) return this;
        return Succeeded + 1 >= probes ? Closed : this with { Succeeded = Succeeded + 1 };
    }

    /// <summary>The circuit after one that tried it failed.</summary>
    /// <param name="now">The time.</param>
    /// <param name="span">How long it is left alone again.</param>
    public Circuit AfterFailure(Instant now, Duration span) => Phase == CircuitPhase.HalfOpen ? Opened(now, span) : this;

    internal static Circuit Of(CircuitPhase phase, Instant openedAt, Instant tryAt, int trying, int succeeded) => phase == CircuitPhase.Closed
        ? Closed
        : new() { Phase = phase, OpenedAt = openedAt, TryAt = tryAt, Trying = Math.Max(0, trying), Succeeded = Math.Max(0, succeeded) };
}
