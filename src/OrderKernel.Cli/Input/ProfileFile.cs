using OrderKernel.Channels;

namespace OrderKernel.Cli.Input;

/// <summary>A profile as a command line names it: a file, or a built-in one by its name.</summary>
internal static class ProfileFile
{
    private static IEnumerable<string> Known => Profiles.DefaultNames.Items.Concat(Profiles.PartnerNames.Items);

    /// <summary>The profile.</summary>
    /// <remarks>Refuses with: <see cref="CliCodes.FileUnreadable"/>, <see cref="CliCodes.ProfileUnknown"/>, <see cref="KernelCodes.DocumentInvalid"/>.</remarks>
    public static async Task<Result<PolicyDocument<ChannelProfile>>> LoadAsync(string named, CancellationToken cancellationToken)
    {
        if (Known.Contains(named) && !File.Exists(named)) return Profiles.Default(named);
        if (!File.Exists(named) && !named.AsSpan().ContainsAny('/', '\\', '.'))
            return Refusal.Of(CliCodes.ProfileUnknown, ("path", named), ("profile", named), ("known", string.Join(", ", Known)));
        return (await WorkflowFile.ReadAsync(named, cancellationToken)).Then(utf8 => Profiles.Load(utf8));
    }
}
