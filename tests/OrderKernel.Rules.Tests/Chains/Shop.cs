using System.Text;
using NodaTime;

namespace OrderKernel.Rules.Tests.Chains;

/// <summary>A small shop's facts and levers, and chains over them from few words.</summary>
internal static class Shop
{
    internal static readonly ChainDomain Domain = new(
        FactSchema.Of(
            FactField.Required("n", FactType.Int), FactField.Required("m", FactType.Int), FactField.Required("s", FactType.String),
            FactField.Required("b", FactType.Bool), FactField.Required("p", FactType.Money), FactField.Optional("x.o", FactType.Int)),
        Lever.One("warehouse", new LeverParameter("location", FactType.String)),
        Lever.One("discount", new("amount", FactType.Money), new("note", FactType.String, IsOptional: true)),
        Lever.One("wait", new("minutes", FactType.Int), new("asks", FactType.Bool, IsOptional: true)),
        Lever.Many("tag", new("value", FactType.String), new("more", FactType.ListOf(FactType.String), IsOptional: true)));

    /// <summary>The same facts as a host declares them, read as plain types.</summary>
    internal static FactTable<FactValues> Table { get; } = new([.. Domain.Facts.Fields.Select((field, slot) => field.Path switch
    {
        "n" or "m" => new Fact<FactValues>(field, v => v.Get(slot).AsInt()),
        "s" => new Fact<FactValues>(field, v => v.Get(slot).AsString()),
        "b" => new Fact<FactValues>(field, v => v.Get(slot).AsBool()),
        "p" => new Fact<FactValues>(field, v => v.Get(slot).AsMoney(Currency.Cny)),
        _ => new Fact<FactValues>(field, v => v.Get(slot)),
    })]);

    internal static SchemaOracle Schema { get; } = SchemaOracle.Of(File.ReadAllText(Path.Combine(SchemaOracle.Folder, RuleChain.Schema)));

    internal static Instant At(string local) =>
        NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm").Parse(local).Value
            .InZoneStrictly(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).ToInstant();

    internal static Instant Noon { get; } = At("2026-02-09 12:00");

    internal static string Document(params string[] rules) =>
        $$"""{ "$schema": "rule-chain-1.json", "name": "shop", "version": "1", "rules": [{{string.Join(", ", rules)}}] }""";

    internal static string Rule(string id, string when, string more = "", string lever = """{ "lever": "tag", "with": { "value": "x" } }""") =>
        $$"""{ "id": "{{id}}", "when": {{System.Text.Json.JsonSerializer.Serialize(when)}}, "then": [{{lever}}]{{(more.Length > 0 ? ", " + more : "")}} }""";

    internal static Result<PolicyDocument<RuleChain>> Load(string text) => Domain.Load(Encoding.UTF8.GetBytes(text));

    internal static RuleChain Chain(params string[] rules)
    {
        if (Load(Document(rules)).TryGet(out var loaded, out var refusal)) return loaded.Policy;
        throw new InvalidOperationException($"{string.Join("\n", refusal.Reasons.Items)}\n{Document(rules)}");
    }

    internal static FactValues Facts(long n = 0, long m = 0, string s = "", bool b = false, long fen = 0, long? o = null) =>
        new FactValues(Domain.Facts).Set("n", n).Set("m", m).Set("s", s).Set("b", b).Set("p", Money.Fen(fen))
            .Set("x.o", o is { } known ? ExpressionValue.Of(known) : default);

    internal static string Told(ChainOutcome outcome) => string.Join("; ", outcome.Verdicts.Items.Select(v => v.Pulls.IsEmpty
        ? $"{v.Rule.Id} {v.Fate}"
        : $"{v.Rule.Id} {v.Fate} {string.Join(" ", v.Pulls.Items)}"));
}
