using System.CommandLine;
using OrderKernel.Cli.Output;
using OrderKernel.Policies;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel documents list</c>: which documents there are, of which kind, from which package and what they decide.</summary>
internal static class DocumentsListCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json");
        var lang = CommonOptions.Lang();
        var command = new Command("list") { json, lang };
        command.SetAction(result =>
        {
            var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(lang)));
            if (result.GetValue(json)) Console.Out.WriteLine(DocumentsJson.Of(PolicyDefaults.All, labels));
            else Print(labels);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Print(Labels labels) => Terminal.Table(labels.Text("documents.title", ("count", PolicyDefaults.All.Count)),
        [labels["head.kind"], labels["head.document"], labels["head.version"], labels["head.package"], labels["head.decides"]],
        PolicyDefaults.All.Items.Select(d => new[] { d.Kind, d.Name, d.Version, d.Package, labels["documents.kind." + d.Kind] }));
}
