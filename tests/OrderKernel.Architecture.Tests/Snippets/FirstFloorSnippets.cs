using System.Collections.Immutable;
using System.Text;
using NodaTime;
using OrderKernel;
using OrderKernel.AfterSales;
using OrderKernel.Allocation;
using OrderKernel.Channels;
using OrderKernel.Health;
using OrderKernel.Inventory;
using OrderKernel.Logistics;
using OrderKernel.Orders;

// Outside of the family's namespace, as the code of a user is.
namespace Snippets;

// Fails when what the readmes of the first floor show does not compile or not say what their comments say.
public class FirstFloorSnippets
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 2, 9, 4, 0);

    [Fact]
    public void Orders()
    {
        var now = Noon;
        var key = new OrderKey(TenantId.Of("acme"), ChannelId.Of("web"), ShopId.Of("main"), OrderNumber.Of("1001"));
        var id = OrderId.Mint("WB", new LocalDate(2026, 2, 9), key);
        // snippet: orders
        var context = new DecisionContext(new Actor(ActorId.Of("web"), [Role.Channel]), now, MessageId.Of("delivery-1"));
        var mugs = new OrderedLine(LineId.Of("1"), Quantity.Of(2), Money.Fen(12_800), [new(SkuId.Of("MUG-1"), Quantity.Of(1))]);
        var place = new PlaceOrder(key, id, now, PaymentTerms.Prepaid, new OrderAmounts(Money.Fen(12_800)), [mugs]);

        var decision = OrderDecider.Decide(null, place, OrderPolicies.Default, context).ValueOrThrow();
        var order = OrderDecider.Replay(decision.Events)!;                                     // AwaitingPayment, two units open
        var early = OrderDecider.Decide(order, new RecordDelivery(now, null, []), OrderPolicies.Default, context);
        // end

        Assert.Equal((OrderStatus.AwaitingPayment, Quantity.Of(2)), (order.Statuses.Headline, order.Lines[0].Units.Open));
        Assert.Equal(KernelCodes.LedgerUnitsShort, early.Refusal!.Code);
    }

    [Fact]
    public void Changes()
    {
        var key = new OrderKey(TenantId.Of("acme"), ChannelId.Of("web"), ShopId.Of("main"), OrderNumber.Of("1001"));
        var secondKey = key with { Number = OrderNumber.Of("1001-2") };
        var policies = OrderPolicies.Default;
        var (web, buyer, agent) = (By(Role.Channel), By(Role.Buyer), By(Role.Agent));
        var mugs = new OrderedLine(LineId.Of("1"), Quantity.Of(2), Money.Fen(12_800), [new(SkuId.Of("MUG-1"), Quantity.Of(1))]);
        var place = new PlaceOrder(key, OrderId.Mint("WB", new LocalDate(2026, 2, 9), key), Noon, PaymentTerms.Prepaid, new OrderAmounts(Money.Fen(12_800)), [mugs]);
        var placed = OrderDecider.Handle(null, place, policies, web).ValueOrThrow().State;
        var order = OrderDecider.Handle(placed, new RecordPayment(PaymentId.Of("p"), Tender.Cash, Money.Fen(12_800), Noon), policies, web).ValueOrThrow().State!;
        // snippet: changes
        var one = OrderChange.ToQuantity(LineId.Of("1"), Quantity.Of(1));
        var preview = OrderChanges.Preview(order, one).ValueOrThrow();                         // due −64.00, nothing proposed yet

        var proposed = OrderDecider.Handle(order, new ProposeChange(ChangeId.Of("c1"), one), policies, buyer).ValueOrThrow();
        var confirmed = OrderDecider.Handle(proposed.State, new ConfirmChange(ChangeId.Of("c1")), policies, agent).ValueOrThrow();

        var both = OrderReassignment.Split(order, new SplitOrder(secondKey, [new(LineId.Of("1"), Quantity.Of(1))]), policies, agent).ValueOrThrow();
        // end

        Assert.Equal((Money.Fen(-6_400), Money.Fen(6_400)), (preview.Due, confirmed.State!.PendingUnassigned));
        Assert.Equal((Money.Fen(6_400), Money.Fen(6_400)), (both.Source.State!.Money.Kept, both.Target.State!.Money.Kept));

        static DecisionContext By(Role role) => new(new Actor(ActorId.Of(role.Value), [role]), Noon, MessageId.Of("m"));
    }

    [Fact]
    public void Channels()
    {
        var tenant = TenantId.Of("acme");
        var bytes = Encoding.UTF8.GetBytes("""
            {"orderId":"1","orderState":"WAIT_SELLER_STOCK_OUT","orderStartTime":"2026-02-09 10:00:00","modified":"2026-02-09 10:04:00","shouldPay":"64.00",
            "itemInfoList":[{"skuId":"9","outerSkuId":"MUG-1","skuName":"Mug","itemTotal":"1","jdPrice":"64.00"}]}
            {"orderId":"2","orderState":"NO_SUCH_WORD","orderStartTime":"2026-02-09 10:00:00","modified":"2026-02-09 10:04:00","shouldPay":"64.00"}
            """);
        // snippet: channels
        var profile = Profiles.Default("jd");
        var reader = new ProfileReader(profile, SkuMap.Same, new ShopContext(tenant, ShopId.Of("jd-pop")));
        var states = new Dictionary<OrderKey, IntakeState>();
        var quarantine = new List<(byte[] Raw, Refusal Why)>();

        var parser = RecordParser.For(profile.Policy);
        parser.Push(bytes, Take);
        parser.Complete(Take);

        void Take(RecordSlice record)
        {
            var reading = reader.Read(record);
            if (reading.Claim is not { } claim)
            {
                quarantine.Add((record.ToBytes(), reading.Refusal!));                          // kept raw, with the reason
                return;
            }

            var state = states.GetValueOrDefault(claim.Order, IntakeState.Empty);
            var decision = Intake.Decide(state, claim, contentHash: $"{record.Position.Number}").ValueOrThrow();
            foreach (var happened in decision.Events) state = Intake.Evolve(state, happened);
            states[claim.Order] = state;                                                       // state.Merged is what all claims say together
        }
        // end

        Assert.Equal(Money.Fen(6_400), Assert.Single(states).Value.Merged!.Amounts!.Due);
        Assert.Equal(ChannelsCodes.StatusUnknown, Assert.Single(quarantine).Why.Reasons[0].Code);
    }

    [Fact]
    public void Inventory()
    {
        var now = Noon;
        // snippet: inventory
        var cell = new StockCell(LocationId.Of("HZ"), SkuId.Of("MUG-1"));
        ImmutableArray<StockBalance> balances = [new(cell, StockAccount.OnHand, 5)];
        var context = new DecisionContext(Actor.Kernel, now, MessageId.Of("reserve-1"));
        var reserve = new Reserve(ReservationId.Of("r-1"), "order-1", [new(cell, Quantity.Of(3))], ExpiresAt: null);

        var decision = Reservations.Decide(null, reserve, balances, StockFormula.Default, context).ValueOrThrow();
        StockEffect effect = StockEffects.Of(decision.Events[0], StockFormula.Default.Policy);  // postings, and the floors that the store enforces
        balances = StockSheet.Post(balances, effect.Postings);
        AvailableStock left = Availability.Of(cell, balances, StockFormula.Default.Policy);     // two, each term shown
        // end

        Assert.Equal(Quantity.Of(2), left.Units);
        Assert.All(effect.Floors, f => Assert.True(StockSheet.Holds(balances, f)));
        var short_ = Reservations.Decide(null, reserve with { Id = ReservationId.Of("r-2") }, balances, StockFormula.Default, context);
        Assert.Equal(InventoryCodes.Short, short_.Refusal!.Code);
    }

    [Fact]
    public void Batches()
    {
        // snippet: batches
        StockCell shelf = new(LocationId.Of("HZ"), SkuId.Of("YOGHURT")), batch = shelf with { Batch = BatchId.Of("B7") };
        var arrived = StockMovements.Decide(new ReceiveStock([new(batch, Quantity.Of(5))]) { Dates = [new(batch, new LocalDate(2026, 3, 1))] }, []).ValueOrThrow();
        var stocked = StockSheet.Post([], StockEffects.Of(arrived.Events[0]).Postings);

        LocalDate? last = BatchClock.Of(stocked, batch);                                                           // 2026-03-01
        var usable = Availability.Of(shelf, stocked, StockFormula.Default.Policy, on: new LocalDate(2026, 3, 1));  // five
        var over = Availability.Of(shelf, stocked, StockFormula.Default.Policy, on: new LocalDate(2026, 3, 2));    // none: 5 NearEnd
        // end

        Assert.Equal((new LocalDate(2026, 3, 1), 5L, 0L, 5L), (last!.Value, usable.Units.Units, over.Units.Units, over.NearExpiry.Units));
    }

    [Fact]
    public void Restrictions()
    {
        var utf8 = """
            {"$schema":"purchase-restrictions-1.json","name":"p","version":"1","restrictions":[{"name":"launch","only":[{"regions":["广东/深圳"]}],"reason":"r"}]}
            """u8.ToArray();
        // snippet: purchase-restrictions
        var document = PurchaseRestrictions.Load(utf8).ValueOrThrow();
        PurchaseFacts facts = new(ChannelId.Of("taobao"), [OrderTag.Of("pick-up")], ["广东省", "东莞市"], new LocalDate(2026, 11, 11));
        ValueList<StockRequest> lines = [new(LineId.Of("1"), SkuId.Of("PHONE-12"), Quantity.Of(1))];
        ValueList<PurchaseBan> bans = document.Policy.Judge(lines, facts, Network.Default.Policy.Places);    // one, of anywhere: 东莞 is not among the cities
        // end

        Assert.Null(Assert.Single(bans.Items).Location);
    }

    [Fact]
    public void Allocation()
    {
        // snippet: allocation
        var mug = SkuId.Of("MUG-1");
        var request = new SourcingRequest("order-1", RegionId.Of("江苏"), [new(LineId.Of("1"), mug, Quantity.Of(2))],
            [new(LocationId.Of("HZ"), mug, Quantity.Of(5)), new(LocationId.Of("CD"), mug, Quantity.Of(5))]);

        SourcingPlan plan = SourcingPlanner.Plan(request, Network.Default).ValueOrThrow();             // HZ: the cheapest, proven
        SourcingExplanation why = SourcingPlanner.Explain(request, Network.Default).ValueOrThrow();    // and why not Chengdu, at which cost
        // end

        Assert.Equal(LocationId.Of("HZ"), Assert.Single(plan.Shipments).Location);
        Assert.True(plan.IsComplete);
        Assert.Contains(why.Candidates, c => c.Location == LocationId.Of("CD") && !c.IsUsed);
    }

    [Fact]
    public void AfterSales()
    {
        var now = Noon;
        var orderId = OrderId.Mint("WB", new LocalDate(2026, 2, 9), new OrderKey(TenantId.Of("acme"), ChannelId.Of("web"), ShopId.Of("main"), OrderNumber.Of("1001")));
        // snippet: aftersales
        var buyer = new Actor(ActorId.Of("buyer-1"), [Role.Buyer]);
        var request = new CaseRequest(CaseKind.RefundOnly, Money.Fen(4_999), "broken handle");
        var given = new CaseGiven(CaseId.Of("c-1"), orderId, new RefundableBalance(Money.Fen(12_800), Asked: Money.Fen(0)));

        var decision = CaseProcess.Decide(AfterSalesCase.None, new OpenCase(request), given, new(buyer, now, MessageId.Of("m-1"))).ValueOrThrow();
        var state = CaseProcess.Evolve(AfterSalesCase.None, decision.Events);                   // under 50 yuan, no dispute: Refunding
        // end

        Assert.Equal(AfterSalesStatus.Refunding, state.Status);
        Assert.Equal(VerdictKind.Automatic, state.Verdict!.Kind);
        var more = CaseProcess.Decide(AfterSalesCase.None, new OpenCase(request with { Asked = Money.Fen(5_000) }), given, new(buyer, now, MessageId.Of("m-1"))).ValueOrThrow();
        Assert.Equal(AfterSalesStatus.Requested, CaseProcess.Evolve(AfterSalesCase.None, more.Events).Status);
    }

    [Fact]
    public void Logistics()
    {
        var now = Noon;
        var utf8 = Encoding.UTF8.GetBytes("""
            {"message":"ok","nu":"YT1","com":"yuantong","state":"3","data":[
            {"time":"2026-02-09 11:00:00","context":"客户签收人: 门卫 已签收"},{"time":"2026-02-08 19:20:49","context":"已收件"}]}
            """);
        // snippet: logistics
        TrackPayload payload = Kuaidi100.Parse(utf8, TrackVocabulary.Kuaidi100.Policy).ValueOrThrow();
        var context = new DecisionContext(Actor.Kernel, now, MessageId.Of("track-1"));
        var decision = TrackProcess.Decide(ParcelTrack.None, payload.Reports, TrackPolicy.Default, context).ValueOrThrow();
        var track = TrackProcess.Evolve(ParcelTrack.None, decision.Events);                     // points in order of time, no duplicates
        SignOffTrust? trust = track.SignOff?.Trust;                                             // Suspect: nothing but the aggregator says so
        // end

        Assert.Equal(TrackNode.Delivered, track.Latest!.Node);
        Assert.Equal(SignOffTrust.Suspect, trust);
    }

    [Fact]
    public void Health()
    {
        var now = Noon;
        var key = new OrderKey(TenantId.Of("acme"), ChannelId.Of("web"), ShopId.Of("main"), OrderNumber.Of("1001"));
        // snippet: health
        var counts = new HealthAccumulator(HealthIndexPolicy.Default.Policy);                   // one a thread; merge them when done
        counts.Add(new MilestoneFact(key, Milestone.Received, now) { Since = now - Duration.FromMinutes(3) });
        counts.Add(new MilestoneFact(key, Milestone.HandedOver, now) { IsGood = true });

        HealthReport report = HealthIndex.Of(counts.Counts, HealthIndexPolicy.Default);         // 10 000 basis points; three dimensions left out, said so
        // end

        Assert.Equal(10_000, report.IndexBasisPoints);
        Assert.Equal(3, report.Dimensions.Items.Count(d => d.BasisPoints is null));
    }
}
