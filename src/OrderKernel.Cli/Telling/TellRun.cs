using OrderKernel.Cli.Commands;
using OrderKernel.Cli.Output;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Telling;

/// <summary>What became of one saying.</summary>
/// <param name="Saying">The saying.</param>
/// <param name="Key">To whom it was said; null when nobody answers to it.</param>
/// <param name="Message">Under which message id; null when nobody answers to it.</param>
/// <param name="IsRepeat">True when the message had been answered before.</param>
/// <param name="Answer">How the aggregate stands, or the refusal.</param>
internal sealed record Told(Saying Saying, IStreamKey? Key, MessageId? Message, bool IsRepeat, Result<string> Answer);

/// <summary>Tells one thing after the other, each a unit of work of its own.</summary>
internal sealed class TellRun(IOrderStore store, TenantId tenant, KernelPolicies policies, bool isRehearsal, Labels labels)
{
    private readonly Kernel _kernel = new(store, policies) { IsRehearsal = isRehearsal };

    /// <summary>Tells everything and prints what became of it; the anchor of a store in a file follows.</summary>
    public async Task<int> RunAsync(ReadOnlyMemory<byte> utf8, Actor actor, NodaTime.Instant now, bool isJson, CancellationToken cancellationToken)
    {
        if (!(await AllAsync(utf8, actor, now, cancellationToken)).TryGet(out var told, out var unreadable)) return Terminal.Refuse(labels, unreadable);
        if (!isRehearsal && told.Exists(t => t.Answer.IsOk) && store is SqliteOrderStore file
            && !await StoreCommand.KeepAnchorAsync(await PartitionHead.OfAsync(tenant, store.HeadsAsync(tenant, cancellationToken), cancellationToken), file,
                cancellationToken))
        {
            Terminal.Refuse(labels, Reason.Of(CliCodes.AnchorDisagrees, ("path", file.Path)));
            return ExitCode.Found;
        }

        return Print(told, isJson);
    }

    /// <summary>Tells everything to a store in memory: null when some of it is worth the file of a new store, else the exit code of what was printed.</summary>
    public async Task<int?> TryAsync(ReadOnlyMemory<byte> utf8, Actor actor, NodaTime.Instant now, bool isJson, CancellationToken cancellationToken)
    {
        if (!(await AllAsync(utf8, actor, now, cancellationToken)).TryGet(out var told, out var unreadable)) return Terminal.Refuse(labels, unreadable);
        return !isRehearsal && told.Exists(t => t.Answer.IsOk) ? null : Print(told, isJson);
    }

    private async Task<Result<List<Told>>> AllAsync(ReadOnlyMemory<byte> utf8, Actor actor, NodaTime.Instant now, CancellationToken cancellationToken)
    {
        if (!SayingFile.Parse(utf8, new(actor, now, tenant, _kernel)).TryGet(out var sayings, out var unreadable)) return unreadable;
        var told = new List<Told>();
        foreach (var saying in sayings) told.Add(await TellAsync(saying, cancellationToken));
        return told;
    }

    private int Print(List<Told> told, bool isJson)
    {
        if (isJson) Console.Out.WriteLine(TellJson.Of(tenant, told, isRehearsal, labels));
        else Print(told);
        return told.TrueForAll(t => t.Answer.IsOk) ? ExitCode.Ok : ExitCode.Found;
    }

    private async Task<Told> TellAsync(Saying saying, CancellationToken cancellationToken)
    {
        if (!(await saying.To.FindAsync(store, tenant, cancellationToken)).TryGet(out var key, out var refusal)) return new(saying, null, null, false, refusal);
        var by = saying.Context(key);
        var isRepeat = await store.AnswerAsync(tenant, by.Message, cancellationToken) is not null;
        return new(saying, key, by.Message, isRepeat, await saying.Command.TellAsync(_kernel, key, by, cancellationToken));
    }

    private void Print(List<Told> told)
    {
        Terminal.Table(labels[isRehearsal ? "tell.rehearsed" : "tell.title"],
            ["#" + labels["head.line"], labels["head.addressee"], labels["head.command"], labels["head.answer"]], told.Select(t => new[]
        {
            t.Saying.Line.ToString(System.Globalization.CultureInfo.InvariantCulture), To(t), t.Saying.Command.Name, Answer(t),
        }));
        Console.Out.WriteLine();
        var (refused, repeated) = (told.Count(t => !t.Answer.IsOk), told.Count(t => t.Answer.IsOk && t.IsRepeat));
        Terminal.Say(
            labels.Text(isRehearsal ? "tell.would" : "tell.sum", ("told", told.Count - refused - repeated), ("repeated", repeated), ("refused", refused)));
    }

    private string Answer(Told told) => told.Answer.TryGet(out var standing, out var refusal)
        ? labels.Text(told.IsRepeat ? "tell.repeated" : "tell.told", ("standing", labels.Standing(standing)))
        : labels.Coded(refusal);

    private static string To(Told told) => told.Key?.Stream() is { } stream ? $"{stream.Kind}/{stream.Key}" : told.Saying.To.Clue ?? "-";
}
