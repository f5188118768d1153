namespace OrderKernel.Sample;

/// <summary>Someone who plainly does not exist: every name says so, every phone is of the 138 0000 block.</summary>
internal sealed record SampleBuyer(string Id, string Surname, string GivenName, string Phone, string Street)
{
    private static readonly string[] Surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林"];
    private static readonly string[] GivenNames = ["测试", "样例", "示例", "演示", "虚构"];
    private static readonly string[] Roads = ["样例路", "示例街", "测试大道", "演示巷", "虚构新村"];

    public string Name => Surname + GivenName;

    public string MaskedName => Surname + "**";

    public string MaskedPhone => $"{Phone[..3]}****{Phone[^4..]}";

    public string MaskedStreet => $"{Street[..2]}**";

    public static SampleBuyer Draw(SampleRandom random, int number) => new(
        "buyer" + SampleText.Number(number, "000000"),
        random.Pick(Surnames),
        random.Pick(GivenNames),
        "1380000" + random.Digits(4),
        random.Pick(Roads) + Draw(random, 1, 399, "号") + Draw(random, 1, 30, "幢") + Draw(random, 101, 2_804, "室"));

    private static string Draw(SampleRandom random, int low, int high, string unit) => SampleText.Number(random.Between(low, high)) + unit;
}
