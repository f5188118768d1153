using System.Text;
using System.Text.RegularExpressions;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// The profiles that the guide shows read what they are shown for. Fails when an example of the guide misreads the payload that it is drawn from.
/// </summary>
public sealed class GuideProfileScenarios
{
    private static readonly Dictionary<string, PolicyDocument<ChannelProfile>> Shown = Regex
        .Matches(File.ReadAllText(Path.Combine(Root(), "docs", "guides", "channels.md")), "```json\n(.*?)```", RegexOptions.Singleline)
        .Select(m => m.Groups[1].Value).Where(d => d.Contains("profile-1.json"))
        .Select(d => Profiles.Load(Encoding.UTF8.GetBytes(d)).ValueOrThrow()).ToDictionary(p => p.Reference.Name);

    [DataFact]
    public void An_ebay_order_that_was_shipped()
    {
        var claim = Made.Claim(Shown["ebay-trading"], Text("payloads/ebay/trading-GetOrders-WithTrackingNumber.xml"));
        Assert.Equal(("24-07558-27052", PaymentStatus.Paid, FulfilmentStatus.Shipped), (claim.Order.Number.Value, claim.Payment, claim.Fulfilment));
        Assert.Equal(("2021-09-01T08:47:21Z", "2021-09-01T08:47:21Z", "2021-09-30T20:55:36Z"), ($"{claim.CreatedAt}", $"{claim.PaidAt}", $"{claim.ShippedAt}"));
        Assert.Equal(Money.OfMinor(3445, Currency.Of("USD")), claim.Amounts!.Due);
        Assert.Equal(("DET 9782940", 1L), (claim.Lines[0].Code, claim.Lines[0].Quantity.Units));
        Assert.Equal("1966 66 GTO Upper Radiator Hose Tri Power & Power Steering OE CODED 9782940 New", claim.Lines[0].Title);
        Assert.Equal(("NY", "CCC"), (claim.Recipient!.Address!.Province, claim.Recipient.Address.City));
        var parcel = Assert.Single(claim.Shipments);
        Assert.Equal(("1ZE610060392761333", "UPS", claim.Lines[0].Line), (parcel.Waybill.Value, parcel.Carrier!.Value.Value, parcel.Lines[0]));
        Assert.Equal([ChannelsCodes.CountryUnknown], claim.Findings.Items.Select(f => f.Code));
    }

    [DataFact]
    public void An_ebay_order_that_is_not_paid_with_blanks_around_every_value()
    {
        var claim = Made.Claim(Shown["ebay-trading"], Text("payloads/ebay/trading-GetOrders-WithItemsSku.xml"));
        Assert.Equal(("110136274391-0", PaymentStatus.Unpaid, FulfilmentStatus.Unfulfilled), (claim.Order.Number.Value, claim.Payment, claim.Fulfilment));
        Assert.Equal("testSku501wj", claim.Lines[0].Code);
        Assert.Equal(("KY", "City"), (claim.Recipient!.Address!.Province, claim.Recipient.Address.City));
        Assert.Null(claim.PaidAmount);
    }

    [DataFact]
    public void A_page_of_ebay_without_orders_has_none_and_a_control_character_parks_its_order()
    {
        Assert.Empty(Made.Read(Shown["ebay-trading"], Text("payloads/ebay/trading-GetOrders-WithOutItems.xml")));
        var reading = Assert.Single(Made.Read(Shown["ebay-trading"], Text("payloads/ebay/trading-GetOrders-WithBelInShippingAddressName.xml")));
        Assert.Equal(ChannelsCodes.RecordMalformed, reading.Refusal!.Code);
    }

    [Fact]
    public void An_export_of_shopify_with_two_lines()
    {
        const string Header = "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping Name,Shipping Address1,Shipping Address2,Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Cancelled at,Refunded Amount\n";
        const string Rows = "#1001,a@example.com,paid,2026-02-09 10:01:00 +0000,unfulfilled,,USD,35.00,5.00,2.10,40.10,2.00,2026-02-09 10:00:00 +0000,2,Mug,10.00,A-1,Ann Lee,1 Some St,Flat 2,Frankfort,'04062,KY,US,555,,0.00\n#1001,a@example.com,,,,,,,,,,,,1,Lamp,15.00,B-1,,,,,,,,,,\n";
        var claim = Made.Claim(Shown["shopify-csv"], Header + Rows);
        Assert.Equal(("1001", 2, 4010L), (claim.Order.Number.Value, claim.Lines.Count, claim.Amounts!.Due.MinorUnits));
        Assert.Equal(("04062", "1 Some St, Flat 2"), (claim.Recipient!.Address!.RevealPostcode(), claim.Recipient.Address.RevealDetail()));
        Assert.Equal("USD 35.00", claim.Amounts.ListPrice.ToString());
        Assert.Empty(claim.Findings);
    }

    private static string Text(string path) => Encoding.UTF8.GetString(TestData.Read(path));

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrderKernel.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
