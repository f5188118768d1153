namespace OrderKernel.Sample;

/// <summary>What lies in the warehouses the evening before: enough of nearly everything, three fifths of the demand for the scarce goods.</summary>
internal sealed class SampleStock
{
    private readonly Dictionary<SampleItem, int> _demand = [];

    public IEnumerable<(string Location, string Sku, int OnHand)> Counts =>
        from item in SampleAssortment.Skus
        from location in item.Locations.Split(' ')
        select (location, item.Sku, OnHand(item));

    /// <summary>Units of scarce goods ordered beyond what there is.</summary>
    public int UnitsShort => SampleAssortment.Scarce.Sum(item => Math.Max(0, Demand(item) - OnHand(item)));

    public static SampleStock For(IReadOnlyList<SampleOrder> orders)
    {
        var stock = new SampleStock();
        foreach (var (item, quantity) in orders.SelectMany(PartsOf))
        {
            stock._demand[item] = stock.Demand(item) + quantity;
        }

        return stock;
    }

    /// <summary>Once half of the demand for a scarce item is served, whoever ordered it later waits.</summary>
    public void KeepWaiting(IReadOnlyList<SampleOrder> orders)
    {
        var served = new Dictionary<SampleItem, int>();
        foreach (var order in orders.Where(static order => order.Scenario == Scenario.Ordinary))
        {
            foreach (var (item, quantity) in PartsOf(order).Where(static part => part.Item.Scarce))
            {
                served[item] = served.GetValueOrDefault(item) + quantity;
                if (served[item] * 2 > Demand(item))
                {
                    order.Scenario = Scenario.AwaitingGoods;
                }
            }
        }
    }

    public static IEnumerable<(SampleItem Item, int Quantity)> PartsOf(SampleOrder order) => order.Lines.SelectMany(PartsOf);

    public static IEnumerable<(SampleItem Item, int Quantity)> PartsOf(SampleLine line) =>
        line.Item.Parts().Select(part => (part.Item, part.Quantity * line.Quantity));

    private int Demand(SampleItem item) => _demand.GetValueOrDefault(item);

    private int OnHand(SampleItem item) => item.Scarce ? Demand(item) * 3 / 5 : (Demand(item) / 10 * 10) + 20;
}
