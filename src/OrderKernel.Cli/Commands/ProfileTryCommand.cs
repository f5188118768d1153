using System.CommandLine;
using OrderKernel.Channels;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Report;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel profile try PROFILE FILE</c>: how a profile reads each record, from the raw text to the canonical value.</summary>
internal sealed class ProfileTryCommand
{
    private readonly Argument<string> _profile = new("profile"), _file = new("file");
    private readonly Option<int?> _record = new("--record");
    private readonly Option<string?> _skus = new Option<string?>("--skus").NotEmpty(), _html = new Option<string?>("--html").NotEmpty();
    private readonly Option<bool> _json = new("--json");
    private readonly Option<string?> _lang = CommonOptions.Lang();

    private ProfileTryCommand() => _record.Validators.Add(r =>
    {
        if (r.Tokens.Any(t => !int.TryParse(t.Value, out var number) || number < 1)) r.AddError("--record: 1, 2, 3 …");
    });

    public static Command Create()
    {
        var own = new ProfileTryCommand();
        var command = new Command("try") { own._profile, own._file, own._record, own._skus, own._html, own._json, own._lang };
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        if (!(await ProfileFile.LoadAsync(result.GetValue(_profile)!, cancellationToken)).TryGet(out var profile, out var unusable))
            return Terminal.Refuse(labels, unusable);
        var skus = SkuMap.Same;
        if (result.GetValue(_skus) is { } map)
        {
            if (!(await WorkflowFile.ReadAsync(map, cancellationToken)).Then(utf8 => SkuMap.Load(utf8)).TryGet(out var loaded, out unusable))
                return Terminal.Refuse(labels, unusable);
            skus = loaded.Policy;
        }

        var html = result.GetValue(_html);
        if (html is not null && OutputFile.WhyNot(html) is { } unwritable) return Terminal.Refuse(labels, unwritable);
        if (!ProfileTrial.Of(result.GetValue(_file)!, profile, skus, result.GetValue(_record)).TryGet(out var trial, out unusable))
            return Terminal.Refuse(labels, unusable);
        if (result.GetValue(_json)) Console.Out.WriteLine(TrialJson.Of(trial, labels));
        else TrialTables.Print(trial, labels);
        if (html is not null) await File.WriteAllTextAsync(html, TrialPage.Of(trial, labels), cancellationToken);
        return trial.Tried.Items.Any(t => t.IsParked) ? ExitCode.Found : ExitCode.Ok;
    }
}
