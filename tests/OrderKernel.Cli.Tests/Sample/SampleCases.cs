using System.Globalization;

namespace OrderKernel.Cli.Tests.Sample;

/// <summary>What the after-sales payloads of three channels have in common.</summary>
internal static class SampleCases
{
    public static (string Order, long Fen) Amount(RawCase told) => told.Channel switch
    {
        "taobao" => (told.Json.GetProperty("tid").GetRawText(),
            (long)(decimal.Parse(told.Json.GetProperty("refund_fee").GetString()!, CultureInfo.InvariantCulture) * 100)),
        "pdd" => (told.Json.GetProperty("order_sn").GetString()!, told.Json.GetProperty("refund_amount").GetInt64()),
        _ => (told.Json.GetProperty("order_info").GetProperty("shop_order_id").GetString()!,
            told.Json.GetProperty("aftersale_info").GetProperty("refund_amount").GetInt64()),
    };

    public static DateTime Asked(RawCase told) => told.Channel switch
    {
        "taobao" => Local(told.Json.GetProperty("created").GetString()!),
        "pdd" => Local(told.Json.GetProperty("created_time").GetString()!),
        _ => DateTimeOffset.FromUnixTimeSeconds(told.Json.GetProperty("aftersale_info").GetProperty("apply_time").GetInt64()).UtcDateTime.AddHours(8),
    };

    public static string Reason(RawCase told) => told.Channel switch
    {
        "taobao" => told.Json.GetProperty("reason").GetString()!,
        "pdd" => told.Json.GetProperty("after_sale_reason").GetString()!,
        _ => told.Json.GetProperty("text_part").GetProperty("reason_text").GetString()!,
    };

    public static bool Refunded(RawCase told) => told.Channel switch
    {
        "taobao" => told.Json.GetProperty("status").GetString() == "SUCCESS",
        "pdd" => told.Json.GetProperty("after_sales_status").GetInt32() == 10,
        _ => told.Json.GetProperty("aftersale_info").GetProperty("refund_status").GetInt32() == 3,
    };

    public static DateTime Local(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static DateTime Iso(string text) => DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture).DateTime;
}
