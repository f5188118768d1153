using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using NodaTime;
using OrderKernel.Rules.Evaluation;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules;

/// <summary>A value that an expression reads or gives. Numbers, texts and amounts are held without boxing. <c>default</c> is an absent fact.</summary>
/// <remarks><see cref="Equals(ExpressionValue)"/> compares kind and content; the language's own <c>==</c> also compares numbers across kinds.</remarks>
[JsonConverter(typeof(NoJsonConverter<ExpressionValue>))]
public readonly struct ExpressionValue : IEquatable<ExpressionValue>
{
    internal const ValueKind ErrorKind = (ValueKind)255;

    // bool, int, uint, double: Bits. Money: Bits / 10^Extra, the currency's code as Reference or null.
    // Instant and Duration: Bits seconds and Extra nanoseconds. Type: Bits is the kind. List, map: Bits is the
    // weight, Extra the nesting depth. Error: Extra is the fault, Reference the node.
    internal readonly object? Reference;
    internal readonly long Bits;
    internal readonly int Extra;

    internal ExpressionValue(ValueKind kind, long bits, int extra = 0, object? reference = null) =>
        (Kind, Bits, Extra, Reference) = (kind, bits, extra, reference);

    /// <summary>What the value holds; 0 when absent.</summary>
    public ValueKind Kind { get; }

    /// <summary>True on <c>default</c>: there is no value.</summary>
    public bool IsAbsent => Kind == 0;

    /// <summary>The null value.</summary>
    public static ExpressionValue Null => new(ValueKind.Null, 0);

    internal bool IsError => Kind == ErrorKind;

    internal bool IsTrue => Kind == ValueKind.Bool && Bits != 0;

    internal bool IsFalse => Kind == ValueKind.Bool && Bits == 0;

    internal double Number => BitConverter.Int64BitsToDouble(Bits);

    internal string Characters => Unsafe.As<string>(Reference!);

    internal ExpressionValue[] Elements => (ExpressionValue[])Reference!;

    internal byte[] Octets => (byte[])Reference!;

    internal MapValue Map => (MapValue)Reference!;

    /// <summary>True or false.</summary>
    /// <param name="value">The truth.</param>
    public static ExpressionValue Of(bool value) => new(ValueKind.Bool, value ? 1 : 0);

    /// <summary>An integer.</summary>
    /// <param name="value">Any of 64 bits.</param>
    public static ExpressionValue Of(long value) => new(ValueKind.Int, value);

    /// <summary>An unsigned integer.</summary>
    /// <param name="value">Any of 64 bits.</param>
    public static ExpressionValue Of(ulong value) => new(ValueKind.Uint, unchecked((long)value));

    /// <summary>A floating-point number.</summary>
    /// <param name="value">Any, infinities and NaN too.</param>
    public static ExpressionValue Of(double value) => new(ValueKind.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A text.</summary>
    /// <param name="value">Any text, the empty one too.</param>
    public static ExpressionValue Of(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(ValueKind.String, 0, 0, value);
    }

    /// <summary>An amount.</summary>
    /// <param name="value">An amount with a currency.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is <c>default</c>.</exception>
    public static ExpressionValue Of(Money value) => value.Currency.Code is { } code
        ? new(ValueKind.Money, value.MinorUnits, value.Currency.Digits, code)
        : throw new ArgumentException("An amount needs a currency.", nameof(value));

    /// <summary>A moment.</summary>
    /// <param name="value">Any that NodaTime has, to the nanosecond.</param>
    public static ExpressionValue Of(Instant value)
    {
        var seconds = value.ToUnixTimeSeconds();
        return new(ValueKind.Instant, seconds, (int)(value - Instant.FromUnixTimeSeconds(seconds)).SubsecondNanoseconds);
    }

    /// <summary>A length of time.</summary>
    /// <param name="value">Any that NodaTime has, to the nanosecond; negative goes back.</param>
    public static ExpressionValue Of(Duration value)
    {
        var seconds = ((long)value.Days * NodaConstants.SecondsPerDay) + (value.NanosecondOfDay / NodaConstants.NanosecondsPerSecond);
        var nanoseconds = (int)(value.NanosecondOfDay % NodaConstants.NanosecondsPerSecond);
        return nanoseconds < 0 ? new(ValueKind.Duration, seconds - 1, nanoseconds + 1_000_000_000) : new(ValueKind.Duration, seconds, nanoseconds);
    }

    /// <summary>The type of values of a kind.</summary>
    /// <param name="kind">Any kind that a value can have.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is no kind of a value.</exception>
    public static ExpressionValue OfType(ValueKind kind) => kind is >= ValueKind.Null and <= ValueKind.Type
        ? new(ValueKind.Type, (long)kind)
        : throw new ArgumentOutOfRangeException(nameof(kind), kind, "No kind of a value.");

    /// <summary>Octets; they are copied.</summary>
    /// <param name="value">The octets; none make the empty value.</param>
    public static ExpressionValue OfBytes(ReadOnlySpan<byte> value) => new(ValueKind.Bytes, 0, 0, value.ToArray());

    /// <summary>A list of values.</summary>
    /// <param name="elements">In their order; types may differ.</param>
    /// <exception cref="ArgumentException">An element is absent, or lists and maps nest more than <see cref="Expression.DepthMax"/> deep.</exception>
    public static ExpressionValue OfList(IEnumerable<ExpressionValue> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        var items = elements.ToArray();
        if (Array.Exists(items, i => i.IsAbsent)) throw new ArgumentException("An element is absent.", nameof(elements));
        var list = FromElements(items);
        return list.IsAbsent ? throw new ArgumentException("The values nest too deep.", nameof(elements)) : list;
    }

    /// <summary>A list of texts.</summary>
    /// <param name="elements">In their order.</param>
    public static ExpressionValue OfList(IEnumerable<string> elements) => OfList((elements ?? throw new ArgumentNullException(nameof(elements))).Select(Of));

    /// <summary>A map.</summary>
    /// <param name="entries">Keys with their values; types may differ.</param>
    /// <exception cref="ArgumentException">A key is no bool, int, uint or string or stands
    /// there twice, a value is absent, or lists and maps nest too deep.</exception>
    public static ExpressionValue OfMap(IEnumerable<KeyValuePair<ExpressionValue, ExpressionValue>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var map = MapValue.Build(entries.ToArray(), out _) ?? throw new ArgumentException("A key is of no key type or stands there twice.", nameof(entries));
        if (map.Entries.Any(e => e.Value.IsAbsent)) throw new ArgumentException("A value is absent.", nameof(entries));
        var value = FromMap(map);
        return value.IsAbsent ? throw new ArgumentException("The values nest too deep.", nameof(entries)) : value;
    }

    /// <summary>The truth value.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public bool AsBool() => Need(ValueKind.Bool).Bits != 0;

    /// <summary>The integer.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public long AsInt() => Need(ValueKind.Int).Bits;

    /// <summary>The unsigned integer.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public ulong AsUint() => unchecked((ulong)Need(ValueKind.Uint).Bits);

    /// <summary>The floating-point number.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public double AsDouble() => Need(ValueKind.Double).Number;

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public string AsString() => Need(ValueKind.String).Characters;

    /// <summary>The octets, copied.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public byte[] AsBytes() => (byte[])Need(ValueKind.Bytes).Octets.Clone();

    /// <summary>The amount; one that has no currency of its own takes the given one.</summary>
    /// <param name="otherwise">The currency of an amount that met no counterpart.</param>
    /// <exception cref="InvalidOperationException">The value is of another kind, or has more decimals than the currency, or does not fit.</exception>
    public Money AsMoney(Currency otherwise)
    {
        Need(ValueKind.Money);
        if (Reference is string code) return Money.OfMinor(Bits, Currency.Of(code));
        return Amounts.TryRescale(Bits, Extra, otherwise.Digits, out var minor) == Fault.None
            ? Money.OfMinor(minor, otherwise)
            : throw new InvalidOperationException($"{this} is no exact amount in {otherwise}.");
    }

    /// <summary>The moment.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public Instant AsInstant() => Instant.FromUnixTimeSeconds(Need(ValueKind.Instant).Bits) + Duration.FromNanoseconds((long)Extra);

    /// <summary>The length of time.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public Duration AsDuration() => Duration.FromSeconds(Need(ValueKind.Duration).Bits) + Duration.FromNanoseconds((long)Extra);

    /// <summary>The kind of the values that the type is the type of.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public ValueKind AsType() => (ValueKind)Need(ValueKind.Type).Bits;

    /// <summary>The elements of the list.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public IReadOnlyList<ExpressionValue> AsList() => Array.AsReadOnly(Need(ValueKind.List).Elements);

    /// <summary>The entries of the map in their order.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public IReadOnlyList<KeyValuePair<ExpressionValue, ExpressionValue>> AsMap() => Array.AsReadOnly(Need(ValueKind.Map).Map.Entries);

    /// <summary>True or false.</summary>
    public static implicit operator ExpressionValue(bool value) => Of(value);

    /// <summary>An integer.</summary>
    public static implicit operator ExpressionValue(long value) => Of(value);

    /// <summary>A text.</summary>
    public static implicit operator ExpressionValue(string value) => Of(value);

    /// <summary>An amount.</summary>
    public static implicit operator ExpressionValue(Money value) => Of(value);

    /// <inheritdoc/>
    public bool Equals(ExpressionValue other) =>
        Kind == other.Kind && (Kind == ValueKind.Double ? Number.Equals(other.Number) : Equality.Same(this, other, strict: true));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ExpressionValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind switch
    {
        ValueKind.Double => Number.GetHashCode(),
        ValueKind.String => StringComparer.Ordinal.GetHashCode(Characters),
        ValueKind.Bytes => Octets.Length,
        ValueKind.List => Elements.Length,
        ValueKind.Map => Map.Entries.Length,
        _ => unchecked((((int)Kind * 31) + Bits.GetHashCode()) * 31) + Extra,
    };

    /// <summary>True when kind and content are equal.</summary>
    public static bool operator ==(ExpressionValue a, ExpressionValue b) => a.Equals(b);

    /// <summary>True when kind or content differ.</summary>
    public static bool operator !=(ExpressionValue a, ExpressionValue b) => !a.Equals(b);

    /// <summary>The value as a literal of the language where it has one; amounts with a currency as <c>CNY 188320.00</c>, times in ISO form.</summary>
    public override string ToString() => ValueText.Of(this);

    internal static ExpressionValue Error(Fault fault, Node node) => new(ErrorKind, 0, (int)fault, node);

    // Absent when too deep.
    internal static ExpressionValue FromElements(ExpressionValue[] elements)
    {
        var (depth, weight) = (0, 1L);
        foreach (var element in elements) (depth, weight) = (Math.Max(depth, element.Depth), weight + element.Weight);
        return depth >= Expression.DepthMax ? default : new(ValueKind.List, weight, depth + 1, elements);
    }

    // Absent when too deep.
    internal static ExpressionValue FromMap(MapValue map)
    {
        var (depth, weight) = (0, 1L);
        foreach (var entry in map.Entries) (depth, weight) = (Math.Max(depth, entry.Value.Depth), weight + entry.Key.Weight + entry.Value.Weight);
        return depth >= Expression.DepthMax ? default : new(ValueKind.Map, weight, depth + 1, map);
    }

    private int Depth => Kind is ValueKind.List or ValueKind.Map ? Extra : 0;

    // How much work it is to look at all of the value.
    internal long Weight => Kind switch
    {
        ValueKind.List or ValueKind.Map => Bits,
        ValueKind.String => 1 + (Characters.Length / 8),
        ValueKind.Bytes => 1 + (Octets.Length / 8),
        _ => 1,
    };

    private ExpressionValue Need(ValueKind kind) =>
        Kind == kind ? this : throw new InvalidOperationException($"The value {this} is of kind {Kind}, not {kind}.");
}
