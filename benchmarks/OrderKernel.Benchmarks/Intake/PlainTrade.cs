using System.Text.Json.Serialization;

namespace OrderKernel.Benchmarks;

/// <summary>What a shop's own program would read an order into: plain classes, every field of the payload, nothing checked.</summary>
public sealed record PlainTrade(
    long Tid, string Type, string Status, string Created, string Modified, string PayTime, string ConsignTime, string TotalFee, string DiscountFee,
    string AdjustFee,
    string PostFee, string Payment, string ReceivedPayment, string BuyerNick, string BuyerOpenUid, string BuyerMessage, string SellerNick, string SellerMemo,
    int SellerFlag, string Oaid, string ReceiverName, string ReceiverMobile, string ReceiverState, string ReceiverCity, string ReceiverDistrict,
    string ReceiverAddress, string ShippingType, bool IsShShip, PlainOrders Orders);

public sealed record PlainOrders(PlainOrder[] Order);

public sealed record PlainOrder(
    long Oid, string Title, string SkuPropertiesName, long NumIid, string SkuId, string OuterSkuId, int Num, string Price, string DiscountFee, string AdjustFee,
    string TotalFee, string Payment, string PartMjzDiscount, string DivideOrderFee, string Status, string RefundStatus, string LogisticsCompany,
    string InvoiceNo, string ConsignTime);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PlainTrade))]
internal sealed partial class PlainJsonContext : JsonSerializerContext;
