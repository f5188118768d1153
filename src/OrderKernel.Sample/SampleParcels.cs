namespace OrderKernel.Sample;

/// <summary>Decides which warehouse sends which lines, the way a shop's routine would: the nearest one that has all, else several.</summary>
internal static class SampleParcels
{
    /// <summary>Lines by warehouse; empty when no warehouse that serves the place keeps a line.</summary>
    public static List<(string Location, List<SampleLine> Lines)> Plan(SampleOrder order, bool split)
    {
        var serving = SampleLocation.Serving(order.Place.Province.Zone);
        if (order.Lines.Any(line => !serving.Any(location => Keeps(line, location))))
        {
            return [];
        }

        var whole = serving.FirstOrDefault(location => order.Lines.All(line => Keeps(line, location)));
        if (whole is not null && !split)
        {
            return [(whole, [.. order.Lines])];
        }

        var parcels = new List<(string Location, List<SampleLine> Lines)>();
        foreach (var line in order.Lines)
        {
            var location = serving.First(candidate => Keeps(line, candidate));
            var shared = split ? -1 : parcels.FindIndex(parcel => parcel.Location == location);
            if (shared < 0)
            {
                parcels.Add((location, [line]));
            }
            else
            {
                parcels[shared].Lines.Add(line);
            }
        }

        return parcels;
    }

    private static bool Keeps(SampleLine line, string location) => line.Item.Locations.Contains(location, StringComparison.Ordinal);
}
