namespace OrderKernel.Ports;

/// <summary>A warehouse, as the host reaches it: it is told what to send, and what not to send after all. Only the kernel calls it.</summary>
/// <remarks>
/// <para>Concurrency: parcels at once, one note of a parcel at a time; a recall may come twice at once. What was sent first may arrive last.</para>
/// <para>Idempotency: a note is one by its id. One that the warehouse took before, though its answer was lost, is answered as taken, and goods go once. A
/// note that was recalled stays so: told of it (again) after the recall, the warehouse sends nothing and answers as taken. A recall of a note that it has
/// recalled, or that it never had, is answered as taken.</para>
/// <para>Failure: answer what the warehouse refuses as <see cref="DispatchRefusal"/>; an exception counts as one that may pass, after which nobody knows
/// whether it took it. Nothing is lost either way.</para>
/// <para>Proof: <c>WarehouseConformance</c> of OrderKernel.Testing runs an adapter through its paces; <c>ScriptedWarehouse</c> is such a warehouse.</para>
/// </remarks>
public interface IWarehouseGateway
{
    /// <summary>Tells a warehouse to send a parcel.</summary>
    /// <param name="request">The note.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>A <see cref="DispatchTaken"/> or a <see cref="DispatchRefusal"/>.</returns>
    ValueTask<DispatchAnswer> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken);

    /// <summary>Takes a note back: its goods are not to leave under it.</summary>
    /// <param name="request">Which note.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>A <see cref="DispatchTaken"/> once nothing leaves under it any more; a final <see cref="DispatchRefusal"/> when it has left.</returns>
    ValueTask<DispatchAnswer> RecallAsync(RecallRequest request, CancellationToken cancellationToken);
}

/// <summary>A dispatch note: what to send, from where, to whom. Name, phone and street print masked; they are to be kept nowhere else.</summary>
/// <param name="Tenant">Whose goods they are.</param>
/// <param name="Note">The note's id: 32 characters, 0 to 9 and a to f, the same for the same state of a parcel.</param>
/// <param name="Location">Which of our locations is to send it.</param>
/// <param name="Channel">The order's channel.</param>
/// <param name="Shop">The order's shop.</param>
/// <param name="Order">The order's number.</param>
/// <param name="Shipment">The parcel, unique in the order.</param>
/// <param name="Service">How it is to travel, such as <c>standard</c> or <c>instant</c>.</param>
/// <param name="Lines">What is to be in it, at least one line.</param>
public sealed record DispatchRequest(TenantId Tenant, string Note, LocationId Location, ChannelId Channel, ShopId Shop, OrderNumber Order, ShipmentId Shipment,
    string Service, ValueList<DispatchLine> Lines)
{
    /// <summary>The carrier that was planned; null to leave it to the warehouse.</summary>
    public CarrierId? Carrier { get; init; }

    /// <summary>Who receives it, in clear as far as the channel told; null when nobody told of anyone.</summary>
    public Recipient? Recipient { get; init; }

    /// <summary>From which batches the goods are held, those that expire first before others; empty for goods without batches.</summary>
    public ValueList<DispatchBatch> Batches { get; init; }

    /// <summary>The tags of the order, such as VIP, for the note's remark field; empty for none.</summary>
    public string Remark { get; init; } = "";
}

/// <summary>One line of a dispatch note.</summary>
/// <param name="Line">Our id of the order's line.</param>
/// <param name="Sku">What to send; null for a line without a SKU of ours.</param>
/// <param name="Units">How many, more than none.</param>
public readonly record struct DispatchLine(LineId Line, SkuId? Sku, Quantity Units)
{
    /// <summary>True when the warehouse has to name the serial number of each unit with the parcel.</summary>
    public bool NeedsSerials { get; init; }
}

/// <summary>Units of one batch that are held for a parcel.</summary>
/// <param name="Sku">The goods.</param>
/// <param name="Batch">The batch.</param>
/// <param name="Units">How many, more than none.</param>
public readonly record struct DispatchBatch(SkuId Sku, BatchId Batch, Quantity Units);

/// <summary>A note that is taken back.</summary>
/// <param name="Tenant">Whose goods they are.</param>
/// <param name="Note">The note's id, as <see cref="DispatchRequest.Note"/> was.</param>
/// <param name="Location">The location that was told.</param>
public sealed record RecallRequest(TenantId Tenant, string Note, LocationId Location);

/// <summary>What a warehouse answered.</summary>
public abstract record DispatchAnswer
{
    private protected DispatchAnswer()
    {
    }
}

/// <summary>It took the note or the recall, now or before.</summary>
public sealed record DispatchTaken : DispatchAnswer;

/// <summary>It did not take it.</summary>
/// <param name="Answer">The warehouse's own code or a word for it, 1 to 128 characters, without personal data.</param>
/// <param name="IsFinal">True when asking again would change nothing, such as for a parcel that left; false to ask again later.</param>
public sealed record DispatchRefusal(string Answer, bool IsFinal) : DispatchAnswer;
