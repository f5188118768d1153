namespace OrderKernel.Health;

/// <summary>A dimension of the order health index. 0 is unset.</summary>
public enum HealthDimension
{
    /// <summary>Channel news that reached us in time 同步及时: <see cref="Milestone.Received"/> within the target.</summary>
    SyncTimeliness = 1,

    /// <summary>Orders with all that shipping needs 信息完整: <see cref="Milestone.Checked"/> and good.</summary>
    InformationCompleteness = 2,

    /// <summary>Parcels with the right goods, address and carrier 发货准确: <see cref="Milestone.HandedOver"/> and good.</summary>
    ShippingAccuracy = 3,

    /// <summary>Refund requests answered in time 退款响应: <see cref="Milestone.RefundAnswered"/> within the target.</summary>
    RefundResponse = 4,

    /// <summary>Parcels that arrived in time 物流达成: <see cref="Milestone.Delivered"/>, good if that is known, else within the target.</summary>
    LogisticsAttainment = 5,
}
