using System.CommandLine;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel workflow</c>: what people ask of workflow documents and of orders that run under them.</summary>
internal static class WorkflowCommand
{
    public static Command Create() => new("workflow", "Checks workflow documents, tells what can happen next, moves orders to a new version (流程工具)")
    {
        WorkflowCheckCommand.Create(), WorkflowNextCommand.Create(), WorkflowMigrateCommand.Create(),
    };
}
