using System.Globalization;
using NodaTime;
using OrderKernel.Channels;

namespace OrderKernel.Testing;

/// <summary>What a record means by its profile: the claim, or the codes of what keeps it from being one.</summary>
internal sealed class PayloadMeaning
{
    private readonly PayloadReading _reading;
    private readonly PayloadKind _kind;
    private readonly PayloadAmounts _amounts;
    private readonly PayloadRow _record;

    public PayloadMeaning(PayloadDocument document, PayloadKind kind, PayloadRow record)
    {
        (_kind, _record) = (kind, record);
        _reading = new(document, record);
        _amounts = new(_reading, kind["currency"]);
    }

    public IReadOnlyList<string> Problems => _reading.Problems;

    public IReadOnlyList<string> Findings => _reading.Findings;

    public bool IsSkipped { get; private set; }

    /// <summary>The claim without its findings; null when the record is passed over or has problems.</summary>
    public Claim? Claim(PolicyReference profile, ShopContext shop, Instant arrivedAt)
    {
        var axes = PayloadAxes.Of(_reading, _kind.Statuses, _record, _kind.Terms, _kind.Says);
        if (IsSkipped = axes.IsSkipped) return null;
        var number = Id(_kind["number"], _record);
        if (number is null) _reading.Missing();
        var (created, paid, shipped) = (Time("times.created"), Time("times.paid"), Time("times.shipped"));
        var (delivered, ended) = (Time("times.delivered"), Time("times.ended"));
        var ofCase = _kind.Case is { At.Count: 0 } one ? PayloadTimes.Of(_reading, one["requestedAt"], _record) : null;
        var source = PayloadTimes.Of(_reading, _kind["times.modified"], _record, isLatest: true)
            ?? new[] { created, paid, shipped, delivered, ended, ofCase }.Max();
        var isTimeBad = _reading.Problems.Contains(ChannelsCodes.TimeInvalid);
        source ??= _kind.TakesArrival && !isTimeBad ? arrivedAt : null;
        if (source is null && !isTimeBad) _reading.Missing();
        var parts = new PayloadParts(_reading, _amounts);
        var lines = parts.Lines(_kind.Lines);
        var cases = parts.Cases(_kind.Case);
        var amounts = Amounts(parts.ListPrice);
        if (_kind.IsWhole && created is null && !isTimeBad) _reading.Missing();
        if (_kind.IsWhole && amounts is null && !_reading.IsTold(_kind["amounts.due"], _record)) _reading.Missing();
        if (_reading.Problems.Count > 0 || source is not { } told) return null;
        var (paidAmount, refunded) = (Amount("amounts.paid"), Amount("amounts.refunded"));
        var payment = axes.Payment;
        if (_kind.PaymentFollowsRefunds && payment == PaymentStatus.Paid && paidAmount is { } all && refunded is { MinorUnits: > 0 } back)
            payment = back >= all ? PaymentStatus.Refunded : PaymentStatus.PartiallyRefunded;
        if (payment == PaymentStatus.PartiallyPaid) paidAmount = PartOf(paidAmount, amounts);
        var hasRefund = payment is PaymentStatus.PartiallyRefunded or PaymentStatus.Refunded
            || lines.Exists(l => l.AfterSales is AfterSalesStatus.Refunded or AfterSalesStatus.Completed);
        var isAfterRefunds = _kind.RefundsReduce && hasRefund;
        if (!isAfterRefunds) Tie(amounts, lines, payment == PaymentStatus.Paid ? paidAmount : null);
        var isPayment = axes.Terms != PaymentTerms.PayLater && payment != PaymentStatus.Unpaid;
        var isPaid = isPayment && (paid is not null
            || payment is PaymentStatus.PartiallyPaid or PaymentStatus.Paid or PaymentStatus.PartiallyRefunded or PaymentStatus.Refunded);
        var claim = new Claim
        {
            Order = new(shop.Tenant, _reading.Document.Channel, shop.Shop, OrderNumber.Of(number!)),
            Scope = _kind.IsWhole ? ClaimScope.Whole : ClaimScope.Part,
            SourceTime = told,
            Profile = profile,
            ChannelCode = _reading.Document.Code,
            ZoneName = (shop.Zone ?? _reading.Document.Zone).Id,
            CreatedAt = created, PaidAt = isPayment ? paid : null, ShippedAt = shipped, DeliveredAt = delivered, EndedAt = ended,
            Payment = payment, Fulfilment = axes.Fulfilment, AfterSales = axes.AfterSales, Outcome = axes.Outcome, Terms = axes.Terms,
            Holds = _kind.TellsHolds || axes.Holds.Count > 0 ? axes.Holds.Order().ToValueList() : null,
            Amounts = amounts, AreAmountsAfterRefunds = isAfterRefunds, PaidAmount = isPaid && !isAfterRefunds ? paidAmount : null,
            PaidBy = PaidBy(), RefundedAmount = refunded,
            NeedsFulfilment = _kind.NeedsFulfilment, IsShippingNeverTold = _kind.IsShippingNeverTold,
            Lines = lines.ToValueList(), Shipments = parts.Shipments(_kind.Shipments), Cases = cases,
            Customer = PersonName.Of(Text("customer")), Recipient = Recipient(),
        };
        return _reading.Problems.Count > 0 ? null : claim;
    }

    /// <summary>What the amounts leave unexplained, and what the lines lack of the amount due.</summary>
    public static (long Unexplained, long OfLines) Gaps(PayloadDocument document, PayloadKind kind, PayloadRow record)
    {
        var meaning = new PayloadMeaning(document, kind, record);
        var parts = new PayloadParts(meaning._reading, meaning._amounts);
        var lines = parts.Lines(kind.Lines);
        if (meaning.Amounts(parts.ListPrice) is not { } amounts) return default;
        return (amounts.Unattributed.MinorUnits, lines.Count == 0 || kind.TieOut is null ? 0 : (meaning.OfLines(amounts, lines) - amounts.Due).MinorUnits);
    }

    /// <summary>The amount that the record tells under a name.</summary>
    public Money? Amount(string name) => _amounts.Of(_kind[name], _record);

    private OrderAmounts? Amounts(Money? listOfLines)
    {
        if (!_kind.HasAmounts || Amount("amounts.due") is not { } due) return null;
        if (due.MinorUnits < 0)
        {
            _reading.Problems.Add(ChannelsCodes.AmountNegative);
            return null;
        }

        var zero = Money.Zero(due.Currency);
        var list = _kind.IsListPriceOfLines ? listOfLines : Amount("amounts.listPrice");
        var amounts = new OrderAmounts(due)
        {
            SellerDiscount = Amount("amounts.sellerDiscount") ?? zero, PlatformSubsidy = Amount("amounts.platformSubsidy") ?? zero,
            Coupon = Amount("amounts.coupon") ?? zero, Freight = Amount("amounts.freight") ?? zero, Tax = Amount("amounts.tax") ?? zero,
            Surcharges = Amount("amounts.surcharges") ?? zero,
        };
        amounts = amounts with { ListPrice = list ?? amounts.Unattributed };
        if (!amounts.Unattributed.IsZero) _reading.Findings.Add(ChannelsCodes.AmountsUntied);
        return amounts;
    }

    private void Tie(OrderAmounts? told, List<ClaimedLine> lines, Money? paid)
    {
        if (told is not { } amounts || _kind.TieOut is null) return;
        if (lines.Count > 0 && OfLines(amounts, lines) != amounts.Due) _reading.Findings.Add(ChannelsCodes.LinesUntied);
        if (paid is { } all && all != amounts.Due) _reading.Findings.Add(ChannelsCodes.PaidUntied);
    }

    private Money OfLines(OrderAmounts amounts, List<ClaimedLine> lines) =>
        lines.Aggregate(Money.Zero(amounts.Due.Currency), (sum, line) => sum + line.Total) + _kind.TieOut!.Aggregate(
            Money.Zero(amounts.Due.Currency), (sum, part) => sum + (PartOf(amounts, part.TrimStart('-')) * (part.StartsWith('-') ? -1 : 1)));

    private static Money PartOf(OrderAmounts amounts, string part) => part switch
    {
        "sellerDiscount" => amounts.SellerDiscount,
        "platformSubsidy" => amounts.PlatformSubsidy,
        "coupon" => amounts.Coupon,
        "freight" => amounts.Freight,
        "tax" => amounts.Tax,
        _ => amounts.Surcharges,
    };

    private Money? PartOf(Money? paid, OrderAmounts? amounts)
    {
        if (Amount("amounts.deposit") is { } deposit) return deposit;
        if (paid is { } sum && amounts is { } all && sum < all.Due) return sum;
        if (_kind.HasAmounts) _reading.Findings.Add(ChannelsCodes.DepositUnknown);
        return null;
    }

    private ValueList<ClaimedTender> PaidBy()
    {
        var tenders = new List<ClaimedTender>();
        foreach (var name in _kind.Tenders)
        {
            if (Amount($"amounts.paidBy.{name}") is not { IsZero: false } amount) continue;
            if (amount.MinorUnits < 0) _reading.Problems.Add(ChannelsCodes.AmountNegative);
            else tenders.Add(new(Enum.Parse<Tender>(name), amount));
        }

        return tenders.ToValueList();
    }

    private Recipient? Recipient()
    {
        if (!_kind.HasRecipient) return null;
        string? Place(string name) => Text($"recipient.{name}");
        var address = new PostalAddress(Place("province"), Place("city"), Place("district"), Place("town")) { Country = Country(Place("country")) }
            .WithDetail(Place("detail")).WithPostcode(Place("postcode")).Sorted();
        var recipient = new Recipient(PersonName.Of(Place("name")), PhoneNumber.Of(Place("phone")), address);
        var isSomewhere = new[] { "province", "city", "district", "town", "detail", "postcode" }.Any(n => Place(n) is not null);
        return isSomewhere || !recipient.Name.IsUnset || !recipient.Phone.IsUnset ? recipient : null;
    }

    private string? Country(string? text)
    {
        if (text is null || (text.Length == 2 && text.All(char.IsAsciiLetter))) return text?.ToUpperInvariant();
        _reading.Findings.Add(ChannelsCodes.CountryUnknown);
        return PostalAddress.UnknownCountry;
    }

    private string? Text(string name) => _reading.Text(_kind[name], _record);

    private Instant? Time(string name) => PayloadTimes.Of(_reading, _kind[name], _record);

    private string? Id(PayloadField? field, PayloadRow at) => _reading.Text(field, at);
}
