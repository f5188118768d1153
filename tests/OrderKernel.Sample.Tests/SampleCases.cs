using System.Globalization;

namespace OrderKernel.Sample.Tests;

/// <summary>What the after-sales payloads of three channels have in common.</summary>
internal static class SampleCases
{
    public static (string Order, long Fen) Amount(RawCase told) => told.Channel switch
    {
        "taobao" => (told.Json.GetProperty("tid").GetRawText(),
            (long)(decimal.Parse(told.Json.Text("refund_fee"), CultureInfo.InvariantCulture) * 100)),
        "pdd" => (told.Json.Text("order_sn"), told.Json.GetProperty("refund_amount").GetInt64()),
        _ => (told.Json.GetProperty("order_info").Text("shop_order_id"),
            told.Json.GetProperty("aftersale_info").GetProperty("refund_amount").GetInt64()),
    };

    public static DateTime Asked(RawCase told) => told.Channel switch
    {
        "taobao" => Local(told.Json.Text("created")),
        "pdd" => Local(told.Json.Text("created_time")),
        _ => DateTimeOffset.FromUnixTimeSeconds(told.Json.GetProperty("aftersale_info").GetProperty("apply_time").GetInt64()).UtcDateTime.AddHours(8),
    };

    public static string Reason(RawCase told) => told.Channel switch
    {
        "taobao" => told.Json.Text("reason"),
        "pdd" => told.Json.Text("after_sale_reason"),
        _ => told.Json.GetProperty("text_part").Text("reason_text"),
    };

    public static bool Refunded(RawCase told) => told.Channel switch
    {
        "taobao" => told.Json.Text("status") == "SUCCESS",
        "pdd" => told.Json.Whole("after_sales_status") == 10,
        _ => told.Json.GetProperty("aftersale_info").Whole("refund_status") == 3,
    };

    public static DateTime Local(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static DateTime Iso(string text) => DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture).DateTime;
}
