namespace OrderKernel.Orders;

/// <summary>By which tenders money goes back to a buyer who paid with several, and who gives back what was withheld.</summary>
/// <param name="First">The tenders that go back first, one after another, each until nothing of it is left; the others by their shares.</param>
/// <param name="GiveBack">Who may give back what was withheld.</param>
public sealed record RefundRules(ValueList<Tender> First, ValueList<Role> GiveBack)
{
    /// <summary>What happens when money comes for an order whose time has run out.</summary>
    public LatePayment LatePayment { get; init; } = LatePayment.ReserveOrRefund;

    /// <summary>The schema that a document must name.</summary>
    public const string Schema = "refunds-1.json";

    /// <summary>The embedded document: all by their shares.</summary>
    public static PolicyDocument<RefundRules> Default { get; } = Load(EmbeddedDocument.Read("refunds.json")).OrUnreachable("Embedded documents load");

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <returns>The rules, or a refusal whose reasons list all problems with their JSON paths.</returns>
    public static Result<PolicyDocument<RefundRules>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    /// <summary>An amount split over tenders, by largest remainder where they share; each at most what is free of it.</summary>
    /// <param name="amount">The amount, at most all that is free.</param>
    /// <param name="free">What was paid by each tender and is not back.</param>
    /// <remarks>Law: the parts sum to the amount.</remarks>
    public ValueList<TenderAmount> Split(Money amount, ValueList<TenderAmount> free)
    {
        var (left, split) = (amount, new List<TenderAmount>());
        foreach (var tender in First)
        {
            var here = Money.Min(free.Items.Single(f => f.Tender == tender).Amount, left);
            if (here.IsZero) continue;
            split.Add(new(tender, here));
            left -= here;
        }

        split.AddRange(ByShare(left, free.Where(f => !First.Items.Contains(f.Tender))));
        return split.ToValueList();
    }

    internal static IEnumerable<TenderAmount> ByShare(Money amount, ValueList<TenderAmount> free)
    {
        if (amount.IsZero) return [];
        var shares = amount.Apportion([.. free.Select(f => f.Amount.MinorUnits)]);
        return free.Items.Select((f, i) => f with { Amount = shares[i] }).Where(f => !f.Amount.IsZero);
    }

    private static RefundRules Read(DocumentReader root)
    {
        var (words, first) = (root.Texts("first"), new List<Tender>());
        for (var i = 0; i < words.Count; i++)
        {
            if (!Enum.TryParse<Tender>(words[i], out var tender) || tender.ToString() != words[i]) Refuse(i, "Cash|Balance|GiftCard|Points|RedPacket");
            else if (first.Contains(tender)) Refuse(i, "each tender once");
            else first.Add(tender);
        }

        return new(first.ToValueList(), root.Roles("giveBack")) { LatePayment = root.WordOrNull<LatePayment>("latePayment") ?? LatePayment.ReserveOrRefund };

        void Refuse(int i, string expected) =>
            root.ReportAt($"$.first[{i}]", KernelCodes.DocumentValueInvalid, ("value", words[i]), ("expected", expected));
    }
}
