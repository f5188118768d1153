using System.CommandLine;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Report;
using OrderKernel.Orders;
using OrderKernel.Rules;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel rules check FILE</c>: all that is wrong with a chain of rules, what contradicts and what never fires, at once.</summary>
internal static class RulesCheckCommand
{
    /// <summary>What the bound of a condition's cost reckons with: texts of so many characters, lists of so many elements.</summary>
    public static readonly FactSizes Sizes = new(1_000, 1_000);

    public static Command Create() => CheckCommand.Create(CheckAsync);

    private static async Task<int> CheckAsync(string path, bool isJson, Labels labels, CancellationToken cancellationToken)
    {
        if (!(await WorkflowFile.ReadAsync(path, cancellationToken)).TryGet(out var utf8, out var unreadable)) return Terminal.Refuse(labels, unreadable);
        var loaded = OrderRules.Load(utf8);
        ValueList<ChainFinding> found = loaded.TryGet(out var document, out var refusal) ? ChainAnalysis.Of(document.Policy) : [];
        var findings = document is null
            ? refusal!.Reasons.IsEmpty ? [new Reason(refusal.Code, refusal.Arguments)] : refusal.Reasons
            : found.Items.Select(f => f.Finding.ToReason()).ToValueList();
        if (isJson) Console.Out.WriteLine(RulesJson.Of(path, document, findings, found, labels));
        else Print(path, document, findings, labels);
        return document is not null && found.Items.All(f => !f.IsCertain) ? ExitCode.Ok : ExitCode.Found;
    }

    private static void Print(string path, PolicyDocument<RuleChain>? document, ValueList<Reason> findings, Labels labels)
    {
        foreach (var finding in findings) Terminal.Say(labels.Coded(finding));
        if (document is null)
        {
            Terminal.Say(labels.Text(findings.Count == 1 ? "workflow.unsound-one" : "workflow.unsound", ("path", path), ("count", findings.Count)));
            return;
        }

        var chain = document.Policy;
        Terminal.Say(labels.Text("rules.loads", ("path", path), ("chain", document.Reference), ("rules", chain.Rules.Count), ("findings", findings.Count)));
        if (!chain.Facts.IsEmpty) Terminal.Say(labels.Text("rules.brings", ("facts", string.Join(", ", chain.Facts.Items.Select(f => $"{f.Path}: {f.Type}")))));
        if (!chain.Levers.IsEmpty) Terminal.Say(labels.Text("rules.does", ("levers", string.Join(", ", chain.Levers.Items.Select(l => l.Name)))));
        if (chain.Rules.Items.MaxBy(r => r.When.CostMax(Sizes)) is { } dearest)
            Terminal.Say(labels.Text("rules.dearest", ("rule", dearest.Id), ("steps", Html.Number(dearest.When.CostMax(Sizes)))));
    }
}
