namespace OrderKernel.Cli;

/// <summary>The codes that the tool itself gives about folders, files and its command line.</summary>
public static class CliCodes
{
    /// <summary>The folder is not there.</summary>
    public const string FolderMissing = "cli.folder-missing";

    /// <summary>A file that the manifest names is not there.</summary>
    public const string FileMissing = "cli.file-missing";

    /// <summary>A file of a folder is of a kind that is not read.</summary>
    public const string FilePassedOver = "cli.file-passed-over";

    /// <summary>A chain of rules reads facts that only a host can tell, and in a run of the tool there is none: those rules cannot be evaluated.</summary>
    public const string RuleFactsUntold = "cli.rule-facts-untold";

    /// <summary>A file of the folder has no bytes.</summary>
    public const string FileEmpty = "cli.file-empty";

    /// <summary>A file of the folder has the same bytes as another; it is read once.</summary>
    public const string FileRepeated = "cli.file-repeated";

    /// <summary>A file that was read has no record.</summary>
    public const string FileWithoutRecords = "cli.file-without-records";

    /// <summary>The bytes of a file fit no encoding that is read.</summary>
    public const string FileEncodingUnknown = "cli.file-encoding-unknown";

    /// <summary>A file of UTF-8 has places that are none; the records there are put away.</summary>
    public const string FileEncodingBroken = "cli.file-encoding-broken";

    /// <summary>A workbook is protected by a password.</summary>
    public const string WorkbookProtected = "cli.workbook-protected";

    /// <summary>A workbook is of the old binary format.</summary>
    public const string WorkbookOld = "cli.workbook-old";

    /// <summary>A workbook is broken, or no workbook.</summary>
    public const string WorkbookBroken = "cli.workbook-broken";

    /// <summary>A sheet of a workbook that a profile recognises was not read, since one before it was.</summary>
    public const string SheetPassedOver = "cli.sheet-passed-over";

    /// <summary>No profile recognises a file.</summary>
    public const string FileNotRecognised = "cli.file-not-recognised";

    /// <summary>The folder holds no file that a profile recognises.</summary>
    public const string NothingRecognised = "cli.nothing-recognised";

    /// <summary>The manifest names a profile that there is not.</summary>
    public const string ProfileUnknown = "cli.profile-unknown";

    /// <summary>A file has no record of the number that was asked for.</summary>
    public const string RecordMissing = "cli.record-missing";

    /// <summary>A policy document of the folder has problems.</summary>
    public const string PolicyInvalid = "cli.policy-invalid";

    /// <summary>The manifest has problems.</summary>
    public const string ManifestInvalid = "cli.manifest-invalid";

    /// <summary>A stream cannot be read; verify the store.</summary>
    public const string StreamUnreadable = "cli.stream-unreadable";

    /// <summary>The store's file is not there.</summary>
    public const string StoreMissing = "cli.store-missing";

    /// <summary>The store holds several tenants or none, or not the one named.</summary>
    public const string TenantUnclear = "cli.tenant-unclear";

    /// <summary>The store and the anchor beside it hold different histories of the same length.</summary>
    public const string AnchorDisagrees = "cli.anchor-disagrees";

    /// <summary>No order answers to a clue.</summary>
    public const string OrderNotFound = "cli.order-not-found";

    /// <summary>Several orders answer to a clue.</summary>
    public const string OrderAmbiguous = "cli.order-ambiguous";

    /// <summary>An anchored head on the command line cannot be read.</summary>
    public const string AnchorUnreadable = "cli.anchor-unreadable";

    /// <summary>An instant on the command line cannot be read.</summary>
    public const string InstantUnreadable = "cli.instant-unreadable";

    /// <summary>A file of the folder cannot be read.</summary>
    public const string FileUnreadable = "cli.file-unreadable";

    /// <summary>A file changed while a run read it; what was applied stays.</summary>
    public const string FileChanged = "cli.file-changed";

    /// <summary>A file cannot be written.</summary>
    public const string FileUnwritable = "cli.file-unwritable";

    /// <summary>What is to be told cannot be read; nothing of it was told.</summary>
    public const string SayingInvalid = "cli.saying-invalid";

    /// <summary>There is nothing to tell.</summary>
    public const string NothingToTell = "cli.nothing-to-tell";

    /// <summary>A line is no expression with its bindings.</summary>
    public const string RuleCaseInvalid = "cli.rule-case-invalid";

    /// <summary>The command line is none that the tool knows.</summary>
    public const string CommandLineInvalid = "cli.command-line-invalid";

    /// <summary>An option that the command does not have, such as a mistyped one.</summary>
    public const string OptionUnknown = "cli.option-unknown";

    /// <summary>An option stands where the value of another is due, or nothing does.</summary>
    public const string OptionWithoutValue = "cli.option-without-value";

    /// <summary>A word that is no command.</summary>
    public const string CommandUnknown = "cli.command-unknown";

    /// <summary>There is no default document, or no schema, of the name asked for.</summary>
    public const string DocumentUnknown = "cli.document-unknown";

    /// <summary>A file is no snapshot of stock.</summary>
    public const string SnapshotInvalid = "cli.snapshot-invalid";

    /// <summary>A month is none.</summary>
    public const string MonthUnreadable = "cli.month-unreadable";

    /// <summary>A diagnosis was given the exports of fewer than two sides.</summary>
    public const string SidesTooFew = "cli.sides-too-few";

    /// <summary>The work was stopped from outside; what was applied stays.</summary>
    public const string Stopped = "cli.stopped";

    /// <summary>Something went wrong that no other code names.</summary>
    public const string Failed = "cli.failed";
}
