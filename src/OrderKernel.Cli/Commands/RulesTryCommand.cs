using System.CommandLine;
using OrderKernel.Chains;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Report;
using OrderKernel.Orders;
using OrderKernel.Rules;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel rules try FILE</c>: what a chain would have done with the orders of a store, beside another version or nothing.</summary>
internal sealed class RulesTryCommand
{
    private const int RowsMax = 20;
    private readonly Argument<string> _file = new("file");
    private readonly Option<string?> _against = new Option<string?>("--against").NotEmpty();
    private readonly Option<bool> _json = new("--json");
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _lang = CommonOptions.Lang(), _tenant = CommonOptions.Tenant();

    private RulesTryCommand()
    {
    }

    public static Command Create()
    {
        var own = new RulesTryCommand();
        var command = new Command("try") { own._file, own._against, own._json, own._store, own._lang, own._tenant };
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        if (!(await LoadAsync(result.GetValue(_file)!, cancellationToken)).TryGet(out var after, out var unusable)) return Terminal.Refuse(labels, unusable);
        PolicyDocument<RuleChain>? before = null;
        if (result.GetValue(_against) is { } against && !(await LoadAsync(against, cancellationToken)).TryGet(out before, out unusable))
            return Terminal.Refuse(labels, unusable);
        return await StoreCommand.RunAsync(result.GetValue(_store)!, result.GetValue(_tenant), labels, async (store, tenant) =>
        {
            var history = await RuleHistory.CompareAsync(
                store, tenant, before?.Policy ?? RuleHistory.Nothing, after.Policy, cancellationToken: cancellationToken);
            if (result.GetValue(_json)) Console.Out.WriteLine(RulesJson.Of(before?.Reference, after.Reference, history));
            else Print(before?.Reference, after, history, labels);
            return ExitCode.Ok;
        }, cancellationToken);
    }

    private static async Task<Result<PolicyDocument<RuleChain>>> LoadAsync(string path, CancellationToken cancellationToken) =>
        (await WorkflowFile.ReadAsync(path, cancellationToken)).Then(utf8 => OrderRules.Load(utf8));

    private static void Print(PolicyReference? before, PolicyDocument<RuleChain> after, RuleHistory history, Labels labels)
    {
        var run = history.Comparison;
        Terminal.Say(labels.Text("rules.tried", ("before", before?.ToString() ?? labels["rules.nothing"]), ("after", after.Reference),
            ("orders", Html.Number(run.Orders)), ("differing", Html.Number(run.Differing))));
        if (history.Dropped > 0) Terminal.Say(labels.Text("rules.dropped", ("dropped", Html.Number(history.Dropped))));
        if (!after.Policy.Facts.IsEmpty)
            Terminal.Say(labels.Text("rules.not-recorded", ("facts", string.Join(", ", after.Policy.Facts.Items.Select(f => f.Path)))));
        Terminal.Table(labels["rules.counts"],
            [labels["head.rule"], "#" + labels["head.fired-before"], "#" + labels["head.fired-after"], "#" + labels["head.gained"], "#" + labels["head.lost"],
                "#" + labels["head.erred"]],
            run.Rules.Items.Select(r => new[]
            {
                r.Id, Html.Number(r.FiredBefore), Html.Number(r.FiredAfter), Html.Number(r.Gained), Html.Number(r.Lost), Html.Number(r.ErredAfter),
            }));
        if (run.Differences.IsEmpty) return;
        Terminal.Table(labels["rules.differences"], [labels["head.order"], labels["head.fired-before"], labels["head.fired-after"]],
            run.Differences.Items.Take(RowsMax).Select(d => new[] { d.Key, Pulls(d.Before), Pulls(d.After) }));
        if (run.Differing > RowsMax) Terminal.Say("  " + labels.Text("run.more", ("count", Html.Number(run.Differing - RowsMax))));

        static string Pulls(ValueList<LeverPull> pulls) => pulls.IsEmpty ? "–" : string.Join("; ", pulls.Items);
    }
}
