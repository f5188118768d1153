using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using OrderKernel.Inventory;
using OrderKernel.Ports;
using OrderKernel.Work;

namespace OrderKernel.Publishing;

/// <summary>The body of an effect that has a shop told of stock.</summary>
internal static class PublicationEffect
{
    public static ReadOnlyMemory<byte> Write(ChannelShop shop, Instant at, ValueList<ShopStockNumber> numbers) => OutboxBody.Of(w =>
    {
        w.WriteString("channel", shop.Channel.Value);
        w.WriteString("shop", shop.Shop.Value);
        w.WriteString("at", InstantPattern.ExtendedIso.Format(at));
        w.WriteStartArray("numbers");
        foreach (var number in numbers)
        {
            w.WriteStartObject();
            w.WriteString("code", number.Code);
            w.WriteNumber("units", number.Units.Units);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    });

    public static ShopStockRequest Read(TenantId tenant, ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        return new(tenant, ChannelId.Of(root.GetProperty("channel").GetString()!), ShopId.Of(root.GetProperty("shop").GetString()!),
            InstantPattern.ExtendedIso.Parse(root.GetProperty("at").GetString()!).Value,
            root.GetProperty("numbers").EnumerateArray()
                .Select(n => new ShopStockNumber(n.GetProperty("code").GetString()!, Quantity.Of(n.GetProperty("units").GetInt64()))).ToValueList());
    }
}
