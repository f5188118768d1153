namespace OrderKernel.Abstractions.Tests.Privacy;

// Fails when a street or person stands in clear as a region, when a region is lost to the vault, or when a word of a document tells more than it may.
public class RegionTests
{
    [Theory]
    [InlineData("US", "Kentucky", "Kentucky", null, "US Kentucky")]
    [InlineData("GB", "12 High Road", null, "12 High Road", "GB****")]
    [InlineData("ZZ", " Ontario ", "Ontario", null, "ZZ****")]
    [InlineData("CA", " ontario ", "ontario", null, "CA ontario")]
    [InlineData("US", "Ontario", "Ontario", null, "US****")]
    [InlineData("US", "us-ky", "us-ky", null, "US us-ky")]
    [InlineData("US", "Ann Lee", "Ann Lee", null, "US****")]
    [InlineData("AU", "NSW", "NSW", null, "AU NSW")]
    [InlineData("JP", "Tokyo", "Tokyo", null, "JP Tokyo")]
    [InlineData("FR", "----", null, "----", "FR****")]
    [InlineData("CN", "Kentucky", null, "Kentucky", "CN****")]
    [InlineData("HK", "香港", "香港", null, "HK香港")]
    [InlineData(null, "Kentucky", null, "Kentucky", "****")]
    public void Abroad_a_region_is_a_text_without_digits_and_in_China_one_that_is_known(
        string? country, string column, string? province, string? street, string shown)
    {
        var address = new PostalAddress(column, null, null, null) { Country = country };
        var sorted = address.Sorted();
        Assert.Equal((country, province, street), (sorted.Country, sorted.Province, sorted.RevealDetail()));
        Assert.Equal(shown, address.ToString());
        Assert.Same(sorted, sorted.Sorted());
    }

    [Fact]
    public void Events_know_of_an_address_abroad_the_country_and_a_known_state_and_the_vault_all_of_it()
    {
        var address = new PostalAddress("Kentucky", "Ann Lee", "Bob Ray", "Cy Fox") { Country = "US" };
        var recipient = new Recipient(default, default, address);
        var order = new OrderKey(TenantId.Of("t"), ChannelId.Of("c"), ShopId.Of("s"), OrderNumber.Of("1"));
        var region = RecipientRegion.Of(order, NodaTime.Instant.FromUtc(2026, 2, 9, 0, 0), recipient);
        Assert.Equal(("US", "Kentucky", null, null, null), (region.Country, region.Province, region.City, region.District, region.Town));
        Assert.Equal("US Kentucky****", address.ToString());
        Assert.Equal(address, PersonEntry.Recipient(PersonEntry.Of(recipient)).Address);
    }

    [Fact]
    public void A_postcode_is_kept_as_the_street_is()
    {
        var address = new PostalAddress("Kentucky", null, null, null) { Country = "US" }.WithPostcode(" K2P 0S0 ");
        Assert.Equal(("K2P 0S0", true, "US Kentucky****"), (address.RevealPostcode(), address.HasPostcode, address.ToString()));
        Assert.Equal("K2P 0S0", address.WithDetail("1 Some Street").Sorted().RevealPostcode());
        Assert.Equal(address, PersonEntry.Recipient(PersonEntry.Of(new Recipient(default, default, address))).Address);
        Assert.False(address.WithPostcode(" ").HasPostcode);
        Assert.DoesNotContain("K2P", System.Text.Json.JsonSerializer.Serialize(address), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("浙江省杭州市西湖区文三路138号 张三 13800001234", "浙江省", "杭州市西湖区文三路138号 张三 13800001234")]
    [InlineData("浙江省 杭州市 西湖区 文三路138号", "浙江省", "杭州市 西湖区 文三路138号")]
    [InlineData("内蒙古自治区呼和浩特市新华大街1号", "内蒙古自治区", "呼和浩特市新华大街1号")]
    [InlineData("上海徐汇区漕溪北路8号", "上海", "徐汇区漕溪北路8号")]
    [InlineData("吉林市船营区解放路3号", null, "吉林市船营区解放路3号")]
    [InlineData("吉林吉林市船营区解放路3号", "吉林", "吉林市船营区解放路3号")]
    [InlineData("广东深圳南山区科技园", "广东", "深圳南山区科技园")]
    [InlineData("湖北恩施州恩施市舞阳大道", "湖北", "恩施州恩施市舞阳大道")]
    [InlineData("内蒙呼和浩特市新城区", "内蒙", "呼和浩特市新城区")]
    [InlineData("臺灣台北市大安区", "臺灣", "台北市大安区")]
    [InlineData("浙江,余杭 张三", "浙江", "余杭 张三")]
    [InlineData("海南州共和县恰卜恰镇", null, "海南州共和县恰卜恰镇")]
    [InlineData("四川大厦 北京市西城区", null, "四川大厦 北京市西城区")]
    [InlineData("广东大厦A座深圳市", null, "广东大厦A座深圳市")]
    [InlineData("北京同仁堂药店杭州市上城区", null, "北京同仁堂药店杭州市上城区")]
    [InlineData("海南区西来峰工业园区", null, "海南区西来峰工业园区")]
    [InlineData("香港特别行政区中西区皇后大道1号", "香港特别行政区", "中西区皇后大道1号")]
    [InlineData("北京西路12号", null, "北京西路12号")]
    [InlineData("海南藏族自治州共和县", null, "海南藏族自治州共和县")]
    [InlineData("张三", null, "张三")]
    [InlineData("Zhejiang", null, "Zhejiang")]
    [InlineData("广西壮族自治区", "广西壮族自治区", null)]
    [InlineData(" 新疆 ", "新疆", null)]
    [InlineData("台湾省", "台湾省", null)]
    [InlineData("重庆市", "重庆市", null)]
    [InlineData(" ", null, null)]
    public void Of_the_column_of_the_province_only_a_province_stays(string column, string? province, string? street)
    {
        var address = new PostalAddress(column, null, null, null).Sorted();
        Assert.Equal((province, street), (address.Province, address.RevealDetail()));
        Assert.Equal(province + (street is null ? "" : "****"), new PostalAddress(column, null, null, null).ToString());
        Assert.Same(address, address.Sorted());
    }

    [Theory]
    [InlineData("杭州市")]
    [InlineData("广州")]
    [InlineData("上海")]
    [InlineData("浦东新区")]
    [InlineData("凉山彝族自治州")]
    [InlineData("双江拉祜族佤族布朗族傣族自治县")]
    [InlineData("石家庄高新技术产业开发区")]
    [InlineData("锡林郭勒盟")]
    [InlineData("鄂伦春自治旗")]
    [InlineData("神农架林区")]
    [InlineData("大兴安岭地区")]
    [InlineData("市辖区")]
    [InlineData("九龙")]
    [InlineData("五常街道")]
    [InlineData("道县")]
    [InlineData("深圳")]
    [InlineData("恩施")]
    [InlineData("恩施州")]
    [InlineData("喀什")]
    [InlineData("江干区")]
    [InlineData("油尖旺区")]
    [InlineData("氹仔")]
    [InlineData("横店镇")]
    [InlineData("文新街道")]
    public void A_place_is_known_by_its_name_and_a_town_by_its_ending(string name) => Assert.True(Regions.IsPlace(name));

    [Theory]
    [InlineData("文三路138号")]
    [InlineData("王小明")]
    [InlineData("138区")]
    [InlineData("阳光小区")]
    [InlineData("文三路138号3幢2单元501室阳光花园A区")]
    [InlineData("张三收文三路阳光花园三幢二单元区")]
    [InlineData("县")]
    [InlineData("")]
    [InlineData("Wang市")]
    [InlineData("李红旗")]
    [InlineData("王建州")]
    [InlineData("张卫镇")]
    [InlineData("建设路三号院南区")]
    [InlineData("阳光花园东区")]
    [InlineData("万科城二区")]
    [InlineData("中关村大街张三收货园区")]
    [InlineData("张三家住阳光花园四号楼新区")]
    [InlineData("海淀")]
    public void A_street_house_or_name_is_none(string text) => Assert.False(Regions.IsPlace(text));

    [Fact]
    public void What_is_no_region_goes_before_the_street()
    {
        var told = new PostalAddress("浙江", "杭州市", "王小明", "文三路138号").WithDetail("3幢");
        Assert.Equal(("浙江", "杭州市", null, null, "王小明 文三路138号 3幢"),
            (told.Sorted().Province, told.Sorted().City, told.Sorted().District, told.Sorted().Town, told.Sorted().RevealDetail()));
        var whole = new PostalAddress("浙江省", "杭州市", "西湖区", "西溪街道").WithDetail("1号");
        Assert.Same(whole, whole.Sorted());
    }

    [Fact]
    public void Events_know_regions_only()
    {
        var key = new OrderKey(TenantId.Of("t"), ChannelId.Of("c"), ShopId.Of("s"), OrderNumber.Of("1"));
        var address = new PostalAddress("浙江省杭州市文三路138号", "王小明", "13800001234", "文三路");
        var region = RecipientRegion.Of(key, NodaTime.Instant.FromUtc(2026, 2, 9, 2, 0), new Recipient(default, default, address));
        Assert.Equal(("浙江省", null, null, null), (region.Province, region.City, region.District, region.Town));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("WAIT_X", "WAIT_X")]
    [InlineData("12.345", "12.345")]
    [InlineData("等待卖家发货", "等待卖家发货")]
    [InlineData("中通快递", "中通快递")]
    [InlineData("2026-02-30 25:61:00", "2026-02-30 25:61:00")]
    [InlineData("2026-03-01T10:00:00.123+08:00", "2026-03-01T10:00:00.123+08:00")]
    [InlineData("2026-03-01 13812345678", "202*-**-** *********78")]
    [InlineData("1381-23-45678", "138*-**-***78")]
    [InlineData("张三已签收", "张****")]
    [InlineData("李四取消订单", "李*****")]
    [InlineData("王小明退货", "王****")]
    [InlineData("李师傅快递", "李****")]
    [InlineData("已签收", "已签收")]
    [InlineData("王小明", "王**")]
    [InlineData("Wang Xiaoming", "W*** X*******")]
    [InlineData("王小明 请发货", "王** 请**")]
    [InlineData("13800001234", "138******34")]
    [InlineData("139-7351-8200", "139-****-**00")]
    [InlineData("文三路138号", "文**138*")]
    public void Of_a_value_that_was_not_expected_no_name_shows(string? value, string? shown) => Assert.Equal(shown, FreeText.Glimpse(value));
}
