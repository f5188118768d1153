using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FsCheck.Xunit;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Abstractions.Tests.Events;

internal sealed record Texts(Instant At, Money Amount, PolicyReference Policy, HoldScopes Scopes, OrderId Order);

[JsonSerializable(typeof(Texts))]
internal sealed partial class TextsContext : JsonSerializerContext;

// Values are written and read without a text of their own where that is quick. Fails when the quick way and NodaTime, decimal arithmetic or the slow way
// differ: a calendar that is off by a day, a year beyond those with four digits, a fraction that is lost, an amount with another sign or point,
// a text that one takes and the other does not, a reference that is mistaken for one that was read before.
public class CanonicalTextLaws
{
    private static readonly TextsContext Json = new(CanonicalJson.Options());

    [Law(2_000, 2_000_000)]
    public bool Instants_stand_as_NodaTime_prints_them(Seed seed)
    {
        var random = new Random(seed);
        var at = Any(random);
        var text = InstantPattern.ExtendedIso.Format(at);
        return Written(Sample with { At = at }, "at") == text && Read("at", text)!.At == at;
    }

    [Law(2_000, 2_000_000)]
    public bool What_NodaTime_takes_for_an_instant_is_taken_and_nothing_else(Seed seed)
    {
        var random = new Random(seed);
        var text = InstantPattern.ExtendedIso.Format(Any(random)).ToCharArray();
        for (var i = random.Next(3); i >= 0; i--) text[random.Next(text.Length)] = "0123456789-:TZ. "[random.Next(16)];
        var parsed = InstantPattern.ExtendedIso.Parse(new string(text));
        return parsed.Success == (Read("at", new string(text)) is { } read) && (!parsed.Success || Read("at", new string(text))!.At == parsed.Value);
    }

    [Law(2_000, 200_000)]
    public bool Amounts_stand_as_decimal_arithmetic_prints_them(long minor, Seed seed)
    {
        var currency = Currency.Of(new[] { "CNY", "JPY", "KWD", "USD" }[seed % 4]);
        var scale = new decimal(1, 0, 0, false, (byte)currency.Digits);
        var text = $"{currency.Code} {(minor * scale).ToString("F" + currency.Digits, CultureInfo.InvariantCulture)}";
        var amount = Money.OfMinor(minor, currency);
        return amount.ToString() == text && Written(Sample with { Amount = amount }, "amount") == text
            && (minor == long.MinValue || Read("amount", text)!.Amount == amount);
    }

    [Law(2_000, 200_000)]
    public bool References_and_scopes_come_back(Seed seed)
    {
        var random = new Random(seed);
        var value = Sample with
        {
            Policy = PolicyReference.Of($"p{random.Next(12)}", $"1.{random.Next(3)}.0", random.Next(6).ToString("x16", CultureInfo.InvariantCulture)),
            Scopes = (HoldScopes)random.Next(0, 1 << Enum.GetValues<HoldScopes>().Length - 1),
        };
        return JsonSerializer.Deserialize(JsonSerializer.Serialize(value, Json.Texts), Json.Texts) == value
            && Written(value, "policy") == $"{value.Policy.Name}@{value.Policy.Version}#{value.Policy.Hash}"
            && Written(value, "scopes") == value.Scopes.ToString();
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1600-02-29T23:59:59Z")]
    [InlineData("1900-03-01T00:00:00Z")]
    [InlineData("1969-12-31T23:59:59Z")]
    [InlineData("2000-02-29T00:00:00Z")]
    [InlineData("2024-12-31T12:34:56Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void Edges_of_the_calendar_stand(string text) => Assert.Equal(text, Written(Read("at", text)!, "at"));

    [Theory]
    [InlineData("at", "1900-02-29T00:00:00Z")]
    [InlineData("at", "2026-13-01T00:00:00Z")]
    [InlineData("at", "2026-02-09T12:00:60Z")]
    [InlineData("at", "2026-02-09 12:00:00Z")]
    [InlineData("amount", "CNY 1.234")]
    [InlineData("amount", "CNY ")]
    [InlineData("amount", "CNY １.00")]
    [InlineData("amount", "cny 1.00")]
    [InlineData("policy", "a#1.0.0@00")]
    [InlineData("scopes", "Nothing")]
    [InlineData("order", "TB_20260229_0123456789abcdef")]
    public void What_is_no_such_text_is_refused(string field, string text) => Assert.Null(Read(field, text));

    private static Texts Sample { get; } = new(
        Instant.FromUtc(2026, 2, 9, 12, 0), Money.Fen(1), PolicyReference.Of("p", "1", "0"), HoldScopes.Ship, OrderId.Parse("TB_20260209_0123456789abcdef"));

    private static Instant Any(Random random) => random.Next(4) switch
    {
        0 => Instant.FromUnixTimeSeconds((long)(random.NextDouble() * 631_075_881_600) - 377_673_580_800),
        1 => Instant.FromUnixTimeSeconds(random.Next()).PlusNanoseconds(random.Next(1_000_000_000)),
        2 => Instant.FromUtc(random.Next(1, 10_000), 2, 28, 23, 59, 59).PlusNanoseconds(random.Next(2) * 1_000_000_000L),
        _ => Instant.FromUnixTimeSeconds(random.Next()),
    };

    private static string? Written(Texts value, string field)
    {
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(value, Json.Texts));
        return document.RootElement.GetProperty(field).GetString();
    }

    private static Texts? Read(string field, string text)
    {
        var json = JsonSerializer.SerializeToNode(Sample, Json.Texts)!;
        json[field] = text;
        try { return JsonSerializer.Deserialize(json.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), Json.Texts); }
        catch (JsonException) { return null; }
    }
}
