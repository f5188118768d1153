using System.Globalization;
using System.Text;

namespace OrderKernel.Benchmarks;

/// <summary>
/// <c>exports FOLDER [--orders N]</c>: exports of the same orders as channel, ERP, warehouse and CRM give them, of which every
/// thousandth order disagrees, for <c>orderkernel diagnose</c>; the same bytes each time.
/// </summary>
internal static class ExportsCommand
{
    private const int OddEvery = 1000;
    private static readonly DateTime First = new(2026, 2, 1, 0, 0, 0, DateTimeKind.Unspecified);

    public static int Run(string[] args)
    {
        if (args is not [var folder, .. var rest])
        {
            Console.Error.WriteLine("usage: exports FOLDER [--orders N]");
            return 2;
        }

        if (CountArgument.Read("exports FOLDER", rest, "--orders", 1_000_000, OddEvery, 10_000_000) is not { } orders) return 2;
        Directory.CreateDirectory(Path.Combine(folder, "shop"));
        using var channel = Writer(Path.Combine(folder, "shop", "channel.csv"),
            "order,created at,paid at,shipped at,currency,total,sku,quantity,line total,payment,fulfilment");
        using var erp = Writer(Path.Combine(folder, "erp.csv"), "内部订单号,线上订单号,店铺,订单状态,下单时间,付款时间,发货时间,应付金额,已付金额");
        using var wms = Writer(Path.Combine(folder, "wms.jsonl"), null);
        using var crm = Writer(Path.Combine(folder, "crm.csv"), "订单号,会员编号,店铺,订单状态,下单时间,付款时间,实付金额,应付金额");
        for (var i = 0; i < orders; i++)
        {
            var number = (3_790_902_000_000L + (i * 7919L % orders)).ToString(CultureInfo.InvariantCulture);
            var (created, amount) = (First.AddSeconds(i * 600_000L / orders), (1000 + (i * 37L % 90_000)) / 100m);
            var (paid, shipped) = (created.AddSeconds(90), i % 4 == 0 ? "" : Time(created.AddHours(5)));
            var (isShipped, isOdd) = (shipped.Length > 0, i % OddEvery == OddEvery / 2);
            var told = isOdd ? amount + 1 : amount;
            channel.WriteLine(Line(
                $"{number},{Time(created)},{Time(paid)},{shipped},CNY,{amount},MUG,1,{amount},Paid,{(isShipped ? "Shipped" : "Unfulfilled")}"));
            erp.WriteLine(Line($"{i},{number},shop,{(isShipped ? "已发货" : "发货中")},{Time(created)},{Time(paid)},{shipped},{told},{told}"));
            var note = isShipped ? "DELIVERED" : "PICK";
            wms.WriteLine(Line($$"""
                {"deliveryOrderCode":"W{{i}}","sourceOrderCode":"{{number}}","shopCode":"shop","status":"{{note}}","createTime":"{{Time(paid)}}","orderConfirmTime":"{{shipped}}"}
                """));
            crm.WriteLine(Line($"{number},m{i % 5000},shop,{(isShipped ? "已发货" : "待发货")},{Time(created)},{Time(paid)},{amount},{amount}"));
        }

        Console.Out.WriteLine($"{orders} orders, {(orders + (OddEvery / 2) - 1) / OddEvery} of which disagree: {folder}");
        return 0;
    }

    private static StreamWriter Writer(string path, string? header)
    {
        var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 * 1024) { NewLine = "\n" };
        if (header is not null) writer.WriteLine(header);
        return writer;
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
