using System.Text;
using System.Text.RegularExpressions;

namespace OrderKernel.Cli.Tests.Privacy;

/// <summary>Personal data that can be told from anything else, planted in every field of an export that holds some, and looked for afterwards.</summary>
internal static partial class Canaries
{
    // A mask shows the first character of a name and the first three and last two digits of a phone: what is looked for lies in what it hides.
    private const string Bird = "鷁鸕";
    private const string Digits = "735182";

    private static readonly string[] Names = ["receiver_name", "fullname", "mask_post_receiver", "receiver_name_mask", "buyer_nick"];
    private static readonly string[] Ids = ["buyer_open_uid", "pin", "open_id_buyer", "open_id", "encrypt_post_receiver", "encrypt_post_tel", "encrypt_detail",
        "open_address_id", "oaid"];
    private static readonly string[] Phones = ["receiver_mobile", "mobile", "mask_post_tel", "receiver_phone_mask"];
    private static readonly string[] Details = ["receiver_address", "fullAddress", "detail", "receiver_address_mask"];
    private static readonly string[] Words = ["buyer_message", "seller_memo", "orderRemark", "venderRemark", "buyer_memo", "buyer_words", "context"];

    // These are kept as the reason of a case: a phone number in them is masked, a name cannot be told from any other word.
    private static readonly string[] Reasons = ["reason", "reason_text", "after_sale_reason", "cancel_reason", "remark"];

    private static readonly byte[][] Needles = [.. new[] { Bird, "139" + Digits, "\\u9DC1\\u9E15",
        "\\u9dc1\\u9e15" }.SelectMany(n => new[] { Encoding.UTF8.GetBytes(n), Encoding.Unicode.GetBytes(n) })];

    public static string Name(int n) => $"{Bird}{(char)(0x4E00 + (n % 20_000))}";

    public static string Phone(int n) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"139{Digits}{n % 100:00}");

    /// <summary>Plants them in all exports of a folder.</summary>
    /// <returns>How many, by the name of the field.</returns>
    public static IReadOnlyDictionary<string, int> Plant(string folder)
    {
        var planted = new Dictionary<string, int>(StringComparer.Ordinal);
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json*", SearchOption.AllDirectories).Where(f => Path.GetDirectoryName(f) != folder))
        {
            var text = Field().Replace(File.ReadAllText(file), m =>
            {
                var (name, value) = (m.Groups[1].Value, m.Groups[2].Value);
                if (value.Length == 0 || For(name, value, known.TryGetValue(value, out var n) ? n : known[value] = known.Count) is not { } canary)
                    return m.Value;
                planted[name] = planted.GetValueOrDefault(name) + 1;
                return $"\"{name}\":\"{canary}\"";
            });
            File.WriteAllText(file, text);
        }

        return planted;
    }

    /// <summary>Where they show, in a text or in bytes, however encoded: with what stands around them; null when nowhere.</summary>
    public static string? In(ReadOnlySpan<byte> bytes)
    {
        foreach (var needle in Needles)
        {
            if (bytes.IndexOf(needle) is var at and >= 0) return Encoding.UTF8.GetString(bytes[Math.Max(0, at - 90)..Math.Min(bytes.Length, at + 60)]);
        }

        return null;
    }

    /// <inheritdoc cref="In(ReadOnlySpan{byte})"/>
    public static string? In(string text) => In(Encoding.UTF8.GetBytes(text));

    private static string? For(string name, string value, int n) =>
        Names.Contains(name) ? Name(n)
        : Ids.Contains(name) ? $"id-{Bird}-{n}"
        : Phones.Contains(name) ? Phone(n)
        : Details.Contains(name) ? $"{Bird}路{n}号{n}室"
        : Words.Contains(name) ? $"{value} {Name(n)} {Phone(n)}"
        : Reasons.Contains(name) ? $"{value} {Phone(n)}"
        : null;

    [GeneratedRegex("""
        "(\w+)":\s?"((?:[^"\\]|\\.)*)"
        """)]
    private static partial Regex Field();
}
