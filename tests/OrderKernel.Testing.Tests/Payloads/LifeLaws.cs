using OrderKernel.Channels;

namespace OrderKernel.Testing.Tests;

/// <summary>
/// Orders told over their lives. Fails when the same records in another order, again or late end in another merged state, when the state is not that of
/// the last record, or when the generators do not give the same for the same seed.
/// </summary>
public sealed class LifeLaws
{
    public static TheoryData<string> Channels => [.. Profiles.DefaultNames.Items];

    [Theory]
    [MemberData(nameof(Channels))]
    public void Any_order_of_arrival_ends_in_the_same_state(string channel)
    {
        var source = PayloadSource.Default(channel);
        for (var seed = 0; seed < Sizes.Of(40, 1_000); seed++)
        {
            var life = source.Life(seed);
            var expected = Fold(source, life.Told);
            Assert.NotNull(expected.Merged);
            Assert.True(expected.CanPlace, life.ToString());
            for (var arrival = 0; arrival < 4; arrival++)
                Assert.Equal(expected with { Seen = default }, Fold(source, life.Arrivals(arrival)) with { Seen = default });
            var last = life.Told.Items.Last(p => source.WholeKinds.Items.Contains(p.RecordKind)).Claim!;
            var claims = life.Told.Items.Select(p => p.Claim!).OrderBy(c => c.SourceTime).ToList();
            Assert.Equal(claims.FindLast(c => c.Payment is not null)?.Payment, expected.Merged.Payment);
            Assert.Equal(claims.FindLast(c => c.Fulfilment is not null)?.Fulfilment, expected.Merged.Fulfilment);
            if (!last.AreAmountsAfterRefunds) Assert.Equal(last.Amounts, expected.Merged.Amounts);
        }
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void The_same_seed_gives_the_same_bytes(string channel)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var (one, other) = (PayloadSource.Default(channel).Life(seed), PayloadSource.Default(channel).Life(seed));
            Assert.Equal(one.Told.Items.Select(p => p.ToString()), other.Told.Items.Select(p => p.ToString()));
            Assert.Equal(one.Arrivals(seed).Items.Select(p => p.ToString()), other.Arrivals(seed).Items.Select(p => p.ToString()));
        }
    }

    internal static IntakeState Fold(PayloadSource source, ValueList<ChannelPayload> told)
    {
        var state = IntakeState.Empty;
        foreach (var payload in told)
        {
            var claim = PayloadLaws.Read(source, payload).Claim;
            Assert.True(claim is not null, $"{payload.Problems} {payload}");
            var decision = Intake.Decide(state, claim, $"h{payload.Bytes.Span.ToArray().Aggregate(17L, (h, b) => unchecked((h * 31) + b))}").ValueOrThrow();
            foreach (var happened in decision.Events) state = Intake.Evolve(state, happened);
        }

        return state;
    }
}
