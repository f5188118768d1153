using OrderKernel.Channels;

namespace OrderKernel.Testing.Tests;

/// <summary>
/// What the payloads reach. Fails when a status word of a default profile never comes, when stories are told with words that mean something else, when amounts
/// stop tying out, or when a profile of one's own gets no generator.
/// </summary>
public sealed class PayloadReachTests
{
    public static TheoryData<string> Channels => [.. Profiles.DefaultNames.Items, .. Profiles.SystemNames.Items];

    [Theory]
    [MemberData(nameof(Channels))]
    public void Every_word_of_every_table_is_written(string channel)
    {
        var source = PayloadSource.Default(channel);
        var met = new HashSet<(string Table, string Word)>();
        foreach (var kind in source.RecordKinds)
        {
            for (var seed = 0; seed < 160; seed++) Meet(source, source.AnyWords(kind, seed), met);
        }

        var missing = source.Profile.Policy.StatusTables.SelectMany(t => t.Rows.Where(r => !met.Contains((t.Name, r.Word))).Select(r => $"{t.Name}: {r.Word}"));
        Assert.Equal([], missing);
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void The_stages_of_a_whole_order_are_told_and_tie_out(string channel)
    {
        var source = PayloadSource.Default(channel);
        var payloads = (from kind in source.WholeKinds.Items from stage in Enum.GetValues<OrderStage>() from seed in Enumerable.Range(0, 20)
            select source.At(kind, stage, seed)).ToList();
        Assert.Equal([], payloads.Where(p => p.Claim is null).Select(p => $"{p.Problems} {p}"));
        string[] untied = [ChannelsCodes.AmountsUntied, ChannelsCodes.LinesUntied, ChannelsCodes.PaidUntied];
        Assert.Equal([], payloads.Where(p => p.Findings.Items.Intersect(untied).Any()).Select(p => $"{p.Findings} {p}"));
        var paid = payloads.Where(p => p.Stage is OrderStage.Paid or OrderStage.Shipped or OrderStage.Received).ToList();
        Assert.All(paid, p => Assert.Equal(PaymentStatus.Paid, p.Claim!.Payment ?? PaymentStatus.Paid));
        Assert.All(payloads.Where(p => p.Stage == OrderStage.Paid),
            p => Assert.True(p.Claim!.Fulfilment is null or FulfilmentStatus.Unfulfilled or FulfilmentStatus.InPreparation, p.ToString()));
        Assert.All(payloads, p => Assert.Equal(p.Claim!.Order.Number, source.At(p.RecordKind, OrderStage.Paid, Seed(p)).Claim!.Order.Number));

        int Seed(ChannelPayload payload) => payloads.IndexOf(payload) % 20;
    }

    private static void Meet(PayloadSource source, ChannelPayload payload, HashSet<(string, string)> met)
    {
        var reader = new ProfileReader(source.Profile, SkuMap.Same, new(TenantId.Of("t1"), ShopId.Of("s1")));
        var parser = RecordParser.For(source.Profile.Policy);
        parser.Push(payload.Bytes.Span, Take);
        parser.Complete(Take);

        void Take(RecordSlice record) => met.UnionWith(reader.Trace(record, payload.ArrivedAt).Fields.Items
            .Where(f => f.Table is not null && f.Word is not null).Select(f => (f.Table!, f.Word!)));
    }
}
