using OrderKernel.AfterSales;
using OrderKernel.Deliveries;
using OrderKernel.Tests.Doors;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Every word of a channel on a case against every status that the case can have here. Fails when a word that contradicts a decision of ours moves the case
// or is dropped in silence, when one that trails our decision troubles a person, or when a status or word has no cell.
public class ClaimedCaseScenarios
{
    private static readonly CaseKey Case = CaseKey.Of(Shop.Key("1"), CaseId.Of("c-1"));

    // = the same word; m the case goes where the channel says; c a conflict for a person, nothing moves; . nothing to do.
    private static readonly string[] Table =
    [
        // The words stand in the order of Words.
        "Requested           c    =         .              .               .              .         m        .              .                  m         m        m      m",
        "AwaitingReturn      c    .         =              .               .              .         m        .              .                  m         c        m      m",
        "ReturnInTransit     c    .         .              =               .              .         m        .              .                  m         c        m      m",
        "ReturnReceived      c    .         .              .               =              .         m        .              .                  m         m        m      m",
        "Refunding           c    .         .              .               .              =         m        .              .                  c         c        c      c",
        "Refunded            .    c         .              .               .              .         =        .              .                  .         c        c      c",
        "ReplacementDue      c    .         .              .               .              .         m        =              .                  m         c        m      m",
        "ReplacementShipped  c    .         .              .               .              .         m        .              =                  m         c        m      m",
        "Completed           .    c         .              .               .              .         m        .              .                  =         c        .      c",
        "Rejected            c    .         c              c               c              c         m        c              c                  m         =        m      m",
        "Closed              .    c         c              c               c              c         m        c              c                  .         .        =      c",
        "Disputed            c    .         .              .               .              .         m        .              .                  m         m        m      =",
    ];

    private static readonly AfterSalesStatus[] Words =
    [
        AfterSalesStatus.None, AfterSalesStatus.Requested, AfterSalesStatus.AwaitingReturn, AfterSalesStatus.ReturnInTransit, AfterSalesStatus.ReturnReceived,
        AfterSalesStatus.Refunding, AfterSalesStatus.Refunded, AfterSalesStatus.ReplacementDue, AfterSalesStatus.ReplacementShipped,
        AfterSalesStatus.Completed, AfterSalesStatus.Rejected, AfterSalesStatus.Closed, AfterSalesStatus.Disputed,
    ];

    public static TheoryData<AfterSalesStatus, AfterSalesStatus, char> Cells()
    {
        var data = new TheoryData<AfterSalesStatus, AfterSalesStatus, char>();
        foreach (var row in Table)
        {
            var cells = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < Words.Length; i++) data.Add(Enum.Parse<AfterSalesStatus>(cells[0]), Words[i], cells[i + 1][0]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Each_word_moves_the_case_or_is_a_conflict_or_has_nothing_to_do(AfterSalesStatus ours, AfterSalesStatus told, char cell)
    {
        var bench = await InAsync(ours);
        var claim = CaseDoorScenarios.Sent("9 10:00", "900.00").With("c-1", told, "30.00");
        var answer = await bench.SendAsync(claim);
        var expected = cell == 'c' ? (DeliveryOutcome.Conflict, OrderKernelCodes.CaseContradicted) : (DeliveryOutcome.Applied, (string?)null);
        Assert.Equal(expected, (answer.Outcome, answer.Code));
        var moved = told == AfterSalesStatus.Completed ? AfterSalesStatus.Closed : told;
        Assert.Equal(cell == 'm' ? moved : ours, (await bench.Kernel.FindAsync(Case))!.Status);
        // Told again, a person is not troubled again.
        await bench.SendAsync(claim with { SourceTime = Shop.At("9 11:00") });
        Assert.Equal(cell == 'c' ? 1 : 0,
            (await bench.OutboxAsync("notice")).Count(m => m.Key.Contains(OrderKernelCodes.CaseContradicted, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_status_and_every_word_has_its_cell()
    {
        var all = Enum.GetValues<AfterSalesStatus>();
        Assert.Equal(all.Order(), Words.Order());
        Assert.Equal(all.Where(s => s != AfterSalesStatus.None).Order(), Table.Select(r => Enum.Parse<AfterSalesStatus>(r.Split(' ')[0])).Order());
    }

    // Refused when we saw them: the channel still says that they are on their way.
    [Theory]
    [InlineData(AfterSalesStatus.ReturnReceived, false)]
    [InlineData(AfterSalesStatus.Refunding, true)]
    public async Task Goods_that_we_refused_were_on_their_way_before(AfterSalesStatus told, bool isConflict)
    {
        var bench = await InAsync(AfterSalesStatus.ReturnReceived);
        await DoneAsync(bench, new RejectCase(Party.Seller, "worn"));
        var answer = await bench.SendAsync(CaseDoorScenarios.Sent("9 10:00", "900.00").With("c-1", told, "30.00"));
        Assert.Equal(isConflict, answer.Outcome == DeliveryOutcome.Conflict);
    }

    [Fact]
    public async Task A_word_from_before_the_end_is_no_contradiction_of_it()
    {
        var bench = await InAsync(AfterSalesStatus.Closed);
        var answer = await bench.SendAsync(CaseDoorScenarios.Sent("2 09:00", "900.00").With("c-1", AfterSalesStatus.Requested, "30.00"));
        Assert.Equal(DeliveryOutcome.Applied, answer.Outcome);
    }

    // The channel's claims tell every case each time: a word that we answered since comes again with any other news.
    [Theory]
    [InlineData(AfterSalesStatus.Disputed)]
    [InlineData(AfterSalesStatus.Rejected)]
    public async Task A_word_that_was_answered_since_is_told_again_and_asks_nothing(AfterSalesStatus word)
    {
        var bench = await InAsync(AfterSalesStatus.Requested);
        var told = CaseDoorScenarios.Sent("3 10:00", "900.00").With("c-1", word, "600.00");
        await bench.SendAsync(told);
        if (word == AfterSalesStatus.Rejected) await TellAsync(bench, new DisputeCase(Party.Buyer), "4 09:00", Role.Buyer);
        await TellAsync(bench, new ApproveCase(), "4 10:00", Role.Agent);
        await TellAsync(bench, new ApproveCase(), "4 11:00", Role.Supervisor);
        Assert.Equal(AfterSalesStatus.Refunding, (await bench.Kernel.FindAsync(Case))!.Status);
        var news = await bench.SendAsync(CaseDoorScenarios.Sent("5 10:00", "900.00").With("c-2", AfterSalesStatus.Requested, "10.00"));
        Assert.Equal((DeliveryOutcome.Applied, null), (news.Outcome, news.Code));
        Assert.Equal(AfterSalesStatus.Refunding, (await bench.Kernel.FindAsync(Case))!.Status);
        Assert.DoesNotContain(await bench.OutboxAsync("notice"), m => m.Key.Contains(OrderKernelCodes.CaseContradicted, StringComparison.Ordinal));
        // Told anew after our decision, it is news.
        var anew = await bench.SendAsync(told with { SourceTime = Shop.At("6 10:00") });
        Assert.Equal(OrderKernelCodes.CaseContradicted, anew.Code);
    }

    [Fact]
    public async Task A_buyer_who_withdrew_before_we_approved_is_a_conflict_all_the_same()
    {
        var bench = await InAsync(AfterSalesStatus.Refunding);
        var answer = await bench.SendAsync(CaseDoorScenarios.Sent("2 09:00", "900.00").With("c-1", AfterSalesStatus.Closed, "30.00"));
        Assert.Equal(OrderKernelCodes.CaseContradicted, answer.Code);
    }

    [Fact]
    public async Task Of_two_cases_of_an_order_a_person_hears_of_each()
    {
        var bench = await InAsync(AfterSalesStatus.Refunding);
        (await bench.Kernel.TellAsync(CaseKey.Of(Shop.Key("1"), CaseId.Of("c-2")), new OpenCase(Ask(CaseKind.RefundOnly, "10.00")), By)).ValueOrThrow();
        await bench.SendAsync(CaseDoorScenarios.Sent("9 10:00", "900.00").With("c-1", AfterSalesStatus.Rejected, "30.00"));
        await bench.SendAsync(CaseDoorScenarios.Sent("9 11:00", "900.00").With("c-2", AfterSalesStatus.Rejected, "10.00"));
        Assert.Equal(2, (await bench.OutboxAsync("notice")).Count(m => m.Key.Contains(OrderKernelCodes.CaseContradicted, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_word_that_there_is_no_case_opens_none()
    {
        var bench = await CaseDoorScenarios.DeliveredAsync("900.00");
        await bench.SendAsync(CaseDoorScenarios.Sent("9 10:00", "900.00").With("c-1", AfterSalesStatus.None, "30.00"));
        Assert.Null(await bench.Kernel.FindAsync(Case));
    }

    private static DecisionContext By => new(
        new Actor(ActorId.Of("anybody"), [Role.Channel, Role.Agent, Role.Buyer, Role.Warehouse]), Shop.At("2 10:00"),
        MessageId.Of(Guid.NewGuid().ToString("n")));

    private static CaseRequest Ask(CaseKind kind, string amount) => new(kind, Shop.Yuan(amount), "broken");

    private static async Task TellAsync(Bench bench, CaseCommand command, string at, Role role) => (await bench.Kernel.TellAsync(Case, command,
        new(new Actor(ActorId.Of(role.ToString()), [role]), Shop.At(at), MessageId.Of(Guid.NewGuid().ToString("n"))))).ValueOrThrow();

    private static async Task DoneAsync(Bench bench, CaseCommand command) => (await bench.Kernel.TellAsync(Case, command, By)).ValueOrThrow();

    private static async Task<Bench> InAsync(AfterSalesStatus status)
    {
        var bench = await CaseDoorScenarios.DeliveredAsync("900.00");
        foreach (var command in Way(status)) await DoneAsync(bench, command);
        Assert.Equal(status, (await bench.Kernel.FindAsync(Case))!.Status);
        return bench;
    }

    private static CaseCommand[] Way(AfterSalesStatus status) => status switch
    {
        AfterSalesStatus.Requested => [new OpenCase(Ask(CaseKind.RefundOnly, "600.00"))],
        AfterSalesStatus.Rejected => [.. Way(AfterSalesStatus.Requested), new RejectCase(Party.Seller, "no")],
        AfterSalesStatus.Closed => [.. Way(AfterSalesStatus.Requested), new WithdrawCase()],
        AfterSalesStatus.Disputed => [.. Way(AfterSalesStatus.Requested), new DisputeCase(Party.Buyer)],
        AfterSalesStatus.AwaitingReturn => [new OpenCase(Ask(CaseKind.ReturnRefund, "40.00"))],
        AfterSalesStatus.ReturnInTransit => [.. Way(AfterSalesStatus.AwaitingReturn), new SendReturn(Waybill.Of("SF1"), null)],
        AfterSalesStatus.ReturnReceived =>
            [.. Way(AfterSalesStatus.AwaitingReturn), new ReceiveGoods([new(null, Shop.Units(1), InspectionOutcome.Quarantine)])],
        AfterSalesStatus.Refunding => [new OpenCase(Ask(CaseKind.RefundOnly, "30.00"))],
        AfterSalesStatus.Refunded => [.. Way(AfterSalesStatus.Refunding), new SettleRefund(MessageId.Of("TB-7"), Shop.Yuan("30.00"))],
        AfterSalesStatus.ReplacementDue => [new OpenCase(Ask(CaseKind.Reship, "0.00"))],
        AfterSalesStatus.ReplacementShipped => [.. Way(AfterSalesStatus.ReplacementDue), new SendReplacement(Waybill.Of("SF2"))],
        _ => [.. Way(AfterSalesStatus.ReplacementShipped), new ConfirmReplacement()],
    };
}
