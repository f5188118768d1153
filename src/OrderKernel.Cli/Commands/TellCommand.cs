using System.CommandLine;
using NodaTime;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Telling;
using OrderKernel.Stores;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel tell FILE</c>: says to the kernel what a program can say to it, as JSON.</summary>
internal sealed class TellCommand
{
    private readonly Argument<string> _file = new("file") { Description = "JSON: one object, or one a line; - or nothing for standard input (JSON 文件或标准输入)",
        DefaultValueFactory = _ => SayingFile.StandardInput };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Tells what would follow and writes nothing (试运行)" };
    private readonly Option<bool> _json = new("--json") { Description = "Prints one JSON object and nothing else (输出 JSON)" };
    private readonly AskerOptions _asker = new();
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _lang = CommonOptions.Lang(), _tenant = CommonOptions.Tenant();

    private TellCommand()
    {
    }

    public static Command Create()
    {
        var own = new TellCommand();
        var command = new Command("tell", "Tells orders, cases, approvals, adjustments, reservations, stock and tracks something (下达指令)")
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
        var (isRehearsal, now) = (result.GetValue(_dryRun), SystemClock.Instance.GetCurrentInstant());
        return await StoreCommand.RunAsync(
            result.GetValue(_store)!, result.GetValue(_tenant), labels,
            (store, tenant) =>
                new TellRun(store, tenant, policies, isRehearsal, labels).RunAsync(utf8, _asker.Of(result), now, result.GetValue(_json), cancellationToken),
                    cancellationToken, isRehearsal ? null : Unreadable);

        // A new store's tenant holds nothing yet: what is to be told can be read without it.
        Refusal? Unreadable(TenantId tenant) =>
            SayingFile.Parse(utf8, new(_asker.Of(result), now, tenant, new Kernel(new MemoryOrderStore(), policies))).Refusal;
    }
}
