using System.Globalization;
using System.Text;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// Ids that went through a spreadsheet. Fails when an order is placed under a number that is not its own: two orders that differ in lost digits would be one.
/// </summary>
public sealed class SpreadsheetIdLaws
{
    private static readonly PolicyDocument<ChannelProfile> Shop = Made.Profile(
        "\"kind\":\"order\",\"scope\":\"whole\",\"needs\":[\"no\"],\"number\":\"no\",\"times\":{\"created\":\"at\"},\"amounts\":{\"due\":\"total\"}", format: "csv");

    /// <summary>What spreadsheets and exports make of an id; the first so many lose nothing.</summary>
    private static readonly Func<string, string>[] Damages =
    [
        id => id, id => $"\"=\"\"{id}\"\"\"", id => "'" + id, id => id + "\t", id => $"\"\u3000{id} \"", id => "`" + id, id => "\uFEFF" + id + "\u200B",
        id => Exponent(id, "E5"), id => Exponent(id, "E14"), id => Exponent(id, "E14").ToLowerInvariant(),
        id => "\"" + Exponent(id, "E4").Replace('.', ',') + "\"",
        id => Exponent(id, "E14").Replace("+0", ""), Rounded, id => "=" + id, id => "=" + Rounded(id),
    ];

    private const int Lossless = 7;

    [Law(1000, 20_000)]
    public bool No_order_is_placed_under_a_number_that_is_not_its_own(int seed)
    {
        var random = new Random(seed);
        var ids = Ids(random).Take(2 + random.Next(12)).ToList();
        var damage = random.Next(Damages.Length);
        var delimiter = ",;\t|"[damage == 3 ? 0 : random.Next(4)];
        if (damage == 10 && delimiter != ',') delimiter = ';';
        var file = new StringBuilder("no,at,total\n".Replace(',', delimiter));
        foreach (var id in ids) file.Append($"{Damages[damage](id)}{delimiter}2026-02-09 10:00:00{delimiter}1\n");
        var readings = Made.Read(Shop, file.ToString(), 1 + random.Next(100));
        Assert.Equal(ids.Count, readings.Count);
        for (var i = 0; i < ids.Count; i++)
        {
            var (id, reading) = (ids[i], readings[i]);
            if (reading.Claim is { } claim) Assert.Equal(id, claim.Order.Number.Value);
            else Assert.Contains(reading.Refusal!.Code, new[] { ChannelsCodes.IdDamaged, ChannelsCodes.IdFromNumber, ChannelsCodes.IdRounded });
            if (damage >= Lossless) Assert.Null(reading.Claim);
            else if (damage > 0 && damage is not (3 or 4 or 6)) Assert.NotNull(reading.Claim);
        }

        return true;
    }

    [Theory]
    [InlineData("4.31763E+18", ChannelsCodes.IdDamaged)]
    [InlineData("4E+18", ChannelsCodes.IdDamaged)]
    [InlineData("4.31763e18", ChannelsCodes.IdDamaged)]
    [InlineData("=4317627911240000123", ChannelsCodes.IdFromNumber)]
    [InlineData("=4317627911240123", ChannelsCodes.IdFromNumber)]
    [InlineData("431762791124000000", ChannelsCodes.IdRounded)]
    [InlineData("4317627911240010000", ChannelsCodes.IdRounded)]
    [InlineData("\"431,762,791,124,012\"", ChannelsCodes.IdDamaged)]
    [InlineData("4.317.627.911.240.000", ChannelsCodes.IdDamaged)]
    [InlineData("2-Jan", ChannelsCodes.IdDamaged)]
    [InlineData("Jan-02", ChannelsCodes.IdDamaged)]
    [InlineData("1月2日", ChannelsCodes.IdDamaged)]
    [InlineData("2026年1月", ChannelsCodes.IdDamaged)]
    [InlineData("2026-01-02", ChannelsCodes.IdDamaged)]
    [InlineData("2026/1/2 0:00", ChannelsCodes.IdDamaged)]
    [InlineData("2026-01-02 00:00:00", ChannelsCodes.IdDamaged)]
    [InlineData("#REF!", ChannelsCodes.IdDamaged)]
    [InlineData("N/A", ChannelsCodes.IdDamaged)]
    [InlineData("4.3E5", ChannelsCodes.IdDamaged)]
    [InlineData("\"1,234\"", ChannelsCodes.IdDamaged)]
    [InlineData("2026/1/2", ChannelsCodes.IdDamaged)]
    [InlineData("#####", ChannelsCodes.IdDamaged)]
    public void Each_damage_has_its_code(string id, string code) =>
        Assert.Equal([("$.no", code)], Made.Parked(Shop, $"no,at,total\n{id},2026-02-09 10:00:00,1\n"));

    [Theory]
    [InlineData("0012", "0012")]
    [InlineData("'0012", "0012")]
    [InlineData("=431762791124012", "431762791124012")]
    [InlineData("\"=\"\"4317627911240010000\"\"\"", "4317627911240010000")]
    [InlineData("43176279112400000", "43176279112400000")]
    [InlineData("12E5", "12E5")]
    [InlineData("E1234567890", "E1234567890")]
    [InlineData("2602091010000000000A", "2602091010000000000A")]
    [InlineData("260209-101000000000000", "260209-101000000000000")]
    [InlineData("１２Ａ", "12Ａ")]
    [InlineData("100.200.300", "100.200.300")]
    [InlineData("\"=\"\"2-Jan\"\"\"", "2-Jan")]
    [InlineData("'1,234,567", "1,234,567")]
    [InlineData("2-Januar", "2-Januar")]
    [InlineData("月", "月")]
    [InlineData("2026-01-02-7", "2026-01-02-7")]
    [InlineData("2026-01-02 A", "2026-01-02 A")]
    [InlineData("#12", "#12")]
    [InlineData("０９Ａ", "09Ａ")]
    [InlineData("\"=\"\"1\"\"\"", "1")]
    [InlineData("'", "'")]
    [InlineData("=", "=")]
    [InlineData("12E+", "12E+")]
    [InlineData("12E+5x", "12E+5x")]
    [InlineData("1 2E+5", "1 2E+5")]
    [InlineData("1234,567", "1234,567")]
    [InlineData("1,2345", "1,2345")]
    [InlineData("1,234,56", "1,234,56")]
    [InlineData("1,234,5x7", "1,234,5x7")]
    [InlineData("1-2", "1-2")]
    [InlineData("123-Jan", "123-Jan")]
    [InlineData("x-Jan", "x-Jan")]
    [InlineData("1月23456日", "1月23456日")]
    [InlineData("1月x日", "1月x日")]
    [InlineData("2026-x-02", "2026-x-02")]
    [InlineData("2026-001-02", "2026-001-02")]
    [InlineData("2026-01-02 10:000", "2026-01-02 10:000")]
    public void What_is_whole_stays_as_it_is(string told, string id) =>
        Assert.Equal(id, Made.Claim(Shop, $"no;at;total\n{told};2026-02-09 10:00:00;1\n").Order.Number.Value);

    [Fact]
    public void A_json_number_keeps_all_its_digits()
    {
        var json = Made.Profile("\"kind\":\"order\",\"scope\":\"whole\",\"number\":\"no\",\"times\":{\"created\":\"at\"},\"amounts\":{\"due\":\"total\"}");
        Assert.Equal("4317627911240010000", Made.Claim(json, "{\"no\":4317627911240010000,\"at\":\"2026-02-09 10:00:00\",\"total\":1}").Order.Number.Value);
    }

    // Distinct, and alike in all digits that a spreadsheet keeps.
    private static IEnumerable<string> Ids(Random random)
    {
        var (start, digits) = (100_000_000_000_000 + (long)(random.NextDouble() * 900_000_000_000_000), random.Next(3, 5));
        var first = random.Next(1000);
        for (var i = 0; ; i++) yield return $"{start}{((first + i) % 1000).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0')}";
    }

    private static string Rounded(string id) => id[..15] + new string('0', id.Length - 15);

    private static string Exponent(string id, string format) => double.Parse(id, CultureInfo.InvariantCulture).ToString(format, CultureInfo.InvariantCulture);
}
