using System.Globalization;

namespace OrderKernel.Storage.Sqlite;

/// <summary>
/// Names of event types, each kept once in the file: an event's row bears the number. Rows of version 1 bear the name, which is dotted and never a number.
/// </summary>
internal sealed class EventTypes(Database database)
{
    private const int DigitsMax = 6;
    private readonly Dictionary<string, string> _numbers = new(StringComparer.Ordinal);
    private readonly List<string?> _names = [];

    /// <summary>The number under which a name is kept, as a row bears it; it is made when there is none, inside the transaction that is under way.</summary>
    public string NumberOf(string name)
    {
        if (_numbers.TryGetValue(name, out var number)) return number;
        for (; ; )
        {
            var find = database["SELECT id FROM types WHERE name = ?"].Bind(name);
            if (find.Step())
            {
                _numbers.Add(name, number = find.Long(0).ToString(CultureInfo.InvariantCulture));
                find.Reset();
                return number;
            }

            var id = database.Number("SELECT max(id) FROM types") + 1;
            var mark = database.Marks.Add(Marks.Shared, Marks.Types, Marks.OfName(id, name));
            database["INSERT INTO types(id, name, mark) VALUES(?, ?, ?)"].Bind(id).Bind(name).Bind(mark).Run();
        }
    }

    /// <summary>Numbers that a transaction made and that was taken back are numbers no more.</summary>
    public void Forget()
    {
        _numbers.Clear();
        _names.Clear();
    }

    /// <summary>The name that a row bears.</summary>
    /// <exception cref="FormatException">It bears neither a name nor a number that is kept.</exception>
    public string NameOf(ReadOnlySpan<byte> borne)
    {
        if (!IsNumber(borne)) return OrdinalText.Decode(borne);
        var number = 0;
        foreach (var digit in borne) number = (number * 10) + digit - '0';
        if (number >= _names.Count || _names[number] is null) Load();
        return number < _names.Count && _names[number] is { } name ? name : throw new FormatException("An event's type is none that is kept.");
    }

    private static bool IsNumber(ReadOnlySpan<byte> borne)
    {
        foreach (var b in borne) if (b is < (byte)'0' or > (byte)'9') return false;
        return borne.Length is > 0 and <= DigitsMax;
    }

    private void Load()
    {
        var rows = database["SELECT id, name FROM types WHERE id BETWEEN 0 AND 999999"];
        while (rows.Step())
        {
            while (_names.Count <= rows.Long(0)) _names.Add(null);
            _names[rows.Int(0)] = rows.Text(1);
        }
    }
}
