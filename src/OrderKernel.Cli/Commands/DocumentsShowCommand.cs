using System.CommandLine;
using OrderKernel.Cli.Output;
using OrderKernel.Policies;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel documents show NAME</c>: the bytes of a document that a package carries, ready to be redirected into a file.</summary>
internal static class DocumentsShowCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name");
        var lang = CommonOptions.Lang();
        var command = new Command("show") { name, lang };
        command.SetAction(result => Print(result.GetValue(name)!, Labels.In(CommonOptions.LanguageOf(result.GetValue(lang)))));
        return command;
    }

    private static int Print(string name, Labels labels)
    {
        var names = PolicyDefaults.All.Items.Select(d => d.Name).ToArray();
        if (names.Contains(name)) return Terminal.Bytes(PolicyDefaults.Bytes(name));
        Terminal.Refuse(labels, Reason.Of(CliCodes.DocumentUnknown, ("name", name), ("known", string.Join(", ", names))));
        return ExitCode.Found;
    }
}
