using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when an order is not found by one of its three names, or when its story lacks an event or the reasons of a decision.
public class ExplainTests
{
    private static ToolRun Explain(string clue, params string[] more) => ToolRun.Of(["explain", clue, "--store", SampleRun.Shared.Store, .. more]);

    /// <summary>Some order that was shipped with a waybill.</summary>
    private static async Task<Order> ShippedAsync()
    {
        await using var store = SqliteOrderStore.Open(SampleRun.Shared.Store);
        await foreach (var head in store.HeadsAsync(TenantId.Of("demo"), CancellationToken.None))
        {
            if (head.Stream.Kind != StreamKinds.Order) continue;
            var events = await store.ReadAsync(head.Stream, 0, CancellationToken.None);
            if (OrderDecider.Replay(events.Where(e => OrderEvents.Codec.Knows(e.Type)).Select(OrderEvents.Codec.Decode)) is { } order
                && order.Shipments.Items.Any(s => !s.Waybills.IsEmpty)) return order;
        }

        throw new InvalidOperationException("The sample ships nothing.");
    }

    [Fact]
    public async Task An_order_is_found_by_its_id_its_number_and_its_waybill()
    {
        var order = await ShippedAsync();
        var byId = Explain(order.Id.Value).Ends(0).Out;
        Assert.Contains($"Timeline of {order.Id.Value}", byId, StringComparison.Ordinal);
        foreach (var type in new[] { "orders.placed", "orders.paid", "inventory." }) Assert.Contains(type, byId, StringComparison.Ordinal);
        Assert.Contains("[standard@", byId, StringComparison.Ordinal);
        Assert.Equal(byId, Explain(order.Key.Number.Value).Ends(0).Out);
        Assert.Equal(byId, Explain(order.Shipments.Items.First(s => !s.Waybills.IsEmpty).Waybills[0].Value).Ends(0).Out);
    }

    [Fact]
    public async Task A_role_is_told_what_it_may_see_by_the_matrix_of_a_folder()
    {
        var order = await ShippedAsync();
        using var folder = new TempFolder();
        folder.With("manifest.json", """{ "$schema": "manifest-1.json", "files": [], "policies": { "roles": "roles.json" } }""")
            .With("roles.json",
                """{ "$schema": "roles-1.json", "name": "r", "version": "1", "roles": { "guest": { "name": { "zh": "访客", "en": "guest" }, "sees": { "order.total": "clear" } } } }""");
        var (whole, guest) = (Explain(order.Id.Value, "--role", "kernel").Ends(0).Out,
            Explain(order.Id.Value, "--role", "guest", "--policies", folder.Input).Ends(0).Out);
        Assert.Contains($"{order.Money.Due} due, ***", guest, StringComparison.Ordinal);
        Assert.Contains("paid [orders.paid]  ***  ", guest, StringComparison.Ordinal);
        Assert.Contains($"{order.Money.Due} paid at", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("paid at 20", guest, StringComparison.Ordinal);
        Assert.Contains("hidden from the role guest", guest, StringComparison.Ordinal);
        Explain(order.Id.Value, "--policies", folder["none"]).GivesUpWith(CliCodes.FolderMissing);
        Explain(order.Id.Value, "--policies", folder.Root).GivesUpWith(CliCodes.FileMissing);
    }

    [Theory]
    [InlineData("no-such-order")]
    [InlineData("")]
    public void An_unknown_order_is_exit_code_1(string clue) =>
        Assert.Contains($"[{CliCodes.OrderNotFound}]", Explain(clue).Ends(1).Error, StringComparison.Ordinal);

    [Fact]
    public async Task The_story_is_told_in_chinese() =>
        Assert.Contains("的时间线", Explain((await ShippedAsync()).Id.Value, "--lang", "zh").Ends(0).Out, StringComparison.Ordinal);
}
