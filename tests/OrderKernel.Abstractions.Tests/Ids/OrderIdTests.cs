using NodaTime;

namespace OrderKernel.Abstractions.Tests.Ids;

// Fails when the order id changes its form, when keys that differ meet, or when an id accepts what it must refuse.
public class OrderIdTests
{
    private static readonly OrderKey Key = new(TenantId.Of("demo"), ChannelId.Of("doudian"), ShopId.Of("dy-1"), OrderNumber.Of("4781320682406083640"));

    [Fact]
    public void The_digest_is_pinned() => Assert.Equal("DY_20260209_" + Key.Digest(), OrderId.Mint("DY", new LocalDate(2026, 2, 9), Key).Value);

    [Fact]
    public void The_digest_has_eighty_bits_in_base_32() => Assert.Matches("^[0-9a-hjkmnp-tv-z]{16}$", Key.Digest());

    [Fact]
    public void Every_part_of_the_key_counts()
    {
        OrderKey[] others =
        [
            Key with { Tenant = TenantId.Of("other") }, Key with { Channel = ChannelId.Of("taobao") }, Key with { Shop = ShopId.Of("dy-2") },
            Key with { Number = OrderNumber.Of("4781320682406083641") },
            new(TenantId.Of("demod"), ChannelId.Of("oudian"), Key.Shop, Key.Number),
        ];
        Assert.Equal(6, others.Append(Key).Select(k => k.Digest()).Distinct().Count());
    }

    [Fact]
    public void A_minted_id_reads_back_in_its_parts()
    {
        var id = OrderId.Parse(OrderId.Mint("TB", new LocalDate(2020, 2, 29), Key).Value);
        Assert.Equal(("TB", new LocalDate(2020, 2, 29), Key.Digest()), (id.ChannelCode, id.CreatedOn, id.Digest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("DY_20260209")]
    [InlineData("dy_20260209_0123456789abcdef")]
    [InlineData("DY_20260230_0123456789abcdef")]
    [InlineData("DY_20260209_0123456789abcde")]
    [InlineData("DY_20260209_0123456789abcdeI")]
    [InlineData("DY_20260209_0123456789abcdel")]
    public void Other_forms_are_no_order_id(string text) => Assert.False(OrderId.TryParse(text, out _));

    [Theory]
    [InlineData("")]
    [InlineData(" a")]
    [InlineData("a\n")]
    [InlineData("a\u0000b")]
    public void Bad_texts_are_no_ids(string text)
    {
        Assert.False(SkuId.TryParse(text, out _));
        Assert.Throws<ArgumentException>(() => SkuId.Of(text));
    }

    [Fact]
    public void A_lone_surrogate_is_no_id() => Assert.False(SkuId.TryParse("a\ud800", out _));

    [Fact]
    public void An_id_of_129_characters_is_too_long() => Assert.Throws<ArgumentException>(() => SkuId.Of(new string('x', 129)));
}
