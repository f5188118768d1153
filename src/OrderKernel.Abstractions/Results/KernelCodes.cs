namespace OrderKernel;

/// <summary>The codes that the ground floor itself gives.</summary>
public static class KernelCodes
{
    /// <summary>A result that nobody set.</summary>
    public const string ResultUnset = "kernel.result-unset";

    /// <summary>A command or its context leaves an id unset.</summary>
    public const string IdUnset = "kernel.id-unset";

    /// <summary>A command gives a reason that says nothing.</summary>
    public const string ReasonBlank = "kernel.reason-blank";

    /// <summary>A policy document is not JSON.</summary>
    public const string DocumentMalformed = "documents.malformed";

    /// <summary>A property is missing.</summary>
    public const string DocumentPropertyMissing = "documents.property-missing";

    /// <summary>A property is not known.</summary>
    public const string DocumentPropertyUnknown = "documents.property-unknown";

    /// <summary>A property stands there twice.</summary>
    public const string DocumentPropertyDuplicate = "documents.property-duplicate";

    /// <summary>A value has another type than expected.</summary>
    public const string DocumentTypeMismatch = "documents.type-mismatch";

    /// <summary>A value has the type but not a permitted value.</summary>
    public const string DocumentValueInvalid = "documents.value-invalid";

    /// <summary>A document is of another kind, by its <c>$schema</c>, than the one that is due; nothing else of it was looked at.</summary>
    public const string DocumentOfOtherKind = "documents.other-kind";

    /// <summary>A document has problems; the reasons list them all.</summary>
    public const string DocumentInvalid = "documents.invalid";

    /// <summary>A command has problems; the reasons list them all.</summary>
    public const string CommandInvalid = "commands.invalid";

    /// <summary>No command of the family has that name.</summary>
    public const string CommandUnknown = "commands.unknown";

    /// <summary>The amounts or units of a command, with those that are there, pass 64 bits.</summary>
    public const string NumbersOutOfRange = "commands.numbers-out-of-range";

    /// <summary>A quantity ledger has fewer units in a place than a move wants.</summary>
    public const string LedgerUnitsShort = "ledger.units-short";

    /// <summary>A money ledger holds less in a place than a move wants.</summary>
    public const string LedgerMoneyShort = "ledger.money-short";

    /// <summary>What is due or was paid would no longer fit 64 bits.</summary>
    public const string LedgerMoneyOutOfRange = "ledger.money-out-of-range";

    /// <summary>Amounts of two currencies met in one ledger.</summary>
    public const string LedgerCurrencyMismatch = "ledger.currency-mismatch";

    /// <summary>An amount or a number of units that moves must be positive.</summary>
    public const string LedgerNothingToMove = "ledger.nothing-to-move";

    /// <summary>The content of an event that is needed was dropped by retention; only its hash is left.</summary>
    public const string ContentDropped = "events.content-dropped";

    /// <summary>An event is missing in the middle of a stream, or one stands there twice.</summary>
    public const string ChainVersionGap = "chain.version-gap";

    /// <summary>An event's bytes do not give its link: the event or one before it was edited.</summary>
    public const string ChainHashMismatch = "chain.hash-mismatch";

    /// <summary>What stands beside an event's bytes is not what the bytes say.</summary>
    public const string ChainRowEdited = "chain.row-edited";

    /// <summary>A stream's events end elsewhere than its head says.</summary>
    public const string ChainHeadMismatch = "chain.head-mismatch";

    /// <summary>The store has fewer events than were anchored.</summary>
    public const string ChainTailLost = "chain.tail-lost";

    /// <summary>The store's heads are not those that were anchored.</summary>
    public const string ChainAnchorMismatch = "chain.anchor-mismatch";
}
