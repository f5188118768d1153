using System.Runtime.CompilerServices;
using NodaTime;
using OrderKernel.Deliveries;

namespace OrderKernel.Runs;

/// <summary>
/// The deliveries of a source in business order. Only times are compared beforehand; those of one instant are read and compared when it comes.
/// </summary>
internal static class DeliveryTurns
{
    /// <summary>Deliveries of one instant that are held together; of more, first what orders them is read, then each again.</summary>
    public const int HeldMax = 64;

    public static async IAsyncEnumerable<Delivery> InOrderAsync(IDeliverySource source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var turns = ByTime(source);
        for (int start = 0, end; start < turns.Length; start = end)
        {
            for (end = start + 1; end < turns.Length && source.AtOf(turns[end]) == source.AtOf(turns[start]); end++) ;
            var isHeld = end - start <= HeldMax;
            var together = new (Delivery Delivery, int Index)[end - start];
            for (var i = start; i < end; i++)
            {
                var delivery = await ReadAsync(source, turns[i], cancellationToken).ConfigureAwait(false);
                together[i - start] = (isHeld ? delivery : PlaceOf(delivery), turns[i]);
            }

            if (together.Length > 1) Array.Sort(together, static (a, b) => a.Delivery.CompareTo(b.Delivery));
            foreach (var (delivery, index) in together)
                yield return isHeld ? delivery : await ReadAsync(source, index, cancellationToken).ConfigureAwait(false);
        }
    }

    private static int[] ByTime(IDeliverySource source)
    {
        var turns = new int[source.Count];
        for (var i = 0; i < turns.Length; i++) turns[i] = i;
        Array.Sort(turns, (a, b) => source.AtOf(a).CompareTo(source.AtOf(b)) is not 0 and var order ? order : a.CompareTo(b));
        return turns;
    }

    private static async ValueTask<Delivery> ReadAsync(IDeliverySource source, int index, CancellationToken cancellationToken)
    {
        var delivery = await source.ReadAsync(index, cancellationToken).ConfigureAwait(false);
        return delivery.At == source.AtOf(index)
            ? delivery
            : throw new ArgumentException($"Delivery {delivery.Id} is of {delivery.At}, not of {source.AtOf(index)}.", nameof(source));
    }

    /// <summary>What decides the place of a delivery, without the rest of it.</summary>
    private static Delivery PlaceOf(Delivery delivery) => new SkippedDelivery(delivery.Slip with { Raw = default }, delivery.At) { Key = delivery.Key };
}
