using System.CommandLine;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel workflow check FILE</c>: all that is wrong with a workflow document, at once.</summary>
internal static class WorkflowCheckCommand
{
    public static Command Create() => CheckCommand.Create(CheckAsync);

    private static async Task<int> CheckAsync(string path, bool isJson, Labels labels, CancellationToken cancellationToken)
    {
        if (!(await WorkflowFile.ReadAsync(path, cancellationToken)).TryGet(out var utf8, out var unreadable)) return Terminal.Refuse(labels, unreadable);
        var check = WorkflowFile.Check(path, utf8);
        if (isJson) Console.Out.WriteLine(WorkflowJson.Of(path, check, labels));
        else Print(path, check, labels);
        return check.Loaded.IsOk ? ExitCode.Ok : ExitCode.Found;
    }

    private static void Print(string path, WorkflowCheck check, Labels labels)
    {
        foreach (var finding in check.Findings) Terminal.Say(labels.Coded(finding));
        Terminal.Say(check.Loaded.TryGet(out var document, out _)
            ? labels.Text("workflow.sound", ("path", path), ("workflow", document.Reference), ("steps", document.Policy.Steps.Count), ("domain", check.Domain))
            : labels.Text(check.Findings.Count == 1 ? "workflow.unsound-one" : "workflow.unsound", ("path", path), ("count", check.Findings.Count)));
    }
}
