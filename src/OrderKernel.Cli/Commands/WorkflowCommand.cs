using System.CommandLine;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel workflow</c>: what people ask of workflow documents and of orders that run under them.</summary>
internal static class WorkflowCommand
{
    public static Command Create() => new("workflow")
    {
        CommonOptions.Lang(), WorkflowCheckCommand.Create(), WorkflowNextCommand.Create(), WorkflowMigrateCommand.Create(),
    };
}
