namespace OrderKernel.Sample;

/// <summary>The codes of the channels and what they stand for; the novelty is missing on purpose.</summary>
internal static class SkuMapFile
{
    public static byte[] Write() => SampleJson.Document(json => json.Object(() =>
    {
        json.WriteString("$schema", "sku-map-1.json");
        json.WriteString("name", "demo-skus");
        json.WriteString("version", "1.0.0");
        json.WriteStartArray("items");
        foreach (var bundle in SampleAssortment.Bundles)
        {
            json.Object(() =>
            {
                json.WriteString("channel", "*");
                json.WriteString("code", bundle.BundleCode);
                json.Array("bundle", bundle.Components, part => json.Object(() =>
                {
                    json.WriteString("sku", part.Item.Sku);
                    json.WriteNumber("quantity", part.Quantity);
                }));
            });
        }

        foreach (var channel in Enum.GetValues<SampleChannel>())
        {
            foreach (var item in SampleAssortment.Skus)
            {
                // Where the merchant left the outer code empty the platform's SKU number has to do.
                var code = item.Code(channel);
                json.Object(() =>
                {
                    json.WriteString("channel", SampleShop.NameOf(channel));
                    json.WriteString("code", code.Length > 0 ? code : SampleText.Number(item.PlatformSkuId(channel)));
                    json.WriteString("sku", item.Sku);
                });
            }
        }

        json.WriteEndArray();
    }));
}
