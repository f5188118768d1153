namespace OrderKernel.Channels.Tests;

// The words of the channels that came later; a word with a blank in it stands between single quotes.
public sealed partial class KnownWordsScenarios
{
    private const int Counted = 228 + 40;

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
        """;
}
