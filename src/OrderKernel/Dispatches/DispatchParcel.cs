using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrderKernel.Orders;
using OrderKernel.Ports;

namespace OrderKernel.Dispatches;

/// <summary>What a warehouse has to know of a parcel that is still here: two notes differ exactly when this does.</summary>
/// <param name="Location">Who sends it.</param>
/// <param name="Service">How it travels.</param>
/// <param name="Address">The address that was agreed on after the order was placed; null for the one that was told with it.</param>
/// <param name="Lines">What is in it.</param>
internal sealed record DispatchParcel(LocationId Location, string Service, PersonToken? Address, ValueList<DispatchLine> Lines)
{
    /// <summary>The parcel as a warehouse has to know it; null when there is nothing to send: none, without location or goods, gone or left.</summary>
    public static DispatchParcel? Of(Order? order, ShipmentId id)
    {
        if (order?.Shipment(id) is not { Status: ShipmentStatus.Planned, Location: { } location } parcel) return null;
        var lines = parcel.Lines.Items.Where(l => !l.Units.IsZero).Select(l => new DispatchLine(l.Line, order.Line(l.Line)?.Sku, l.Units)).ToValueList();
        return lines.IsEmpty ? null : new(location, parcel.Service ?? Shipment.StandardService, order.Address, lines);
    }

    /// <summary>True when the parcel left: what its warehouse was told is done.</summary>
    public static bool HasLeft(Order? order, ShipmentId id) => order?.Shipment(id) is { HandedOverAt: not null, Status: not ShipmentStatus.Cancelled };
}

/// <summary>All that a parcel ever was, each under the id of its note: read from the order's own events, so that nobody has to count.</summary>
/// <param name="Order">The order as it is now.</param>
/// <param name="All">What the parcel was, the oldest first.</param>
/// <param name="IsHere">True when the last of them is what is to be sent.</param>
/// <param name="HasLeft">True when the last of them left.</param>
internal sealed record DispatchNotes(Order Order, ValueList<(string Note, DispatchParcel Parcel)> All, bool IsHere, bool HasLeft)
{
    /// <summary>What the parcel was and is no more.</summary>
    public IEnumerable<(string Note, DispatchParcel Parcel)> Outdated => All.Items.Take(All.Count - (IsHere || HasLeft ? 1 : 0));

    /// <summary>The notes of a parcel, none of one that never was; null when the order is not there or its records are gone.</summary>
    public static DispatchNotes? Of(StoredStream stored, ShipmentId id) =>
        AllOf(stored, [id]) is { } all ? all[id] : null;

    /// <summary>The notes of all parcels that an order ever had; null when the order is not there or its records are gone.</summary>
    public static IReadOnlyDictionary<ShipmentId, DispatchNotes>? AllOf(StoredStream stored) => AllOf(stored, []);

    private static Dictionary<ShipmentId, DispatchNotes>? AllOf(StoredStream stored, ShipmentId[] only)
    {
        var (notes, order) = (only.ToDictionary(id => id, _ => new List<(string, DispatchParcel Parcel)>()), default(Order));
        var here = new HashSet<ShipmentId>();
        foreach (var step in stored.Walk(OrderDecider.Decider))
        {
            order = step.After;
            foreach (var id in only.Length > 0 ? only : [.. notes.Keys.Concat(order?.Shipments.Items.Select(s => s.Id) ?? []).Distinct()])
            {
                // One that was said to have left and had not is the same note as before.
                if (DispatchParcel.HasLeft(order, id)) continue;
                if (!notes.TryGetValue(id, out var all)) notes.Add(id, all = []);
                if (DispatchParcel.Of(order, id) is not { } now) here.Remove(id);
                else if (!here.Contains(id) || all[all.Count - 1].Parcel != now)
                {
                    all.Add((NoteOf(stored.Id.Key, id, all.Count + 1), now));
                    here.Add(id);
                }
            }
        }

        if (order is null || stored.DroppedOf(OrderDecider.Decider) is not null) return null;
        return notes.ToDictionary(n => n.Key, n => new DispatchNotes(
            order, n.Value.ToValueList(), here.Contains(n.Key) && DispatchParcel.Of(order, n.Key) is not null, DispatchParcel.HasLeft(order, n.Key)));
    }

    private static string NoteOf(string order, ShipmentId shipment, int revision)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes($"{order}\n{shipment}\n{revision.ToString(CultureInfo.InvariantCulture)}"));
        return string.Concat(hash.Take(16).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
