using System.Globalization;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests;

// Fails when a command takes effect twice, on the wrong order, or under a message id that already said something else.
public class KernelTests
{
    private static readonly RecordPayment Pay = new(PaymentId.Of("p1"), Tender.Cash, Shop.Yuan("20.00"), Shop.At("10:05"));

    [Fact]
    public async Task The_same_message_again_changes_nothing()
    {
        var bench = await PlacedAsync("1");
        var context = Context("m");
        Assert.True((await bench.Kernel.TellAsync(Shop.Key("1"), Pay, context)).IsOk);
        var before = await bench.EventsAsync("1");
        Assert.True((await bench.Kernel.TellAsync(Shop.Key("1"), Pay, context)).IsOk);
        Assert.Equal(before.Count, (await bench.EventsAsync("1")).Count);
    }

    [Fact]
    public async Task A_message_id_that_said_something_else_is_refused()
    {
        var bench = await PlacedAsync("1");
        await bench.Kernel.TellAsync(Shop.Key("1"), Pay, Context("m"));
        var other = await bench.Kernel.TellAsync(Shop.Key("1"), new PlaceHold(HoldId.Of("h"), HoldKind.Invoice, HoldScopes.Ship), Context("m"));
        Assert.Equal(OrderKernelCodes.MessageReused, other.Refusal?.Code);
    }

    [Fact]
    public async Task A_refused_command_under_a_used_message_id_is_not_answered_as_if_it_had_gone_through()
    {
        var bench = await PlacedAsync("1");
        await bench.Kernel.TellAsync(Shop.Key("1"), Pay, Context("m"));
        var other = await bench.Kernel.TellAsync(Shop.Key("1"), new ReleaseHold(HoldId.Of("none")), Context("m"));
        Assert.Equal(OrderKernelCodes.MessageReused, other.Refusal?.Code);
    }

    [Fact]
    public async Task A_command_that_went_through_is_answered_again_although_it_would_be_refused_now()
    {
        var bench = await PlacedAsync("1");
        var hold = new PlaceHold(HoldId.Of("h"), HoldKind.Invoice, HoldScopes.Ship);
        await bench.Kernel.TellAsync(Shop.Key("1"), hold, Context("place"));
        Assert.True((await bench.Kernel.TellAsync(Shop.Key("1"), new ReleaseHold(HoldId.Of("h")), Context("release"))).IsOk);
        Assert.True((await bench.Kernel.TellAsync(Shop.Key("1"), new ReleaseHold(HoldId.Of("h")), Context("release"))).IsOk);
        Assert.Equal(1, await bench.CountAsync("1", "orders.hold-released"));
    }

    [Fact]
    public async Task The_same_command_under_the_same_id_to_another_order_is_refused_and_not_taken_as_a_repeat()
    {
        var bench = await PlacedAsync("1", "2");
        await bench.Kernel.TellAsync(Shop.Key("1"), Pay, Context("m"));
        var other = await bench.Kernel.TellAsync(Shop.Key("2"), Pay, Context("m"));
        Assert.Equal(OrderKernelCodes.MessageReused, other.Refusal?.Code);
        Assert.True((await bench.OrderAsync("2")).Money.Paid.IsZero);
    }

    [Fact]
    public async Task Two_commands_that_differ_by_a_millisecond_are_two()
    {
        var bench = await PlacedAsync("1");
        await bench.Kernel.TellAsync(Shop.Key("1"), Pay, Context("m"));
        var later = Pay with { PaidAt = Pay.PaidAt + NodaTime.Duration.FromMilliseconds(1) };
        Assert.Equal(OrderKernelCodes.MessageReused, (await bench.Kernel.TellAsync(Shop.Key("1"), later, Context("m"))).Refusal?.Code);
    }

    [Fact]
    public async Task A_repeat_from_a_machine_with_another_culture_is_a_repeat()
    {
        var bench = await PlacedAsync("1");
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Cultures.Odd;
            Assert.True((await bench.Kernel.TellAsync(Shop.Key("1"), Pay, Context("m"))).IsOk);
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Assert.True((await bench.Kernel.TellAsync(Shop.Key("1"), Pay, Context("m"))).IsOk);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public async Task Saying_the_same_twice_without_a_message_id_is_saying_it_once()
    {
        var bench = await PlacedAsync("1");
        Assert.True((await bench.TellAsync("1", Pay, Role.Channel, "10:05")).IsOk);
        var before = (await bench.EventsAsync("1")).Count;
        Assert.True((await bench.TellAsync("1", Pay, Role.Channel, "10:05")).IsOk);
        Assert.Equal(before, (await bench.EventsAsync("1")).Count);
    }

    [Fact]
    public async Task A_refused_command_changes_nothing_and_may_be_said_again_later()
    {
        var bench = await PlacedAsync("1");
        var release = new ReleaseHold(HoldId.Of("h"));
        Assert.Equal(OrdersCodes.HoldUnknown, (await bench.Kernel.TellAsync(Shop.Key("1"), release, Context("m"))).Refusal?.Code);
        await bench.Kernel.TellAsync(Shop.Key("1"), new PlaceHold(HoldId.Of("h"), HoldKind.Invoice, HoldScopes.Ship), Context("place"));
        Assert.True((await bench.Kernel.TellAsync(Shop.Key("1"), release, Context("m"))).IsOk);
    }

    [Fact]
    public async Task A_command_to_an_order_that_is_not_there_is_refused()
    {
        var bench = new Bench();
        Assert.Equal(OrdersCodes.OrderUnknown, (await bench.TellAsync("1", Pay, Role.Channel, "10:05")).Refusal?.Code);
        Assert.Null(await bench.Kernel.FindAsync(Shop.Key("1")));
    }

    [Fact]
    public async Task An_older_epoch_is_fenced_off()
    {
        var bench = await PlacedAsync("1");
        var newer = new Kernel(bench.Store, Bench.Sourced) { Epoch = 2 };
        Assert.True((await newer.TellAsync(Shop.Key("1"), Pay, Context("new"))).IsOk);
        var older = await bench.Kernel.TellAsync(Shop.Key("1"), new TagOrder(OrderTag.Of("x")), Context("old"));
        Assert.Equal(OrderKernelCodes.Fenced, older.Refusal?.Code);
        Assert.Empty((await bench.OrderAsync("1")).Tags);
    }

    [Fact]
    public async Task Every_kind_of_command_can_be_told()
    {
        var kinds = typeof(OrderCommand).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(OrderCommand)) && !t.IsAbstract && t != typeof(PlaceOrder))
            .ToArray();
        Assert.True(kinds.Length >= 34);
        foreach (var kind in kinds)
        {
            var command = (OrderCommand)Commands.CommandSampler.Seeded(7).Make(kind);
            Assert.Equal(OrdersCodes.OrderUnknown, (await new Bench().TellAsync("1", command, Role.Channel, "10:00")).Refusal?.Code);
        }
    }

    [Fact]
    public async Task A_delivery_under_a_used_id_with_other_content_is_refused()
    {
        var bench = new Bench();
        await bench.SendAsync(Bench.Delivery(Shop.Claim("1", "10:01"), "d"));
        var other = await bench.Kernel.DeliverAsync(Shop.Acme, Bench.Delivery(Shop.Claim("2", "10:01"), "d"));
        Assert.Equal(OrderKernelCodes.MessageReused, other.Refusal?.Code);
        Assert.Null(await bench.Kernel.FindAsync(Shop.Key("2")));
    }

    private static DecisionContext Context(string message) => new(new Actor(ActorId.Of("alice"), [Role.Channel]), Shop.At("10:05"), MessageId.Of(message));

    [Fact]
    public async Task Other_writers_that_are_always_faster_end_in_a_refusal_that_may_be_tried_again()
    {
        var elsewhere = StreamId.Of(Shop.Acme, StreamKinds.Order, "elsewhere");
        var store = new FailingStore(new OrderKernel.Stores.MemoryOrderStore(), int.MaxValue, FailureMoment.Before)
        {
            Lie = changes => changes with { Appends = changes.Appends.Add(new OrderKernel.Ports.StreamAppend(elsewhere, 99, [])) },
        };
        var answer = await new Bench(store).Kernel.DeliverAsync(Shop.Acme, new SkippedDelivery(Bench.Slip("m", "x"), Shop.At("10:00")));
        Assert.Equal((OrderKernelCodes.Contended, true), (answer.Refusal?.Code, answer.Refusal?.IsTransient));
        Assert.InRange(store.Units, 2, 20);
    }

    [Fact]
    public async Task A_record_with_an_endless_id_is_parked_and_a_message_with_one_is_refused()
    {
        var bench = new Bench();
        var count = new StockCountRecord(Shop.At("10:00"), LocationId.Of(new string('L', 100)), Shop.Mug, Shop.Units(1));
        var answer = await bench.SendAsync(count);
        Assert.Equal((DeliveryOutcome.Parked, OrderKernelCodes.IdTooLong), (answer.Outcome, answer.Code));
        var refused = await bench.Kernel.DeliverAsync(Shop.Acme, new SkippedDelivery(Bench.Slip(new string('m', 100), "x"), Shop.At("10:00")));
        Assert.Equal(OrderKernelCodes.IdTooLong, refused.Refusal?.Code);
    }

    [Fact]
    public async Task An_effect_is_sent_once_and_again_only_when_sending_failed()
    {
        var bench = await PlacedAsync("1");
        await bench.Kernel.TellAsync(Shop.Key("1"), Pay, Context("p"));
        Assert.True((await bench.TellAsync("1", new OweRefund(RefundId.Of("r"), Shop.Yuan("1.00"), []), Role.Kernel, "11:00")).IsOk);
        var sent = new List<string>();
        await Assert.ThrowsAsync<IOException>(async () =>
            await bench.Kernel.SendDueAsync(Shop.Acme, Shop.At("12:00"), (_, _) => throw new IOException("down")));
        // The refund, and word of the order's shortage to the three roles that may release it.
        Assert.Equal(4, await bench.Kernel.SendDueAsync(Shop.Acme, Shop.At("12:00"), (m, _) => { sent.Add(m.Kind); return default; }));
        Assert.Equal(0, await bench.Kernel.SendDueAsync(Shop.Acme, Shop.At("12:00"), (m, _) => { sent.Add(m.Kind); return default; }));
        Assert.Equal(["notice", "notice", "notice", "refund"], sent.Order(StringComparer.Ordinal));
    }

    private static async Task<Bench> PlacedAsync(params string[] numbers)
    {
        var bench = new Bench();
        foreach (var number in numbers) await bench.SendAsync(Shop.Claim(number, "10:01"));
        return bench;
    }
}
