using System.CommandLine;
using NodaTime.Text;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel run FOLDER</c>: takes raw exports through the whole kernel.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder");
        var options = new RunOptionSet();
        var command = new Command("run") { folder };
        options.AddTo(command);
        command.SetAction((result, cancellationToken) => options.RunAsync(result, result.GetValue(folder)!, cancellationToken));
        return command;
    }
}

/// <summary><c>orderkernel demo</c>: the same over the bundled sample.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var options = new RunOptionSet();
        var command = new Command("demo");
        options.AddTo(command);
        command.SetAction((result, cancellationToken) =>
            options.RunAsync(result, Path.Combine(AppContext.BaseDirectory, "samples", "promotion-day"), cancellationToken));
        return command;
    }
}

/// <summary>The options that <c>run</c> and <c>demo</c> share.</summary>
internal sealed class RunOptionSet
{
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _report = new Option<string?>("--report").NotEmpty();
    private readonly Option<string?> _asOf = new("--as-of");
    private readonly Option<bool> _history = new("--history");
    private readonly Option<bool> _json = new("--json");
    private readonly Option<string?> _lang = CommonOptions.Lang();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _store, _report, _asOf, _history, _json, _lang }) command.Options.Add(option);
    }

    public async Task<int> RunAsync(ParseResult result, string folder, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        NodaTime.Instant? asOf = null;
        if (result.GetValue(_asOf) is { } text)
        {
            if (!OffsetText.TryParse(text, out var moment))
                return Terminal.Refuse(labels, Refusal.Of(CliCodes.InstantUnreadable, ("text", text)));
            asOf = moment;
        }

        return await new FolderRun(labels, folder, result.GetValue(_store)!, result.GetValue(_report), asOf,
            result.GetValue(_json), result.GetValue(_history)).RunAsync(cancellationToken);
    }
}
