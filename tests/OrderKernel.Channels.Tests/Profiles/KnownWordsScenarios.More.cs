namespace OrderKernel.Channels.Tests;

// The words of the channels that came later; a word with a blank in it stands between single quotes.
public sealed partial class KnownWordsScenarios
{
    private const int Counted = 228 + 40 + 32 + 30 + 31 + 20 + 52 + 46 + 7 + 21;

    private const string MoreWords = """
        # xiaohongshu-shop order
        1 Unpaid Unfulfilled . . .
        2 Paid Unfulfilled . . ChannelLock
        3 Paid Unfulfilled . . ChannelLock
        4 Paid Unfulfilled . . .
        5 Paid PartiallyShipped . . .
        6 Paid Shipped . . .
        7 Paid Delivered . Succeeded .
        8 . . . Ended .
        9 . . . Ended .
        10 . . Requested . .
        # xiaohongshu-shop cancel
        0 . . . . .
        1 . . Requested . CustomerRequest
        # xiaohongshu-shop orderAfterSales
        1 . . None . .
        2 . . Requested . .
        3 . . Completed . .
        4 . . Rejected . .
        5 . . Closed . .
        6 . . Disputed . .
        7 . . Closed . .
        # xiaohongshu-shop afterSale
        1 . . Requested . .
        2 . . AwaitingReturn . .
        3 . . ReturnInTransit . .
        4 . . Completed . .
        5 . . Closed . .
        6 . . Closed . .
        9 . . Rejected . .
        9001 . . Rejected . .
        12 . . ReplacementDue . .
        13 . . ReplacementShipped . .
        14 . . Disputed . .
        # xiaohongshu-shop refund
        108 . . Refunding . .
        1 . . Refunding . .
        2 . . Refunded . .
        3 . . Refunding . RefundFailure
        401 . . Closed . .
        101 . . Requested . .
        201 . . Requested . .
        301 . . Refunding . .
        302 . . Rejected . .
        402 . . Closed . .
        # wechat-channels order
        10 Unpaid Unfulfilled . . .
        11 PendingConfirmation Unfulfilled . . .
        12 Paid Unfulfilled . . AddressReview
        13 Paid Unfulfilled . . GroupPending
        16 Paid Unfulfilled . . AcceptancePending
        17 Paid Shipped . . .
        20 Paid Unfulfilled . . .
        21 Paid PartiallyShipped . . .
        30 Paid Shipped . . .
        100 Paid Delivered . Succeeded .
        181 Unpaid . . Ended .
        190 . Unfulfilled . Ended .
        200 Refunded . Refunded Ended .
        250 . . . Ended .
        # wechat-channels afterSale
        USER_CANCELD . . Closed . .
        MERCHANT_PROCESSING . . Requested . .
        MERCHANT_REJECT_REFUND . . Rejected . .
        MERCHANT_REJECT_RETURN . . Rejected . .
        USER_WAIT_RETURN . . AwaitingReturn . .
        RETURN_CLOSED . . Closed . .
        MERCHANT_WAIT_RECEIPT . . ReturnInTransit . .
        MERCHANT_OVERDUE_REFUND . . Refunding . .
        MERCHANT_REFUND_SUCCESS . . Refunded . .
        MERCHANT_RETURN_SUCCESS . . Refunded . .
        MERCHANT_EXCHANGE_SUCCESS . . Completed . .
        PLATFORM_REFUNDING . . Refunding . .
        PLATFORM_REFUND_FAIL . . Refunding . RefundFailure
        USER_WAIT_CONFIRM . . Requested . .
        MERCHANT_REFUND_RETRY_FAIL . . Refunding . RefundFailure
        MERCHANT_FAIL . . Closed . .
        USER_WAIT_CONFIRM_UPDATE . . Requested . .
        USER_WAIT_HANDLE_MERCHANT_AFTER_SALE . . Requested . .
        # shopee order
        UNPAID Unpaid Unfulfilled . . .
        READY_TO_SHIP Paid Unfulfilled . . .
        PROCESSED Paid InPreparation . . .
        RETRY_SHIP Paid InPreparation . . FulfilmentRefused
        SHIPPED Paid Shipped . . .
        TO_CONFIRM_RECEIVE Paid Delivered . . .
        IN_CANCEL . . Requested . CustomerRequest
        CANCELLED . . . Ended .
        TO_RETURN . . Requested . .
        COMPLETED Paid Delivered . Succeeded .
        INVOICE_PENDING Paid Unfulfilled . . Invoice
        # shopee return
        REQUESTED . . Requested . .
        ACCEPTED . . AwaitingReturn . .
        CANCELLED . . Closed . .
        JUDGING . . Disputed . .
        REFUND_PAID . . Refunded . .
        CLOSED . . Closed . .
        PROCESSING . . Requested . .
        SELLER_DISPUTE . . Disputed . .
        # shopee logistics
        LOGISTICS_NOT_START . Unfulfilled . . .
        LOGISTICS_READY . Unfulfilled . . .
        LOGISTICS_REQUEST_CREATED . InPreparation . . .
        LOGISTICS_PICKUP_DONE . Shipped . . .
        LOGISTICS_PICKUP_RETRY . InPreparation . . FulfilmentRefused
        LOGISTICS_PICKUP_FAILED . InPreparation . . FulfilmentRefused
        LOGISTICS_DELIVERY_DONE . Delivered . . .
        LOGISTICS_DELIVERY_FAILED . Shipped . . .
        LOGISTICS_COD_REJECTED . Shipped . . .
        LOGISTICS_REQUEST_CANCELED . Unfulfilled . . .
        LOGISTICS_LOST . Lost . . .
        # tiktok-shop order
        UNPAID Unpaid Unfulfilled . . .
        100 Unpaid Unfulfilled . . .
        ON_HOLD Paid Unfulfilled . . ChannelLock
        105 Paid Unfulfilled . . ChannelLock
        AWAITING_SHIPMENT Paid Unfulfilled . . .
        111 Paid Unfulfilled . . .
        AWAITING_COLLECTION Paid InPreparation . . .
        112 Paid InPreparation . . .
        PARTIALLY_SHIPPING Paid PartiallyShipped . . .
        114 Paid PartiallyShipped . . .
        IN_TRANSIT Paid Shipped . . .
        121 Paid Shipped . . .
        DELIVERED Paid Delivered . . .
        122 Paid Delivered . . .
        COMPLETED Paid Delivered . Succeeded .
        130 Paid Delivered . Succeeded .
        CANCELLED . . . Ended .
        140 . . . Ended .
        # tiktok-shop return
        RETURN_OR_REFUND_REQUEST_PENDING . . Requested . .
        REFUND_OR_RETURN_REQUEST_REJECT . . Rejected . .
        AWAITING_BUYER_SHIP . . AwaitingReturn . .
        BUYER_SHIPPED_ITEM . . ReturnInTransit . .
        REJECT_RECEIVE_PACKAGE . . Rejected . .
        RETURN_OR_REFUND_REQUEST_SUCCESS . . Refunding . .
        RETURN_OR_REFUND_REQUEST_CANCEL . . Closed . .
        RETURN_OR_REFUND_REQUEST_COMPLETE . . Refunded . .
        REPLACMENT_REQUEST_PENDING . . Requested . .
        REPLACMENT_REQUEST_REJECT . . Rejected . .
        REPLACMENT_REQUEST_REFUND_SUCCESS . . Refunded . .
        REPLACMENT_REQUEST_CANCEL . . Closed . .
        REPLACMENT_REQUEST_COMPLETE . . Completed . .
        # ebay-trading trading
        Active Unpaid . . . .
        Completed Paid . . . .
        CancelPending . . Requested . CustomerRequest
        Cancelled . . . Ended .
        # ebay-trading cancel
        CancelRequested . . Requested . CustomerRequest
        CancelPending . . Requested . CustomerRequest
        CancelRejected . . Rejected . .
        CancelComplete . . Completed Ended .
        CancelFailed . . Closed . .
        CancelClosedForCommitment . . Closed . .
        CancelClosedNoRefund . . Closed Ended .
        CancelClosedUnknownRefund . . Closed Ended .
        CancelClosedWithRefund . . Refunded Ended .
        # ebay payment
        PAID Paid . . . .
        PENDING PendingConfirmation . . . .
        FAILED Unpaid . . . .
        # ebay fulfillment
        NOT_STARTED . Unfulfilled . . .
        IN_PROGRESS . PartiallyShipped . . .
        FULFILLED . Shipped . . .
        # ebay cancelState
        NONE_REQUESTED . . None . .
        # amazon order
        Pending PendingConfirmation Unfulfilled . . .
        Unshipped Paid Unfulfilled . . .
        PartiallyShipped Paid PartiallyShipped . . .
        Shipped Paid Shipped . . .
        Canceled . . . Ended .
        Unfulfillable . Unfulfilled . . FulfilmentRefused
        PendingAvailability PendingConfirmation Unfulfilled . . Scheduled
        InvoiceUnconfirmed Paid Shipped . . Invoice
        PENDING PendingConfirmation Unfulfilled . . .
        UNSHIPPED Paid Unfulfilled . . .
        PARTIALLY_SHIPPED Paid PartiallyShipped . . .
        SHIPPED Paid Shipped . . .
        CANCELLED . . . Ended .
        UNFULFILLABLE . Unfulfilled . . FulfilmentRefused
        PENDING_AVAILABILITY PendingConfirmation Unfulfilled . . Scheduled
        # amazon easyShip
        PendingSchedule . Unfulfilled . . .
        PendingPickUp . InPreparation . . .
        PendingDropOff . InPreparation . . .
        LabelCanceled . Unfulfilled . . .
        PickedUp . Shipped . . .
        DroppedOff . Shipped . . .
        AtOriginFC . Shipped . . .
        AtDestinationFC . Shipped . . .
        OutForDelivery . Shipped . . .
        Delivered . Delivered . . .
        RejectedByBuyer . Shipped . . .
        Undeliverable . Shipped . . .
        ReturningToSeller . Shipped . . .
        ReturnedToSeller . Returned . . .
        Lost . Lost . . .
        Damaged . Lost . . .
        # amazon package
        PENDING . . . . .
        IN_TRANSIT . . . . .
        SHIPPED . . . . .
        DELIVERED . . . . .
        CANCELLED . . . . .
        UNDELIVERABLE . . . . .
        # amazon return
        CREATED . . Requested . .
        CARRIER_NOTIFIED_TO_PICK_UP_FROM_CUSTOMER . . AwaitingReturn . .
        CARRIER_OUT_FOR_PICK_UP_FROM_CUSTOMER . . AwaitingReturn . .
        CUSTOMER_CANCELLED_PICK_UP . . AwaitingReturn . .
        CUSTOMER_RESCHEDULED_PICK_UP . . AwaitingReturn . .
        PICKED_FROM_CUSTOMER . . ReturnInTransit . .
        IN_TRANSIT . . ReturnInTransit . .
        OUT_FOR_DELIVERY . . ReturnInTransit . .
        DELIVERED . . ReturnReceived . .
        REPLANNED . . ReturnInTransit . .
        CUSTOMER_DROPPED_OFF . . ReturnInTransit . .
        PARTIALLY_PROCESSED . . ReturnReceived . .
        PROCESSED . . Completed . .
        REJECTED . . Rejected . .
        CANCELLED . . Closed . .
        # lazada order
        unpaid Unpaid Unfulfilled . . .
        pending Paid Unfulfilled . . .
        topack Paid Unfulfilled . . .
        packed Paid InPreparation . . .
        repacked Paid InPreparation . . .
        toship Paid InPreparation . . .
        ready_to_ship_pending Paid InPreparation . . .
        ready_to_ship Paid InPreparation . . .
        shipped Paid Shipped . . .
        shipping Paid Shipped . . .
        delivered Paid Delivered . . .
        confirmed Paid Delivered . Succeeded .
        failed . Shipped . . .
        failed_delivery . Shipped . . .
        canceled . . . Ended .
        returned . Returned . Ended .
        shipped_back . Shipped ReturnInTransit . .
        shipped_back_success . Returned ReturnReceived . .
        shipped_back_failed . Shipped . . .
        lost . Lost . . .
        lost_by_3pl . Lost . . .
        damaged_by_3pl . Lost . . .
        package_scrapped . Lost . . .
        # lazada item
        unpaid . Unfulfilled . . .
        pending . Unfulfilled . . .
        topack . Unfulfilled . . .
        packed . InPreparation . . .
        repacked . InPreparation . . .
        toship . InPreparation . . .
        ready_to_ship_pending . InPreparation . . .
        ready_to_ship . InPreparation . . .
        shipped . Shipped . . .
        shipping . Shipped . . .
        delivered . Delivered . . .
        confirmed . Delivered . Succeeded .
        failed . Shipped . . .
        failed_delivery . Shipped . . .
        canceled . . . Ended .
        returned . Returned . . .
        shipped_back . Shipped ReturnInTransit . .
        shipped_back_success . Returned ReturnReceived . .
        shipped_back_failed . Shipped . . .
        lost . Lost . . .
        lost_by_3pl . Lost . . .
        damaged_by_3pl . Lost . . .
        package_scrapped . Lost . . .
        # etsy order
        open Unpaid . . . .
        'payment processing' PendingConfirmation . . . .
        paid Paid . . . .
        completed Paid Shipped . Succeeded .
        canceled . . . Ended .
        'fully refunded' Refunded . Refunded Ended .
        'partially refunded' PartiallyRefunded . Refunded . .
        """;

    // Words whose meaning no source tells have no row: they park.
    [Theory]
    [InlineData("wechat-channels", "order", "15")]
    [InlineData("shopee", "logistics", "LOGISTICS_INVALID")]
    public void A_word_that_no_source_explains_has_no_row(string profile, string table, string word) =>
        Assert.False(Records.Profile(profile).Policy.StatusTables.Single(t => t.Name == table).TryGet(System.Text.Encoding.UTF8.GetBytes(word), out _));
}
