using NodaTime;

namespace OrderKernel.Channels;

/// <summary>A secret that a channel signs its pushes with. It prints as its name; the secret is no property.</summary>
/// <remarks>
/// Rotation: give the old key and the new one, with <see cref="Until"/> and <see cref="From"/> around the change; in between both count. Remove the old one
/// when its time is over.
/// </remarks>
public sealed class SigningKey
{
    private readonly byte[] _secret;

    private SigningKey(string name, byte[] secret) => (Name, _secret) = (name, secret);

    /// <summary>What the key is called, for people: refusals and logs name it.</summary>
    public string Name { get; }

    /// <summary>The public id of the application that channels sign along (app key, client id); null where the channel signs none.</summary>
    public string? App { get; private init; }

    /// <summary>The first instant at which it counts; null for always before <see cref="Until"/>.</summary>
    public Instant? From { get; private init; }

    /// <summary>The first instant at which it counts no more; null for always after <see cref="From"/>.</summary>
    public Instant? Until { get; private init; }

    /// <summary>A key.</summary>
    /// <param name="name">What it is called, for people; not the secret.</param>
    /// <param name="secret">The secret's bytes, at least one; they are copied. Most channels show a text: its UTF-8 bytes are meant.</param>
    /// <param name="app">The public id of the application, where the channel signs it along.</param>
    /// <param name="from">The first instant at which it counts; null for always before <paramref name="until"/>.</param>
    /// <param name="until">The first instant at which it counts no more; null for always after <paramref name="from"/>.</param>
    /// <exception cref="ArgumentException">Name or secret is empty.</exception>
    public static SigningKey Of(string name, ReadOnlySpan<byte> secret, string? app = null, Instant? from = null, Instant? until = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (secret.IsEmpty) throw new ArgumentException("A secret has at least one byte.", nameof(secret));
        return new(name, secret.ToArray()) { App = app, From = from, Until = until };
    }

    /// <summary>Its name.</summary>
    public override string ToString() => Name;

    internal ReadOnlySpan<byte> Secret => _secret;

    internal bool CountsAt(Instant at) => !(at < From) && !(at >= Until);
}
