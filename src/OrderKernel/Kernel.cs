using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using OrderKernel.Buyers;
using OrderKernel.Cases;
using OrderKernel.Chains;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Sourcing;
using OrderKernel.Telemetry;
using OrderKernel.Timing;
using OrderKernel.Tracks;
using OrderKernel.Work;

namespace OrderKernel;

/// <summary>The order kernel: composes all decisions over one store. Every call is one unit of work under one message id.</summary>
/// <remarks>
/// <para>Concurrency: any number of callers; a call that meets another writer decides again on what it finds, a few times.</para>
/// <para>Idempotency: the same message id with the same content gets the first answer; with other content it is refused.</para>
/// <para>Failure: an exception of the store passes through and leaves the outcome unknown; send the same call again.</para>
/// </remarks>
public sealed partial class Kernel
{
    private const string OwnOrderCode = "OK";
    private readonly KernelPolicies _policies;
    private readonly Workspace _workspace;

    /// <summary>A kernel over a store.</summary>
    /// <param name="store">Where all is kept.</param>
    /// <param name="policies">The documents that decide; null for the defaults.</param>
    /// <exception cref="ArgumentException">A workflow of orders names a workflow of shipments
    /// that is not among the policies: parcels would run without their controls.</exception>
    /// <example>
    /// <code>
    /// var kernel = new Kernel(new MemoryOrderStore());                                       // default documents, nothing kept
    /// var told = await kernel.TellAsync(order, new TagOrder(OrderTag.Of("gift")), Role.Agent, now);
    /// Console.WriteLine(told.Refusal?.Code);                                                 // orders.order-unknown: nobody placed it
    /// </code>
    /// </example>
    public Kernel(IOrderStore store, KernelPolicies? policies = null)
        : this(new Workspace(store, 1), policies ?? KernelPolicies.Default) => History = new ScreeningHistory();

    internal Kernel(Workspace workspace, KernelPolicies policies)
    {
        if (policies.Orders.MissingShipments() is { IsEmpty: false } missing) throw new ArgumentException(string.Join("; ", missing.Items), nameof(policies));
        (_workspace, Policies, _policies) = (workspace, policies, policies.UnderRoles());
    }

    private Transact Transact => new(_workspace, Epoch, IsRehearsal, Logger, IsHistory);

    /// <summary>The documents that decide.</summary>
    public KernelPolicies Policies { get; }

    /// <summary>The fencing epoch under which this kernel writes; a store that saw a higher one refuses.</summary>
    public long Epoch { get; init; }

    /// <summary>Where the kernel writes its few log messages; nowhere by default. They hold no personal data.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>
    /// True for a rehearsal: calls decide and tell what would follow, and commit nothing. A message that was answered before gets its first answer; the
    /// store's floors and versions are not asked.
    /// </summary>
    public bool IsRehearsal { get => _workspace.IsRehearsal; init => _workspace.IsRehearsal = value; }

    /// <summary>
    /// True for a kernel that takes closed history in, beside others that run: what is delivered is kept as orders, tracks and cases, and nothing follows from
    /// it: no stock is reserved or moved, no rule fires, nobody is told, no channel hears of it, nothing falls due.
    /// </summary>
    /// <remarks>
    /// A record of an order that is still open waits (<see cref="OrderKernelCodes.HistoryOpen"/>) for a kernel that runs. One of an order that runs here, and
    /// what warehouses tell, is passed over (<see cref="OrderKernelCodes.HistoryRuns"/>). A contradiction is the record's answer and waits for nobody.
    /// </remarks>
    public bool IsHistory { get; init; }

    /// <summary>What the host knows of customers when a request is judged; null for what the store itself remembers.</summary>
    /// <remarks>
    /// A request is judged on level and history as the host tells them, on what the order's other cases
    /// got or still ask for, and on how often the customer asked of late, whoever the host is.
    /// </remarks>
    public ICustomerStandings? Standings { get => _workspace.Standings; init => _workspace.Standings = value; }

    /// <summary>What chains of rules read of an order and only the host knows; null where it knows nothing.</summary>
    public IRuleFacts? RuleFacts { get => _workspace.RuleFacts; init => _workspace.RuleFacts = value; }

    /// <summary>What new orders are screened against, whoever places them; null to screen only those that bring facts of their own.</summary>
    /// <remarks>
    /// An order of a channel is judged once, when a claim places it, by what that claim
    /// tells and what is remembered by then; no later claim changes the verdict.
    /// </remarks>
    public ScreeningHistory? History { get; init; }

    /// <summary>Applies one delivered record.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="delivery">The record.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What became of it; the first answer for a delivery that came before.</returns>
    public ValueTask<Result<DeliveryAnswer>> DeliverAsync(TenantId tenant, Delivery delivery, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return DeliverAsync(tenant, delivery, null, cancellationToken);
    }

    /// <summary>Applies a record, and what is to go with it in the same unit; what refuses that refuses all.</summary>
    private async ValueTask<Result<DeliveryAnswer>> DeliverAsync(
        TenantId tenant, Delivery delivery, Func<DeliveryWork, UnitBuilder, ValueTask<Refusal?>>? also, CancellationToken cancellationToken,
        Action? repeated = null)
    {
        var done = await Transact.RunAsync<DeliveryAnswer>(tenant, delivery.Id, delivery.Slip.ContentHash, async unit =>
        {
            var work = new DeliveryWork(_workspace, _policies, unit, History);
            var answer = await work.ApplyAsync(delivery, cancellationToken).ConfigureAwait(false);
            return also is not null && await also(work, unit).ConfigureAwait(false) is { } refused ? refused : answer;
        }, cancellationToken, static answer => answer.ToBytes(),
            // What no writer can apply waits for a person, and what comes after it goes on; what waits already goes on waiting.
            also is null ? (unit, why) => new DeliveryWork(_workspace, _policies, unit, History).ParkApart(delivery, why) : null).ConfigureAwait(false);
        if (!done.TryGet(out var committed, out var refusal)) return refusal;
        if (committed.IsRepeat)
        {
            repeated?.Invoke();
            return DeliveryAnswer.TryRead(committed.Answer) is { } first ? first : Refusal.Of(OrderKernelCodes.MessageReused, ("message", delivery.Id));
        }

        if (IsRehearsal) return committed.Value!;
        if (committed.Value!.IsPlaced) Remember(delivery);
        if (committed.Value is { Outcome: DeliveryOutcome.Parked, Code: { } code })
        {
            KernelTelemetry.Park(code);
            Logger.Parked(tenant.Value, delivery.Id.Value, delivery.Slip.Source, code);
        }

        return committed.Value;
    }

    /// <summary>Remembers an order that a delivery placed, for the screening of the next ones.</summary>
    internal void Remember(Delivery delivery)
    {
        if (History is not { } history || delivery is not ClaimDelivery { Claim: var claim }) return;
        // Of an order whose buyer the channel does not tell only its amount says something about the next ones.
        if (ClaimScreening.BuyerOf(claim.Order.Channel, claim.Customer) is null && claim is { CreatedAt: not null, Amounts: { } amounts })
            history.TakeAmount(claim.Order, amounts.Due);
        else if (ClaimScreening.OrderOf(claim, _policies) is { } order)
            history.Take(order with { Facts = history.FactsFor(order) }, _policies.Orders.Screening.Policy.Risk);
    }

    /// <summary>Decides a command on an order and commits what follows from it.</summary>
    /// <param name="order">The order; <see cref="PlaceOrder"/> makes it.</param>
    /// <param name="command">The command.</param>
    /// <param name="context">Who asks, when, under which message id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The order after it, or the refusal; a refusal changes nothing.</returns>
    public async ValueTask<Result<Order>> TellAsync(OrderKey order, OrderCommand command, DecisionContext context,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        context = Asking(context);
        if (Required.Of(order, command, context) is { } unset) return unset;
        PlaceOrder? placed = null;
        var done = await Transact.RunAsync<Order>(order.Tenant, context.Message, OrderCommands.Codec.Fingerprint(order, command, ""), async unit =>
        {
            if (NotTold(OrderCommands.Codec, command, context.Actor) is { } untold) return untold;
            if (command is PlaceOrder named && named.Key != order) return Refusal.Of(OrderKernelCodes.KeyMismatch, ("named", named.Key), ("told", order));
            var work = await OrderWork.LoadAsync(_workspace, _policies, unit, order.Stream(), cancellationToken).ConfigureAwait(false);
            if (await OwnPlans.ReserveAsync(work, command, context, cancellationToken).ConfigureAwait(false) is { } tooFew) return tooFew;
            var told = command is PlaceOrder place && work.Order is null ? Screened(place) : command;
            placed = work.Order is null ? told as PlaceOrder : null;
            if (await work.TellAsync(told, context, cancellationToken).ConfigureAwait(false) is { } refusal) return refusal;
            if (placed?.Recipient is { } recipient && work.Order?.Placed.Destination is { } to && !IsRehearsal)
                await _workspace.KeepAsync(order.Tenant, [new(to.Person, PersonEntry.Of(recipient))], cancellationToken).ConfigureAwait(false);
            if (command is RecordRefund)
            {
                var cases = new CaseWork(work);
                if (await cases.SettlePaidAsync(context, cancellationToken).ConfigureAwait(false) is { } unsettled) return unsettled;
                if (await cases.HoldUnsentAsync(context, cancellationToken).ConfigureAwait(false) is { } unheld) return unheld;
            }

            await new TrackWork(_workspace, _policies, unit).CatchUpAsync(work, context.At, cancellationToken).ConfigureAwait(false);
            await RuleWork.FireAsync(work, context, cancellationToken).ConfigureAwait(false);
            await SourcingWork.SourceAsync(work, context, cancellationToken).ConfigureAwait(false);
            await work.CloseAsync(cancellationToken).ConfigureAwait(false);
            return work.Order!;
        }, cancellationToken).ConfigureAwait(false);
        if (!done.TryGet(out var committed, out var no)) return no;
        if (committed.IsRepeat) return await LoadAsync(order, cancellationToken).ConfigureAwait(false);
        if (placed is not null && !IsRehearsal) History?.Take(placed, _policies.Orders.Screening.Policy.Risk);
        return committed.Value!;
    }

    /// <summary>
    /// Decides a command under a message id of its own: the fingerprint of order, command, role and instant, so that saying the same again changes nothing.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="command">The command.</param>
    /// <param name="role">In which role it is said; the actor bears the role's name.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The order after it, or the refusal.</returns>
    public ValueTask<Result<Order>> TellAsync(OrderKey order, OrderCommand command, Role role, Instant at, CancellationToken cancellationToken = default) =>
        TellAsync(order, command, Saying(order, OrderCommands.Codec, command, role, at), cancellationToken);

    /// <summary>
    /// Places an order of the host's own: prepaid, its id minted for the day in the policies' zone.
    /// The number in the key, an ERP's own for instance, stays the order's number and finds it.
    /// </summary>
    /// <param name="order">The order's key.</param>
    /// <param name="due">What the buyer is to pay: the sum of the lines.</param>
    /// <param name="at">When it was created.</param>
    /// <param name="lines">What was sold; see <see cref="OrderedLine.AtUnitPrice"/>.</param>
    /// <param name="recipient">Who receives it, or only to which region it goes (see
    /// <see cref="Recipient.In"/>): from there stock is planned and reserved. Null when nobody knows.</param>
    /// <param name="source">From where it came, by id or name; required for channels whose orders people enter.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The order, or the refusal.</returns>
    /// <remarks>
    /// Refuses with: <see cref="OrderKernelCodes.LinesDiffer"/>, which names the difference; what <see cref="OrderDecider.Decide"/> refuses with.
    /// </remarks>
    /// <example>
    /// <code>
    /// var key = new OrderKey(TenantId.Of("acme"), ChannelId.Of("own"), ShopId.Of("flagship"), OrderNumber.Of("1001"));
    /// var (price, now) = (Money.Parse("59.90", Currency.Cny), Instant.FromUtc(2026, 2, 9, 10, 0));
    ///
    /// var kernel = new Kernel(new MemoryOrderStore());
    /// (await kernel.PlaceAsync(key, price, now, [new(LineId.Of("1"), Quantity.Of(2), price, [new(SkuId.Of("MUG"), Quantity.Of(1))])])).ValueOrThrow();
    /// (await kernel.TellAsync(key, new RecordPayment(PaymentId.Of("1"), Tender.Cash, price, now), Role.Channel, now)).ValueOrThrow();
    /// (await kernel.TellAsync(key, new ShipElsewhere(ShipmentId.Of("1"), now, []), Role.Carrier, now)).ValueOrThrow();
    /// var order = (await kernel.TellAsync(key, new RecordDelivery(now, null, []), Role.Carrier, now)).ValueOrThrow();
    /// </code>
    /// </example>
    public async ValueTask<Result<Order>> PlaceAsync(
        OrderKey order, Money due, Instant at, ValueList<OrderedLine> lines, Recipient? recipient = null, string? source = null,
        CancellationToken cancellationToken = default)
    {
        var sum = Money.Zero(due.Currency);
        foreach (var line in lines)
        {
            if (line.Total.Currency != due.Currency)
                return Refusal.Of(KernelCodes.LedgerCurrencyMismatch, ("given", line.Total.Currency), ("expected", due.Currency));
            sum += line.Total;
        }

        if (!lines.IsEmpty && sum != due) return Refusal.Of(OrderKernelCodes.LinesDiffer, ("lines", sum), ("due", due), ("difference", due - sum));
        var place = new PlaceOrder(order, MintId(order, at), at, PaymentTerms.Prepaid, new OrderAmounts(due) { ListPrice = due },
            lines) { Source = source, Recipient = recipient };
        return await TellAsync(order, place, Role.Channel, at, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The id of a new order of the host's own, for the day in the policies' zone: the same for the same order, always.</summary>
    /// <param name="order">The order's key.</param>
    /// <param name="createdAt">When it was created.</param>
    public OrderId MintId(OrderKey order, Instant createdAt) => OrderId.Mint(OwnOrderCode, createdAt.InZone(_policies.Zone).Date, order);

    /// <summary>The order with what is known for its screening: what the caller brought, the recipient, and what is remembered.</summary>
    private PlaceOrder Screened(PlaceOrder place)
    {
        if (place.Recipient is { } recipient && place.Facts?.Recipient is null)
            place = place
                with { Facts = (place.Facts ?? new ScreeningFacts()) with { Recipient = recipient, IsPartial = recipient.Address is not { HasDetail: true } } };
        return History is null ? place : place with { Facts = History.FactsFor(place) };
    }

    /// <summary>The order as its events left it; null when it was never placed, and when retention dropped its records.</summary>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<Order?> FindAsync(OrderKey order, CancellationToken cancellationToken = default) =>
        await StateAsync(order, OrderDecider.Decider, cancellationToken).ConfigureAwait(false);

    /// <summary>The aggregate as its events left it; null when there is none, as under a key of which a part is unset.</summary>
    private async ValueTask<TState?> StateAsync<TState, TCommand, TEvent, TGiven>(
        IStreamKey key, Decider<TState, TCommand, TEvent, TGiven> decider, CancellationToken cancellationToken)
        where TState : class where TCommand : class where TEvent : class =>
        key.Missing() is null ? (await _workspace.ReadAsync(decider, key.Stream(), cancellationToken).ConfigureAwait(false)).Fold(decider).State : null;

    /// <summary>The order, or why there is none.</summary>
    private async ValueTask<Result<Order>> LoadAsync(OrderKey order, CancellationToken cancellationToken)
    {
        if (order.Missing() is { } unset) return unset;
        var loaded = (await _workspace.ReadAsync(order.Stream(), cancellationToken).ConfigureAwait(false)).Fold(OrderDecider.Decider);
        return loaded.State is { } found ? found : loaded.Dropped?.Refusal ?? Refusal.Of(OrderKernelCodes.OrderUnknown, ("order", order.Number));
    }
}
