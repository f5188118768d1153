namespace OrderKernel.AfterSales;

/// <summary>One row of the approval tiers: which requests it holds for and who must approve them, in order.</summary>
/// <param name="Name">The tier's name, unique in its document.</param>
/// <param name="Approvers">The roles that approve one after another; empty means automatic.</param>
public sealed record ApprovalTier(string Name, ValueList<Role> Approvers)
{
    /// <summary>The amount below which the tier holds, exclusive; of no amount in another currency; null = any amount in any currency.</summary>
    public Money? Below { get; init; }

    /// <summary>Whether only disputed or only undisputed requests qualify; null = both.</summary>
    public bool? IsDisputed { get; init; }

    /// <summary>The customer histories that qualify; empty = all.</summary>
    public ValueList<CustomerHistory> Histories { get; init; }

    /// <summary>The customer levels that qualify; empty = all.</summary>
    public ValueList<CustomerLevel> Levels { get; init; }

    /// <summary>The request reasons that qualify; empty = all.</summary>
    public ValueList<string> RequestReasons { get; init; }

    /// <summary>Where the numbers come from: <c>rule</c> of the business, or <c>default</c> of the family.</summary>
    public string? Basis { get; init; }

    /// <summary>True when nobody has to approve.</summary>
    public bool IsAutomatic => Approvers.IsEmpty;

    internal bool HoldsForAll => Below is null && IsDisputed is null && Histories.IsEmpty && Levels.IsEmpty && RequestReasons.IsEmpty;

    /// <summary>Why the tier does not hold, as condition, value seen and bound; null when it holds.</summary>
    internal (string Condition, string Value, string Bound)? Unmet(JudgedRequest request, Money amount)
    {
        // No rate is known: a bound in another currency cannot be met.
        if (Below is { } bound && amount.Currency != bound.Currency) return ("currency", amount.Currency.ToString(), bound.Currency.ToString());
        if (Below is { } below && amount >= below) return ("amount", amount.ToString(), "< " + below);
        if (IsDisputed is { } disputed && disputed != request.IsDisputed) return ("disputed", Word(request.IsDisputed), Word(disputed));
        if (!Histories.IsEmpty && !Histories.Items.Contains(request.Standing.History))
            return ("history", request.Standing.History.ToString(), string.Join("|", Histories.Items));
        if (!Levels.IsEmpty && !Levels.Items.Contains(request.Standing.Level))
            return ("level", request.Standing.Level.ToString(), string.Join("|", Levels.Items));
        if (!RequestReasons.IsEmpty && !RequestReasons.Items.Contains(request.Reason))
            return ("reason", request.Reason, string.Join("|", RequestReasons.Items));
        return null;
    }

    private static string Word(bool value) => value ? "true" : "false";
}
