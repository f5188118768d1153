using System.Globalization;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Stores;

namespace OrderKernel.Testing.Tests;

/// <summary>
/// The channels' payloads through a whole kernel. Fails when an order's statuses, money or units depend on the order in which its records arrive, or are not
/// those that were told: as they would if an end that is heard of before the receipt, or before the confirmation, took either back.
/// </summary>
public sealed class KernelLifeLaws
{
    public static TheoryData<string> Channels => [.. Profiles.DefaultNames.Items];

    [Theory]
    [MemberData(nameof(Channels))]
    public async Task An_order_ends_with_what_was_told_of_it_however_it_arrives(string channel)
    {
        var source = PayloadSource.Default(channel);
        for (var seed = 0; seed < Sizes.Of(20, 400); seed++)
        {
            var life = source.Life(seed);
            var told = await EndAsync(source, life.Told);
            var arrivals = life.Arrivals(seed);
            var arrived = await EndAsync(source, arrivals);
            Assert.True(Text(told) == Text(arrived), $"{Text(told)}\n{Text(arrived)}\n{string.Join('\n', arrivals.Items)}");
            var last = life.Told.Items.Last(p => source.WholeKinds.Items.Contains(p.RecordKind)).Claim!;
            if (!last.AreAmountsAfterRefunds) Assert.Equal(last.Amounts!.Due, told.Amounts.Due);
        }
    }

    private static string Text(Order o) => $"{o.Statuses.Headline} {o.Statuses.Payment} {o.Statuses.Fulfilment} {o.Outcome} due {o.Money.Due} paid {o.Money.Paid} kept {o.Money.Kept} back {o.Money.RefundPending} and {o.Money.Refunded} "
        + string.Join("; ", o.Lines.Items.Where(l => !l.Units.Ordered.IsZero).Select(Text).Order(StringComparer.Ordinal));

    private static string Text(OrderLine l) =>
        $"{l.Source} {l.Sku} ordered {l.Units.Ordered} rest {l.Units.Rest} sent {l.Units.Sent} cancelled {l.Units.Cancelled}";

    private static async Task<Order> EndAsync(PayloadSource source, ValueList<ChannelPayload> arrivals)
    {
        var kernel = new Kernel(new MemoryOrderStore(), KernelPolicies.Default);
        var count = 0;
        Claim? last = null;
        foreach (var payload in arrivals)
        {
            last = PayloadLaws.Read(source, payload).Claim!;
            var id = string.Create(CultureInfo.InvariantCulture, $"m{count++}");
            var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(payload.Bytes.Span));
            (await kernel.DeliverAsync(last.Order.Tenant, new ClaimDelivery(new(MessageId.Of(id), hash, id, payload.Bytes), last))).ValueOrThrow();
        }

        return (await kernel.FindAsync(last!.Order))!;
    }
}
