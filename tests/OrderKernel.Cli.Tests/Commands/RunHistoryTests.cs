namespace OrderKernel.Cli.Tests.Commands;

/// <summary><c>run --history</c>. Fails when an import moves stock, leaves messages to send, or takes an open order.</summary>
public class RunHistoryTests
{
    private static string Trade(int number, string status) =>
        $$$"""{"tid":{{{4_317_627_911_240_000_000 + number}}},"type":"fixed","status":"{{{status}}}","created":"2025-11-11 00:12:04","modified":"2025-11-18 00:20:12","pay_time":"2025-11-11 00:20:12","consign_time":"2025-11-12 00:20:12","end_time":"2025-11-18 00:20:12","total_fee":"59.90","payment":"59.90","post_fee":"0.00","receiver_state":"贵州省","receiver_city":"贵阳市","orders":{"order":[{"oid":{{{4_317_627_911_240_000_000 + number}}},"outer_sku_id":"TB-0002","num":1,"total_fee":"59.90","payment":"59.90","divide_order_fee":"59.90","status":"{{{status}}}","refund_status":"NO_REFUND"}]}}""";

    [Fact]
    public void Closed_orders_come_in_and_open_ones_wait()
    {
        using var folder = new TempFolder();
        folder.With("orders.jsonl", Trade(1, "TRADE_FINISHED") + "\n" + Trade(2, "WAIT_SELLER_SEND_GOODS") + "\n");
        folder.With("stock.jsonl", """{"kind":"stock","at":"2025-11-10T20:00:00+08:00","location":"HZ","sku":"TB-0002","onHand":50}""" + "\n");
        Assert.Contains("kernel.history-open", folder.Run("--history").Ends(0).Out, StringComparison.Ordinal);
        var figures = Stored.Figures(folder.Store);
        Assert.Equal((1, 1), (figures["orders"]!.GetValue<long>(), figures["skipped"]!.GetValue<long>()));
        Assert.DoesNotContain("HZ", ToolRun.Of("inbox", "--store", folder.Store).Ends(0).Out, StringComparison.Ordinal);
        // As news the open order comes in; the closed one is known.
        ToolRun.Of("quarantine", "replay", "--all", "--store", folder.Store).Ends(0);
        Assert.Equal(2, Stored.Figures(folder.Store)["orders"]!.GetValue<long>());
    }
}
