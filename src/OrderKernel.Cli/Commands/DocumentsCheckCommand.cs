using System.CommandLine;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel documents check FILE...</c>: all that is wrong with documents of any kind, at once.</summary>
internal static class DocumentsCheckCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json");
        var lang = CommonOptions.Lang();
        var command = new Command("check") { files, json, lang };
        command.SetAction((result, cancellationToken) =>
            CheckAsync(result.GetValue(files)!, result.GetValue(json), Labels.In(CommonOptions.LanguageOf(result.GetValue(lang))), cancellationToken));
        return command;
    }

    private static async Task<int> CheckAsync(string[] paths, bool isJson, Labels labels, CancellationToken cancellationToken)
    {
        var checks = new List<DocumentCheck>();
        foreach (var path in paths)
        {
            if (!(await WorkflowFile.ReadAsync(path, cancellationToken)).TryGet(out var utf8, out var unreadable)) return Terminal.Refuse(labels, unreadable);
            checks.Add(DocumentFile.Check(path, utf8));
        }

        if (isJson) Console.Out.WriteLine(DocumentsJson.Of(checks, labels));
        else checks.ForEach(c => Print(c, labels));
        return checks.TrueForAll(c => c.Findings.IsEmpty) ? ExitCode.Ok : ExitCode.Found;
    }

    private static void Print(DocumentCheck check, Labels labels)
    {
        foreach (var finding in check.Findings) Terminal.Say(labels.Coded(finding));
        var sound = check.Document is null ? "documents.sound-manifest" : "documents.sound";
        Terminal.Say(check.Findings.IsEmpty
            ? labels.Text(sound, ("path", check.File), ("kind", check.Kind ?? ""), ("document", check.Document?.ToString() ?? ""))
            : labels.Text("documents.unsound", ("path", check.File), ("count", check.Findings.Count)));
    }
}
