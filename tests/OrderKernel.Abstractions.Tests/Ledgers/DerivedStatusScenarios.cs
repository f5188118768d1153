namespace OrderKernel.Abstractions.Tests.Ledgers;

// Fails when a status rule of the vocabulary is read in another order or with another word.
// A row: units by place "open/reserved/shipped/delivered/returned/lost/cancelled", money "due/paid/owed/refunded", flags, expected statuses.
public class DerivedStatusScenarios
{
    [Theory]
    [InlineData("2/0/0/0/0/0/0", "100/0/0/0", "", OrderStatus.AwaitingPayment, FulfilmentStatus.Unfulfilled, PaymentStatus.Unpaid)]
    [InlineData("2/0/0/0/0/0/0", "100/0/0/0", "pending", OrderStatus.AwaitingPayment, FulfilmentStatus.Unfulfilled, PaymentStatus.PendingConfirmation)]
    [InlineData("2/0/0/0/0/0/0", "100/0/0/0", "authorized", OrderStatus.AwaitingPayment, FulfilmentStatus.Unfulfilled, PaymentStatus.Authorized)]
    [InlineData("2/0/0/0/0/0/0", "100/0/0/0", "authorized covers", OrderStatus.AwaitingFulfilment, FulfilmentStatus.Unfulfilled, PaymentStatus.Authorized)]
    [InlineData("0/0/0/0/0/0/2", "0/0/0/0", "authorized voided", OrderStatus.Cancelled, FulfilmentStatus.Unfulfilled, PaymentStatus.Voided)]
    [InlineData("2/0/0/0/0/0/0", "100/40/0/0", "", OrderStatus.AwaitingPayment, FulfilmentStatus.Unfulfilled, PaymentStatus.PartiallyPaid)]
    [InlineData("2/0/0/0/0/0/0", "100/100/0/0", "", OrderStatus.AwaitingFulfilment, FulfilmentStatus.Unfulfilled, PaymentStatus.Paid)]
    [InlineData("0/2/0/0/0/0/0", "100/100/0/0", "begun", OrderStatus.AwaitingFulfilment, FulfilmentStatus.InPreparation, PaymentStatus.Paid)]
    [InlineData("2/0/0/0/0/0/0", "100/0/0/0", "cod", OrderStatus.AwaitingFulfilment, FulfilmentStatus.Unfulfilled, PaymentStatus.Unpaid)]
    [InlineData("2/0/0/0/0/0/0", "100/0/0/0", "later", OrderStatus.AwaitingFulfilment, FulfilmentStatus.Unfulfilled, PaymentStatus.Unpaid)]
    [InlineData("2/0/0/0/0/0/0", "0/0/0/0", "free", OrderStatus.AwaitingFulfilment, FulfilmentStatus.Unfulfilled, PaymentStatus.Paid)]
    [InlineData("1/0/1/0/0/0/0", "100/100/0/0", "", OrderStatus.PartiallyShipped, FulfilmentStatus.PartiallyShipped, PaymentStatus.Paid)]
    [InlineData("0/1/0/1/0/0/0", "100/100/0/0", "", OrderStatus.PartiallyShipped, FulfilmentStatus.PartiallyShipped, PaymentStatus.Paid)]
    [InlineData("0/0/2/0/0/0/0", "100/100/0/0", "", OrderStatus.Shipped, FulfilmentStatus.Shipped, PaymentStatus.Paid)]
    [InlineData("0/0/1/0/0/0/1", "50/100/0/50", "", OrderStatus.Shipped, FulfilmentStatus.Shipped, PaymentStatus.PartiallyRefunded)]
    [InlineData("0/0/1/1/0/0/0", "100/100/0/0", "", OrderStatus.Shipped, FulfilmentStatus.PartiallyDelivered, PaymentStatus.Paid)]
    [InlineData("0/0/0/2/0/0/0", "100/100/0/0", "", OrderStatus.Delivered, FulfilmentStatus.Delivered, PaymentStatus.Paid)]
    [InlineData("0/0/0/2/0/0/0", "100/100/0/0", "confirmed", OrderStatus.Completed, FulfilmentStatus.Delivered, PaymentStatus.Paid)]
    [InlineData("0/0/0/2/0/0/0", "100/100/0/0", "window", OrderStatus.Completed, FulfilmentStatus.Delivered, PaymentStatus.Paid)]
    [InlineData("0/0/0/2/0/0/0", "100/0/0/0", "cod window", OrderStatus.Delivered, FulfilmentStatus.Delivered, PaymentStatus.Unpaid)]
    [InlineData("0/0/0/1/1/0/0", "50/100/0/50", "", OrderStatus.Delivered, FulfilmentStatus.PartiallyReturned, PaymentStatus.PartiallyRefunded)]
    [InlineData("0/0/0/1/0/1/0", "100/100/0/0", "unsettled-lost", OrderStatus.Shipped, FulfilmentStatus.PartiallyDelivered, PaymentStatus.Paid)]
    [InlineData("0/0/0/1/0/1/0", "50/100/0/50", "", OrderStatus.Delivered, FulfilmentStatus.PartiallyDelivered, PaymentStatus.PartiallyRefunded)]
    [InlineData("0/0/0/0/2/0/0", "0/100/0/100", "", OrderStatus.Closed, FulfilmentStatus.Returned, PaymentStatus.Refunded)]
    [InlineData("0/0/0/0/2/0/0", "100/100/0/0", "unsettled", OrderStatus.Delivered, FulfilmentStatus.Returned, PaymentStatus.Paid)]
    [InlineData("0/0/0/0/2/0/0", "100/100/0/0", "unsettled-lost", OrderStatus.Shipped, FulfilmentStatus.Returned, PaymentStatus.Paid)]
    [InlineData("0/0/0/0/2/0/0", "100/100/0/0", "unsettled ended", OrderStatus.Closed, FulfilmentStatus.Returned, PaymentStatus.Paid)]
    [InlineData("0/0/0/0/0/2/0", "0/100/0/100", "", OrderStatus.Closed, FulfilmentStatus.Lost, PaymentStatus.Refunded)]
    [InlineData("0/0/0/2/0/0/0", "0/100/0/100", "", OrderStatus.Closed, FulfilmentStatus.Delivered, PaymentStatus.Refunded)]
    [InlineData("0/0/2/0/0/0/0", "0/100/0/100", "", OrderStatus.Closed, FulfilmentStatus.Shipped, PaymentStatus.Refunded)]
    [InlineData("0/0/0/0/0/0/2", "0/0/0/0", "", OrderStatus.Cancelled, FulfilmentStatus.Unfulfilled, PaymentStatus.Unpaid)]
    [InlineData("0/0/0/0/0/0/2", "0/100/100/0", "", OrderStatus.Cancelled, FulfilmentStatus.Unfulfilled, PaymentStatus.Paid)]
    [InlineData("0/0/0/0/0/0/2", "0/100/0/100", "", OrderStatus.Cancelled, FulfilmentStatus.Unfulfilled, PaymentStatus.Refunded)]
    [InlineData("0/0/0/0/0/0/2", "0/100/0/100", "never-told", OrderStatus.Closed, FulfilmentStatus.Unfulfilled, PaymentStatus.Refunded)]
    [InlineData("", "100/0/0/0", "", OrderStatus.AwaitingPayment, FulfilmentStatus.NotRequired, PaymentStatus.Unpaid)]
    [InlineData("", "100/100/0/0", "", OrderStatus.Completed, FulfilmentStatus.NotRequired, PaymentStatus.Paid)]
    [InlineData("", "0/0/0/0", "ended", OrderStatus.Cancelled, FulfilmentStatus.NotRequired, PaymentStatus.Unpaid)]
    [InlineData("", "0/100/0/100", "", OrderStatus.Closed, FulfilmentStatus.NotRequired, PaymentStatus.Refunded)]
    [InlineData("", "0/100/100/0", "ended", OrderStatus.Closed, FulfilmentStatus.NotRequired, PaymentStatus.Paid)]
    [InlineData("", "40/100/0/60", "", OrderStatus.Completed, FulfilmentStatus.NotRequired, PaymentStatus.PartiallyRefunded)]
    public void Statuses_follow_from_the_ledgers(string units, string money, string flags, OrderStatus headline, FulfilmentStatus fulfilment,
        PaymentStatus payment)
    {
        var statuses = DerivedStatuses.Of(Position(units, money, flags));
        Assert.Equal((headline, fulfilment, payment), (statuses.Headline, statuses.Fulfilment, statuses.Payment));
    }

    private static LedgerPosition Position(string units, string money, string flags)
    {
        var has = flags.Split(' ');
        var amounts = money.Split('/').Select(long.Parse).ToArray();
        return new LedgerPosition
        {
            NeedsFulfilment = units.Length > 0,
            Units = units.Length > 0 ? Ledger(units.Split('/').Select(long.Parse).ToArray()) : default,
            Money = Ledger(due: amounts[0], paid: amounts[1], owed: amounts[2], refunded: amounts[3]),
            Terms = has.Contains("cod") ? PaymentTerms.CashOnDelivery : has.Contains("later") ? PaymentTerms.PayLater : PaymentTerms.Prepaid,
            PlacedFree = has.Contains("free"),
            HasEnded = has.Contains("ended"),
            IsConfirmed = has.Contains("confirmed"),
            IsReturnWindowOver = has.Contains("window"),
            HasWorkBegun = has.Contains("begun"),
            IsShippingNeverTold = has.Contains("never-told"),
            Unsettled = Quantity.Of(has.Contains("unsettled") || has.Contains("unsettled-lost") ? 1 : 0),
            UnsettledUndelivered = Quantity.Of(has.Contains("unsettled-lost") ? 1 : 0),
            IsPaymentPending = has.Contains("pending"),
            IsAuthorized = has.Contains("authorized"),
            IsVoided = has.Contains("voided"),
            AuthorizationCovers = has.Contains("covers"),
        };
    }

    private static UnitLedger Ledger(long[] places)
    {
        UnitMove[][] routes =
        [
            [], [UnitMove.Reserve], [UnitMove.ShipElsewhere], [UnitMove.ShipElsewhere, UnitMove.Deliver],
            [UnitMove.ShipElsewhere, UnitMove.Deliver, UnitMove.Return], [UnitMove.ShipElsewhere, UnitMove.Lose], [UnitMove.CancelOpen],
        ];
        var ledger = UnitLedger.Of(Quantity.Of(places.Sum()));
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] == 0) continue;
            foreach (var move in routes[i]) ledger = ledger.Move(move, Quantity.Of(places[i])).ValueOrThrow();
        }

        return ledger;
    }

    private static MoneyLedger Ledger(long due, long paid, long owed, long refunded)
    {
        var ledger = MoneyLedger.Of(Money.Fen(due + owed + refunded));
        if (paid > 0) ledger = ledger.Pay(Money.Fen(paid)).ValueOrThrow();
        if (owed + refunded > 0) ledger = ledger.Owe(Money.Fen(owed + refunded)).ValueOrThrow();
        return refunded > 0 ? ledger.Refund(Money.Fen(refunded)).ValueOrThrow() : ledger;
    }
}
