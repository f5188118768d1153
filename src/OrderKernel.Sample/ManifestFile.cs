namespace OrderKernel.Sample;

/// <summary>One file of the folder, in the order of arrival; <paramref name="Shop"/> is empty for files that concern all shops.</summary>
internal sealed record SampleFile(string Path, string Profile, string Shop);

/// <summary>What the folder holds and how it is to be read.</summary>
internal static class ManifestFile
{
    public static byte[] Write(IReadOnlyList<SampleFile> files) => SampleJson.Document(json => json.Object(() =>
    {
        json.WriteString("$schema", "manifest-1.json");
        json.WriteString("tenant", "demo");
        json.WriteString("zone", "Asia/Shanghai");
        json.Array("files", files, file => json.Object(() =>
        {
            json.WriteString("path", file.Path);
            json.WriteString("profile", file.Profile);
            if (file.Shop.Length > 0)
            {
                json.WriteString("shop", file.Shop);
            }
        }));
        json.Object("policies", () =>
        {
            json.WriteString("skuMap", "sku-map.json");
            json.WriteString("network", "network.json");
        });
        json.WriteString("stock", "stock.jsonl");
    }));
}
