namespace OrderKernel;

/// <summary>Finds what a command leaves out. Each answers with a refusal or null, so that they chain with <c>??</c>.</summary>
/// <remarks>Cost: a whole command allocates nothing.</remarks>
public static class Required
{
    /// <summary>What a command or its context leaves out: the first question of every Decide.</summary>
    /// <param name="command">The command.</param>
    /// <param name="context">Who, when, under which message.</param>
    public static Refusal? Of(ICommand command, DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.Missing() ?? Of(context);
    }

    /// <summary>What a saying leaves out: to whom, what, by whom, under which message. The first question at every door.</summary>
    /// <param name="key">Whom it is said to.</param>
    /// <param name="command">The command.</param>
    /// <param name="context">Who, when, under which message.</param>
    public static Refusal? Of(IStreamKey key, ICommand command, DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Missing() ?? Of(command, context);
    }

    /// <summary>What a context leaves out: who acts, or under which message.</summary>
    /// <param name="context">Who, when, under which message.</param>
    public static Refusal? Of(DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Id("message", context.Message) ?? Id("actor", context.Actor.Id);
    }

    /// <summary>Refuses an id that nobody set.</summary>
    /// <typeparam name="T">The id's type.</typeparam>
    /// <param name="part">Where it stands, such as <c>request.case</c>.</param>
    /// <param name="id">The id; its <c>default</c> is unset.</param>
    public static Refusal? Id<T>(string part, T id) where T : struct => EqualityComparer<T>.Default.Equals(id, default) ? Unset(part) : null;

    /// <summary>Refuses an id that was given and is unset; one that was not given passes.</summary>
    /// <typeparam name="T">The id's type.</typeparam>
    /// <param name="part">Where it stands.</param>
    /// <param name="id">The id, or null.</param>
    public static Refusal? Id<T>(string part, T? id) where T : struct => id is { } given ? Id(part, given) : null;

    /// <summary>Refuses a word of a closed vocabulary that nobody chose.</summary>
    /// <typeparam name="T">The vocabulary.</typeparam>
    /// <param name="part">Where it stands.</param>
    /// <param name="word">The word; 0 is unset.</param>
    public static Refusal? Word<T>(string part, T word) where T : struct, Enum => EqualityComparer<T>.Default.Equals(word, default) ? Unset(part) : null;

    /// <summary>Refuses a name that says nothing, such as a trigger's.</summary>
    /// <param name="part">Where it stands.</param>
    /// <param name="name">The name.</param>
    public static Refusal? Name(string part, string? name) => string.IsNullOrWhiteSpace(name) ? Unset(part) : null;

    /// <summary>Refuses an order's key of which a part is unset.</summary>
    /// <param name="part">Where it stands.</param>
    /// <param name="key">The key.</param>
    public static Refusal? Key(string part, OrderKey key) =>
        key.Tenant.Value is null || key.Channel.Value is null || key.Shop.Value is null || key.Number.Value is null ? Unset(part) : null;

    /// <summary>Refuses a reason that says nothing.</summary>
    /// <param name="part">Where it stands.</param>
    /// <param name="why">The reason, in a person's words or a code.</param>
    public static Refusal? Reason(string part, string? why) => string.IsNullOrWhiteSpace(why) ? Refusal.Of(KernelCodes.ReasonBlank, ("part", part)) : null;

    /// <summary>Refuses a list in which an id is unset.</summary>
    /// <typeparam name="T">The ids' type.</typeparam>
    /// <param name="part">Where the list stands.</param>
    /// <param name="ids">The ids.</param>
    public static Refusal? Ids<T>(string part, ValueList<T> ids) where T : struct => Each(part, ids, static id => Id("", id));

    /// <summary>Refuses a list of which an element leaves something out.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="part">Where the list stands.</param>
    /// <param name="items">The elements.</param>
    /// <param name="missing">What one leaves out.</param>
    public static Refusal? Each<T>(string part, ValueList<T> items, Func<T, Refusal?> missing)
    {
        ArgumentNullException.ThrowIfNull(missing);
        for (var i = 0; i < items.Count; i++)
        {
            if (missing(items[i]) is not { } refusal) continue;
            var inner = refusal.Arguments.IsEmpty ? "" : refusal.Arguments[0].Value;
            return Refusal.Of(refusal.Code, ("part", inner.Length == 0 ? $"{part}[{i}]" : $"{part}[{i}].{inner}"));
        }

        return null;
    }

    private static Refusal Unset(string part) => Refusal.Of(KernelCodes.IdUnset, ("part", part));
}
