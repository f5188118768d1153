using System.Globalization;
using NodaTime;
using OrderKernel.Channels;

namespace OrderKernel.Testing;

/// <summary>A line of an order as it is to be told.</summary>
internal sealed record StoryLine(string Id, string Code, string Title, int Units, Money List, Money Price);

/// <summary>An order as it is to be told, and how far it has come: the same number is the same order, whatever record tells it.</summary>
internal sealed class PayloadStory
{
    private static readonly string[] Titles = ["红茶250g", "Mug \"blue\", large", "保温杯（粉）", "Socks & more <3", "拖鞋"];
    private static readonly string[] Currencies = ["USD", "EUR", "SGD", "JPY", "KWD"];

    private readonly long _seed;
    private readonly bool _isOfCase;

    public PayloadStory(PayloadDocument document, long seed, OrderStage stage, bool isOfCase)
    {
        var dice = new Dice(_seed = seed);
        (Stage, _isOfCase) = (stage, isOfCase);
        Currency = document.Currency ?? OrderKernel.Currency.Of(dice.Pick(Currencies));
        Number = Digits(dice, 12 + dice.Below(7));
        Created = Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromMinutes(dice.Below(200_000));
        Lines = [.. Enumerable.Range(0, 1 + dice.Below(4)).Select(i => Line(dice, i))];
        Freight = Amount(dice.OneIn(2) ? 0 : dice.Below(2_000));
        Tax = Amount(dice.OneIn(2) ? 0 : dice.Below(900));
        Surcharges = Amount(dice.OneIn(3) ? dice.Below(300) : 0);
        Waybills = [.. Enumerable.Range(0, 1 + dice.Below(3)).Select(i => Digits(dice, 12) + i)];
        Carrier = document.Carriers.Count > 0 ? dice.Pick([.. document.Carriers.Keys]) : null;
        Case = Digits(dice, 10);
        Kind = dice.OneIn(2) ? CaseKind.RefundOnly : CaseKind.ReturnRefund;
        IsPartOfMoney = dice.OneIn(3);
        Buyer = Digits(dice, 8);
        Name = dice.Pick(["王芳", "Anna Berg", "欧阳明"]);
        Phone = "1" + Digits(dice, 10);
    }

    public OrderStage Stage { get; }

    public Currency Currency { get; }

    public string Number { get; }

    public Instant Created { get; }

    public IReadOnlyList<StoryLine> Lines { get; }

    public Money Freight { get; }

    public Money Tax { get; }

    public Money Surcharges { get; }

    public IReadOnlyList<string> Waybills { get; }

    public string? Carrier { get; }

    public string Case { get; }

    public CaseKind Kind { get; }

    /// <summary>True when not all of the money goes back.</summary>
    public bool IsPartOfMoney { get; }

    public string Buyer { get; }

    public string Name { get; }

    public string Phone { get; }

    public bool IsPaid => Stage is OrderStage.Paid or OrderStage.Shipped or OrderStage.Received or OrderStage.Refunded;

    public bool IsShipped => Stage is OrderStage.Shipped or OrderStage.Received or OrderStage.Refunded;

    public bool IsReceived => Stage is OrderStage.Received or OrderStage.Refunded;

    public bool IsEnded => IsReceived || Stage == OrderStage.Cancelled;

    public Instant Paid => Created + Duration.FromMinutes(7);

    public Instant Shipped => Created + Duration.FromMinutes(1_500);

    public Instant Received => Created + Duration.FromMinutes(4_000);

    public Instant Requested => Created + Duration.FromMinutes(4_500);

    public Instant Ended => Created + Duration.FromMinutes(Stage == OrderStage.Cancelled ? 90 : 5_000);

    /// <summary>When the channel changed the order last; a record of the case alone comes a little later.</summary>
    public Instant Modified => _isOfCase ? Ended + Duration.FromMinutes(10) : Stage switch
    {
        OrderStage.Created => Created,
        OrderStage.Paid => Paid,
        OrderStage.Shipped => Shipped,
        OrderStage.Received => Received,
        _ => Ended,
    };

    public Money Goods => Lines.Aggregate(Money.Zero(Currency), (sum, l) => sum + (l.Price * l.Units));

    public Money ListPrice => Lines.Aggregate(Money.Zero(Currency), (sum, l) => sum + (l.List * l.Units));

    public Money Due => Goods + Freight + Tax + Surcharges;

    /// <summary>What goes back: all, or half of it.</summary>
    public Money Refund => IsPartOfMoney ? Amount(Due.MinorUnits / 2) : Due;

    /// <summary>True when what a word says is what has become of the order.</summary>
    public bool Fits(StatusRow row)
    {
        var (payments, fulfilments, cases) = Expected();
        return !row.IsSkipped && row.Holds.IsEmpty && row.Terms is null or PaymentTerms.Prepaid && !row.IsDisputed && (row.Kind is null || row.Kind == Kind)
            && (row.Payment is not { } payment || payments.Contains(payment)) && (row.Fulfilment is not { } fulfilment || fulfilments.Contains(fulfilment))
            && (row.AfterSales is not { } status || cases.Contains(status))
            && (row.Outcome is not { } outcome || (outcome == ClaimOutcome.Ended && Stage is (OrderStage.Cancelled or OrderStage.Refunded))
                || (outcome == ClaimOutcome.Succeeded && IsReceived));
    }

    /// <summary>True when a word fits, or says that what the buyer has was sent.</summary>
    public bool Reaches(StatusRow row) => Fits(IsReceived && row.Fulfilment == FulfilmentStatus.Shipped ? row with { Fulfilment = null } : row);

    /// <summary>How far a word is from where the goods are.</summary>
    public int Distance(FulfilmentStatus status)
    {
        var told = status switch
        {
            FulfilmentStatus.Delivered => 2,
            FulfilmentStatus.Shipped => 1,
            FulfilmentStatus.Unfulfilled or FulfilmentStatus.InPreparation => 0,
            _ => 9,
        };

        return Math.Abs(told - (IsReceived ? 2 : IsShipped ? 1 : 0));
    }

    /// <summary>Chance that falls alike in all records of the order.</summary>
    /// <param name="name">What it decides.</param>
    public Dice Places(string name) => new(name.Aggregate(_seed, (hash, c) => unchecked((hash * 31) + c)));

    /// <summary>How many axes a word speaks on.</summary>
    public static int Weight(StatusRow row) => (row.Payment is null ? 0 : 1) + (row.Fulfilment is null ? 0 : 1) + (row.AfterSales is null ? 0 : 1);

    public static string Digits(Dice dice, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => (char)((i == 0 || i == count - 1 ? '1' : '0') + dice.Below(i == 0 || i == count - 1 ? 9 : 10))));

    private (PaymentStatus[], FulfilmentStatus[], AfterSalesStatus[]) Expected() => Stage switch
    {
        OrderStage.Created => ([PaymentStatus.Unpaid, PaymentStatus.PendingConfirmation], [FulfilmentStatus.Unfulfilled], [AfterSalesStatus.None]),
        OrderStage.Paid => ([PaymentStatus.Paid], [FulfilmentStatus.Unfulfilled, FulfilmentStatus.InPreparation], [AfterSalesStatus.None]),
        OrderStage.Shipped => ([PaymentStatus.Paid], [FulfilmentStatus.Shipped], [AfterSalesStatus.None]),
        OrderStage.Received => ([PaymentStatus.Paid], [FulfilmentStatus.Delivered], [AfterSalesStatus.None]),
        OrderStage.Refunded => ([PaymentStatus.Paid, PaymentStatus.PartiallyRefunded, PaymentStatus.Refunded], [FulfilmentStatus.Delivered],
            [AfterSalesStatus.Refunded, AfterSalesStatus.Completed]),
        _ => ([PaymentStatus.Unpaid, PaymentStatus.Voided], [FulfilmentStatus.Unfulfilled], [AfterSalesStatus.None]),
    };

    private StoryLine Line(Dice dice, int index)
    {
        var list = Amount(100 + dice.Below(50_000));
        var price = dice.OneIn(2) ? list : Amount(list.MinorUnits - dice.Below((int)(list.MinorUnits / 2)));
        return new(
            Digits(dice, 9) + (index + 1).ToString(CultureInfo.InvariantCulture), Digits(dice, 6), dice.Pick(Titles), 1 + dice.Below(3), list, price);
    }

    private Money Amount(long minor) => Money.OfMinor(minor, Currency);
}
