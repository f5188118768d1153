using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;

namespace OrderKernel;

/// <summary>The stable names of one event family and how each event's data becomes canonical JSON and back.</summary>
/// <typeparam name="TEvent">The family's base type.</typeparam>
public sealed class EventCodec<TEvent> where TEvent : class
{
    private readonly Dictionary<Type, (string Name, Lazy<JsonTypeInfo> Info)> _byType = [];
    private readonly Dictionary<string, Lazy<JsonTypeInfo>> _byName = new(StringComparer.Ordinal);

    /// <summary>The names that this codec knows, in ordinal order.</summary>
    public IEnumerable<string> Names => _byName.Keys.OrderBy(n => n, StringComparer.Ordinal);

    /// <summary>Adds an event type under its stable name.</summary>
    /// <typeparam name="T">The event's type.</typeparam>
    /// <param name="name">Dotted lower-case name such as <c>orders.paid</c>; never reused.</param>
    /// <param name="info">Gives source-generated metadata made with <see cref="CanonicalJson.Options"/>; asked once, when the type is met.</param>
    /// <exception cref="ArgumentException">The name or the type is there already.</exception>
    public EventCodec<TEvent> With<T>(string name, Func<JsonTypeInfo<T>> info) where T : TEvent
    {
        // A program meets few of a family's types; metadata of the others would cost it most of its start.
        var lazy = new Lazy<JsonTypeInfo>(info);
        _byName.Add(name, lazy);
        _byType.Add(typeof(T), (name, lazy));
        return this;
    }

    /// <summary>True when the name is one of this family's.</summary>
    /// <param name="name">A stable name, as envelopes carry it.</param>
    public bool Knows(string name) => _byName.ContainsKey(name);

    /// <summary>The stable name of an event.</summary>
    /// <param name="value">An event of a type that was added.</param>
    public string NameOf(TEvent value) => Entry(value).Name;

    /// <summary>Header and data as canonical bytes.</summary>
    /// <param name="value">An event of a type that was added.</param>
    /// <param name="header">Who, when and why.</param>
    public ReadOnlyMemory<byte> Encode(TEvent value, EventHeader header)
    {
        var (name, info) = Entry(value);
        return EventBytes.Write(name, header, value, info.Value);
    }

    /// <summary>The next envelope of a stream.</summary>
    /// <param name="head">The stream's head before the event.</param>
    /// <param name="value">The event.</param>
    /// <param name="header">Who, when and why.</param>
    public EventEnvelope Seal(StreamHead head, TEvent value, EventHeader header)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(header);
        var (name, info) = Entry(value);
        var bytes = EventBytes.Write(name, header, value, info.Value);
        return new(head.Stream, head.Version + 1, name, header.At, bytes, head.Hash.Next(bytes.Span));
    }

    /// <summary>The event in an envelope's bytes.</summary>
    /// <param name="envelope">A stored event whose content is not dropped.</param>
    /// <exception cref="FormatException">The type is not of this family, or the bytes are not what <see cref="Encode"/> wrote.</exception>
    public TEvent Decode(EventEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        if (!_byName.TryGetValue(envelope.Type, out var info)) throw new FormatException($"Unknown event type '{envelope.Type}'.");
        return EventBytes.ReadData(envelope.Bytes, info.Value) as TEvent
            ?? throw new FormatException($"{envelope.Stream} version {envelope.Version} holds no {envelope.Type}.");
    }

    private (string Name, Lazy<JsonTypeInfo> Info) Entry(TEvent value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _byType.TryGetValue(value.GetType(), out var entry) ? entry : throw new UnreachableException($"{value.GetType()} has no stable event name.");
    }
}
