using System.CommandLine;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel documents</c>: the documents and schemas that the packages carry, and checks of one's own.</summary>
internal static class DocumentsCommand
{
    public static Command Create() => new("documents")
    {
        CommonOptions.Lang(), DocumentsListCommand.Create(), DocumentsShowCommand.Create(), DocumentsSchemaCommand.Create(), DocumentsCheckCommand.Create(),
    };
}
