using NodaTime;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests.Trail;

// Fails when the trail leaves out who, when, why or a field that changed, shows a phone number, or tells another past than the stored bytes.
public class OrderTrailTests
{
    [Fact]
    public void An_entry_says_who_when_why_and_what_changed_field_by_field()
    {
        var world = Placed();
        var placed = world.Events.ToArray();
        world.Paid();
        var events = Stored.Seal(placed.Select(e => (e, Stored.Header(0, "channel", Reason.Of(OrdersCodes.Placed))))
            .Concat(world.Events.Skip(placed.Length).Select((e, i) => (e, Stored.Header(5, "cashier", i == 0 ? [Reason.Of(OrdersCodes.Paid)] : [])))));
        var trail = OrderTrail.Of(events).ValueOrThrow();
        var paid = trail.Entries.Items.Single(e => e.Type == "orders.paid");
        Assert.Equal((ActorId.Of("cashier"), Start + Duration.FromMinutes(5), MessageId.Of("m5")), (paid.Actor, paid.At, paid.Message));
        Assert.Equal(OrdersCodes.Paid, paid.Reasons.Items.Single().Code);
        Assert.Contains(new FieldChange("money.kept", "CNY 0.00", "CNY 160.00"), paid.Changes);
        Assert.Contains(new FieldChange("status.payment", "Unpaid", "Paid"), paid.Changes);
        Assert.Contains(new FieldChange("status.headline", "AwaitingPayment", "AwaitingFulfilment"), paid.Changes);
        Assert.Contains(new FieldChange("payments[p1].amount", null, "CNY 160.00"), paid.Changes);
        var step = trail.Entries.Items.Last(e => e.Type == "orders.step-entered");
        Assert.Equal(OrdersCodes.Paid, step.Reasons.Items.Single().Code);
        Assert.Contains(step.Changes, c => c.Field == "process.step" && c.Before is not null && c.After is not null);
    }

    [Fact]
    public void What_the_trail_shows_of_every_kind_of_event_is_the_approved_text()
    {
        var text = new System.Text.StringBuilder();
        foreach (var history in OrderEventsTests.Histories().Concat(Desk.DeskHistory.Histories()))
        {
            foreach (var entry in OrderTrail.Of(Stored.Seal(history.Select((e, i) => (e, Stored.Header(i))))).ValueOrThrow().Entries)
            {
                text.Append(entry.Type).Append('\n');
                foreach (var change in entry.Changes) text.Append($"  {change.Field}: {change.Before ?? "-"} → {change.After ?? "-"}\n");
            }
        }

        foreach (var name in OrderEvents.Codec.Names) Assert.Contains($"\n{name}\n", "\n" + text, StringComparison.Ordinal);
        var file = Path.Combine(Folder(), "OrderTrail.golden.txt");
        if (Environment.GetEnvironmentVariable("ORDERKERNEL_APPROVE") == "1") File.WriteAllText(file, text.ToString());
        Assert.Equal(File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "(no file)", text.ToString());
    }

    [Fact]
    public void All_changes_together_make_the_fields_of_the_order()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var world = Stored.Story(seed);
            var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var change in OrderTrail.Of(Stored.Of(world)).ValueOrThrow().Entries.Items.SelectMany(e => e.Changes.Items)
                .Where(c => !c.Field.StartsWith("orders.", StringComparison.Ordinal)))
            {
                Assert.Equal(change.Before, fields.TryGetValue(change.Field, out var before) ? before : null);
                if (change.After is { } after) fields[change.Field] = after;
                else fields.Remove(change.Field);
            }

            Assert.Equal(OrderTrail.FieldsOf(world.Order), fields);
        }
    }

    [Fact]
    public void Every_event_changes_something_that_the_trail_shows()
    {
        var idle = Enumerable.Range(1, 80).SelectMany(seed => OrderTrail.Of(Stored.Of(Stored.Story(seed))).ValueOrThrow().Entries.Items)
            .Where(e => e.Changes.IsEmpty).Select(e => e.Type).Distinct();
        Assert.Empty(idle);
    }

    [Fact]
    public void The_trail_of_a_prefix_is_a_prefix_of_the_trail()
    {
        var events = Stored.Of(Stored.Story());
        var all = OrderTrail.Of(events).ValueOrThrow().Entries;
        for (var n = 0; n <= events.Length; n++) Assert.Equal(all.Items.Take(n).ToValueList(), OrderTrail.Of(events.Take(n)).ValueOrThrow().Entries);
    }

    [Fact]
    public void A_filter_shows_one_field_one_actor_one_time()
    {
        var trail = OrderTrail.Of(Stored.Of(Placed().Paid().Shipped().Delivered())).ValueOrThrow();
        var shipped = trail.Where(new() { Field = "lines[a].units" });
        Assert.NotEmpty(shipped.Entries);
        Assert.All(shipped.Entries.Items.SelectMany(e => e.Changes.Items), c => Assert.StartsWith("lines[a].units.", c.Field));
        Assert.Empty(trail.Where(new() { Field = "lines[a].unit" }).Entries);
        Assert.Empty(trail.Where(new() { Actor = ActorId.Of("nobody") }).Entries);
        Assert.Equal(trail.Entries.Count, trail.Where(new() { Actor = ActorId.Of("agent-1") }).Entries.Count);
        var second = trail.Where(new() { From = Start + Duration.FromMinutes(1), Until = Start + Duration.FromMinutes(2) });
        Assert.Equal(2, Assert.Single(second.Entries).Version);
    }

    [Fact]
    public void The_order_as_of_an_instant_is_what_its_events_until_then_made()
    {
        var world = Stored.Story(3);
        var events = Stored.Of(world);
        for (var i = -1; i < events.Length; i++)
        {
            var moment = OrderTrail.AsOf(events, Start + Duration.FromMinutes(i) + Duration.FromSeconds(59)).ValueOrThrow();
            Assert.Equal(i + 1, moment.Version);
            Assert.Equal(OrderDecider.Replay(world.Events.Take(i + 1)), moment.Order);
        }
    }

    [Fact]
    public void Late_news_was_not_known_before_what_was_stored_before_it()
    {
        var world = Placed().Paid();
        var events =
            Stored.Seal(world.Events.Select((e, i) => (e, Stored.Header(e is OrderPaid or StepEntered { Status: OrderStatus.AwaitingFulfilment } ? 1 : 10))));
        Assert.Null(OrderTrail.AsOf(events, Start + Duration.FromMinutes(5)).ValueOrThrow().Order);
        Assert.Equal(world.Order, OrderTrail.AsOf(events, Start + Duration.FromMinutes(10)).ValueOrThrow().Order);
    }

    [Fact]
    public void Evidence_is_attached_by_its_hash_once()
    {
        var w = Placed();
        var attach = new AttachEvidence(EvidenceReference.Of("s3://waybill-1"), "photo", new string('a', 64)) { Note = "signed, call 138 0000 1234" };
        w.Must(attach, Agent);
        w.Says(TrailCodes.EvidenceAttachedNow);
        w.Unchanged(attach, actor: Supervisor);
        w.MustNot(TrailCodes.EvidenceExists, attach with { Sha256 = new string('b', 64) }, Agent);
        w.MustNot(TrailCodes.EvidenceHashInvalid, attach with { Evidence = EvidenceReference.Of("e2"), Sha256 = new string('A', 64) }, Agent);
        w.MustNot(TrailCodes.EvidenceHashInvalid, attach with { Evidence = EvidenceReference.Of("e2"), Sha256 = "aa" }, Agent);
        var entry = OrderTrail.Of(Stored.Of(w)).ValueOrThrow().Entries.Items.Single(e => e.Attachment is not null);
        Assert.Equal((new string('a', 64), "photo", Agent.Id), (entry.Attachment!.Sha256, entry.Attachment.Kind, entry.Attachment.By));
        Assert.Equal("signed, call 138 **** **34", entry.Attachment.Note);
        Assert.Contains(new FieldChange("evidence[s3://waybill-1].sha256", null, new string('a', 64)), entry.Changes);
    }

    [Fact]
    public void A_legal_hold_is_set_and_released_by_those_who_may()
    {
        var w = Placed();
        var set = new SetLegalHold(EvidenceReference.Of("case-7"), "court order");
        w.MustNot(TrailCodes.LegalHoldRoleMissing, set, Agent);
        w.Must(set, Supervisor);
        w.Unchanged(set, actor: Supervisor);
        w.MustNot(TrailCodes.LegalHoldExists, set with { Why = "other" }, Supervisor);
        w.MustNot(TrailCodes.LegalHoldUnknown, new ReleaseLegalHold(EvidenceReference.Of("case-8")), Supervisor);
        w.MustNot(TrailCodes.LegalHoldRoleMissing, new ReleaseLegalHold(EvidenceReference.Of("case-7")), Buyer);
        w.Must(new ReleaseLegalHold(EvidenceReference.Of("case-7")), new Actor(ActorId.Of("lawyer"), [Role.Of("legal")]));
        Assert.Empty(w.Order.LegalHolds);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("order 123456 is fine", "order 123456 is fine")]
    [InlineData("call 13800001234 now", "call 138******34 now")]
    [InlineData("010-8888 7777", "010-**** **77")]
    [InlineData("1234567", "******7")]
    public void Words_of_people_keep_no_phone_number(string text, string masked)
    {
        var w = Placed();
        w.Must(new AttachEvidence(EvidenceReference.Of("e"), "chat", new string('0', 64)) { Note = text }, Agent);
        Assert.Equal(masked, w.Order.Evidence[0].Note);
    }

    [Fact]
    public void Bytes_that_are_no_event_of_their_type_are_refused_and_never_thrown_over()
    {
        var events = Stored.Of(Stored.Story());
        var dice = new Random(1);
        for (var i = 0; i < 2_000; i++)
        {
            var at = dice.Next(events.Length);
            var bytes = events[at].Bytes.ToArray();
            for (var k = dice.Next(1, 4); k > 0; k--) bytes[dice.Next(bytes.Length)] = (byte)dice.Next(256);
            var hurt = events.ToArray();
            hurt[at] = hurt[at] with { Bytes = bytes };
            var trail = OrderTrail.Of(hurt);
            Assert.True(trail.IsOk || trail.Refusal!.Code == TrailCodes.Unreadable);
            var moment = OrderTrail.AsOf(hurt, Instant.MaxValue);
            Assert.True(moment.IsOk || moment.Refusal!.Code == TrailCodes.Unreadable);
        }
    }

    [Fact]
    public void Dropped_detail_shows_as_dropped_and_no_past_is_invented_from_it()
    {
        var events = Stored.Of(Placed().Paid());
        events[1] = events[1] with { Bytes = DroppedDetail.Of(events[1].Bytes, new LocalDate(2026, 3, 1)) };
        var entry = OrderTrail.Of(events).ValueOrThrow().Entries[1];
        Assert.True(entry.IsDropped && entry.Actor is null && entry.Changes.IsEmpty);
        Assert.Equal(KernelCodes.ContentDropped, OrderTrail.AsOf(events, Instant.MaxValue).Refusal?.Code);
        Assert.Null(ChainVerifier.Check(Stored.Head(events), events));
    }

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
