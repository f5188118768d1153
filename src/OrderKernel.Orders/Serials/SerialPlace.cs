using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Orders;

/// <summary>With which order the unit of a serial number was sent last, and whether it is still there.</summary>
/// <param name="Order">The order.</param>
/// <param name="Id">Its id.</param>
/// <param name="Shipment">The parcel.</param>
/// <param name="Since">Since when.</param>
/// <param name="IsOut">True until the unit came back.</param>
/// <remarks>Law: a unit is with one order at most; while it is, no other order gets it.</remarks>
public sealed record SerialPlace(OrderKey Order, OrderId Id, ShipmentId Shipment, Instant Since, bool IsOut)
{
    /// <summary>The unit as an aggregate of its own, so that of two orders that send it at once only one does.</summary>
    public static Decider<SerialPlace, SerialCommand, SerialEvent, ValueTuple> Decider { get; } =
        new(StreamKinds.Serial, SerialEvents.Codec, Evolve, static (state, command, _, context) =>
            Required.Of(command, context) is { } missing ? missing : Handle(state, command));

    /// <summary>The goods and the number.</summary>
    public required SerialUnit Unit { get; init; }

    private static Result<Handled<SerialPlace, SerialEvent>> Handle(SerialPlace? state, SerialCommand command)
    {
        SerialEvent? happened = command switch
        {
            SendSerial sent when state is { IsOut: true } && state.Order != sent.Order => null,
            SendSerial sent => state is { IsOut: true } && state.Shipment == sent.Shipment
                ? null
                : new SerialSent(sent.Unit, sent.Order, sent.Id, sent.Shipment, sent.At),
            // What another order has is not taken from it.
            TakeSerialBack back => state is { IsOut: true } && state.Order == back.Order ? new SerialTakenBack(back.Order, back.At) : null,
            _ => throw new ArgumentException($"{command.GetType().Name} is no command of serial numbers.", nameof(command)),
        };
        if (command is SendSerial wanted && state is { IsOut: true } held && held.Order != wanted.Order)
            return SerialFaults.Elsewhere(new(wanted.Unit, held.Id));
        return happened is null
            ? new Handled<SerialPlace, SerialEvent>(new([], [], []), state)
            : new Handled<SerialPlace, SerialEvent>(new([happened], [], []), Evolve(state, happened));
    }

    private static SerialPlace? Evolve(SerialPlace? state, SerialEvent happened) => happened switch
    {
        SerialSent e => new SerialPlace(e.Order, e.Id, e.Shipment, e.At, true) { Unit = e.Unit },
        SerialTakenBack e when state is not null => state with { IsOut = false, Since = e.At },
        _ => state,
    };
}

/// <summary>What the unit of a serial number is told.</summary>
public abstract record SerialCommand : ICommand
{
    private protected SerialCommand()
    {
    }

    /// <inheritdoc/>
    public virtual Refusal? Missing() => null;
}

/// <summary>The unit leaves with an order. Refused while another order has it.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Order">The order.</param>
/// <param name="Id">Its id.</param>
/// <param name="Shipment">The parcel.</param>
/// <param name="At">When.</param>
public sealed record SendSerial(SerialUnit Unit, OrderKey Order, OrderId Id, ShipmentId Shipment, Instant At) : SerialCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() =>
        SerialFaults.Unset("unit.", Unit) ?? Required.Key("order", Order) ?? Required.Id("id", Id) ?? Required.Id("shipment", Shipment);
}

/// <summary>The unit came back from an order, or never left with it.</summary>
/// <param name="Order">The order.</param>
/// <param name="At">When.</param>
public sealed record TakeSerialBack(OrderKey Order, Instant At) : SerialCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Key("order", Order);
}

/// <summary>What happened to the unit of a serial number.</summary>
public abstract record SerialEvent
{
    private protected SerialEvent()
    {
    }
}

/// <summary>The unit left with an order.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Order">The order.</param>
/// <param name="Id">Its id.</param>
/// <param name="Shipment">The parcel.</param>
/// <param name="At">When.</param>
public sealed record SerialSent(SerialUnit Unit, OrderKey Order, OrderId Id, ShipmentId Shipment, Instant At) : SerialEvent;

/// <summary>The unit came back from an order.</summary>
/// <param name="Order">The order.</param>
/// <param name="At">When.</param>
public sealed record SerialTakenBack(OrderKey Order, Instant At) : SerialEvent;

/// <summary>The stable names of what happens to the units of serial numbers, and their canonical bytes.</summary>
public static class SerialEvents
{
    private static SerialJsonContext Json { get; } = new(CanonicalJson.Options());

    /// <summary>The events of a unit's stream.</summary>
    public static EventCodec<SerialEvent> Codec { get; } = new EventCodec<SerialEvent>()
        .With("serials.sent", () => Json.SerialSent)
        .With("serials.taken-back", () => Json.SerialTakenBack);
}

[JsonSerializable(typeof(SerialSent))]
[JsonSerializable(typeof(SerialTakenBack))]
internal sealed partial class SerialJsonContext : JsonSerializerContext;
