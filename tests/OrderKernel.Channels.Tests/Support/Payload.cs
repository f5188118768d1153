namespace OrderKernel.Channels.Tests;

/// <summary>Hand-made records, written from the facts' field paths.</summary>
internal static class Payload
{
    public static string Taobao(string status = "WAIT_SELLER_SEND_GOODS", string extra = "", string line = "", string payment = "\"199.00\"",
        string num = "1") =>
        $$$"""
        {"tid":"1001","status":"{{{status}}}","created":"2026-02-09 10:00:00","modified":"2026-02-09 10:05:00","payment":{{{payment}}},"total_fee":"199.00","post_fee":"0.00"{{{extra}}},
         "orders":{"order":[{"oid":"2001","outer_sku_id":"A-1","num":{{{num}}},"payment":{{{payment}}},"total_fee":"199.00","title":"甲"{{{line}}}}]}}
        """;

    public static string Pdd(string extra = "", string status = "1") =>
        $$$"""
        {"order_sn":"260209-1","order_status":{{{status}}},"created_time":"2026-02-09 10:00:00","pay_time":"2026-02-09 10:01:00","updated_at":"2026-02-09 10:02:00","pay_amount":19.9,"postage":0,
         "province":"浙江省","city":"杭州市","town":"西湖区","item_list":[{"outer_id":"A-1","sku_id":5,"goods_count":1,"goods_price":19.9,"goods_name":"甲"}]{{{extra}}}}
        """;

    public static string Doudian(string status = "2", string extra = "", string line = "", string payType = "1") =>
        $$$"""
        {"order_id":"4781320682406083640","order_status":{{{status}}},"pay_type":{{{payType}}},"create_time":1770602400,"pay_time":1770602460,"update_time":1770602500,"pay_amount":19900,"post_amount":0{{{extra}}},
         "sku_order_list":[{"order_id":"4781320682406083641","code":"A-1","item_num":1,"pay_amount":19900,"sum_amount":19900,"product_name":"甲"{{{line}}}}]}
        """;

    public static string DoudianAfterSale(string status, string refund, string type = "0", string extra = "") =>
        $$$"""
        {"aftersale_info":{"aftersale_id":"1","aftersale_status":{{{status}}},"aftersale_type":{{{type}}},"refund_status":{{{refund}}},"refund_amount":100,"apply_time":1770602400,"update_time":1770602500{{{extra}}}},"order_info":{"shop_order_id":"9"}}
        """;
}
