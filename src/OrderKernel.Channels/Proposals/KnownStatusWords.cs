namespace OrderKernel.Channels;

/// <summary>Words of orders whose meaning the word itself tells. Numbers, and words that two channels mean differently, are none.</summary>
internal static class KnownStatusWords
{
    private static readonly Dictionary<string, (string Axis, string Status)> Known = Table(
        ("payment", "Paid", "paid 已付款 已支付 paymentreceived"),
        ("payment", "Unpaid", "unpaid pendingpayment awaitingpayment waitbuyerpay 待付款 未付款 待支付 未支付"),
        ("payment", "PartiallyPaid", "partiallypaid 部分支付 部分付款"),
        ("payment", "Authorized", "authorized authorised"),
        ("payment", "Voided", "voided"),
        ("payment", "Refunded", "refunded 已退款 退款成功"),
        ("payment", "PartiallyRefunded", "partiallyrefunded 部分退款"),
        ("fulfilment", "Unfulfilled", "unfulfilled unshipped awaitingshipment readytoship toship waitsellersendgoods 待发货 未发货"),
        ("fulfilment", "PartiallyShipped", "partiallyshipped partiallyfulfilled 部分发货"),
        ("fulfilment", "Shipped", "shipped fulfilled waitbuyerconfirmgoods 已发货 待收货"),
        ("fulfilment", "Delivered", "delivered 已签收 已收货"),
        ("outcome", "Succeeded", "tradefinished 交易成功 交易完成"),
        ("outcome", "Ended", "cancelled canceled tradeclosed 已取消 交易关闭"));

    /// <summary>What a word tells by itself; null when it tells nothing for certain enough to be proposed.</summary>
    public static (string Axis, string Status)? Of(string word)
    {
        var plain = new string([.. word.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
        return Known.TryGetValue(plain, out var meaning) ? meaning : null;
    }

    private static Dictionary<string, (string, string)> Table(params (string Axis, string Status, string Words)[] rows) =>
        rows.SelectMany(r => r.Words.Split(' ').Select(w => (w, (r.Axis, r.Status)))).ToDictionary(p => p.w, p => p.Item2, StringComparer.Ordinal);
}
