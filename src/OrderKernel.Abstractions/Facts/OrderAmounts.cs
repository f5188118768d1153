using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>The amounts of an order, fixed when it is placed; all in one currency, none negative but the unattributed.</summary>
/// <param name="Due">What the buyer pays.</param>
/// <remarks>Law: due = list price − seller discount − platform subsidy − coupon + freight + tax + surcharges + unattributed.</remarks>
public sealed record OrderAmounts(Money Due)
{
    /// <summary>The goods at list price.</summary>
    public Money ListPrice { get; init; } = Money.Zero(Due.Currency);

    /// <summary>Discounts that the seller bears.</summary>
    public Money SellerDiscount { get; init; } = Money.Zero(Due.Currency);

    /// <summary>Discounts that the platform bears.</summary>
    public Money PlatformSubsidy { get; init; } = Money.Zero(Due.Currency);

    /// <summary>Coupons used.</summary>
    public Money Coupon { get; init; } = Money.Zero(Due.Currency);

    /// <summary>Freight that the buyer pays.</summary>
    public Money Freight { get; init; } = Money.Zero(Due.Currency);

    /// <summary>Tax on top.</summary>
    public Money Tax { get; init; } = Money.Zero(Due.Currency);

    /// <summary>COD fee, packing, insurance.</summary>
    public Money Surcharges { get; init; } = Money.Zero(Due.Currency);

    /// <summary>What the parts above leave unexplained, signed: kept with a finding, refunded last.</summary>
    public Money Unattributed => Due - (ListPrice - SellerDiscount - PlatformSubsidy - Coupon + Freight + Tax + Surcharges);

    /// <summary>Amounts in JSON, in declared order; currencies of parts that are missing follow the amount due.</summary>
    internal sealed class CanonicalConverter(bool withRest) : JsonConverter<OrderAmounts>
    {
        public override OrderAmounts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            CanonicalFields.Object(ref reader);
            Money due = default;
            Money? listPrice = null, sellerDiscount = null, platformSubsidy = null, coupon = null, freight = null, tax = null, surcharges = null;
            while (CanonicalFields.Next(ref reader))
            {
                if (reader.ValueTextEquals("due"u8)) due = CanonicalFields.Money(ref reader);
                else if (reader.ValueTextEquals("listPrice"u8)) listPrice = CanonicalFields.Money(ref reader);
                else if (reader.ValueTextEquals("sellerDiscount"u8)) sellerDiscount = CanonicalFields.Money(ref reader);
                else if (reader.ValueTextEquals("platformSubsidy"u8)) platformSubsidy = CanonicalFields.Money(ref reader);
                else if (reader.ValueTextEquals("coupon"u8)) coupon = CanonicalFields.Money(ref reader);
                else if (reader.ValueTextEquals("freight"u8)) freight = CanonicalFields.Money(ref reader);
                else if (reader.ValueTextEquals("tax"u8)) tax = CanonicalFields.Money(ref reader);
                else if (reader.ValueTextEquals("surcharges"u8)) surcharges = CanonicalFields.Money(ref reader);
                else CanonicalFields.Pass(ref reader);
            }

            var none = Money.Zero(due.Currency);
            return new(due)
            {
                ListPrice = listPrice ?? none, SellerDiscount = sellerDiscount ?? none, PlatformSubsidy = platformSubsidy ?? none, Coupon = coupon ?? none,
                Freight = freight ?? none, Tax = tax ?? none, Surcharges = surcharges ?? none,
            };
        }

        public override void Write(Utf8JsonWriter writer, OrderAmounts value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.Field("due"u8, value.Due);
            writer.Field("listPrice"u8, value.ListPrice);
            writer.Field("sellerDiscount"u8, value.SellerDiscount);
            writer.Field("platformSubsidy"u8, value.PlatformSubsidy);
            writer.Field("coupon"u8, value.Coupon);
            writer.Field("freight"u8, value.Freight);
            writer.Field("tax"u8, value.Tax);
            writer.Field("surcharges"u8, value.Surcharges);
            if (withRest) writer.Field("unattributed"u8, value.Unattributed);
            writer.WriteEndObject();
        }
    }
}
