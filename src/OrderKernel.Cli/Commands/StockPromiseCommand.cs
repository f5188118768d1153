using System.CommandLine;
using NodaTime;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Report;
using OrderKernel.Policies;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel stock promise</c>: what can be promised of a SKU, and for when.</summary>
internal sealed class StockPromiseCommand
{
    private readonly Argument<string> _sku = new("sku");
    private readonly Option<string?> _asOf = new("--as-of"), _location = new("--location");
    private readonly Option<int?> _days = new("--days");
    private readonly Option<bool> _json = new("--json");
    private readonly Option<string?> _policies = AskerOptions.PoliciesOption();
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _lang = CommonOptions.Lang(), _tenant = CommonOptions.Tenant();

    private StockPromiseCommand()
    {
    }

    public static Command Create()
    {
        var own = new StockPromiseCommand();
        var command = new Command("promise")
        {
            own._sku, own._location, own._days, own._asOf, own._json, own._policies, own._store, own._lang, own._tenant
        };
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        var now = SystemClock.Instance.GetCurrentInstant();
        if (result.GetValue(_asOf) is { } text && !OffsetText.TryParse(text, out now))
            return Terminal.Refuse(labels, Reason.Of(CliCodes.InstantUnreadable, ("text", text)));
        if (!SkuId.TryParse(result.GetValue(_sku), out var sku)) return Terminal.Refuse(labels, Unreadable("sku", result.GetValue(_sku)));
        LocationId? location = null;
        if (result.GetValue(_location) is { } place)
        {
            if (!LocationId.TryParse(place, out var id)) return Terminal.Refuse(labels, Unreadable("--location", place));
            location = id;
        }

        var days = result.GetValue(_days);
        if (days is < 0 or > 3_650) return Terminal.Refuse(labels, Unreadable("--days", $"{days}"));
        if (!Input.FolderPolicies.In(result.GetValue(_policies)).TryGet(out var policies, out var unusable)) return Terminal.Refuse(labels, unusable);
        return await StoreCommand.RunAsync(result.GetValue(_store)!, result.GetValue(_tenant), labels, async (store, tenant) =>
        {
            var until = days is { } some ? now + Duration.FromDays(some) : (Instant?)null;
            var promisable = await new Kernel(store, policies).PromisableAsync(tenant, sku, now, until, location, cancellationToken);
            if (result.GetValue(_json)) Console.Out.WriteLine(PromisableJson.Of(promisable, now));
            else Print(promisable, labels);
            return ExitCode.Ok;
        }, cancellationToken);
    }

    private static Refusal Unreadable(string option, string? text) => Refusal.Of(KernelCodes.DocumentValueInvalid,
        ("path", option), ("value", text ?? ""), ("expected", option == "--days" ? "0-3650" : "id"));

    private static void Print(Promisable promisable, Labels labels)
    {
        foreach (var stock in promisable.Stock) Terminal.Say($"{stock.Cell.Location} {stock.Balance}: {labels.Value(stock.TermsText())}");
        Terminal.Table(labels.Text("promise.title", ("sku", promisable.Sku)), [labels["head.at"], "#" + labels["head.promisable"], labels["head.terms"]],
            promisable.Points.Items.Select(p => new[] { labels.Time(p.At), Html.Number(p.Units.Units), labels.Value(p.TermsText()) }));
        if (promisable.Inbounds.IsEmpty) return;
        Terminal.Table(labels["promise.inbounds"],
            [labels["head.inbound"], labels["head.location"], "#" + labels["head.open"], labels["head.expected-at"], labels["head.overdue"]],
            promisable.Inbounds.Items.Select(i => new[]
            {
                i.Id.Value, i.Cell.Location.Value, Html.Number(i.Open.Units), labels.Time(i.ExpectedAt), i.IsOverdue ? labels["promise.overdue"] : "",
            }));
    }
}
