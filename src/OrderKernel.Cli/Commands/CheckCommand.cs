using System.CommandLine;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Commands;

/// <summary><c>check FILE [--json]</c> of the commands over one kind of document.</summary>
internal static class CheckCommand
{
    /// <summary>The command.</summary>
    /// <param name="check">What it does with the file's path, as one object or in words; gives the exit code.</param>
    public static Command Create(Func<string, bool, Labels, CancellationToken, Task<int>> check)
    {
        var file = new Argument<string>("file");
        var json = new Option<bool>("--json");
        var lang = CommonOptions.Lang();
        var command = new Command("check") { file, json, lang };
        command.SetAction((result, cancellationToken) =>
            check(result.GetValue(file)!, result.GetValue(json), Labels.In(CommonOptions.LanguageOf(result.GetValue(lang))), cancellationToken));
        return command;
    }
}
