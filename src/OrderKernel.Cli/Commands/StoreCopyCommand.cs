using System.CommandLine;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Report;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel store backup FILE</c> and <c>store compact FILE</c>: one new file of the store as it is now, with the heads of its anchor.</summary>
internal static class StoreCopyCommand
{
    public static Command Create(string name, Func<SqliteOrderStore, string, CancellationToken, ValueTask> copy)
    {
        var file = new Argument<string>("file");
        var (store, lang) = (CommonOptions.Store(), CommonOptions.Lang());
        var command = new Command(name) { file, store, lang };
        command.SetAction((result, cancellationToken) => CopyAsync(result.GetValue(store)!, result.GetValue(file)!, copy,
            Labels.In(CommonOptions.LanguageOf(result.GetValue(lang))), cancellationToken));
        return command;
    }

    private static async Task<int> CopyAsync(string path, string to, Func<SqliteOrderStore, string, CancellationToken, ValueTask> copy, Labels labels,
        CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return Terminal.Refuse(labels, Reason.Of(CliCodes.StoreMissing, ("path", path)));
        await using var store = SqliteOrderStore.Open(path);
        // Read before: an anchor may lag behind its store, never lead.
        var heads = new List<PartitionHead>();
        await foreach (var tenant in store.TenantsAsync(cancellationToken))
        {
            if (await FileAnchor.Beside(path).LastAsync(tenant, cancellationToken) is { } head) heads.Add(head);
        }

        await copy(store, to, cancellationToken);
        var bytes = new FileInfo(to).Length;
        await using var copied = SqliteOrderStore.Open(to);
        Terminal.Say(labels.Text("store.copied", ("path", to), ("store", path), ("bytes", Html.Number(bytes))));
        foreach (var head in heads)
        {
            // An anchor that lies there already stays: it vouches for what a store of this name has had.
            if (await StoreCommand.KeepAnchorAsync(head, copied, cancellationToken, FileAnchor.Beside(path))) continue;
            Terminal.Refuse(labels, Reason.Of(CliCodes.AnchorDisagrees, ("path", copied.Path)));
            return ExitCode.Found;
        }

        return ExitCode.Ok;
    }
}
