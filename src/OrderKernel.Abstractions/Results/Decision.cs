namespace OrderKernel;

/// <summary>What a decision changes and why: the shape that every Decide returns. <c>default</c> changes nothing, for no reason.</summary>
/// <typeparam name="TEvent">The event family of the decided thing.</typeparam>
/// <param name="Events">What happened, in order; empty when the command changes nothing.</param>
/// <param name="Reasons">Why, as stable codes with the numbers seen.</param>
/// <param name="Policies">The documents that decided, by reference.</param>
public readonly record struct Decision<TEvent>(ValueList<TEvent> Events, ValueList<Reason> Reasons, ValueList<PolicyReference> Policies)
{
    /// <summary>A decision from its events and reasons, by no policy.</summary>
    /// <param name="events">In the order in which they happen.</param>
    /// <param name="reasons">Which rule, row and numbers led there.</param>
    public static Decision<TEvent> Of(IEnumerable<TEvent> events, params Reason[] reasons) => new(events.ToValueList(), reasons.ToValueList(), []);
}

/// <summary>Who decides, in which roles, at which business instant, under which message: the context of every Decide.</summary>
/// <param name="Actor">Who asks.</param>
/// <param name="At">The business instant; never read from a clock inside.</param>
/// <param name="Message">The id under which the command came in, for idempotency and new ids.</param>
public sealed record DecisionContext(Actor Actor, NodaTime.Instant At, MessageId Message);

/// <summary>A person, system or channel that acts.</summary>
/// <param name="Id">Who, as a token or system name; never a clear personal name.</param>
/// <param name="Roles">The roles in which the actor acts.</param>
public sealed record Actor(ActorId Id, ValueList<Role> Roles)
{
    /// <summary>The kernel itself: timers and consequences.</summary>
    public static Actor Kernel { get; } = new(ActorId.Of("kernel"), [Role.Kernel]);

    /// <summary>True when the actor acts in the role.</summary>
    /// <param name="role">The role; compared by its text.</param>
    public bool Has(Role role)
    {
        foreach (var one in Roles)
        {
            if (one == role) return true;
        }

        return false;
    }
}
