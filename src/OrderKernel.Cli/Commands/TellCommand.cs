using System.CommandLine;
using NodaTime;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Telling;
using OrderKernel.Ports;
using OrderKernel.Stores;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel tell FILE</c>: says to the kernel what a program can say to it, as JSON.</summary>
internal sealed class TellCommand
{
    private readonly Argument<string> _file = new("file") { DefaultValueFactory = _ => SayingFile.StandardInput };
    private readonly Option<bool> _dryRun = new("--dry-run");
    private readonly Option<bool> _json = new("--json");
    private readonly AskerOptions _asker = new();
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _lang = CommonOptions.Lang(), _tenant = CommonOptions.Tenant();

    private TellCommand()
    {
    }

    public static Command Create()
    {
        var own = new TellCommand();
        var command = new Command("tell")
        {
            own._file, own._dryRun, own._json, own._asker.Roles, own._asker.Actor, own._asker.Policies, own._store, own._lang, own._tenant,
        };
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        if (!_asker.PoliciesOf(result).TryGet(out var policies, out var unusable)) return Terminal.Refuse(labels, unusable);
        if (!(await SayingFile.ReadAsync(result.GetValue(_file)!, cancellationToken)).TryGet(out var utf8, out unusable))
            return Terminal.Refuse(labels, unusable);
        var (path, tenant, isRehearsal) = (result.GetValue(_store)!, result.GetValue(_tenant), result.GetValue(_dryRun));
        var (by, now, isJson) = (_asker.Of(result), SystemClock.Instance.GetCurrentInstant(), result.GetValue(_json));
        // A new store's tenant holds nothing yet: what would become of it all is known before there is a file.
        if (!File.Exists(path) && TenantId.TryParse(tenant, out var first)
            && await On(new MemoryOrderStore(), first).TryAsync(utf8, by, now, isJson, cancellationToken) is { } code) return code;
        return await StoreCommand.RunAsync(path, tenant, labels, (store, named) => On(store, named).RunAsync(utf8, by, now, isJson, cancellationToken),
            cancellationToken, begins: !isRehearsal);

        TellRun On(IOrderStore store, TenantId named) => new(store, named, policies, isRehearsal, labels);
    }
}
