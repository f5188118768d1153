namespace OrderKernel.Channels;

/// <summary>What channels and shops call the fields of orders, in letters and digits alone; the plainer a name the earlier it stands.</summary>
internal static class FieldNames
{
    public static readonly string[] Number =
    [
        "orderno", "ordernumber", "ordersn", "orderid", "tid", "订单编号", "订单号", "订单id", "主订单编号", "amazonorderid", "oid", "receiptid", "tradeno", "tradeid", "billno",
        "单号", "order", "no", "number", "id", "name",
    ];

    public static readonly string[] Created =
    [
        "createdtime", "createtime", "createdat", "ordertime", "ordercreatetime", "ordercreatedtime", "purchasedate", "datecreatedgmt", "created", "创建时间", "下单时间",
        "订单创建时间", "订单提交时间", "拍下时间", "createtimestamp", "creationdate", "datecreated", "orderedat", "placedat", "gmtcreate", "createdtimestamp", "orderdate", "at", "时间",
    ];

    public static readonly string[] Paid =
        ["paytime", "paidtime", "paidat", "datepaidgmt", "付款时间", "支付时间", "订单付款时间", "paymenttime", "paymentdate", "payat", "datepaid", "gmtpayment"];

    public static readonly string[] Shipped =
        ["consigntime", "shippedtime", "shiptime", "shippedat", "发货时间", "deliverytime", "sendtime", "fulfilledat", "shippingtime", "shippeddate"];

    public static readonly string[] Delivered = ["signtime", "deliveredtime", "deliveredat", "签收时间", "receivetime", "收货时间", "确认收货时间", "signedat"];

    public static readonly string[] Modified =
        ["modified", "updatetime", "updatedat", "updatedtime", "lastupdatedate", "lastupdatedtime", "datemodifiedgmt", "modifiedtime", "lastmodifiedtime", "修改时间", "更新时间", "changedat"];

    public static readonly string[] Due =
    [
        "payamount", "payment", "买家实际支付金额", "实付金额", "应付金额", "实收款", "totalamount", "ordertotal", "totalprice", "grandtotal", "total", "orderamount", "totalfee", "总金额",
        "订单金额", "orderprice", "totalpaid", "amount", "金额", "grandtotalamount", "ordertotalamount", "totalsum", "payable", "sum",
    ];

    public static readonly string[] Freight =
        ["postfee", "postage", "freight", "shippingfee", "postamount", "shippingtotal", "运费", "邮费", "邮资", "shippingprice", "freightfee", "shippingcost", "totalshippingcost"];

    public static readonly string[] Refunded = ["refundamount", "refundfee", "refunded", "退款金额", "amountrefunded", "totalrefunded", "refundedamount"];

    public static readonly string[] Currency = ["currency", "currencycode", "currencyid", "币种", "货币"];

    public static readonly string[] Status =
    [
        "orderstatus", "status", "订单状态", "状态", "orderstate", "tradestatus", "financialstatus", "paystatus", "paymentstatus", "fulfillmentstatus", "fulfilmentstatus", "shippingstatus",
        "logisticsstatus", "发货状态", "付款状态", "退款状态", "refundstatus", "state", "mainstatus", "word",
    ];

    public static readonly string[] Code =
    [
        "outerskuid", "sellersku", "skucode", "outerid", "erpcode", "outskuid", "商家编码", "商品编码", "货号", "sku", "skuid", "variationsku", "itemsku", "code", "outeritemid", "itemcode",
        "productid", "goodsid", "itemid", "numiid", "asin",
    ];

    public static readonly string[] Quantity =
        ["quantity", "qty", "num", "count", "goodscount", "itemnum", "goodsnum", "quantityordered", "quantitypurchased", "productcnt", "skucnt", "skuquantity", "数量", "购买数量", "商品数量", "amount", "pieces", "n"];

    public static readonly string[] LineTotal =
        ["payamount", "linetotal", "divideorderfee", "payment", "totalpaidamount", "total", "小计", "subtotal", "totalfee", "sumamount", "sum", "totalprice"];

    public static readonly string[] UnitPrice =
        ["unitprice", "price", "goodsprice", "saleprice", "realprice", "itemprice", "单价", "价格", "transactionprice", "unitpriceamount", "skuprice", "priceamount", "discountprice"];

    public static readonly string[] Title = ["title", "goodsname", "productname", "itemname", "skuname", "商品名称", "宝贝标题", "商品标题", "name", "itemtitle"];

    public static readonly string[] Line = ["oid", "lineid", "suborderid", "itemid", "orderitemid", "orderlineitemid", "子订单编号", "line", "id"];

    public static readonly string[] Waybill =
        ["waybill", "waybillno", "waybillid", "trackingno", "trackingnumber", "expressno", "logisticsno", "运单号", "物流单号", "快递单号", "expresstrackingno", "shipmenttrackingnumber", "billcode"];

    public static readonly string[] Carrier =
        ["carrier", "logisticscompany", "expresscompany", "物流公司", "快递公司", "shippingcarrier", "shippingprovider", "trackingcompany", "shippingcarrierused", "expresscompanycode", "carriercode"];

    /// <summary>How well a path is called one of several names: 100 for the plainest, less for later ones and for what lies deeper; 0 for none.</summary>
    public static int Fit(string path, string[] names)
    {
        var parts = path.Split('.');
        var last = Plain(parts[parts.Length - 1]);
        var (own, whole) = (Array.IndexOf(names, last), parts.Length < 2 ? -1 : Array.IndexOf(names, Plain(parts[parts.Length - 2]) + last));
        // What says no more than that it is an amount is called by what it lies in.
        if (own < 0 && last is "amount" or "value" or "text") whole = Math.Max(whole, parts.Length < 2 ? -1 : Array.IndexOf(names, Plain(parts[parts.Length - 2])));
        var at = own < 0 ? whole : whole < 0 ? own : Math.Min(own, whole);
        return at < 0 ? 0 : Math.Max(1, 100 - (60 * at / names.Length) - (3 * (parts.Length - 1)));
    }

    private static string Plain(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
