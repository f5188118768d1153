using System.CommandLine;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel quarantine</c>: records that were put away, until each is taken or somebody says that nothing follows from it.</summary>
internal static class QuarantineCommand
{
    public static Command Create() => new("quarantine", "Lists records that were put away, delivers them again, discards them (隔离区)")
    {
        QuarantineListCommand.Create(), QuarantineReplayCommand.Create(), QuarantineDiscardCommand.Create(),
    };
}
