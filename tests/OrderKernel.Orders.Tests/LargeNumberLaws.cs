using FsCheck.Xunit;
using NodaTime;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when an amount or a number of units that does not fit beside what is there is thrown over instead of refused, or is taken.
[Properties(Arbitrary = [typeof(OrderMoves)])]
public class LargeNumberLaws
{
    private static readonly Money Most = Money.Fen(long.MaxValue);

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var two = Placing(new(Most), Whole("a", 1), Whole("b", 1));
        new World().MustNot(KernelCodes.NumbersOutOfRange, two);
        var w = new World();
        w.Must(Placing(new(Most), Whole("a", 1)));
        w.Must(new RecordPayment(PaymentId.Of("p"), Tender.Cash, Most, w.Now));
        w.MustNot(KernelCodes.LedgerMoneyOutOfRange, new RecordPayment(PaymentId.Of("q"), Tender.Cash, Money.Fen(1), w.Now));
    }

    [Law(300, 20_000)]
    public void Whatever_happens_to_an_order_of_the_largest_amounts_is_decided_or_refused(Seed seed, Move[] moves)
    {
        var w = new World();
        var half = Money.Fen(long.MaxValue / 2);
        w.Must(seed % 3 == 0
            ? Placing(new(Most), Whole("a", 1 + (seed % 4)))
            : Placing(new(half + half - Money.Fen(seed % 2)), Whole("a", long.MaxValue / 3, half), Whole("b", 3, half - Money.Fen(2))));
        foreach (var (op, a, b, who) in moves)
        {
            w.Now += Duration.FromMinutes(7);
            if (Made(w.Order, op, a, b, w.Now) is { } command) w.Do(command, Play.ActorOf(who)).AllowRefusal();
        }
    }

    private static OrderedLine Whole(string id, long units, Money? total = null) => new(LineId.Of(id), Quantity.Of(units), total ?? Most, []);

    // The command itself may have no such amount.
    private static OrderCommand? Made(Order order, int op, int a, int b, Instant now)
    {
        try
        {
            return Play.Command(order, op, a, b, now);
        }
        catch (OverflowException)
        {
            return new RecordPayment(PaymentId.Of($"p{order.Payments.Count}"), Tender.Cash, order.Money.Due, now);
        }
    }
}
