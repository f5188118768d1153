using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using OrderKernel.Cli.Output;
using OrderKernel.Policies;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel quarantine discard</c>: somebody says that nothing follows from a record; who and why stays.</summary>
internal sealed class QuarantineDiscardCommand
{
    private readonly Argument<string> _record = new("record");
    private readonly Option<string> _why = new Option<string>("--why") { Required = true }.NotEmpty();
    private readonly AskerOptions _asker = new();
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _lang = CommonOptions.Lang(), _tenant = CommonOptions.Tenant();

    private QuarantineDiscardCommand()
    {
    }

    public static Command Create()
    {
        var own = new QuarantineDiscardCommand();
        var command = new Command("discard")
        {
            own._record, own._why, own._asker.Roles, own._asker.Actor, own._asker.Policies, own._store, own._lang, own._tenant,
        };
        // What stays says who it was: somebody is nobody.
        command.Validators.Add(r =>
        {
            if (r.GetResult(own._asker.Actor) is not { Implicit: false }) r.AddError("discard: --actor.");
        });
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        if (!_asker.PoliciesOf(result).TryGet(out var policies, out var unusable)) return Terminal.Refuse(labels, unusable);
        var (key, why, by) = (result.GetValue(_record)!, result.GetValue(_why)!, _asker.Of(result));
        return await StoreCommand.RunAsync(result.GetValue(_store)!, result.GetValue(_tenant), labels, async (store, tenant) =>
        {
            var context = new DecisionContext(by, SystemClock.Instance.GetCurrentInstant(), MessageOf(key, why, by));
            if (!(await new Kernel(store, policies).DiscardAsync(tenant, key, why, context, cancellationToken)).TryGet(out var settled, out var refusal))
            {
                Terminal.Complain(labels.Coded(refusal));
                return ExitCode.Found;
            }

            Terminal.Say(labels.Text("quarantine.discarded", ("record", settled.Key), ("by", settled.By), ("why", settled.Why)));
            return ExitCode.Ok;
        }, cancellationToken);
    }

    // The same saying again is one: whoever is not sure that it was heard may repeat it.
    private static MessageId MessageOf(string key, string why, Actor by)
    {
        var said = Encoding.UTF8.GetBytes($"{key}\n{why}\n{by.Id}\n{string.Join(' ', by.Roles.Items)}");
        return MessageId.Of("discard-" + Convert.ToHexStringLower(SHA256.HashData(said)));
    }
}
