using NodaTime;

namespace OrderKernel.Workflow;

/// <summary>
/// A deadline that passed while what it fires was refused: it does not fire while its process stands at the step, until nothing refuses it any more.
/// </summary>
/// <param name="Trigger">The trigger's name.</param>
/// <param name="DueAgainAt">When it is due again; null while it is refused.</param>
public sealed record SpentDeadline(string Trigger, Instant? DueAgainAt)
{
    internal static SpentDeadline? Of(ValueList<SpentDeadline> spent, string trigger)
    {
        foreach (var one in spent)
        {
            if (one.Trigger == trigger) return one;
        }

        return null;
    }

    /// <summary>The list with what is known of a trigger now.</summary>
    /// <param name="spent">The list.</param>
    /// <param name="trigger">The trigger's name.</param>
    /// <param name="dueAgainAt">When it is due again; null when it was refused.</param>
    public static ValueList<SpentDeadline> With(ValueList<SpentDeadline> spent, string trigger, Instant? dueAgainAt) =>
        Without(spent, trigger).Add(new(trigger, dueAgainAt));

    /// <summary>The list without a trigger, because it fired.</summary>
    /// <param name="spent">The list.</param>
    /// <param name="trigger">The trigger's name; one that is not there changes nothing.</param>
    public static ValueList<SpentDeadline> Without(ValueList<SpentDeadline> spent, string trigger) =>
        spent.IsEmpty ? spent : spent.Where(s => s.Trigger != trigger);
}
