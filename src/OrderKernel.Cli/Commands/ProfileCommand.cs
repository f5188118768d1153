using System.CommandLine;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel profile</c>: profiles of channels checked, alone and against samples of what they are to read, and shown at work.</summary>
internal static class ProfileCommand
{
    public static Command Create() => new("profile") { CommonOptions.Lang(), ProfileCheckCommand.Create(), ProfileTryCommand.Create(), ProfileNewCommand.Create() };
}
