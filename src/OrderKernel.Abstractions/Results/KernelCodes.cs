namespace OrderKernel;

/// <summary>The codes that the ground floor itself gives.</summary>
public static class KernelCodes
{
    /// <summary>A result that nobody set.</summary>
    public const string ResultUnset = "kernel.result-unset";

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

    /// <summary>A document has problems; the reasons list them all.</summary>
    public const string DocumentInvalid = "documents.invalid";

    /// <summary>A quantity ledger has fewer units in a place than a move wants.</summary>
    public const string LedgerUnitsShort = "ledger.units-short";

    /// <summary>A money ledger holds less in a place than a move wants.</summary>
    public const string LedgerMoneyShort = "ledger.money-short";

    /// <summary>Amounts of two currencies met in one ledger.</summary>
    public const string LedgerCurrencyMismatch = "ledger.currency-mismatch";

    /// <summary>An amount or a number of units that moves must be positive.</summary>
    public const string LedgerNothingToMove = "ledger.nothing-to-move";
}
