using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Makes the claim of one record: statuses, times, amounts, then the parts in their own files.</summary>
internal readonly ref struct ClaimMapping
{
    private readonly RecordView _view;
    private readonly RecordKind _kind;
    private readonly List<Finding> _findings;

    public ClaimMapping(RecordView view, RecordKind kind, List<Finding> findings)
    {
        _view = view;
        _kind = kind;
        _findings = findings;
    }

    /// <summary>The claim; null when there are problems or the record is skipped.</summary>
    public Claim? Map(
        PolicyDocument<ChannelProfile> profile, SkuMap skus, ShopContext shop, Instant? arrivedAt, out string? skipWord, out RecordIdentity? identity)
    {
        identity = null;
        var axes = new AxisReading { Terms = _kind.Terms };
        if (_kind.Says is { } says) axes.Take(says);
        axes.Read(_view, _kind.Statuses, default, _findings);
        // What a record kind says of itself has no word of the channel.
        skipWord = axes.SkipWord is { Length: 0 } ? _kind.Name : axes.SkipWord;
        if (skipWord is not null) return null;
        var number = Id(_kind.Number);
        var times = Times(arrivedAt);
        // A time that cannot be read may be the very one that tells when.
        if (number is not null && times.Source is { } told && !HasTimeProblem())
            identity = new(new(shop.Tenant, profile.Policy.Channel, shop.Shop, OrderNumber.Of(number)), told);
        if (times.Source is null && !HasTimeProblem()) Missing(_kind.ModifiedAt ?? _kind.CreatedAt ?? TimeOfCase?.RequestedAt, "times");
        var lines = _kind.Lines is { } rules ? new LineReading(_view, rules, _findings).Read(profile.Policy.Channel, skus) : default;
        var cases = _kind.Case is { } caseRules ? new CaseReading(_view, caseRules, _findings).Read() : default;
        var amounts = Amounts(lines.ListPrice);
        if (_kind.Scope == ClaimScope.Whole) NeedWhole(times, amounts);
        if (_view.Problems.Count > 0 || number is null || times.Source is not { } source) return null;
        var paid = _view.Amount(_kind.Amounts?.Paid);
        var refunded = _view.Amount(_kind.Amounts?.Refunded);
        var payment = PaymentOf(axes, paid, refunded);
        if (payment == PaymentStatus.PartiallyPaid) paid = PartOf(paid, amounts);
        var tenders = PaidBy();
        var isAfterRefunds = _kind.Amounts is { RefundsReduce: true } && HasRefund(payment, lines.Lines);
        if (amounts is { } tied && _kind.Amounts is { TieOut: { } parts } rule && !isAfterRefunds)
            new TieOut(_view, rule, parts, _findings).Check(tied, lines.Lines, payment == PaymentStatus.Paid ? paid : null);
        var shipments = ShipmentReading.Read(_view, _kind.Shipments, profile.Policy.Carriers, _findings);
        var customer = PersonName.Of(_view.Text(_kind.Customer));
        var recipient = RecipientOf();
        if (_view.Problems.Count > 0) return null;
        return new Claim
        {
            Order = new(shop.Tenant, profile.Policy.Channel, shop.Shop, OrderNumber.Of(number)),
            Scope = _kind.Scope,
            SourceTime = source,
            Profile = profile.Reference,
            ChannelCode = profile.Policy.Code,
            ZoneName = (shop.Zone ?? profile.Policy.Zone).Id,
            CreatedAt = times.Created,
            PaidAt = IsPayment(payment, axes.Terms) ? times.Paid : null,
            ShippedAt = times.Shipped,
            DeliveredAt = times.Delivered,
            EndedAt = times.Ended,
            Payment = payment,
            Fulfilment = axes.Fulfilment,
            AfterSales = axes.AfterSales,
            Outcome = axes.Outcome,
            Holds = _kind.TellsHolds || axes.HasHolds ? Sorted(axes.Holds) : null,
            Terms = axes.Terms,
            Amounts = amounts,
            AreAmountsAfterRefunds = isAfterRefunds,
            PaidAmount = IsPaid(payment, axes.Terms, times.Paid) && !isAfterRefunds ? paid : null,
            PaidBy = tenders,
            RefundedAmount = refunded,
            NeedsFulfilment = _kind.NeedsFulfilment,
            IsShippingNeverTold = _kind.IsShippingNeverTold,
            Lines = lines.Lines,
            Shipments = shipments,
            Cases = cases,
            Customer = customer,
            Recipient = recipient,
            Findings = _findings.Count == 0 ? default : _findings.ToValueList(),
        };
    }

    /// <summary>Where the record says that the order is from; null where its kind has no place for that.</summary>
    public RecordSource? Source() => _kind.Source is not { } rules
        ? null
        : new RecordSource(_view.Text(rules.Channel), _view.Text(rules.Shop), _view.Text(rules.Document));

    // The request of a case that stands in the record itself; of a list of cases none is the record's.
    private CaseRules? TimeOfCase => _kind.Case is { At.Length: 0 } one ? one : null;

    private (Instant? Created, Instant? Paid, Instant? Shipped, Instant? Delivered, Instant? Ended, Instant? Source) Times(Instant? arrivedAt)
    {
        var created = _view.Time(_kind.CreatedAt);
        var paid = _view.Time(_kind.PaidAt);
        var shipped = _view.Time(_kind.ShippedAt);
        var delivered = _view.Time(_kind.DeliveredAt);
        var ended = _view.Time(_kind.EndedAt);
        var source = _view.LatestTime(_kind.ModifiedAt)
            ?? Latest(Latest(Latest(created, paid), Latest(shipped, delivered)), Latest(ended, _view.Time(TimeOfCase?.RequestedAt)))
            ?? (_kind.TakesArrival && !HasTimeProblem() ? arrivedAt : null);
        return (created, paid, shipped, delivered, ended, source);
    }

    private static Instant? Latest(Instant? a, Instant? b) => a is null ? b : b is null ? a : Instant.Max(a.Value, b.Value);

    private OrderAmounts? Amounts(Money? listOfLines)
    {
        if (_kind.Amounts is not { } rules || _view.Amount(rules.Due) is not { } due) return null;
        if (due.MinorUnits < 0)
        {
            _view.Problems.Add(Finding.Of("$." + rules.Due.PathText, ChannelsCodes.AmountNegative, ("value", due)));
            return null;
        }

        var zero = Money.Zero(due.Currency);
        var list = rules.IsListPriceOfLines ? listOfLines : _view.Amount(rules.ListPrice);
        try
        {
            var (seller, platform, coupon) = (PartOr(zero, rules.SellerDiscount), PartOr(zero, rules.PlatformSubsidy), PartOr(zero, rules.Coupon));
            var (freight, tax, surcharges) = (PartOr(zero, rules.Freight), PartOr(zero, rules.Tax), PartOr(zero, rules.Surcharges));
            var amounts = new OrderAmounts(due)
            {
                ListPrice = list ?? due + seller + platform + coupon - freight - tax - surcharges,
                SellerDiscount = seller,
                PlatformSubsidy = platform,
                Coupon = coupon,
                Freight = freight,
                Tax = tax,
                Surcharges = surcharges,
            };
            if (!amounts.Unattributed.IsZero)
                _findings.Add(Finding.Of("$." + rules.Due.PathText, ChannelsCodes.AmountsUntied, ("due", due), ("difference", amounts.Unattributed)));
            return amounts;
        }
        catch (OverflowException)
        {
            _view.Problems.Add(Finding.Of("$." + rules.Due.PathText, ChannelsCodes.AmountOutOfRange, ("value", due)));
            return null;
        }
    }

    private Money PartOr(Money zero, FieldRule? rule) => rule is null ? zero : _view.Amount(rule) ?? zero;

    private void NeedWhole((Instant? Created, Instant? Paid, Instant? Shipped, Instant? Delivered, Instant? Ended, Instant? Source) times,
        OrderAmounts? amounts)
    {
        if (times.Created is null && !HasTimeProblem()) Missing(_kind.CreatedAt, "times.created");
        if (amounts is null && !_view.IsTold(_kind.Amounts?.Due)) Missing(_kind.Amounts?.Due, "amounts.due");
    }

    private bool HasTimeProblem() => _view.Problems.Exists(p => p.Code == ChannelsCodes.TimeInvalid);

    private void Missing(FieldRule? rule, string otherwise) => _view.Problems.Add(Finding.Of("$." + (rule?.PathText ?? otherwise), ChannelsCodes.FieldMissing));

    private string? Id(FieldRule rule)
    {
        var before = _view.Problems.Count;
        var text = _view.Id(rule);
        if (text is null && _view.Problems.Count == before) Missing(rule, "number");
        if (text is null || OrderNumber.TryParse(text, out _)) return text;
        _view.Problems.Add(Finding.Of("$." + rule.PathText, ChannelsCodes.IdInvalid));
        return null;
    }

    private ValueList<ClaimedTender> PaidBy()
    {
        var tenders = new ValueList<ClaimedTender>();
        for (var i = 0; i < (_kind.Amounts?.PaidBy.Length ?? 0); i++)
        {
            var (tender, rule) = _kind.Amounts!.PaidBy[i];
            if (_view.Amount(rule) is not { IsZero: false } amount) continue;
            if (amount.MinorUnits < 0) _view.Problems.Add(Finding.Of("$." + rule.PathText, ChannelsCodes.AmountNegative, ("value", amount)));
            tenders = tenders.Add(new(tender, amount));
        }

        return tenders;
    }

    private PaymentStatus? PaymentOf(AxisReading axes, Money? paid, Money? refunded)
    {
        if (_kind.Amounts is not { PaymentFollowsRefunds: true } || axes.Payment != PaymentStatus.Paid || paid is not { } p
            || refunded is not { MinorUnits: > 0 } back) return axes.Payment;
        return back >= p ? PaymentStatus.Refunded : PaymentStatus.PartiallyRefunded;
    }

    // Where a part is paid, a sum as large as what is due is no payment: it is what the parts come to.
    private Money? PartOf(Money? paid, OrderAmounts? amounts)
    {
        if (_view.Amount(_kind.Amounts?.Deposit) is { } deposit) return deposit;
        if (paid is { } sum && amounts is { } all && sum < all.Due) return sum;
        if (_kind.Amounts is { } rules) _findings.Add(Finding.Of("$." + (rules.Deposit ?? rules.Paid ?? rules.Due).PathText, ChannelsCodes.DepositUnknown));
        return null;
    }

    // The channel's pay time is no payment where goods are paid at the door or later.
    private static bool IsPayment(PaymentStatus? payment, PaymentTerms? terms) => terms is not PaymentTerms.PayLater && payment is not PaymentStatus.Unpaid;

    private static bool IsPaid(PaymentStatus? payment, PaymentTerms? terms, Instant? paidAt) =>
        IsPayment(payment, terms)
            && (paidAt is not null
                || payment is PaymentStatus.PartiallyPaid or PaymentStatus.Paid or PaymentStatus.PartiallyRefunded or PaymentStatus.Refunded);

    private static bool HasRefund(PaymentStatus? payment, ValueList<ClaimedLine> lines)
    {
        if (payment is PaymentStatus.PartiallyRefunded or PaymentStatus.Refunded) return true;
        foreach (var line in lines)
        {
            if (line.AfterSales is AfterSalesStatus.Refunded or AfterSalesStatus.Completed) return true;
        }

        return false;
    }

    private Recipient? RecipientOf()
    {
        if (_kind.Recipient is not { } rules) return null;
        var address = new PostalAddress(_view.Text(rules.Province), _view.Text(rules.City), _view.Text(rules.District),
            _view.Text(rules.Town)) { Country = Country(rules.Country) }
            .WithDetail(_view.Text(rules.Detail)).WithPostcode(_view.Text(rules.Postcode)).Sorted();
        var recipient = new Recipient(PersonName.Of(_view.Text(rules.Name)), PhoneNumber.Of(_view.Text(rules.Phone)), address);
        var hasPlace = address.HasDetail || address.Province is not null || address.City is not null || address.District is not null
            || address.Town is not null || address.HasPostcode;
        return hasPlace || !recipient.Name.IsUnset || !recipient.Phone.IsUnset ? recipient : null;
    }

    // A name of a country is no code: it stands as a country that is not known, with a finding.
    private string? Country(FieldRule? rule)
    {
        if (_view.Text(rule) is not { } text) return null;
        var code = text.ToUpperInvariant();
        if (code.Length == 2 && code.All(c => c is >= 'A' and <= 'Z')) return code;
        _findings.Add(Finding.Of("$." + rule!.PathText, ChannelsCodes.CountryUnknown, ("value", FreeText.Glimpse(text))));
        return PostalAddress.UnknownCountry;
    }

    private static ValueList<HoldKind> Sorted(ValueList<HoldKind> holds) => holds.Count < 2 ? holds : holds.Items.Sort().ToValueList();
}
