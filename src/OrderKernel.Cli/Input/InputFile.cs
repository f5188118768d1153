using OrderKernel.Channels;

namespace OrderKernel.Cli.Input;

/// <summary>What reads a file's records.</summary>
internal enum InputKind
{
    Channel = 1,
    Kuaidi100 = 2,
    Partner = 3,
}

/// <summary>A file that a run reads.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">Its name for people: relative to the folder.</param>
/// <param name="Kind">What reads it.</param>
/// <param name="Profile">The channel's profile; null for other kinds.</param>
/// <param name="Shop">The shop.</param>
/// <param name="Length">Its bytes, when the folder was looked at.</param>
internal sealed record InputFile(string Path, string Name, InputKind Kind, PolicyDocument<ChannelProfile>? Profile, ShopId Shop, long Length)
{
    /// <summary>How its bytes become text.</summary>
    public FileForm Form { get; init; } = PlainForm.Utf8;

    /// <summary>When it arrived: the source time of records that tell none, where their profile says so; null where that is not known.</summary>
    public NodaTime.Instant? ArrivedAt { get; init; }

    /// <summary>What it is read as: the profile and its version, else what the manifest calls its kind.</summary>
    public string ReadAs => Profile is { } profile ? $"{profile.Reference.Name}@{profile.Reference.Version}" : Kind == InputKind.Kuaidi100 ? "kuaidi100" : "partner";
}

/// <summary>A folder made ready for a run.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Files">The files to read.</param>
/// <param name="Policies">The documents that decide.</param>
/// <param name="Skus">The SKU map.</param>
/// <param name="Findings">Files that nothing recognises and the like.</param>
internal sealed record InputSet(TenantId Tenant, ValueList<InputFile> Files, OrderKernel.Policies.KernelPolicies Policies, SkuMap Skus,
    ValueList<Finding> Findings);
