using OrderKernel.Rules;

namespace OrderKernel.Orders;

/// <summary>What chains of rules may read of an order and what they may have done with it.</summary>
/// <remarks>
/// <para>Facts: those that guards of order workflows read (<see cref="OrderDomain.Standard"/>), the region that the order goes to (<c>recipient.province</c>,
/// <c>recipient.city</c>, <c>recipient.district</c>, where known), <c>customer.level</c>, <c>customer.history</c>, and what a document declares beyond
/// them, which the host brings.</para>
/// <para>Levers: <c>tag(value)</c>, <c>hold(kind, scopes?)</c> and <c>notify(role, text?)</c> are done by the kernel; what a document declares beyond them
/// goes out as data.</para>
/// </remarks>
public static class OrderRules
{
    /// <summary>The name that <c>$schema</c> of such a document carries.</summary>
    public const string Schema = RuleChain.Schema;

    /// <summary>The lever that tags the order.</summary>
    public const string TagLever = "tag";

    /// <summary>The lever that holds the order; it forbids shipping unless the rule says otherwise.</summary>
    public const string HoldLever = "hold";

    /// <summary>The lever that tells people.</summary>
    public const string NotifyLever = "notify";

    // Beyond the order's own; each with its place after them.
    private static readonly (FactField Field, Func<RuledOrder, string?> Read)[] More =
    [
        (FactField.Optional("recipient.province", FactType.String), r => r.To?.Province),
        (FactField.Optional("recipient.city", FactType.String), r => r.To?.City),
        (FactField.Optional("recipient.district", FactType.String), r => r.To?.District),
        (FactField.Required("customer.level", FactType.String), r => r.Customer.Level.ToString()),
        (FactField.Required("customer.history", FactType.String), r => r.Customer.History.ToString()),
    ];

    /// <summary>Facts of the order, its recipient's region and its customer, and the kernel's own levers.</summary>
    public static ChainDomain Domain { get; } = new(
        OrderFacts.Schema.With(Array.ConvertAll(More, m => m.Field)),
        Lever.Many(TagLever, new LeverParameter("value", FactType.String)),
        Lever.Many(HoldLever, new LeverParameter("kind", FactType.String), new LeverParameter("scopes", FactType.ListOf(FactType.String), IsOptional: true)),
        Lever.Many(NotifyLever, new LeverParameter("role", FactType.String), new LeverParameter("text", FactType.String, IsOptional: true)));

    /// <summary>Reads and checks a chain of rules over orders as a whole.</summary>
    /// <param name="utf8">The document's bytes, UTF-8; any bytes are safe.</param>
    /// <returns>The chain, or a refusal whose reasons list every problem with its path.</returns>
    /// <remarks>Refuses with: as <see cref="ChainDomain.Load"/>; tags, kinds, scopes and roles that stand there as texts are checked, too.</remarks>
    public static Result<PolicyDocument<RuleChain>> Load(ReadOnlyMemory<byte> utf8)
    {
        if (!Domain.Load(utf8).TryGet(out var document, out var refusal)) return refusal;
        var findings = document.Policy.Rules.Items.SelectMany(Wrong).ToValueList();
        return findings.IsEmpty
            ? document
            : Refusal.Of(KernelCodes.DocumentInvalid, ("name", document.Reference.Name), ("count", findings.Count)) with { Reasons = findings };
    }

    /// <summary>An order and its customer as the rules of a chain read them: nothing is copied.</summary>
    /// <param name="order">The order.</param>
    /// <param name="customer">What is known of the customer.</param>
    /// <param name="to">The region that it goes to; null when nobody told.</param>
    public static IFacts FactsOf(Order order, CustomerStanding customer, RecipientRegion? to)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(customer);
        return new RuledOrder(new(order), customer, to);
    }

    /// <summary>What the order is told when a rule fired.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="verdict">The verdict of a rule that fired.</param>
    public static FireRule Firing(PolicyReference chain, RuleVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return new(chain, verdict.Rule.Id, verdict.Pulls.Items.Select(RuleLever.ActionOf).ToValueList());
    }

    private static IEnumerable<Reason> Wrong(ChainRule rule) =>
        from use in rule.Then.Items.Select((u, i) => (Use: u, Path: $"{rule.Path}.then[{i}].with"))
        where RuleLever.IsKernels(use.Use.Lever)
        from argument in use.Use.Arguments.Items
        where argument.Computed is null && RuleLever.Wrong(use.Use.Lever, argument.Name, RuleLever.Texts(argument.Value)) is not null
        select Finding.Of($"{use.Path}.{argument.Name}", KernelCodes.DocumentValueInvalid, ("value", string.Join(", ", RuleLever.Texts(argument.Value).Items)),
            ("expected", RuleLever.Wrong(use.Use.Lever, argument.Name, RuleLever.Texts(argument.Value))!)).ToReason();

    private sealed class RuledOrder(OrderFacts order, CustomerStanding customer, RecipientRegion? to) : IFacts
    {
        private static readonly int Count = OrderFacts.Schema.Fields.Count;

        public CustomerStanding Customer => customer;

        public RecipientRegion? To => to;

        public ExpressionValue Get(int slot) =>
            slot < Count ? order.Get(slot) : More[slot - Count].Read(this) is { } text ? ExpressionValue.Of(text) : default;
    }
}
