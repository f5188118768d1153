namespace OrderKernel.Channels;

/// <summary>What a channel can be told to be in a parcel. 0 is unset.</summary>
public enum WriteBackScope
{
    /// <summary>The order as a whole.</summary>
    Order = 1,

    /// <summary>Whole lines of it.</summary>
    Lines = 2,

    /// <summary>Units of its lines.</summary>
    Units = 3,
}

/// <summary>What a channel takes when it is told of a parcel, as the profile's <c>writeBack</c> says it.</summary>
/// <param name="Scope">What can be said to be in the parcel.</param>
/// <param name="WaybillsMax">Under how many waybills one item can be, positive; null where nobody has seen a bound.</param>
/// <param name="Evidence">How sure the research is.</param>
public sealed record WriteBackTerms(WriteBackScope Scope, int? WaybillsMax, EvidenceMark Evidence)
{
    /// <summary>True for a channel that takes the serial numbers of what is in the parcel.</summary>
    public bool TakesSerials { get; init; }

    /// <summary>The channel's code of each carrier: those that the section names, else the first that the profile's map has for it.</summary>
    internal IReadOnlyDictionary<CarrierId, string> Carriers { get; init; } = new Dictionary<CarrierId, string>();

    /// <summary>The channel's code of a carrier; null when the profile has none.</summary>
    /// <param name="carrier">The carrier.</param>
    public string? CodeOf(CarrierId carrier) => Carriers.TryGetValue(carrier, out var code) ? code : null;
}
