using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>A role that may fire triggers or approve steps; extensible. <c>default</c> is unset.</summary>
[JsonConverter(typeof(TextValueConverter<Role>))]
public readonly record struct Role : IComparable<Role>, ITextValue<Role>
{
    private Role(string value) => Value = value;

    /// <summary>The kernel: timers and consequences.</summary>
    public static Role Kernel { get; } = new("kernel");

    /// <summary>A sales channel that states facts.</summary>
    public static Role Channel { get; } = new("channel");

    /// <summary>A carrier, or a warehouse system that reports what has left: states facts.</summary>
    public static Role Carrier { get; } = new("carrier");

    /// <summary>The buyer.</summary>
    public static Role Buyer { get; } = new("buyer");

    /// <summary>A customer-service agent.</summary>
    public static Role Agent { get; } = new("agent");

    /// <summary>A supervisor of agents.</summary>
    public static Role Supervisor { get; } = new("supervisor");

    /// <summary>Finance.</summary>
    public static Role Finance { get; } = new("finance");

    /// <summary>The warehouse.</summary>
    public static Role Warehouse { get; } = new("warehouse");

    /// <summary>The text of the role; null on <c>default</c>.</summary>
    public string Value { get; }

    /// <summary>A role from its text.</summary>
    /// <param name="text">A named role or a host's own: 1 to 128 characters, no control characters, no blank at either end.</param>
    /// <exception cref="ArgumentException">The text is not a valid id.</exception>
    public static Role Of(string text) => new(IdText.Checked(text));

    /// <summary>A role from its text, or false where <see cref="Of"/> would throw.</summary>
    /// <param name="text">The text; null is no role.</param>
    /// <param name="role">The role; <c>default</c> where the answer is false.</param>
    public static bool TryParse(string? text, out Role role)
    {
        role = IdText.IsValid(text) ? new(text!) : default;
        return role.Value is not null;
    }

    /// <summary>Ordinal order of the texts.</summary>
    public int CompareTo(Role other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";

    bool ITextValue<Role>.TryRead(string? text, out Role value) => TryParse(text, out value);
}
