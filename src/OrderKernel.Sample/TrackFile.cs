namespace OrderKernel.Sample;

/// <summary>Everything that kuaidi100 answered, in the order in which it came.</summary>
internal static class TrackFile
{
    private const ulong TrackStreams = 1_000_000;

    /// <summary>Answers about waybills that nobody knows.</summary>
    public const int Strangers = 2;

    public static List<byte[]> Write(SamplePlan plan, ulong seed)
    {
        var answers = new List<(DateTimeOffset At, byte[] Payload)>();
        foreach (var order in plan.Orders)
        {
            var random = SampleRandom.For(seed, TrackStreams + (ulong)order.Index);
            foreach (var parcel in Tracked(order))
            {
                answers.AddRange(new SampleTrack(order, parcel, random).Write());
            }
        }

        var strange = SampleRandom.For(seed, TrackStreams - 1);
        for (var i = 0; i < Strangers; i++)
        {
            var at = SampleCalendar.Day.AddDays(2).AddHours(10 + i);
            answers.Add((at.AddHours(9), SampleTrack.Stranger(SampleCarrier.Yuantong, SampleCarrier.Yuantong.DrawWaybill(strange), at)));
        }

        return [.. answers.OrderBy(static answer => answer.At).Select(static answer => answer.Payload)];
    }

    /// <summary>The parcels whose waybills our warehouses handed over.</summary>
    public static IEnumerable<SampleParcel> Tracked(SampleOrder order) =>
        order.Parcels.Where(static parcel => parcel.Ours && parcel.ShippedAt.AddMinutes(2) <= SampleCalendar.Horizon);
}
