namespace OrderKernel.Channels;

/// <summary>Reads the serial numbers of a line's units: a text of several, or a list of their own.</summary>
internal static class PartnerSerials
{
    private static readonly char[] Between = [',', ';', '|', ' ', '\t', '\n', '\r', '\uff0c', '\uff1b', '\u3001', '\u3000'];

    public static ValueList<SerialNumber> Read(RecordView view, FieldRule rule, RowAt at)
    {
        var serials = new List<SerialNumber>();
        for (FieldRule? one = rule; one is not null && serials.Count == 0; one = one.Otherwise)
        {
            if (!view.Holds(one.When, at)) continue;
            if (one.Places.Length == 0) Add(view, one, at, view.Text(one with { Otherwise = null, When = null }, at), serials);
            // Of several places the first that tells: they are forms of one and the same.
            foreach (var place in one.Places)
            {
                for (var row = -1; view.Next(place.Slot.Scope, at, ref row);)
                    Add(view, one, at, view.IdAt(one, place, row), serials);
                if (serials.Count > 0) break;
            }
        }

        return serials.ToValueList();
    }

    private static void Add(RecordView view, FieldRule rule, RowAt at, string? text, List<SerialNumber> serials)
    {
        foreach (var part in (text ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!SerialNumber.TryParse(part, out var serial))
                view.Problems.Add(Finding.Of(view.PathOf(rule, at), ChannelsCodes.IdInvalid));
            else if (!serials.Contains(serial)) serials.Add(serial);
        }
    }
}
