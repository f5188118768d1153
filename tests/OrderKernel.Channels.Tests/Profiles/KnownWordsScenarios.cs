namespace OrderKernel.Channels.Tests;

/// <summary>
/// Every raw word that the research knows has a row that says what the research says. Written from the facts, not from the profiles;
/// fails when a word is missing or means something else.
/// </summary>
public sealed partial class KnownWordsScenarios
{
    // word · payment · fulfilment · after-sales · outcome · hold; a dot says nothing.
    private const string Words = """
        # doudian order
        1 Unpaid Unfulfilled . . .
        105 Paid Unfulfilled . . PaymentRisk
        2 Paid Unfulfilled . . .
        101 Paid PartiallyShipped . . .
        3 Paid Shipped . . .
        4 . . . Ended .
        5 . Delivered . Succeeded .
        255 . Delivered . Succeeded .
        # doudian afterSales
        6 . . Requested . .
        7 . . AwaitingReturn . .
        8 . . ReplacementDue . .
        11 . . ReturnInTransit . .
        12 . . Completed . .
        13 . . ReplacementShipped . .
        14 . . Completed . .
        27 . . Rejected . .
        28 . . Closed . .
        29 . . Rejected . .
        3 . . ReplacementShipped . .
        # doudian lineAfterSales
        0 . . None . .
        51 . . Closed Ended .
        53 . . Completed . .
        # doudian refund
        1 . . . . .
        2 . . Refunding . .
        3 . . Refunded . .
        4 . . Refunding . RefundFailure
        5 . . Closed . .
        # doudian main
        103 PartiallyPaid . . . .
        21 Refunded Unfulfilled Refunded Ended .
        22 Refunded Shipped Refunded Ended .
        39 Refunded Delivered Refunded Ended .
        # doudian arbitrate
        0 . . . . .
        1 . . Disputed . .
        2 . . Disputed . .
        3 . . Disputed . .
        4 . . Disputed . .
        5 . . Disputed . .
        255 . . . . .
        # doudian abnormal
        1 . . . Ended .
        2 . . . . PaymentRisk
        # jd order
        NOT_PAY Unpaid Unfulfilled . . .
        WAIT_SELLER_STOCK_OUT Paid Unfulfilled . . .
        WAIT_SELLER_DELIVERY Paid InPreparation . . .
        WAIT_GOODS_RECEIVE_CONFIRM Paid Shipped . . .
        FINISHED_L Paid Delivered . Succeeded .
        TRADE_CANCELED . . . Ended .
        PARENT_TRADE_CANCELED . . . Replaced .
        LOCKED . . . . ChannelLock
        PAUSE . . . . ChannelLock
        POP_ORDER_PAUSE . . . . ChannelLock
        WAIT_SEND_CODE Paid Unfulfilled . . .
        DELIVERY_RETURN . Returned . . .
        SEND_TO_DISTRIBUTION_CENER Paid InPreparation . . .
        DISTRIBUTION_CENTER_RECEIVED Paid Shipped . . .
        RECEIPTS_CONFIRM Paid Delivered . Succeeded .
        # jd refundApply
        0 . . Requested . CustomerRequest
        1 . . Refunding . .
        2 . . Rejected . .
        3 . . Refunded . .
        4 . . Rejected . .
        5 . . Refunding . .
        6 . . Refunding . .
        7 . . Refunding . .
        8 . . Rejected . .
        9 . . Refunding Ended .
        10 . . Requested . .
        # jd service
        10000 . . Requested . .
        10001 . . Requested . .
        10002 . . Requested . .
        10004 . . Closed . .
        10005 . . ReturnInTransit . .
        10006 . . ReturnReceived . .
        10007 . . ReturnReceived . .
        10009 . . ReturnReceived . .
        10010 . . Completed . .
        10011 . . Closed . .
        # pdd order
        1 Paid Unfulfilled . . .
        2 Paid Shipped . . .
        3 Paid Delivered . . .
        # pdd refund
        1 . . None . .
        2 . . Requested . CustomerRequest
        3 . . Refunding . CustomerRequest
        4 . . Refunded . .
        # pdd afterSales
        0 . . None . .
        2 . . Requested . .
        3 . . Requested . .
        4 . . Refunding . .
        5 . . Refunding . .
        6 . . Rejected . .
        7 . . AwaitingReturn . .
        8 . . Disputed . .
        9 . . Closed . .
        10 . . Refunded . .
        11 . . Closed . .
        12 . . Closed . .
        13 . . Closed . .
        14 . . Requested . .
        15 . . Requested . .
        16 . . Completed . .
        17 . . Closed . .
        18 . . ReplacementShipped . .
        21 . . Requested . .
        22 . . AwaitingReturn . .
        24 . . Closed . .
        25 . . Completed . .
        27 . . ReplacementShipped . .
        31 . . AwaitingReturn . .
        32 . . ReplacementDue . .
        33 . . AwaitingReturn . .
        # pdd group
        0 . . . . GroupPending
        1 . . . . .
        2 . . . Ended .
        # pdd confirm
        0 . . . . .
        1 . . . . .
        2 . . . Ended .
        # pdd risk
        0 . . . . .
        1 . . . . PaymentRisk
        # pdd stockOut
        -1 . . . . .
        0 . . . . StockShortage
        1 . . . . .
        # taobao trade
        TRADE_NO_CREATE_PAY Unpaid Unfulfilled . . .
        WAIT_BUYER_PAY Unpaid Unfulfilled . . .
        PAY_PENDING PendingConfirmation Unfulfilled . . .
        WAIT_PRE_AUTH_CONFIRM Authorized Unfulfilled . . .
        WAIT_SELLER_SEND_GOODS Paid Unfulfilled . . .
        PAID_FORBID_CONSIGN Paid Unfulfilled . . GroupPending
        SELLER_CONSIGNED_PART Paid PartiallyShipped . . .
        WAIT_BUYER_CONFIRM_GOODS Paid Shipped . . .
        TRADE_BUYER_SIGNED Unpaid Delivered . . .
        TRADE_FINISHED Paid Delivered . Succeeded .
        TRADE_CLOSED Refunded . Refunded Ended .
        TRADE_CLOSED_BY_TAOBAO Unpaid Unfulfilled . Ended .
        # taobao refund
        WAIT_SELLER_AGREE . . Requested . .
        WAIT_BUYER_RETURN_GOODS . . AwaitingReturn . .
        WAIT_SELLER_CONFIRM_GOODS . . ReturnInTransit . .
        SELLER_REFUSE_BUYER . . Rejected . .
        CLOSED . . Closed . .
        SUCCESS . . Completed . .
        NO_REFUND . . None . .
        # taobao exchange
        1 . . Requested . .
        2 . . AwaitingReturn . .
        3 . . ReturnInTransit . .
        4 . . Closed . .
        5 . . Completed . .
        6 . . Rejected . .
        12 . . ReplacementDue . .
        13 . . ReplacementShipped . .
        14 . . Refunding . .
        # taobao step
        FRONT_NOPAID_FINAL_NOPAID Unpaid . . . .
        FRONT_PAID_FINAL_NOPAID PartiallyPaid . . . .
        FRONT_PAID_FINAL_PAID Paid . . . .
        # shopify financial
        PENDING PendingConfirmation . . . .
        AUTHORIZED Authorized . . . .
        PARTIALLY_PAID PartiallyPaid . . . .
        PAID Paid . . . .
        PARTIALLY_REFUNDED PartiallyRefunded . . . .
        REFUNDED Refunded . . . .
        VOIDED Voided . . . .
        EXPIRED Unpaid . . . .
        # shopify fulfillment
        UNFULFILLED . Unfulfilled . . .
        PARTIALLY_FULFILLED . PartiallyShipped . . .
        FULFILLED . Shipped . . .
        IN_PROGRESS . InPreparation . . .
        ON_HOLD . Unfulfilled . . ChannelLock
        SCHEDULED . Unfulfilled . . Scheduled
        REQUEST_DECLINED . Unfulfilled . . FulfilmentRefused
        FULFILLMENT_NOT_REQUIRED . NotRequired . . .
        OPEN . Unfulfilled . . .
        PENDING_FULFILLMENT . InPreparation . . .
        RESTOCKED . Unfulfilled . . .
        # shopify fulfillment
        partial . PartiallyShipped . . .
        fulfilled . Shipped . . .
        # woocommerce order
        pending Unpaid Unfulfilled . . .
        processing Paid Unfulfilled . . .
        on-hold PendingConfirmation Unfulfilled . . .
        completed . Shipped . Succeeded .
        cancelled . . . Ended .
        refunded Refunded . Refunded Ended .
        failed Unpaid Unfulfilled . . .
        # youzan order
        WAIT_BUYER_PAY Unpaid Unfulfilled . . .
        TRADE_PAID Paid Unfulfilled . . ChannelLock
        WAIT_CONFIRM Paid Unfulfilled . . AcceptancePending
        WAIT_SELLER_SEND_GOODS Paid Unfulfilled . . .
        WAIT_BUYER_CONFIRM_GOODS Paid Shipped . . .
        TRADE_SUCCESS Paid Delivered . Succeeded .
        TRADE_CLOSED . . . Ended .
        # youzan refund
        WAIT_SELLER_AGREE . . Requested . .
        WAIT_BUYER_RETURN_GOODS . . AwaitingReturn . .
        WAIT_SELLER_CONFIRM_GOODS . . ReturnInTransit . .
        SELLER_REFUSE_BUYER . . Rejected . .
        SELLER_REFUSE_BUYER_RETURN_GOODS . . Rejected . .
        SELLER_RETURN_GOODS . . ReplacementShipped . .
        CUSTOMER_SERVICE_IN . . Disputed . .
        CLOSED . . Closed . .
        SUCCESS . . Completed . .
        # youzan refundState
        0 . . None . .
        1 . . Refunding . .
        2 PartiallyRefunded . Refunded . .
        11 . . Refunding . .
        12 Refunded . Refunded . .
        # youzan closeType
        0 . . . . .
        1 . . . Ended .
        3 . . . Ended .
        4 . . . Ended .
        5 . . . Ended .
        10 . . . Ended .
        17 . . . Ended .
        2 . . . Ended .
        6 . . . . .
        # kuaishou order
        10 Unpaid Unfulfilled . . .
        30 Paid Unfulfilled . . .
        40 Paid Shipped . . .
        50 Paid Delivered . . .
        70 Paid Delivered . Succeeded .
        80 . . . Ended .
        # kuaishou refund
        10 . . Requested . .
        11 . . Requested . .
        20 . . Disputed . .
        21 . . Disputed . .
        22 . . AwaitingReturn . .
        30 . . AwaitingReturn . .
        40 . . ReturnInTransit . .
        45 . . ReplacementShipped . .
        50 . . Refunding . .
        60 . . Refunded . .
        70 . . Closed . .
        # kuaishou hold
        1 . . . . GroupPending
        2 . . . . PaymentRisk
        # taobao refundTopic
        taobao_refund_RefundCreated . . Requested . .
        taobao_refund_RefundBuyerModifyAgreement . . Requested . .
        taobao_refund_RefundSellerAgreeAgreement . . Refunding . .
        taobao_refund_RefundSellerRefuseAgreement . . Rejected . .
        taobao_refund_RefundBuyerReturnGoods . . ReturnInTransit . .
        taobao_refund_RefundClosed . . Closed . .
        taobao_refund_RefundSuccess . . Completed . .
        taobao_refund_TaobaoInterApplied . . Disputed . .
        taobao_refund_TaobaoIntervened . . Disputed . .
        # taobao tradeTopic
        taobao_trade_TradeCreate Unpaid Unfulfilled . . .
        taobao_trade_TradeBuyerStepPay PartiallyPaid . . . .
        taobao_trade_TradeBuyerPay Paid . . . .
        taobao_trade_TradePartlySellerShip Paid PartiallyShipped . . .
        taobao_trade_TradeSellerShip Paid Shipped . . .
        taobao_trade_TradeSuccess Paid Delivered . Succeeded .
        taobao_trade_TradeClose . . . Ended .
        taobao_trade_TradeChanged . . . . .
        taobao_trade_TradeMemoModified . . . . .
        taobao_trade_TradeLogisticsAddressChanged . . . . .
        taobao_trade_TradePartlyRefund . . . . .
        taobao_trade_TradePartlyConfirmPay . . . . .
        """;

    public static TheoryData<string, string, string, string> Rows()
    {
        var rows = new TheoryData<string, string, string, string>();
        var (profile, table) = ("", "");
        foreach (var line in Words.Split('\n').Concat(MoreWords.Split('\n')))
        {
            var parts = line.Split(' ', 2);
            if (parts[0].StartsWith('\'')) parts = [.. line.Split('\'', 3).Skip(1).Select(p => p.TrimStart())];
            if (parts[0] == "#") (profile, table) = (parts[1].Split(' ')[0], parts[1].Split(' ')[1]);
            else rows.Add(profile, table, parts[0], parts[1]);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_known_word_means_what_the_research_says(string profile, string table, string word, string expected)
    {
        var found = Records.Profile(profile).Policy.StatusTables.Single(t => t.Name == table);
        Assert.True(found.TryGet(System.Text.Encoding.UTF8.GetBytes(word), out var row), "the word is missing");
        static string Shown(object? value) => value?.ToString() ?? ".";
        var hold = row.Holds.IsEmpty ? null : row.Holds[0].Value;
        Assert.Equal(expected, $"{Shown(row.Payment)} {Shown(row.Fulfilment)} {Shown(row.AfterSales)} {Shown(row.Outcome)} {Shown(hold)}");
    }

    [Fact]
    public void The_table_of_words_is_the_whole_research() => Assert.Equal(Counted, Rows().Count());

    [Theory]
    [InlineData("doudian", "order", "1", PaymentTerms.CashOnDelivery, "AcceptancePending")]
    public void Cash_on_delivery_waits_for_the_sellers_acceptance(string profile, string table, string word, PaymentTerms terms, string hold)
    {
        var row = Records.Profile(profile).Policy.StatusTables.Single(t => t.Name == table).Rows.Single(r => r.Word == word);
        Assert.Equal((terms, HoldKind.Of(hold)), Assert.Single(row.HoldsUnder));
    }

    [Fact]
    public void Every_row_carries_its_evidence_mark() =>
        Assert.All(Profiles.Defaults().SelectMany(p => p.Policy.StatusTables).SelectMany(t => t.Rows), r => Assert.True(Enum.IsDefined(r.Evidence)));
}
