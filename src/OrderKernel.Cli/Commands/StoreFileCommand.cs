using System.CommandLine;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel store</c>: the store as a file, copied while others use it and checked as a database.</summary>
internal static class StoreFileCommand
{
    public static Command Create() => new("store")
    {
        CommonOptions.Lang(),
        StoreCopyCommand.Create("backup", static (store, path, cancellationToken) => store.BackUpAsync(path, cancellationToken)),
        StoreCopyCommand.Create("compact", static (store, path, cancellationToken) => store.CompactIntoAsync(path, cancellationToken)),
        StoreCheckCommand.Create(),
    };
}
