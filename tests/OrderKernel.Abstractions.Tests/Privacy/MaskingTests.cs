using FsCheck.Xunit;

namespace OrderKernel.Abstractions.Tests.Privacy;

// Fails when a name, phone or room number prints in clear.
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class MaskingTests
{
    [Theory]
    [InlineData("王小明", "王**")]
    [InlineData("王", "*")]
    [InlineData("Ann", "A**")]
    [InlineData("😀小明", "😀**")]
    public void A_name_keeps_its_first_character_at_most(string clear, string masked) => Assert.Equal(masked, PersonName.Of(clear).ToString());

    [Theory]
    [InlineData("13800001178", "138******78")]
    [InlineData("+86 138 0000 1178", "+86 1** **** **78")]
    [InlineData("0571-8888888", "057*-*****88")]
    [InlineData("12345", "******")]
    public void A_phone_loses_at_least_six_digits(string clear, string masked) => Assert.Equal(masked, PhoneNumber.Of(clear).ToString());

    [Law(500, 50_000)]
    public bool Every_phone_of_any_length_loses_six_digits(PhoneDigits digits) => PhoneNumber.Of(digits.Text).ToString().Count(c => c == '*') >= 6;

    [Fact]
    public void An_address_prints_its_region_only()
    {
        var address = new PostalAddress("浙江省", "杭州市", "西湖区", null).WithDetail("文一路 1 号 2 单元 301 室");
        Assert.Equal("浙江省杭州市西湖区****", address.ToString());
        Assert.Equal("文一路 1 号 2 单元 301 室", address.RevealDetail());
        Assert.DoesNotContain("301", new Recipient(PersonName.Of("王小明"), PhoneNumber.Of("13800001178"), address).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("小明", new Recipient(PersonName.Of("王小明"), PhoneNumber.Of("13800001178"), address).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Blank_is_unset() =>
        Assert.True(PersonName.Of(" ").IsUnset && PhoneNumber.Of(null).IsUnset && !new PostalAddress(null, null, null, null).WithDetail(" ").HasDetail);
}
