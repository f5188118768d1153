using System.CommandLine;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel rules</c>: chains of rules checked and tried, expressions evaluated.</summary>
internal static class RulesCommand
{
    public static Command Create() => new("rules") { CommonOptions.Lang(), RulesCheckCommand.Create(), RulesEvalCommand.Create(), RulesTryCommand.Create() };
}
