namespace OrderKernel.Logistics;

/// <summary>Counts sign-offs and false sign-offs by carrier; parts from many machines add up exactly. Not safe for several threads.</summary>
public sealed class CarrierTally
{
    private readonly SortedDictionary<CarrierId, (long SignOffs, long False)> _counts = [];

    /// <summary>The standing of each carrier counted, in ordinal order.</summary>
    public ValueList<CarrierStanding> Standings => _counts.Select(c => new CarrierStanding(c.Key, c.Value.SignOffs, c.Value.False)).ToValueList();

    /// <summary>Counts one sign-off.</summary>
    /// <param name="carrier">Whose.</param>
    /// <param name="isFalse">True when the parcel turned out not to be with the receiver.</param>
    /// <exception cref="OverflowException">A count passes 64 bits.</exception>
    public void Add(CarrierId carrier, bool isFalse) => Add(carrier, 1, isFalse ? 1 : 0);

    /// <summary>Adds what another tally counted.</summary>
    /// <param name="other">Counts of other sign-offs; what both saw counts twice.</param>
    /// <exception cref="OverflowException">A count passes 64 bits.</exception>
    public void Merge(CarrierTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var standing in other.Standings) Add(standing.Carrier, standing.SignOffs, standing.FalseSignOffs);
    }

    private void Add(CarrierId carrier, long signOffs, long isFalse)
    {
        _counts.TryGetValue(carrier, out var known);
        _counts[carrier] = (checked(known.SignOffs + signOffs), checked(known.False + isFalse));
    }
}
