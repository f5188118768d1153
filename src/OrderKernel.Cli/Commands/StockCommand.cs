using System.CommandLine;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Commands;

/// <summary>
/// <c>orderkernel stock</c>: what channels are told of stock, how it stands, what is to be ordered, which batches there are, what can be promised,
/// what is counted, what goes from one location to another, and whether it adds up.
/// </summary>
internal static class StockCommand
{
    public static Command Create() => new("stock")
    {
        CommonOptions.Lang(), StockPublishCommand.Create(), StockHealthCommand.Create(), StockReplenishCommand.Create(), StockBatchesCommand.Create(),
        StockSnapshotCommand.Create(), StockTakeCommand.Create(), StockTransferCommand.Create(), StockPromiseCommand.Create(),
        StockReconcileCommand.Create(), StockRebalanceCommand.Create(),
    };
}
