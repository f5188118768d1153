using System.CommandLine;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel documents</c>: the documents and schemas that the packages carry, and checks of one's own.</summary>
internal static class DocumentsCommand
{
    public static Command Create() => new("documents", "Lists and prints default documents and schemas, checks documents (策略文档)")
    {
        DocumentsListCommand.Create(), DocumentsShowCommand.Create(), DocumentsSchemaCommand.Create(), DocumentsCheckCommand.Create(),
    };
}
