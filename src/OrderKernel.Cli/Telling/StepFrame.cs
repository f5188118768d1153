using System.CommandLine;
using System.Text;
using NodaTime;
using OrderKernel.Cli.Commands;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Telling;

/// <summary>What one step of a document of the stock says: to which door and key, and the command as that door reads it.</summary>
/// <param name="Door">The addressee's property, such as <c>stockTake</c>.</param>
/// <param name="To">Its id.</param>
/// <param name="Say">The command.</param>
internal sealed record Step(string Door, string To, ReadOnlyMemory<byte> Say);

/// <summary>One step as a command of its own, told like a saying of <c>orderkernel tell</c>: with the same answers, ids and anchor.</summary>
internal sealed class StepFrame
{
    private readonly Option<string?> _at = new("--at");
    private readonly Option<bool> _dryRun = new("--dry-run"), _json = new("--json");
    private readonly AskerOptions _asker = new();
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _lang = CommonOptions.Lang(), _tenant = CommonOptions.Tenant();

    /// <summary>What a step makes of its command line and, where it has to look, of what is in the store.</summary>
    public delegate ValueTask<Result<Step>> Saying(ParseResult result, Kernel kernel, TenantId tenant);

    /// <summary>The command of a step.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="own">Its own arguments and options.</param>
    /// <param name="say">What it says.</param>
    public static Command Of(string name, IEnumerable<Symbol> own, Saying say)
    {
        var (frame, command) = (new StepFrame(), new Command(name));
        foreach (var symbol in own)
        {
            if (symbol is System.CommandLine.Argument argument) command.Add(argument);
            else command.Add((Option)symbol);
        }

        foreach (var option in new Option[]
        {
            frame._at, frame._dryRun, frame._json, frame._asker.Roles, frame._asker.Actor, frame._asker.Policies, frame._store, frame._lang, frame._tenant,
        }) command.Add(option);
        command.SetAction((result, token) => frame.RunAsync(result, say, token));
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, Saying say, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        if (!_asker.PoliciesOf(result).TryGet(out var policies, out var unusable)) return Terminal.Refuse(labels, unusable);
        var now = SystemClock.Instance.GetCurrentInstant();
        if (result.GetValue(_at) is { } text && !OffsetText.TryParse(text, out now))
            return Terminal.Refuse(labels, Reason.Of(CliCodes.InstantUnreadable, ("text", text)));
        var isRehearsal = result.GetValue(_dryRun);
        return await StoreCommand.RunAsync(result.GetValue(_store)!, result.GetValue(_tenant), labels, async (store, tenant) =>
            (await say(result, new Kernel(store, policies), tenant)).TryGet(out var step, out var unsaid)
                ? await new TellRun(store, tenant, policies, isRehearsal, labels)
                    .RunAsync(Line(step), _asker.Of(result), now, result.GetValue(_json), cancellationToken)
                : Refuse(unsaid, labels), cancellationToken);
    }

    // What nobody opened or planned is not found; what nobody can read is a wrong command line.
    private static int Refuse(Refusal unsaid, Labels labels)
    {
        if (unsaid.Code is KernelCodes.DocumentValueInvalid or CliCodes.InstantUnreadable) return Terminal.Refuse(labels, unsaid);
        Terminal.Say(labels.Coded(unsaid));
        return ExitCode.Found;
    }

    private static ReadOnlyMemory<byte> Line(Step step) => Encoding.UTF8.GetBytes(
        $$"""{"to":{"{{step.Door}}":"{{System.Text.Json.JsonEncodedText.Encode(step.To)}}"},"say":{{Encoding.UTF8.GetString(step.Say.Span)}}}""");
}
