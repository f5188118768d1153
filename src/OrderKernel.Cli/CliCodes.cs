namespace OrderKernel.Cli;

/// <summary>The codes that the tool itself gives about folders and files.</summary>
public static class CliCodes
{
    /// <summary>The folder is not there.</summary>
    public const string FolderMissing = "cli.folder-missing";

    /// <summary>A file that the manifest names is not there.</summary>
    public const string FileMissing = "cli.file-missing";

    /// <summary>No profile recognises a file.</summary>
    public const string FileNotRecognised = "cli.file-not-recognised";

    /// <summary>The folder holds no file that a profile recognises.</summary>
    public const string NothingRecognised = "cli.nothing-recognised";

    /// <summary>The manifest names a profile that there is not.</summary>
    public const string ProfileUnknown = "cli.profile-unknown";

    /// <summary>A policy document of the folder has problems.</summary>
    public const string PolicyInvalid = "cli.policy-invalid";

    /// <summary>The manifest has problems.</summary>
    public const string ManifestInvalid = "cli.manifest-invalid";

    /// <summary>The store holds several tenants or none; one must be named.</summary>
    public const string TenantUnclear = "cli.tenant-unclear";

    /// <summary>No order answers to a clue.</summary>
    public const string OrderNotFound = "cli.order-not-found";

    /// <summary>An instant on the command line cannot be read.</summary>
    public const string InstantUnreadable = "cli.instant-unreadable";

    /// <summary>A file of the folder cannot be read.</summary>
    public const string FileUnreadable = "cli.file-unreadable";
}
