namespace OrderKernel.Channels;

/// <summary>Where a field is read from: the record itself (<c>default</c>) or one row of one of its lists.</summary>
/// <param name="Scope">The list's scope; 0 for the record.</param>
/// <param name="Row">The row; 0 for the record.</param>
internal readonly record struct RowAt(int Scope, int Row);

/// <summary>A value that a record tells at one place.</summary>
internal readonly ref struct Told
{
    public Told(Slot slot, int row, Token token, ReadOnlySpan<byte> value)
    {
        Slot = slot;
        Row = row;
        Token = token;
        Value = value;
    }

    public Slot Slot { get; }

    public int Row { get; }

    public Token Token { get; }

    /// <summary>Its bytes without blanks at the ends; of a text with escapes as they stand.</summary>
    public ReadOnlySpan<byte> Value { get; }

    public RowAt At => new(Slot.Scope, Row);
}
