using System.Security.Cryptography;
using System.Text;

namespace OrderKernel.Storage.Sqlite.Tests.Packing;

// Fails when bytes that a store of this version wrote would be read otherwise: the dictionary or a step has changed.
public class PackedFormTests
{
    private const string Event =
        """{"type":"orders.paid","at":"2026-02-09T02:00:00Z","actor":"channel","message":"d724b268d761d09e-1","policies":["totals-only@9.0.0#0000000000000000"],"reasons":[],"data":{"amount":"CNY 38.00","paidAt":"2026-02-09T02:00:00Z"}}""";

    private const string Form =
        "01e0019a880f0f32362d30322d30395430323a30303a3081b3019804008ce403012d3197be0a003982901746000000000000008b821d87d90289e604013338833c0086ad07cfad01017d7d";

    [Fact]
    public void The_dictionary_is_the_one_that_files_were_written_with() =>
        Assert.Equal("93c49a969430bee845115f9d65141ca91a834121118c091e71d3b2c9d147aadc", Convert.ToHexStringLower(SHA256.HashData(PackingDictionary.One.Text)));

    [Fact]
    public void A_form_that_was_written_once_is_read_for_ever() => Assert.Equal(Event, Encoding.UTF8.GetString(Packed.Unpack(Convert.FromHexString(Form))));

    [Fact]
    public void It_is_also_what_is_written_now() => Assert.Equal(Form, Convert.ToHexStringLower(new Packer().Pack(Encoding.UTF8.GetBytes(Event))));

    [Fact]
    public void Plain_bytes_and_dropped_detail_stand_for_themselves()
    {
        var dropped = DroppedDetail.Of(Encoding.UTF8.GetBytes(Event), new(2026, 3, 1)).ToArray();
        foreach (var stored in new[] { [], "{}"u8.ToArray(), dropped, dropped[..33] })
        {
            Assert.Equal(stored, Packed.Unpack(stored));
            Assert.Equal(stored, new Packer().Pack(stored).ToArray());
        }
    }

    [Theory]
    [InlineData("02", "an unknown form")]
    [InlineData("01", "no length")]
    [InlineData("01ffffffff7f", "a length beyond a number")]
    [InlineData("01ffffffff07", "a length beyond the bound")]
    [InlineData("0102007a", "less than the length says")]
    [InlineData("0101017a7a", "more than the length says")]
    [InlineData("0103027a7a", "literals that are not there")]
    [InlineData("01044012", "digits that end too early")]
    [InlineData("01048000", "half a place")]
    [InlineData("010480ffff", "a place outside the dictionary")]
    [InlineData("0108037a7a7a7ac003", "a copy over its own end")]
    [InlineData("0108037a7a7a7ac005", "a copy from before the start")]
    [InlineData("0108037a7a7a7a", "half an event")]
    public void Each_damage_is_found(string form, string what) =>
        Assert.True(Record.Exception(() => Packed.Unpack(Convert.FromHexString(form))) is FormatException, what);
}
