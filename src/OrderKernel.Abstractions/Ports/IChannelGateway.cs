using NodaTime;

namespace OrderKernel.Ports;

/// <summary>A channel, as the host reaches it. Only the kernel calls it; the plan of what to ask for is the kernel's.</summary>
/// <remarks>
/// <para>Concurrency: one call at a time for a feed of a shop, and for an order; feeds, shops and orders at once, and numbers of stock beside them.</para>
/// <para>Idempotency: the same request may come again, with the same mark too. A mark that the channel knows no more is answered by a
/// <see cref="PullRefusal"/>: the window is begun anew. A write-back that the channel took before, though its answer was lost, is answered as taken. Numbers
/// of stock are whole numbers, so that telling one twice changes nothing.</para>
/// <para>Failure: answer what the channel refuses as <see cref="PullRefusal"/>, <see cref="WriteBackRefusal"/> or <see cref="ShopStockRefusal"/>; an exception
/// counts as one that may pass. Nothing is lost either way.</para>
/// <para>Proof: <c>GatewayConformance</c> of OrderKernel.Testing runs an adapter through its paces.</para>
/// </remarks>
public interface IChannelGateway
{
    /// <summary>Asks for one page of what changed.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>A <see cref="PullPage"/> or a <see cref="PullRefusal"/>.</returns>
    ValueTask<PullAnswer> PullAsync(PullRequest request, CancellationToken cancellationToken);

    /// <summary>Tells the channel that a page was taken, once all of it is kept. Channels that know no acknowledgement do nothing.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="page">What was answered.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <remarks>An exception loses nothing: the channel tells the page again.</remarks>
    ValueTask AcknowledgeAsync(PullRequest request, PullPage page, CancellationToken cancellationToken);

    /// <summary>Tells the channel of a parcel that left.</summary>
    /// <param name="request">The parcel, in the channel's own items and codes.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>A <see cref="WriteBackTaken"/> or a <see cref="WriteBackRefusal"/>.</returns>
    ValueTask<WriteBackAnswer> WriteBackAsync(WriteBackRequest request, CancellationToken cancellationToken);

    /// <summary>Tells the channel what a shop is to show as sellable 库存同步.</summary>
    /// <param name="request">The numbers; a channel that takes fewer a call is told in parts.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Which of the numbers it refused; what it does not name was taken.</returns>
    ValueTask<ShopStockAnswer> SetStockAsync(ShopStockRequest request, CancellationToken cancellationToken);
}

/// <summary>One page of what changed at a shop.</summary>
/// <param name="Tenant">Whose shop it is.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Shop">The shop.</param>
/// <param name="Feed">Which feed, such as <c>orders</c> or <c>refunds</c>, as the channel's profile names it.</param>
/// <param name="From">The first instant of change.</param>
/// <param name="To">The first instant behind it.</param>
/// <param name="Cursor">The mark that the page before gave as the next; null for the first page.</param>
public sealed record PullRequest(TenantId Tenant, ChannelId Channel, ShopId Shop, string Feed, Instant From, Instant To, string? Cursor)
{
    /// <summary>The most records a page, where the profile knows of a bound; null where it does not.</summary>
    public int? PageMax { get; init; }

    /// <summary>True where the first page to be given is the channel's last, for rows move forward while pages are read.</summary>
    public bool IsLastPageFirst { get; init; }
}

/// <summary>What a channel answered.</summary>
public abstract record PullAnswer
{
    private protected PullAnswer()
    {
    }
}

/// <summary>A page.</summary>
/// <param name="Body">
/// The channel's answer as it came: the profile finds the records in it. Where a list has ids alone, the records that the adapter fetched.
/// </param>
/// <param name="Next">The mark of the next page; null when this was the last.</param>
public sealed record PullPage(ReadOnlyMemory<byte> Body, string? Next) : PullAnswer;

/// <summary>A call that the channel refused, or that did not come through.</summary>
/// <param name="Answer">The channel's own code or a word for it, 1 to 128 characters, without personal data.</param>
/// <param name="RetryAfter">How long the channel asks to wait; null where it does not say.</param>
public sealed record PullRefusal(string Answer, Duration? RetryAfter) : PullAnswer;
