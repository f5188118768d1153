using OrderKernel.Figures;
using OrderKernel.Orders;
using OrderKernel.Tests.Support;
using OrderKernel.Workflow;

namespace OrderKernel.Tests.Roles;

// Fails when a value that a role may not see stands in a trail, in the order's fields, in the paths of either, or in the headers of a story.
public class SightScenarios
{
    private const string Actor = "canary-actor";
    private const string Message = "canary-message";
    private const string Note = "canary-note";
    private const string Evidence = "canary-photo";
    private const string Waybill = "CANARY7001";
    private const string Total = "4321.98";

    /// <summary>
    /// Which canaries each role of the default matrix may see. The message's id is of the trail, so is who acted; money and waybills are of the order.
    /// </summary>
    public static TheoryData<string, string[]> Sights => new()
    {
        { "kernel", [Actor, Message, Note, Evidence, Waybill, Total] },
        { "supervisor", [Actor, Message, Note, Evidence, Waybill, Total] },
        { "agent", [Actor, Note, Evidence, Waybill, Total] },
        { "platform", [Note, Evidence, Waybill, Total] },
        { "payment-provider", [Total] },
        { "picker", [] },
        { "stranger", [] },
    };

    [Theory]
    [MemberData(nameof(Sights))]
    public async Task What_a_role_may_not_see_is_nowhere_and_the_rest_is_there(string role, string[] sees)
    {
        var bench = await ToldAsync();
        var sight = RoleMatrix.Default.Policy.SightOf(new Actor(ActorId.Of("looker"), [Role.Of(role)]));
        var trail = OrderTrail.Of(await bench.EventsAsync("1")).ValueOrThrow().SeenBy(sight);
        var fields = OrderTrail.FieldsOf(await bench.OrderAsync("1"), sight);
        var story = (await OrderStory.FindAsync(bench.Store, Shop.Acme, "1"))[0].SeenBy(sight);
        var said = string.Join('\n', trail.Entries.Items.Select(Text).Concat(fields.Select(f => $"{f.Key}={f.Value}"))
            .Concat(story.Chapters.Items.Select(c => $"{c.Header.Actor} {c.Header.Message} {string.Join("; ", c.Header.Reasons.Items)}")));
        var seen = new[] { Actor, Message, Note, Evidence, Waybill, Total }.Where(c => said.Contains(c, StringComparison.Ordinal));
        Assert.Equal(sees, seen);
        Assert.Equal(sees.Length < 6, sight.HasHidden);
        Assert.Equal((await bench.EventsAsync("1")).Count, trail.Entries.Count);
    }

    [Fact]
    public async Task What_may_not_be_seen_cannot_be_found_out_by_asking_for_it()
    {
        var trail = OrderTrail.Of(await (await ToldAsync()).EventsAsync("1")).ValueOrThrow();
        var filter = new TrailFilter { Actor = ActorId.Of(Actor) };
        Assert.NotEmpty(trail.Where(filter).Entries.Items);
        Assert.Empty(trail.SeenBy(RoleMatrix.Default.Policy.SightOf(new Actor(ActorId.Of("looker"), [Role.Of("picker")]))).Where(filter).Entries.Items);
    }

    private static string Text(TrailEntry entry) =>
        $"{entry.Actor} {entry.Message} {entry.Attachment} {string.Join("; ", entry.Reasons.Items)} {string.Join("; ", entry.Changes.Items.Select(c => $"{c.Field}: {c.Before} → {c.After}"))}";

    private static async Task<Bench> ToldAsync()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:01", Total).Paid("10:04"));
        var number = 0;
        foreach (var command in new OrderCommand[]
        {
            new PlaceHold(HoldId.Of("h-1"), HoldKind.Invoice, HoldScopes.Ship) { Note = Note },
            new AttachEvidence(EvidenceReference.Of(Evidence), "photo", new string('a', 64)) { Note = Note },
            new ReleaseHold(HoldId.Of("h-1")),
        })
        {
            (await bench.Kernel.TellAsync(Shop.Key("1"), command,
                new(new Actor(ActorId.Of(Actor), [Role.Agent, Role.Supervisor]), Shop.At("11:00"), MessageId.Of($"{Message}-{number++}")))).ValueOrThrow();
        }

        await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", Waybill, 2);
        return bench;
    }
}
