namespace OrderKernel.Channels;

/// <summary>Writes SKU maps as documents.</summary>
public static class SkuMapWriter
{
    /// <summary>The document of mappings, an item a line.</summary>
    /// <param name="name">The map's name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="isSameOtherwise">True when a code that is not listed is its own SKU; else it parks the order.</param>
    /// <param name="mappings">What the listed codes mean.</param>
    /// <returns>UTF-8; <see cref="SkuMap.Load"/> gives the mappings back.</returns>
    public static byte[] Write(string name, string version, bool isSameOtherwise, ValueList<SkuMapping> mappings)
    {
        var document = new DocumentText();
        document.Text("$schema", SkuMap.Schema).Text("name", name).Text("version", version).Text("otherwise", isSameOtherwise ? "same" : "park");
        document.Open("items");
        foreach (var mapping in mappings)
        {
            document.Entry().Text("channel", mapping.Channel).Text("code", mapping.Code);
            if (mapping.Goods is [{ Quantity.Units: 1 } only])
            {
                document.Text("sku", only.Sku.Value);
            }
            else
            {
                document.Open("bundle");
                foreach (var part in mapping.Goods) document.Entry().Text("sku", part.Sku.Value).Number("quantity", part.Quantity.Units).End();
                document.End();
            }

            document.End();
        }

        document.End();
        return document.ToUtf8();
    }
}
