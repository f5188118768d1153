using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace OrderKernel.Channels;

/// <summary>How a channel signs what it pushes, as the profile's <c>push</c> says it.</summary>
/// <remarks>
/// Formula: the signature is <see cref="Algorithm"/> over the parts, one behind the other, written in <see cref="Encoding"/> under <see cref="Header"/>.
/// Signatures are compared in constant time, over the raw bytes of the body. Nothing says what the right signature would have been.
/// </remarks>
public sealed class PushSignature
{
    private const int Sha256Bytes = 32;
    private const int Md5Bytes = 16;

    internal PushSignature(string header, SignatureAlgorithm algorithm, SignatureEncoding encoding, IReadOnlyList<SignaturePart> over) =>
        (Header, Algorithm, Encoding, Over) = (header, algorithm, encoding, over);

    /// <summary>The header under which the signature stands.</summary>
    public string Header { get; }

    /// <summary>How it is computed.</summary>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>How it is written.</summary>
    public SignatureEncoding Encoding { get; }

    /// <summary>
    /// The header that tells when the push was signed; null where the channel signs no time, and a push sent again is known by its records alone.
    /// </summary>
    public string? TimeHeader { get; internal init; }

    /// <summary>How far the time of signing may be from the time of arrival, either way; null without <see cref="TimeHeader"/>.</summary>
    public Duration? Window { get; internal init; }

    /// <summary>How sure the research is of the scheme.</summary>
    public EvidenceMark Evidence { get; internal init; }

    internal TimeFormat TimeFormat { get; init; }

    internal IReadOnlyList<SignaturePart> Over { get; }

    private int Length => Algorithm == SignatureAlgorithm.HmacSha256 ? Sha256Bytes : Md5Bytes;

    /// <summary>Finds the key that signed a push.</summary>
    /// <param name="body">The raw bytes of the body.</param>
    /// <param name="header">Gives a header's value by its name; null where it is missing.</param>
    /// <param name="keys">The keys that may have signed; those whose time it is are all tried.</param>
    /// <param name="at">When the push arrived.</param>
    /// <returns>The key.</returns>
    /// <remarks>
    /// Refuses with: <see cref="ChannelsCodes.SigningKeyNone"/> (no key counts at this time, or none has the application's id that is signed along),
    /// <see cref="ChannelsCodes.SignatureMissing"/>, <see cref="ChannelsCodes.SignatureMalformed"/>, <see cref="ChannelsCodes.SignatureWrong"/>,
    /// <see cref="ChannelsCodes.SignatureOutdated"/>. Cost: one computation a key, over a copy of the parts.
    /// </remarks>
    public Result<SigningKey> Verify(ReadOnlySpan<byte> body, Func<string, string?> header, IReadOnlyList<SigningKey> keys, Instant at)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(keys);
        Span<byte> told = stackalloc byte[Sha256Bytes];
        told = told.Slice(0, Length);
        if (header(Header) is not { Length: > 0 } text) return Refusal.Of(ChannelsCodes.SignatureMissing, ("header", Header));
        if (!SignatureText.TryRead(text.Trim(), Encoding, told))
            return Refusal.Of(ChannelsCodes.SignatureMalformed, ("header", Header), ("expected", $"{Length} bytes, {Encoding}"));
        var time = TimeHeader is null ? null : header(TimeHeader)?.Trim();
        if (TimeHeader is not null && string.IsNullOrEmpty(time)) return Refusal.Of(ChannelsCodes.SignatureMissing, ("header", TimeHeader));
        Span<byte> made = stackalloc byte[Sha256Bytes];
        made = made.Slice(0, Length);
        SigningKey? signer = null;
        var tried = 0;
        foreach (var key in keys)
        {
            if (!Fits(key) || !key.CountsAt(at)) continue;
            tried++;
            Compute(body, key, time, made);
            if (SignatureText.AreSame(told, made)) signer ??= key;
        }

        if (tried == 0) return Refusal.Of(ChannelsCodes.SigningKeyNone, ("keys", keys.Count), ("at", at));
        if (signer is null) return Refusal.Of(ChannelsCodes.SignatureWrong, ("header", Header), ("keys", tried));
        return Window is { } window && OutsideOf(window, time!, at) is { } refusal ? refusal : signer;
    }

    /// <summary>Signs a body as the channel does: for a fake of the channel, and for a channel of one's own.</summary>
    /// <param name="body">The raw bytes of the body.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">What stands under <see cref="TimeHeader"/>; null without one.</param>
    /// <returns>What stands under <see cref="Header"/>; hexadecimal in small letters.</returns>
    /// <exception cref="ArgumentException">The scheme signs the application's id or a time along, and there is none.</exception>
    public string Sign(ReadOnlySpan<byte> body, SigningKey key, string? time = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!Fits(key)) throw new ArgumentException($"{Header} signs the application's id along, and the key has none.", nameof(key));
        if (TimeHeader is not null && string.IsNullOrEmpty(time)) throw new ArgumentException($"{Header} signs {TimeHeader} along.", nameof(time));
        Span<byte> made = stackalloc byte[Sha256Bytes];
        made = made.Slice(0, Length);
        Compute(body, key, time, made);
        return SignatureText.Write(made, Encoding);
    }

    private bool Fits(SigningKey key) => key.App is not null || !Over.Any(p => p.Kind == SignaturePartKind.App);

    // Only once the signature is right: before, the time is anybody's word.
    private Refusal? OutsideOf(Duration window, string time, Instant at)
    {
        if (!new TimeText(DateTimeZone.Utc).TryRead(Utf8.GetBytes(time), TimeFormat, out var signed))
            return Refusal.Of(ChannelsCodes.SignatureMalformed, ("header", TimeHeader!), ("expected", "a time"));
        var apart = signed - at;
        return apart > window || -apart > window
            ? Refusal.Of(ChannelsCodes.SignatureOutdated, ("signed", signed), ("at", at), ("window", window))
            : null;
    }

    private void Compute(ReadOnlySpan<byte> body, SigningKey key, string? time, Span<byte> made)
    {
        if (Over is [{ Kind: SignaturePartKind.Body }] && Algorithm != SignatureAlgorithm.Md5)
        {
            Digest.Mac(Algorithm, key.Secret, body, made);
            return;
        }

        var length = 0;
        foreach (var part in Over) length += LengthOf(part, body, key, time);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var end = 0;
            foreach (var part in Over) end += Put(part, body, key, time, rented.AsSpan(end));
            Digest.Mac(Algorithm, key.Secret, rented.AsSpan(0, length), made);
        }
        finally
        {
            // The secret may stand there.
            Array.Clear(rented, 0, length);
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static int LengthOf(SignaturePart part, ReadOnlySpan<byte> body, SigningKey key, string? time) => part.Kind switch
    {
        SignaturePartKind.Body => body.Length,
        SignaturePartKind.Secret => key.Secret.Length,
        _ => Utf8.GetByteCount(TextOf(part, key, time)),
    };

    private static int Put(SignaturePart part, ReadOnlySpan<byte> body, SigningKey key, string? time, Span<byte> into)
    {
        switch (part.Kind)
        {
            case SignaturePartKind.Body:
                body.CopyTo(into);
                return body.Length;
            case SignaturePartKind.Secret:
                key.Secret.CopyTo(into);
                return key.Secret.Length;
            default:
                var bytes = Utf8.GetBytes(TextOf(part, key, time));
                bytes.CopyTo(into);
                return bytes.Length;
        }
    }

    private static string TextOf(SignaturePart part, SigningKey key, string? time) => part.Kind switch
    {
        SignaturePartKind.App => key.App!,
        SignaturePartKind.Time => time!,
        _ => part.Text!,
    };

    private static Encoding Utf8 => System.Text.Encoding.UTF8;
}
