namespace OrderKernel.Sample;

/// <summary>The goods of the merchant: forty SKUs, three bundles, and one novelty that nobody has entered into the SKU map.</summary>
internal static class SampleAssortment
{
    private const string Everywhere = "HZ GZ CD";

    public static readonly IReadOnlyList<SampleItem> Skus =
    [
        new(1, "青禾 每日坚果混合果仁 独立小包", "750g/30包", 8_990, 820, Everywhere, 60),
        new(2, "青禾 手冲挂耳咖啡 云南小粒", "10g×20片", 5_990, 320, Everywhere, 45),
        new(3, "青禾 双层玻璃杯 带盖", "350ml 透明", 3_990, 410, Everywhere, 38),
        new(4, "青禾 冻干草莓脆", "60g×3罐", 4_590, 360, Everywhere, 36),
        new(5, "青禾 抽纸整箱 原木四层", "24包", 4_990, 3_600, Everywhere, 55),
        new(6, "青禾 厨房湿巾 去油污", "80抽×3包", 1_990, 1_100, Everywhere, 42),
        new(7, "青禾 竹纤维洗脸巾", "100抽×6卷", 3_590, 900, Everywhere, 40),
        new(8, "青禾 便携牙刷收纳盒", "奶白", 990, 90, Everywhere, 30),
        new(9, "青禾 手机支架 桌面折叠", "深空灰", 1_590, 180, Everywhere, 34),
        new(10, "青禾 Type-C 编织数据线 60W", "1.5m", 1_290, 70, Everywhere, 46),
        new(11, "青禾 65W 氮化镓充电器", "三口 白色", 12_900, 160, Everywhere, 32) { NoJdCode = true },
        new(12, "青禾 蓝牙耳机 半入耳降噪", "云白", 29_900, 120, Everywhere, 26) { NoJdCode = true },
        new(13, "青禾 空气炸锅 可视 5L", "5L 雾灰", 39_900, 4_800, Everywhere, 18),
        new(14, "青禾 破壁机 静音加热", "1.75L", 59_900, 6_200, Everywhere, 10),
        new(15, "青禾 扫地机器人 自集尘", "X1 白色", 239_900, 9_500, "HZ GZ", 5),
        new(16, "青禾 半自动意式咖啡机", "双锅炉 银色", 299_900, 12_000, "HZ GZ", 4),
        new(17, "青禾 55英寸 4K 投影电视套装", "标准版", 389_900, 16_000, "HZ", 2),
        new(18, "青禾 加厚羊毛围巾 男女同款", "驼色", 16_900, 260, Everywhere, 22),
        new(19, "青禾 男士轻薄羽绒服 立领", "黑色/L", 39_900, 620, Everywhere, 20),
        new(20, "青禾 女士摇粒绒外套", "燕麦色/M", 19_900, 540, Everywhere, 24),
        new(21, "青禾 儿童纯棉秋衣裤套装", "120cm 浅蓝", 8_900, 300, Everywhere, 26),
        new(22, "青禾 运动跑鞋 缓震透气", "白/42", 25_900, 780, "HZ GZ", 18),
        new(23, "青禾 乳胶枕 泰国天然", "标准高度", 15_900, 1_300, "HZ GZ", 14),
        new(24, "青禾 四件套 60支长绒棉", "1.8m 雾蓝", 34_900, 2_400, "HZ GZ", 12),
        new(25, "青禾 进口婴儿奶粉 3段", "900g", 26_800, 1_150, "YW", 14),
        new(26, "青禾 保湿精华 进口原装", "30ml", 36_800, 140, "YW", 12),
        new(27, "青禾 氨基酸洁面 进口", "120g", 8_800, 170, "YW HZ", 20),
        new(28, "青禾 维生素C 进口软糖", "60粒", 7_800, 210, "YW", 18),
        new(29, "青禾 深海鱼油 进口", "180粒", 15_800, 360, "YW", 10),
        new(30, "青禾 川味火锅底料 牛油", "500g×2", 3_290, 1_050, "CD HZ", 30),
        new(31, "青禾 麻辣牛肉干", "250g", 4_290, 290, "CD HZ", 28),
        new(32, "青禾 猫砂 豆腐除臭", "6L×4包", 6_990, 9_800, Everywhere, 16),
        new(33, "青禾 狗粮 全价冻干", "10kg", 26_900, 10_300, "HZ CD", 8),
        new(34, "青禾 折叠电动车头盔 3C认证", "亚光黑", 6_900, 720, Everywhere, 16),
        new(35, "青禾 露营折叠椅", "军绿", 9_900, 2_900, Everywhere, 12),
        new(36, "青禾 联名款玩偶盲盒 限量", "随机款", 6_900, 240, "HZ", 30) { Scarce = true },
        new(37, "青禾 限定保温杯 316不锈钢", "星空紫", 12_900, 430, "GZ", 22) { Scarce = true },
        new(38, "青禾 首发机械键盘 87键", "茶轴", 45_900, 1_050, "HZ", 12) { Scarce = true },
        new(39, "赠品 晴雨两用折叠伞", "随机色", 0, 330, Everywhere, 0) { Gift = true },
        new(40, "赠品 洗护旅行试用装", "4件", 0, 180, Everywhere, 0) { Gift = true },
    ];

    public static readonly IReadOnlyList<SampleItem> Bundles =
    [
        Bundle(901, "GIFTBOX-1", "青禾 咖啡时光礼盒 挂耳+双层杯", 12_900, 20, (2, 1), (3, 2)),
        Bundle(902, "GIFTBOX-2", "青禾 零食大礼包 坚果+草莓脆", 15_900, 22, (1, 1), (4, 2)),
        Bundle(903, "HOMECARE-3", "青禾 家清组合 抽纸+湿巾+洗脸巾", 11_900, 18, (5, 1), (6, 2), (7, 1)),
    ];

    public static readonly SampleItem Novelty = new(999, "青禾 新品 智能香薰机", "预览版", 19_900, 640, "HZ", 0) { Unmapped = true };

    /// <summary>The goods that a basket is drawn from.</summary>
    public static readonly IReadOnlyList<SampleItem> OnSale = [.. Skus.Where(static item => item.Popularity > 0), .. Bundles];

    public static readonly IReadOnlyList<SampleItem> Plentiful = [.. OnSale.Where(static item => !item.Scarce)];

    public static readonly IReadOnlyList<SampleItem> Scarce = [.. OnSale.Where(static item => item.Scarce)];

    public static readonly IReadOnlyList<SampleItem> Gifts = [.. Skus.Where(static item => item.Gift)];

    public static SampleItem Get(int number) => Skus[number - 1];

    private static SampleItem Bundle(int number, string code, string title, int priceFen, int popularity, params (int Number, int Quantity)[] parts)
    {
        var components = Array.ConvertAll(parts, static part => (Item: Get(part.Number), part.Quantity));
        return new SampleItem(number, title, "组合装", priceFen, components.Sum(static part => part.Item.Grams * part.Quantity), Everywhere, popularity)
        {
            BundleCode = code,
            Components = components,
        };
    }
}
