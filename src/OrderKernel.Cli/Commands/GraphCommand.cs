using System.CommandLine;
using OrderKernel.Cli.Output;
using OrderKernel.Orders;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel graph</c>: a workflow as Mermaid.</summary>
internal static class GraphCommand
{
    public static Command Create()
    {
        var workflow = new Option<string>("--workflow") { Description = "standard or totals-only (流程)", DefaultValueFactory = _ => "standard" };
        workflow.AcceptOnlyFromAmong("standard", "totals-only");
        var lang = CommonOptions.Lang();
        var command = new Command("graph", "Prints the workflow as a Mermaid diagram (输出流程图)") { workflow, lang };
        command.SetAction(result =>
        {
            var machine = result.GetValue(workflow) == "standard" ? OrderPolicies.Default.Standard : OrderPolicies.Default.TotalsOnly;
            Console.Out.Write(WorkflowDiagram.Mermaid(machine.Definition, CommonOptions.LanguageOf(result.GetValue(lang))));
            return ExitCode.Ok;
        });
        return command;
    }
}
