using System.Text.Json;

namespace OrderKernel.Channels;

/// <summary>Where a reader of JSON stands: the property names from the root, lists passed through.</summary>
internal sealed class JsonPath
{
    private readonly List<string> _names = [];

    /// <summary>The names with dots between.</summary>
    public string Text => string.Join(".", _names.Where(n => n.Length > 0));

    /// <summary>Follows the reader by one token.</summary>
    /// <exception cref="InvalidOperationException">A property's name is no text: half of a surrogate pair stands in it.</exception>
    public void Note(in Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.PropertyName)
        {
            // An entry of a list has no name of its own.
            while (_names.Count > reader.CurrentDepth) _names.RemoveAt(_names.Count - 1);
            return;
        }

        while (_names.Count > reader.CurrentDepth) _names.RemoveAt(_names.Count - 1);
        while (_names.Count < reader.CurrentDepth) _names.Add("");
        _names[reader.CurrentDepth - 1] = reader.GetString()!;
    }

    /// <summary>True when the reader stands at one of some places.</summary>
    /// <param name="places">Paths with dots between the names.</param>
    /// <param name="isWhole">False where an envelope may stand around the record.</param>
    public bool EndsAt(IReadOnlyList<string> places, bool isWhole)
    {
        var text = Text;
        for (var i = 0; i < places.Count; i++)
        {
            if (text == places[i] || (!isWhole && text.EndsWith("." + places[i], StringComparison.Ordinal))) return true;
        }

        return false;
    }
}
