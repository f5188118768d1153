using System.Text.Json;

namespace OrderKernel.Testing;

/// <summary>Where a profile document says that a field stands, as the document writes it.</summary>
internal sealed record PayloadField
{
    public IReadOnlyList<string> Paths { get; init; } = [];

    public string? Constant { get; init; }

    public IReadOnlyList<string>? Sum { get; init; }

    public IReadOnlyList<string>? Join { get; init; }

    public string With { get; init; } = " ";

    public IReadOnlyList<PayloadTest> When { get; init; } = [];

    public IReadOnlyDictionary<string, string> Cut { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Cleaning { get; init; } = [];

    public required string Money { get; init; }

    public required string Time { get; init; }

    public PayloadField? Currency { get; init; }

    public PayloadField? Divisor { get; init; }

    public int Decimals { get; init; }

    public PayloadField? Otherwise { get; init; }

    /// <summary>True for the entries of lists of plain words.</summary>
    public bool IsWords => Paths.Any(p => p.EndsWith(']'));

    /// <summary>The field under a name of an object of the document; null where there is none.</summary>
    public static PayloadField? Of(JsonElement owner, string name, PayloadDocument document)
    {
        if (!owner.TryGetProperty(name, out var value)) return null;
        var field = Read(value, document);
        document.Note(field);
        return field;
    }

    /// <summary>The strings of a list under a name; none where there is no list.</summary>
    public static IReadOnlyList<string> Texts(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(e => e.GetString()!)] : [];

    /// <summary>All paths that the field reads, with those that it is compared by.</summary>
    public IEnumerable<string> AllPaths() => Paths.Concat(Join ?? []).Concat((Sum ?? []).SelectMany(t => t.TrimStart('-').Split(" * ")))
        .Concat(When.Select(w => w.Path)).Concat(new[] { Currency, Divisor, Otherwise }.SelectMany(f => f?.AllPaths() ?? []));

    private static PayloadField Read(JsonElement value, PayloadDocument document)
    {
        if (value.ValueKind == JsonValueKind.String) return Plain([value.GetString()!], document);
        if (value.ValueKind == JsonValueKind.Object) return Detailed(value, document);
        PayloadField? chain = null;
        var plain = new List<string>();
        foreach (var entry in value.EnumerateArray().Reverse())
        {
            if (entry.ValueKind == JsonValueKind.String)
            {
                plain.Insert(0, entry.GetString()!);
                continue;
            }

            if (plain.Count > 0) chain = Plain(plain, document) with { Otherwise = chain };
            plain = [];
            chain = Detailed(entry, document) with { Otherwise = chain };
        }

        return plain.Count > 0 ? Plain(plain, document) with { Otherwise = chain } : chain!;
    }

    private static PayloadField Plain(IReadOnlyList<string> paths, PayloadDocument document) =>
        new() { Paths = paths, Money = document.Money, Time = document.Time };

    private static PayloadField Detailed(JsonElement value, PayloadDocument document) => new()
    {
        Paths = Texts(value, "paths"),
        Constant = value.TryGetProperty("constant", out var constant) ? constant.GetString() : null,
        Sum = value.TryGetProperty("sum", out _) ? Texts(value, "sum") : null,
        Join = value.TryGetProperty("join", out _) ? Texts(value, "join") : null,
        With = value.TryGetProperty("with", out var with) ? with.GetString()! : " ",
        When = value.TryGetProperty("when", out var when) ? PayloadPath.Tests(when.GetString()!) : [],
        Cut = value.TryGetProperty("cut", out var cut) ? cut.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!)
            : new Dictionary<string, string>(),
        Cleaning = Texts(value, "clean"),
        Money = value.TryGetProperty("money", out var money) ? money.GetString()! : document.Money,
        Time = value.TryGetProperty("time", out var time) ? time.GetString()! : document.Time,
        Currency = value.TryGetProperty("currency", out var currency) ? Read(currency, document) : null,
        Divisor = value.TryGetProperty("divisor", out var divisor) ? Read(divisor, document) : null,
        Decimals = value.TryGetProperty("decimals", out var decimals) ? decimals.GetInt32() : 0,
    };
}
