using NodaTime;

namespace OrderKernel.Channels;

/// <summary>From when on a side has to know an order. 0 is unset.</summary>
public enum ExpectedFrom
{
    /// <summary>Once it is placed.</summary>
    Placed = 1,

    /// <summary>Once it is paid, or may be shipped unpaid.</summary>
    Paid = 2,

    /// <summary>Once something was shipped.</summary>
    Shipped = 3,
}

/// <summary>How much sides may differ before it is a disagreement.</summary>
public sealed record DiagnosisPolicy
{
    /// <summary>Nothing of amounts, half an hour of lag, a minute between clocks; channels know every order, the others those that were paid.</summary>
    public static DiagnosisPolicy Default { get; } = new();

    /// <summary>By how many minor units amounts may differ; not negative.</summary>
    public long AmountTolerance { get; init; }

    /// <summary>How far one side may be behind another; not negative.</summary>
    public Duration Lag { get; init; } = Duration.FromMinutes(30);

    /// <summary>How far the clocks of two systems may be apart; not negative.</summary>
    public Duration Skew { get; init; } = Duration.FromMinutes(1);

    /// <summary>From when on the ERP has to know an order.</summary>
    public ExpectedFrom Erp { get; init; } = ExpectedFrom.Paid;

    /// <summary>From when on the warehouse has to know an order.</summary>
    public ExpectedFrom Wms { get; init; } = ExpectedFrom.Paid;

    /// <summary>From when on the system that keeps customers has to know an order.</summary>
    public ExpectedFrom Crm { get; init; } = ExpectedFrom.Paid;

    internal ExpectedFrom Of(DiagnosisSide side) => side switch
    {
        DiagnosisSide.Erp => Erp,
        DiagnosisSide.Wms => Wms,
        DiagnosisSide.Crm => Crm,
        _ => ExpectedFrom.Placed,
    };
}
