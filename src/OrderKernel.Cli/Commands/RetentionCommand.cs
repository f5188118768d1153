using System.CommandLine;
using NodaTime;
using NodaTime.Text;
using OrderKernel.Cli.Output;
using OrderKernel.Policies;
using OrderKernel.Retention;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel retention</c>: what content is old enough to go, and with <c>--run</c> lets it go; hashes stay.</summary>
internal sealed class RetentionCommand
{
    private readonly Option<string?> _asOf = new("--as-of");
    private readonly Option<string?> _policy = new("--policy");
    private readonly Option<bool> _run = new("--run");
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _lang = CommonOptions.Lang(), _tenant = CommonOptions.Tenant();

    private RetentionCommand()
    {
    }

    public static Command Create()
    {
        var own = new RetentionCommand();
        own._policy.NotEmpty();
        var command = new Command("retention") { own._asOf, own._policy, own._run, own._store, own._lang, own._tenant };
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        var now = SystemClock.Instance.GetCurrentInstant();
        if (result.GetValue(_asOf) is { } text)
        {
            if (!OffsetText.TryParse(text, out var moment))
                return Terminal.Refuse(labels, Refusal.Of(CliCodes.InstantUnreadable, ("text", text)));
            now = moment;
        }

        var policies = KernelPolicies.Default;
        if (result.GetValue(_policy) is { } file)
        {
            if (!File.Exists(file)) return Terminal.Refuse(labels, Reason.Of(CliCodes.FileMissing, ("path", file)));
            if (!policies.With("retention", await File.ReadAllBytesAsync(file, cancellationToken)).TryGet(out policies, out var invalid))
                return Terminal.Refuse(labels, Refusal.Of(CliCodes.PolicyInvalid, ("path", file), ("kind", "retention")) with { Reasons = invalid.Reasons });
        }

        return await StoreCommand.RunAsync(result.GetValue(_store)!, result.GetValue(_tenant), labels,
            (store, tenant) => GoAsync(store, tenant, policies, now, result.GetValue(_run), labels, cancellationToken), cancellationToken);
    }

    private static async Task<int> GoAsync(SqliteOrderStore store, TenantId tenant, KernelPolicies policies, Instant now, bool isRun, Labels labels,
        CancellationToken cancellationToken)
    {
        var outline = isRun
            ? await KernelRetention.RunAsync(store, store, policies, tenant, now, cancellationToken)
            : await KernelRetention.PlanAsync(store, policies, tenant, now, cancellationToken);
        Terminal.Table(labels[isRun ? "retention.dropped" : "retention.plan"], [labels["head.kind"], "#" + labels["head.streams"], "#" + labels["head.events"]],
            outline.Streams.Items.GroupBy(s => s.Stream.Kind)
                .Select(g => new[] { labels.Stream(g.Key), Text(g.Count()), Text(g.Sum(s => (long)s.Versions.Count)) }));
        Terminal.Table(labels["retention.kept"], [labels["head.why"], "#" + labels["head.orders"]],
            outline.Kept.Items.GroupBy(k => k.Why.IsEmpty ? "–" : k.Why[0].Code).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new[] { g.Key, Text(g.Count()) }));
        foreach (var unreadable in outline.Unreadable) Terminal.Refuse(labels, Reason.Of(CliCodes.StreamUnreadable, ("stream", unreadable)));
        return outline.Unreadable.IsEmpty ? ExitCode.Ok : ExitCode.Found;
    }

    private static string Text(long count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
