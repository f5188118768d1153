using System.CommandLine;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using OrderKernel.Channels;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel diagnose --channel FILE --erp FILE …</c>: in what exports of the same orders disagree.</summary>
internal sealed class DiagnoseCommand
{
    private readonly (DiagnosisSide Side, Option<string[]> Option)[] _sides =
    [
        (DiagnosisSide.Channel, Paths("--channel")), (DiagnosisSide.Erp, Paths("--erp")), (DiagnosisSide.Wms, Paths("--wms")),
        (DiagnosisSide.Crm, Paths("--crm")),
    ];

    private readonly Option<string[]> _shops = new("--shop") { DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _profiles = Paths("--profile");
    private readonly Option<string[]> _expect = new("--expect") { DefaultValueFactory = _ => [] };
    private readonly Option<string?> _from = new("--from");
    private readonly Option<string?> _to = new("--to");
    private readonly Option<string?> _asOf = new("--as-of");
    private readonly Option<int> _lag = new("--lag") { DefaultValueFactory = _ => 30 };
    private readonly Option<long> _tolerance = new("--tolerance") { DefaultValueFactory = _ => 0 };
    private readonly Option<string?> _html = new Option<string?>("--html").NotEmpty();
    private readonly Option<string?> _csv = new Option<string?>("--csv").NotEmpty();
    private readonly Option<bool> _json = new("--json");
    private readonly Option<string?> _zone = ShopZone.Option();
    private readonly Option<string?> _lang = CommonOptions.Lang();

    public static Command Create()
    {
        var own = new DiagnoseCommand();
        own._shops.Validators.Add(r => Each(r, "--shop: NAME=CHANNEL/SHOP.", t => ShopOf(t) is not null));
        own._expect.Validators.Add(r => Each(r, "--expect: erp|wms|crm=placed|paid|shipped.", t => ExpectOf(t) is not null));
        own._lag.Validators.Add(r => Each(r, "--lag: 0-10080.", t => Count(t) is >= 0 and <= 10_080));
        own._tolerance.Validators.Add(r => Each(r, "--tolerance: 0-.", t => Count(t) >= 0));
        var command = new Command("diagnose");
        foreach (var (_, option) in own._sides) command.Options.Add(option);
        foreach (var option in (Option[])[own._shops, own._profiles, own._from, own._to, own._asOf, own._lag, own._tolerance, own._expect, own._html, own._csv,
            own._json, own._zone, own._lang]) command.Options.Add(option);
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        if (result.GetValue(_zone) is { } zone) labels = labels.At(DateTimeZoneProviders.Tzdb[zone]);
        if (_sides.Count(s => result.GetValue(s.Option) is { Length: > 0 }) < 2) return Terminal.Refuse(labels, Reason.Of(CliCodes.SidesTooFew));
        var times = new Instant?[3];
        foreach (var (option, i) in ((Option<string?>[])[_from, _to, _asOf]).Select((o, i) => (o, i)))
        {
            if (result.GetValue(option) is not { } text) continue;
            if (TimeOf(text, labels.Zone) is not { } at) return Terminal.Refuse(labels, Reason.Of(CliCodes.InstantUnreadable, ("text", text)));
            times[i] = at;
        }

        var own = new List<PolicyDocument<ChannelProfile>>();
        foreach (var path in result.GetValue(_profiles) ?? [])
        {
            if (!(await WorkflowFile.ReadAsync(path, cancellationToken)).TryGet(out var utf8, out var unreadable)) return Terminal.Refuse(labels, unreadable);
            if (!Profiles.Load(utf8).TryGet(out var profile, out var invalid))
                return Terminal.Refuse(labels, Refusal.Of(CliCodes.PolicyInvalid, ("path", path), ("kind", "profile")) with { Reasons = invalid.Reasons });
            own.Add(profile);
        }

        var files = new SideFiles(own);
        var all = new List<SideFile>();
        foreach (var (side, option) in _sides)
        {
            if (!files.Of(side, result.GetValue(option) ?? []).TryGet(out var found, out var refusal)) return Terminal.Refuse(labels, refusal);
            all.AddRange(found);
        }

        var shops = (result.GetValue(_shops) ?? []).Select(t => ShopOf(t)!.Value);
        return await new DiagnoseRun(labels, new(all, files.Findings, shops, Policy(result), times[0], times[1], times[2]), result.GetValue(_html),
            result.GetValue(_csv), result.GetValue(_json)).RunAsync(cancellationToken);
    }

    private DiagnosisPolicy Policy(ParseResult result)
    {
        var policy = DiagnosisPolicy.Default with { Lag = Duration.FromMinutes(result.GetValue(_lag)), AmountTolerance = result.GetValue(_tolerance) };
        foreach (var (side, from) in (result.GetValue(_expect) ?? []).Select(t => ExpectOf(t)!.Value))
        {
            policy = side switch
            {
                DiagnosisSide.Erp => policy with { Erp = from },
                DiagnosisSide.Wms => policy with { Wms = from },
                _ => policy with { Crm = from },
            };
        }

        return policy;
    }

    private static Option<string[]> Paths(string name) => new Option<string[]>(name) { DefaultValueFactory = _ => [] }.NotEmpty();

    private static void Each(System.CommandLine.Parsing.SymbolResult result, string problem, Func<string, bool> isGood)
    {
        if (result.Tokens.Any(t => !isGood(t.Value))) result.AddError(problem);
    }

    private static long Count(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : -1;

    // The name may have an equals sign of its own, an id has none.
    private static KeyValuePair<string, OrderSource>? ShopOf(string text)
    {
        var at = text.LastIndexOf('=');
        if (at <= 0 || text[(at + 1)..].Split('/') is not [var channel, var shop]) return null;
        return ChannelId.TryParse(channel, out _) && ShopId.TryParse(shop, out _) ? new(text[..at], new(channel, shop)) : null;
    }

    private static (DiagnosisSide Side, ExpectedFrom From)? ExpectOf(string text) =>
        text.Split('=') is [var side, var from]
        && Enum.TryParse<DiagnosisSide>(side, ignoreCase: true, out var known) && known is > DiagnosisSide.Channel and <= DiagnosisSide.Crm
        && Enum.TryParse<ExpectedFrom>(from, ignoreCase: true, out var expected) && Enum.IsDefined(expected) && !char.IsAsciiDigit(from[0])
            ? (known, expected)
            : null;

    /// <summary>An instant, or the start of a day.</summary>
    private static Instant? TimeOf(string text, DateTimeZone zone)
    {
        if (OffsetText.TryParse(text, out var instant)) return instant;
        return LocalDatePattern.Iso.Parse(text) is { Success: true } day ? zone.AtStartOfDay(day.Value).ToInstant() : null;
    }
}
