namespace OrderKernel.Channels;

/// <summary>How a signature is computed. 0 is unset.</summary>
public enum SignatureAlgorithm
{
    /// <summary>HMAC with SHA-256 under the secret: 32 bytes.</summary>
    HmacSha256 = 1,

    /// <summary>HMAC with MD5 under the secret: 16 bytes.</summary>
    HmacMd5 = 2,

    /// <summary>MD5 over parts of which the secret is one: 16 bytes. Weak, and what some channels have.</summary>
    Md5 = 3,
}

/// <summary>How a signature is written. 0 is unset.</summary>
public enum SignatureEncoding
{
    /// <summary>Two hexadecimal digits a byte, in either case.</summary>
    Hex = 1,

    /// <summary>Base64 with padding.</summary>
    Base64 = 2,
}

/// <summary>What a signature is over, in order.</summary>
/// <param name="Kind">Which part.</param>
/// <param name="Text">The text of a <see cref="SignaturePartKind.Text"/>; null otherwise.</param>
internal readonly record struct SignaturePart(SignaturePartKind Kind, string? Text);

/// <summary>The parts that a signature can be over. 0 is unset.</summary>
internal enum SignaturePartKind
{
    /// <summary>The raw body.</summary>
    Body = 1,

    /// <summary>The public id of the application.</summary>
    App = 2,

    /// <summary>The secret itself.</summary>
    Secret = 3,

    /// <summary>The header that tells when the push was signed, as it stands.</summary>
    Time = 4,

    /// <summary>A fixed text, such as a full stop between two parts.</summary>
    Text = 5,
}
