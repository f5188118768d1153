namespace OrderKernel.Channels;

/// <summary>What a channel sent to the host: the raw body, and what is needed to see that it is the channel's.</summary>
public sealed class Push
{
    private Push(ReadOnlyMemory<byte> body, Func<string, string?>? header, IReadOnlyList<SigningKey> keys) => (Body, Header, Keys) = (body, header, keys);

    /// <summary>The body as it came over the wire, before anything decoded or trimmed it.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>A header by its name; null when the host vouches for the push.</summary>
    private Func<string, string?>? Header { get; }

    private IReadOnlyList<SigningKey> Keys { get; }

    /// <summary>A push that carries the channel's signature: it is taken only when one of the keys made it.</summary>
    /// <param name="body">The raw bytes of the body.</param>
    /// <param name="header">Gives a header's value by its name, in any case; null where it is missing. Of several values, the first.</param>
    /// <param name="keys">The secrets of the shop's application, the old and the new one while it rotates; at least one.</param>
    /// <exception cref="ArgumentException">There is no key.</exception>
    public static Push Signed(ReadOnlyMemory<byte> body, Func<string, string?> header, params IReadOnlyList<SigningKey> keys)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(keys);
        return keys.Count == 0 ? throw new ArgumentException("A signed push needs a key.", nameof(keys)) : new(body, header, keys);
    }

    /// <summary>A push that the host vouches for: it pulled the body itself, or has seen a proof that no profile knows of.</summary>
    /// <param name="body">The raw bytes of the body.</param>
    public static Push Trusted(ReadOnlyMemory<byte> body) => new(body, null, []);

    /// <summary>Why a push is not taken for the channel's; null when it is.</summary>
    /// <param name="profile">The profile that says how the channel signs.</param>
    /// <param name="at">When the push arrived.</param>
    /// <remarks>
    /// Refuses with: <see cref="ChannelsCodes.SignatureUnknown"/> where the push is signed and the profile has no scheme, so that it is never taken unproved;
    /// and what <see cref="PushSignature.Verify"/> refuses with.
    /// </remarks>
    public Refusal? Check(PolicyDocument<ChannelProfile> profile, NodaTime.Instant at)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (Header is null) return null;
        return profile.Policy.PushSignature is { } scheme
            ? scheme.Verify(Body.Span, Header, Keys, at).Refusal
            : Refusal.Of(ChannelsCodes.SignatureUnknown, ("profile", profile.Reference.Name));
    }

    internal string? HeaderOf(string name) => Header?.Invoke(name);
}
