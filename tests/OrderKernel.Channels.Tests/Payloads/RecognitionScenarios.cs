namespace OrderKernel.Channels.Tests;

/// <summary>
/// Of all profiles the one that a payload was made for reads it, and it reads it the same however the bytes arrive. Fails when two channels cannot be
/// told apart.
/// </summary>
public sealed class RecognitionScenarios
{
    [DataTheory]
    [InlineData("xiaohongshu/agiso-order-detail-doc-sample.json", "xiaohongshu-shop", "order")]
    [InlineData("wechat_channels/order-list-get.json", "wechat-channels", "ids")]
    [InlineData("wechat_channels/aftersale-get.json", "wechat-channels", "after-sale")]
    [InlineData("wechat_channels/legacy-shop-order-get.json", "wechat-channels", "legacy-order")]
    [InlineData("wechat_channels/event-order-pay.json", "wechat-channels", "event")]
    [InlineData("wechat_channels/event-order-deliver.json", "wechat-channels", "event")]
    [InlineData("shopee/get-order-list.json", "shopee", "id")]
    [InlineData("shopee/get-package-detail.json", "shopee", "package")]
    [InlineData("shopee/get-return-detail.json", "shopee", "return")]
    [InlineData("tiktok_shop/v202309-order-doc-sample.json", "tiktok-shop", "order")]
    [InlineData("tiktok_shop/webhook-order-status-golden.json", "tiktok-shop", "webhook")]
    [InlineData("amazon/v0-getOrders-example.json", "amazon", "order-without-total")]
    [InlineData("amazon/v0-getOrders-sandbox0.json", "amazon", "order")]
    [InlineData("amazon/v0-getOrderItems-example.json", "amazon", "items")]
    [InlineData("amazon/2026-getOrder-example.json", "amazon", "order-2026")]
    [InlineData("amazon/2026-searchOrders-sandbox0.json", "amazon", "order-2026")]
    [InlineData("amazon/notification-ORDER_CHANGE-example.json", "amazon", "order-change")]
    [InlineData("ebay/trading-GetOrders-WithTrackingNumber.xml", "ebay-trading", "order")]
    [InlineData("ebay/trading-GetOrders-WithItemsSku.xml", "ebay-trading", "order")]
    public void Profiles_are_recognised_from_content(string path, string profile, string kind)
    {
        var found = ProfileRecognizer.Recognize(TestData.Read("payloads/" + path), Profiles.Defaults());
        Assert.Equal((profile, kind), (found?.Profile.Reference.Name, found?.RecordKind));
    }

    [DataTheory]
    [InlineData("xiaohongshu-shop", "xiaohongshu")]
    [InlineData("wechat-channels", "wechat_channels")]
    [InlineData("shopee", "shopee")]
    [InlineData("tiktok-shop", "tiktok_shop")]
    [InlineData("ebay-trading", "ebay")]
    [InlineData("amazon", "amazon")]
    public void Every_payload_reads_the_same_in_chunks_of_any_size(string profile, string folder)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(TestData.Folder!, "payloads", folder)))
        {
            var bytes = File.ReadAllBytes(file);
            var whole = Records.Of(profile, bytes).Select(RealPayloadScenarios.Shown).ToArray();
            foreach (var chunk in new[] { 1, 7, 1000 }) Assert.Equal(whole, Records.Of(profile, bytes, chunk: chunk).Select(RealPayloadScenarios.Shown));
        }
    }
}
