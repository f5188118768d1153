using System.CommandLine;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel quarantine</c>: records that were put away, until each is taken or somebody says that nothing follows from it.</summary>
internal static class QuarantineCommand
{
    public static Command Create() => new("quarantine")
    {
        CommonOptions.Lang(), QuarantineListCommand.Create(), QuarantineReplayCommand.Create(), QuarantineDiscardCommand.Create(),
    };
}
