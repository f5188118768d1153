using System.CommandLine;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel rules</c>: expressions tried from the command line.</summary>
internal static class RulesCommand
{
    public static Command Create() => new("rules") { CommonOptions.Lang(), RulesEvalCommand.Create() };
}
