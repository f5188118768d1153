namespace OrderKernel.Inventory;

/// <summary>A metric of the inventory health index. 0 is unset.</summary>
public enum StockHealthMetric
{
    /// <summary>How often a quarter's stock is sold 库存周转率, in hundredths.</summary>
    Turnover = 1,

    /// <summary>The share of units whose SKU has not sold for long 滞销占比, in basis points.</summary>
    SlowMoving = 2,

    /// <summary>The share of units of known batches that expire soon 临期占比, in basis points.</summary>
    NearExpiry = 3,

    /// <summary>The share of units that counts found as the book had them 库存准确率, in basis points.</summary>
    Accuracy = 4,
}

/// <summary>What a metric's value says. 0 is unset.</summary>
public enum StockHealthVerdict
{
    /// <summary>Nothing was observed: it does not count.</summary>
    NotObserved = 1,

    /// <summary>Better than the bound of what is normal.</summary>
    Normal = 2,

    /// <summary>Between the bounds.</summary>
    Watch = 3,

    /// <summary>Worse than the bound at which something is to be done.</summary>
    Act = 4,
}
