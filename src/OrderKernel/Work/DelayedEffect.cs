using NodaTime;
using OrderKernel.Ports;

namespace OrderKernel.Work;

/// <summary>An effect that could not be delivered, as one of its own that waits: 30 s, doubled up to an hour, without end.</summary>
/// <param name="Effect">The effect that waits.</param>
/// <param name="Tries">How often it was tried so far.</param>
internal readonly record struct DelayedEffect(OutboxMessage Effect, int Tries)
{
    private const char Try = '#';
    private const int ToldAtTry = 3;
    private static readonly Duration Longest = Duration.FromHours(1);
    private static readonly Duration First = Duration.FromSeconds(30);

    /// <summary>True at the try from which on people know.</summary>
    public bool IsToBeTold => Tries == ToldAtTry;

    /// <summary>What waits after a try that failed.</summary>
    /// <param name="effect">What was tried.</param>
    /// <param name="now">When.</param>
    public static DelayedEffect Of(OutboxMessage effect, Instant now)
    {
        var (key, tries) = (effect.Key, 1);
        if (key.LastIndexOf(Try) is >= 0 and var at && int.TryParse(key.Substring(at + 1), out var known)) (key, tries) = (key.Substring(0, at), known);
        var wait = Duration.Min(Longest, First * (1 << Math.Min(tries - 1, 10)));
        return new(new OutboxMessage($"{key}{Try}{tries + 1}", effect.Kind, now + wait, effect.Body), tries);
    }
}
