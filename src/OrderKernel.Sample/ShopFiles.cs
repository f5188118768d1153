namespace OrderKernel.Sample;

/// <summary>The files of one shop: pages of new orders, later details, the compensating scan, after-sales, pushes.</summary>
internal sealed class ShopFiles(SampleFolder folder, SampleShop shop, SamplePlan plan)
{
    private const int PageSize = 100;
    private const string PushShop = "dy-live";
    private static readonly string[] ShopsWithBrokenLine = ["tb-flagship", "jd-pop"];

    private readonly ChannelTemplate _template = ChannelTemplate.For(shop.Channel);
    private readonly List<SampleOrder> _orders = [.. plan.Orders.Where(order => order.Shop == shop)];

    /// <summary>Order payloads written, copies included, without pushes and broken lines.</summary>
    public int OrderRecords { get; private set; }

    public int CaseRecords { get; private set; }

    public int BrokenLines { get; private set; }

    public void Write()
    {
        WritePushes();
        WriteOrders();
        WriteCases("refunds-requested", static opened => opened.Steps.Take(1));
        WriteCases("refunds-updated", static opened => opened.Steps.Skip(1).TakeLast(1));
    }

    private static List<(SampleOrder Order, SampleSnapshot Snapshot)> InOrder(IEnumerable<(SampleOrder Order, SampleSnapshot Snapshot)> told) =>
        [.. told.OrderBy(static row => row.Snapshot.At).ThenBy(static row => row.Order.Index)];

    /// <summary>The first part of a payload, up to a name whose value is missing.</summary>
    private static byte[] BreakOff(byte[] line) => line[..(line.AsSpan(0, line.Length * 3 / 5).LastIndexOf((byte)':') + 1)];

    private void WriteOrders()
    {
        var told = _orders.SelectMany(static order => order.Snapshots, static (order, snapshot) => (Order: order, Snapshot: snapshot)).ToList();
        OrderRecords = told.Count;
        var regular = told.Where(static row => row.Snapshot.Feed == Feed.Regular).ToList();
        var firsts = shop.Paged ? regular.DistinctBy(static row => row.Order.Index).ToList() : [];
        var pages = firsts.Select(row => Render(row.Order, row.Snapshot)).Chunk(PageSize).ToList();
        for (var page = 1; page <= pages.Count; page++)
        {
            var content = SampleFolder.Wrap(_template.OrderPage(firsts.Count, page, page < pages.Count), pages[page - 1], page: true);
            Add($"orders-{SampleText.Number(page, "00")}.json", content);
        }

        var details = InOrder(regular.Except(firsts)).ConvertAll(row => Detail(row.Order, row.Snapshot));
        if (ShopsWithBrokenLine.Contains(shop.Id))
        {
            // A connection that broke off while it told something again.
            var middle = details.Count / 2;
            details.Insert(middle, BreakOff(details[middle]));
            BrokenLines = 1;
        }

        AddLines("details.jsonl", details);
        AddLines("recheck.jsonl", InOrder(told.Where(static row => row.Snapshot.Feed == Feed.Recheck)).ConvertAll(row => Detail(row.Order, row.Snapshot)));
    }

    private void WriteCases(string name, Func<SampleCase, IEnumerable<(DateTimeOffset At, CaseStage Stage)>> choose)
    {
        var told = _orders.Where(static order => order.Case is not null)
            .SelectMany(order => choose(order.Case!), static (order, step) => (Order: order, step.At, step.Stage))
            .Where(static row => row.At <= SampleCalendar.Horizon)
            .OrderBy(static row => row.At)
            .ToList();
        CaseRecords += told.Count;
        var pages = told
            .Select(row => SampleJson.Line(json => _template.WriteCase(json, row.Order, row.Order.Case!, row.At, row.Stage)))
            .Chunk(PageSize).ToList();
        for (var page = 1; page <= pages.Count; page++)
        {
            var envelope = _template.CasePage(told.Count, page < pages.Count) ?? throw new InvalidOperationException("A channel without cases has a case.");
            Add($"{name}-{SampleText.Number(page, "00")}.json", SampleFolder.Wrap(envelope, pages[page - 1], page: true));
        }
    }

    private void WritePushes()
    {
        if (shop.Id != PushShop)
        {
            return;
        }

        // Cancellations that overtake their orders, then one whose order never comes; ids as text and as bare numbers.
        var early = _orders.Where(static order => order.CancelPushedAt is not null).ToList();
        var lines = early.ConvertAll(order => SampleJson.Line(json =>
            DoudianTemplate.WriteCancelPush(json, shop.PlatformId, order.Number, order == early[0], order.CancelPushedAt!.Value)));
        lines.Add(SampleJson.Line(json =>
            DoudianTemplate.WriteCancelPush(json, shop.PlatformId, plan.StrangePushNumber, false, SampleCalendar.Day.AddHours(21))));
        AddLines("push.jsonl", lines);
    }

    private byte[] Render(SampleOrder order, SampleSnapshot snapshot) => SampleJson.Line(json => _template.WriteOrder(json, order, snapshot));

    private byte[] Detail(SampleOrder order, SampleSnapshot snapshot) =>
        SampleFolder.Wrap(_template.OrderDetail, [Render(order, snapshot)], page: false);

    private void AddLines(string name, List<byte[]> lines)
    {
        if (lines.Count > 0)
        {
            folder.WriteLines($"{shop.Folder}/{name}", lines);
            folder.Add($"{shop.Folder}/{name}", shop.ChannelName, shop.Id);
        }
    }

    private void Add(string name, byte[] content)
    {
        folder.Write($"{shop.Folder}/{name}", content);
        folder.Add($"{shop.Folder}/{name}", shop.ChannelName, shop.Id);
    }
}
