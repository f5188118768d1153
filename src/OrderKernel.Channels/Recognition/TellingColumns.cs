namespace OrderKernel.Channels;

/// <summary>
/// The words by which a column tells of an order's status, its parcels or its refunds: whoever does not read it does not know how the order stands.
/// </summary>
internal static class TellingColumns
{
    // In a column's name without blanks, strokes and case; what an amount or a place follows is none of them (物流费用, 快递地址).
    private static readonly string[] Words =
    [
        "状态", "狀態", "关闭", "關閉", "取消", "运单", "運單", "面单号", "物流", "快递", "快遞", "承运", "承運", "发货时间", "发货日期", "发货单", "已发货", "是否发货", "發貨時間", "出库时间",
        "签收", "簽收", "妥投", "确认收货", "確認收貨", "收货时间", "完成时间", "结束时间", "退款", "退货", "退貨", "退换", "售后", "售後", "拒收",
        "status", "orderstate", "tradestate", "paymentstate", "shippingstate", "waybill", "trackingno", "trackingnumber", "trackingcode", "trackingid", "awb",
        "carrier", "courier", "logistics", "expressno", "expresscompany", "shippedat", "shippedon", "shippedtime", "shippeddate", "shiptime", "shipdate",
        "shippingtime", "shippingdate", "fulfilment", "fulfillment", "delivered", "deliverytime", "deliverydate", "completedat", "finishedat", "refund",
        "returned", "returnrequest", "aftersale", "cancel", "closereason", "closedat", "chargeback",
    ];

    private static readonly string[] OtherEnds = ["费", "费用", "運費", "运费", "地址", "电话", "fee", "fees", "cost", "costs", "address", "phone"];

    // Money that went back is told by the amount too.
    private static readonly string[] Refunds = ["退款", "退货", "退貨", "refund", "chargeback"];

    /// <summary>True for a column that tells of a status, waybill, carrier or refund.</summary>
    public static bool Tells(string column)
    {
        var name = new string([.. column.Where(char.IsLetterOrDigit)]).ToLowerInvariant();
        if (Array.Exists(OtherEnds, e => name.EndsWith(e, StringComparison.Ordinal)) && !Holds(name, Refunds)) return false;
        return Holds(name, Words);
    }

    /// <summary>The columns that tell something, that no field of a profile reads and that it does not name as left aside.</summary>
    /// <param name="profile">A profile of CSV.</param>
    /// <param name="columns">The header's names, blanks at their ends taken off.</param>
    public static IEnumerable<string> Unread(ChannelProfile profile, IReadOnlyList<string> columns) =>
        columns.Where(c => Tells(c) && !profile.Tree.ReadsColumn(c) && !profile.LeftAside.Items.Contains(c)).Distinct();

    private static bool Holds(string name, string[] words) => Array.Exists(words, w => name.IndexOf(w, StringComparison.Ordinal) >= 0);
}
