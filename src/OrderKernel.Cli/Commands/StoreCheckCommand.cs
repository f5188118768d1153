using System.CommandLine;
using OrderKernel.Cli.Output;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel store check</c>: the database's own check of pages and indexes; what rows say is for <c>verify</c>.</summary>
internal static class StoreCheckCommand
{
    public static Command Create()
    {
        var (store, lang) = (CommonOptions.Store(), CommonOptions.Lang());
        var command = new Command("check") { store, lang };
        command.SetAction((result, cancellationToken) => CheckAsync(result.GetValue(store)!, Labels.In(CommonOptions.LanguageOf(result.GetValue(lang))),
            cancellationToken));
        return command;
    }

    private static async Task<int> CheckAsync(string path, Labels labels, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return Terminal.Refuse(labels, Reason.Of(CliCodes.StoreMissing, ("path", path)));
        ValueList<Reason> found;
        try
        {
            await using var store = SqliteOrderStore.Open(path);
            found = await store.CheckAsync(cancellationToken);
        }
        catch (StoreUnusableException e) when (e.Code is SqliteCodes.Damaged or SqliteCodes.NotADatabase)
        {
            found = [e.Reason];
        }

        foreach (var reason in found) Terminal.Say(labels.Coded(reason));
        Terminal.Say(found.IsEmpty ? labels.Text("store.sound", ("path", path)) : labels.Text("store.damaged", ("count", found.Count)));
        return found.IsEmpty ? ExitCode.Ok : ExitCode.Found;
    }
}
