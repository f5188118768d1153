using System.CommandLine;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel skus</c>: SKU maps as the tables that people keep, and back.</summary>
internal static class SkusCommand
{
    public static Command Create() => new("skus") { CommonOptions.Lang(), SkusImportCommand.Create(), SkusExportCommand.Create() };
}
