using System.CommandLine;
using System.Text;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Telling;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel rules eval [FILE]</c>: expressions with their bindings as JSON Lines, answered line by line.</summary>
internal static class RulesEvalCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { DefaultValueFactory = _ => SayingFile.StandardInput };
        var lang = CommonOptions.Lang();
        var command = new Command("eval") { file, lang };
        command.SetAction((result, cancellationToken) =>
            EvaluateAsync(result.GetValue(file)!, Labels.In(CommonOptions.LanguageOf(result.GetValue(lang))), cancellationToken));
        return command;
    }

    private static async Task<int> EvaluateAsync(string path, Labels labels, CancellationToken cancellationToken)
    {
        Stream source;
        try
        {
            source = path == SayingFile.StandardInput ? Console.OpenStandardInput() : File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Terminal.Refuse(labels, Reason.Of(CliCodes.FileUnreadable, ("path", path), ("detail", IoDetail.Of(e, path))));
        }

        using var reader = new StreamReader(source, Encoding.UTF8);
        var code = ExitCode.Ok;
        // Each answer follows its line: whoever asks through a pipe may wait for it.
        for (var line = 1; await reader.ReadLineAsync(cancellationToken) is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            var (answer, isCase) = RuleCase.Answer(text, line, labels);
            Console.Out.WriteLine(answer);
            if (!isCase) code = ExitCode.Found;
        }

        return code;
    }
}
