using System.Globalization;
using System.Text;

namespace OrderKernel.Cli.Tests.BadInput;

/// <summary>Small Taobao and Tmall inputs, written by hand from the channels' documented forms, whole until a test breaks one record.</summary>
internal static class TaobaoLines
{
    /// <summary>The code and header of a Tmall back-office export; two names end in a blank, as they do there.</summary>
    public const string CsvHeader = "订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,退款金额";

    /// <summary>A paid trade of one line on one line of a file.</summary>
    public static string Trade(int number, string payment = "\"59.90\"", string status = "\"WAIT_SELLER_SEND_GOODS\"", string quantity = "1",
        string code = "TB-0002") => string.Create(
        CultureInfo.InvariantCulture,
        $$$$$"""{"trade_fullinfo_get_response":{"trade":{"tid":{{{{{4_317_627_911_240_000_000 + number}}}}},"type":"fixed","status":{{{{{status}}}}},"created":"2025-11-11 00:12:04","modified":"2025-11-11 00:20:12","pay_time":"2025-11-11 00:20:12","total_fee":"59.90","discount_fee":"0.00","adjust_fee":"0.00","post_fee":"0.00","payment":{{{{{payment}}}}},"received_payment":"0.00","buyer_nick":"b**4","buyer_open_uid":"AAHbuyer000014","receiver_name":"赵**","receiver_mobile":"138****1161","receiver_state":"贵州省","receiver_city":"贵阳市","receiver_district":"观山湖区","receiver_address":"测试**","orders":{"order":[{"oid":{{{{{4_317_627_911_240_000_000 + number}}}}},"title":"手冲挂耳咖啡","num_iid":720000000002,"sku_id":"5110000000002","outer_sku_id":"{{{{{code}}}}}","num":{{{{{quantity}}}}},"price":"59.90","discount_fee":"0.00","adjust_fee":"0.00","total_fee":"59.90","payment":"59.90","part_mjz_discount":"0.00","divide_order_fee":"59.90","status":{{{{{status}}}}},"refund_status":"NO_REFUND"}]}}}}""");

    public static string Lines(params string[] records) => string.Join('\n', records) + "\n";

    public static string Manifest(string files, string more = "") => $$"""{"$schema":"manifest-1.json","files":[{{files}}]{{more}}}""";

    /// <summary>A row of the Tmall export.</summary>
    public static string Row(int number) =>
        new StringBuilder().Append(CultureInfo.InvariantCulture, $"{number},21.0,21.0,上海,2020-02-20 23:59:54,2020-02-21 00:00:02,0.0").ToString();
}
