using System.CommandLine;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel stock</c>: what channels are told of stock.</summary>
internal static class StockCommand
{
    public static Command Create() => new("stock") { CommonOptions.Lang(), StockPublishCommand.Create() };
}
