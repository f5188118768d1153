using System.CommandLine;
using OrderKernel.Cli.Output;
using OrderKernel.Policies;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel documents schema KIND</c>: the JSON Schema of a kind of documents, or of a folder's manifest.</summary>
internal static class DocumentsSchemaCommand
{
    public static Command Create()
    {
        var kind = new Argument<string>("kind");
        var lang = CommonOptions.Lang();
        var command = new Command("schema") { kind, lang };
        command.SetAction(result => Print(result.GetValue(kind)!, Labels.In(CommonOptions.LanguageOf(result.GetValue(lang)))));
        return command;
    }

    private static int Print(string kind, Labels labels)
    {
        var schema = PolicyKinds.Known.Contains(kind) ? PolicyKinds.SchemaOf(kind) : kind;
        if (PolicyKinds.Schemas.Contains(schema)) return Terminal.Bytes(PolicyKinds.SchemaBytes(schema));
        Terminal.Refuse(labels,
            Reason.Of(CliCodes.DocumentUnknown, ("name", kind), ("known", string.Join(", ", PolicyKinds.Known.Items.Concat(PolicyKinds.Schemas)))));
        return ExitCode.Found;
    }
}
