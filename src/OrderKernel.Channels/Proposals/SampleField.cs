using System.Text;
using NodaTime;

namespace OrderKernel.Channels;

/// <summary>All that a sample has at one path of its records.</summary>
/// <param name="Path">The path from the record, as a profile writes it.</param>
internal sealed record SampleField(string Path)
{
    private static readonly TimeFormat[] Formats = [TimeFormat.Text, TimeFormat.EpochSeconds, TimeFormat.EpochMilliseconds, TimeFormat.MonthFirst];

    // What stands where nothing is told.
    private static readonly string[] Nothing = ["", "0", "null", "NULL", "-", "0000-00-00 00:00:00", "None", "\\N"];

    private readonly TimeText _times = new(DateTimeZone.Utc);

    /// <summary>The texts, in their order.</summary>
    public List<(string Text, TokenKind Kind)> Values { get; } = [];

    /// <summary>The records that have it.</summary>
    public HashSet<string> In { get; } = [];

    public string Example => Values.Find(v => !Nothing.Contains(v.Text.Trim())).Text ?? "";

    private IEnumerable<string> Told => Values.Select(v => v.Text.Trim()).Where(t => !Nothing.Contains(t));

    /// <summary>The form that all its times have; null where it is no time.</summary>
    public TimeFormat? Time
    {
        get
        {
            var told = Told.ToList();
            foreach (var format in Formats)
            {
                if (told.Count > 0 && told.TrueForAll(t => _times.TryRead(Encoding.UTF8.GetBytes(t), format, out _))) return format;
            }

            return null;
        }
    }

    /// <summary>What stands there where no time is told, such as 0.</summary>
    public IEnumerable<string> TimeNulls => Values.Select(v => v.Text.Trim()).Where(t => t.Length > 0 && Nothing.Contains(t)).Distinct();

    /// <summary>True when every time names its own offset, or has none to name.</summary>
    public bool HasOffsets => Time is TimeFormat.EpochSeconds or TimeFormat.EpochMilliseconds
        || Told.All(t => t.EndsWith("Z", StringComparison.OrdinalIgnoreCase) || t.LastIndexOfAny(['+', '-']) > 10);

    public bool IsMoney => Values.Count > 0 && Values.TrueForAll(v => v.Kind != TokenKind.Flag) && AllRead((text, isNumber) =>
        MoneyText.TryRead(text, isNumber, MoneyUnit.Major, Currency.Cny, out _) is null or ChannelsCodes.AmountInexact or ChannelsCodes.CurrencyMixed);

    /// <summary>True when a value has decimals or a sign of a currency.</summary>
    public bool HasDecimals => Told.Any(t => !t.All(c => c is (>= '0' and <= '9') or '-'));

    public bool IsAllNumbers => Values.TrueForAll(v => v.Kind == TokenKind.Number);

    public bool IsCount => Values.Count > 0 && AllRead((text, _) => MoneyText.TryReadUnits(text, 6, out var units) is null && units < 100_000_000_000);

    /// <summary>True for what may be an id: short, without blanks, and of several records never twice the same.</summary>
    public bool IsId => Told.Any() && Values.TrueForAll(v => v.Kind != TokenKind.Flag) && Told.All(t => t.Length <= 64 && !t.Any(char.IsWhiteSpace));

    public bool IsDistinct => Told.Distinct().Count() == In.Count;

    /// <summary>The words, where there are few and short ones; else none.</summary>
    public IReadOnlyList<string> Words
    {
        get
        {
            var words = Values.Select(v => v.Text.Trim()).Where(t => t.Length > 0).Distinct().Take(61).ToList();
            return words.Count > 60 || words.Exists(w => w.Length > 48) || Values.Exists(v => v.Kind == TokenKind.Flag) ? [] : words;
        }
    }

    private bool AllRead(ReadValue read)
    {
        foreach (var (text, kind) in Values)
        {
            var trimmed = text.Trim();
            if (trimmed.Length > 0 && trimmed is not ("null" or "-") && !read(Encoding.UTF8.GetBytes(trimmed), kind == TokenKind.Number)) return false;
        }

        return true;
    }

    private delegate bool ReadValue(byte[] text, bool isNumber);
}
