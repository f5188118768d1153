namespace OrderKernel.Testing.Tests.Stores;

internal enum ActKind
{
    /// <summary>Holds units of the first SKU.</summary>
    Take = 0,

    /// <summary>Holds units of both SKUs, or of none.</summary>
    TakeBoth = 1,

    /// <summary>Frees units of the first SKU, of which so many must be held.</summary>
    Give = 2,

    /// <summary>Appends to a stream behind a version, and holds a unit of the second SKU with it.</summary>
    Append = 3,

    /// <summary>Reads what is held of both SKUs at once.</summary>
    ReadBoth = 4,

    /// <summary>Reads how long the stream is.</summary>
    ReadStream = 5,

    /// <summary>Asks whether a message was answered.</summary>
    Known = 6,
}

/// <summary>What a thread asks of a store.</summary>
/// <param name="Kind">What.</param>
/// <param name="Message">Under which message; several threads share some.</param>
/// <param name="Number">Units, or the version.</param>
internal readonly record struct Act(ActKind Kind, int Message, int Number)
{
    public const int Messages = 12;

    public static Act Any(Random random) => new((ActKind)random.Next(7), random.Next(Messages), random.Next(1, 4));
}

/// <summary>An act of a history with its answer, and when it began and ended in the order of all beginnings and ends.</summary>
internal readonly record struct Call(Act Act, long From, long Until, string Answer);
