using System.Text;

namespace OrderKernel.Orders.Tests.Trail;

// Fails when a falsified trail passes for sound although its anchor is at hand, when the break is named at another event than the first falsified one,
// or when an untouched trail is suspected.
public class TrailTamperingLaws
{
    private static readonly int Runs = Sizes.Of(10_000, 200_000);

    private delegate TrailVerification Verifier(ReadOnlyMemory<byte> file, StreamHead anchored);

    [Fact]
    public void Every_falsified_trail_is_found_where_it_was_falsified() =>
        Assert.Equal("", Missed(Runs, (file, anchored) => TrailVerifier.Verify(file, anchored)));

    [Fact]
    public void An_untouched_trail_is_sound_with_its_own_anchor_an_older_one_and_none()
    {
        foreach (var events in Histories())
        {
            for (var n = 0; n <= events.Length; n += 1 + (events.Length / 3))
            {
                var anchor = Stored.Head([.. events.Take(n)]);
                var seen = TrailVerifier.Verify(TrailFile.Write(Stored.Head(events), events, anchor), anchor);
                Assert.Equal((true, (long)events.Length, (long)n), (seen.IsSound, seen.Events, seen.Anchored));
                Assert.True(TrailVerifier.Verify(TrailFile.Write(Stored.Head(events), events, null)).IsSound);
            }
        }
    }

    [Theory]
    [InlineData("never looks at the anchor")]
    [InlineData("never looks at the content")]
    [InlineData("calls everything sound")]
    [InlineData("names the event after")]
    public void A_blind_verifier_is_caught(string blindness)
    {
        Verifier blind = blindness switch
        {
            "never looks at the anchor" => (file, _) => TrailVerifier.Verify(file),
            "never looks at the content" => (file, anchored) =>
                TrailVerifier.Verify(file, anchored) is { Break.Kind: not TrailBreakKind.Payload } seen ? seen : new(Stored.Stream, 0, 0, 0, null),
            "calls everything sound" => (_, _) => new(Stored.Stream, 0, 0, 0, null),
            _ => (file, anchored) => TrailVerifier.Verify(file, anchored) is { Break: { } b } seen
                ? seen with { Break = b with { Version = b.Version + 1 } }
                : new(Stored.Stream, 0, 0, 0, null),
        };
        Assert.NotEqual("", Missed(200, blind));
    }

    [Fact]
    public void Without_an_anchor_a_cut_tail_and_a_chain_made_anew_pass_and_the_answer_says_that_nothing_vouches_for_it()
    {
        var events = Histories()[0];
        foreach (var way in new[] { "tail", "rewrite" })
        {
            var seen = TrailVerifier.Verify(new Tampering(events, new Random(5)).Do(way).File);
            Assert.Equal((true, 0L), (seen.IsSound, seen.Anchored));
        }
    }

    [Fact]
    public void A_dropped_detail_still_verifies_and_is_counted()
    {
        var events = Histories()[0].ToArray();
        var anchored = Stored.Head(events);
        for (var i = 0; i < events.Length; i += 2) events[i] = events[i] with { Bytes = DroppedDetail.Of(events[i].Bytes, new NodaTime.LocalDate(2026, 3, 1)) };
        var seen = TrailVerifier.Verify(TrailFile.Write(anchored, events, anchored), anchored);
        Assert.Equal((true, (long)events.Length, (long)(events.Length + 1) / 2), (seen.IsSound, seen.Events, seen.Dropped));
        Assert.Null(ChainVerifier.Check(anchored, events));
        events[0] = events[0] with { Bytes = DroppedDetail.Of(events[1].Bytes, new NodaTime.LocalDate(2026, 3, 1)) };
        Assert.Equal(KernelCodes.ChainHashMismatch, ChainVerifier.Check(anchored, events)?.Code);
        Assert.Equal(1, TrailVerifier.Verify(TrailFile.Write(anchored, events, anchored), anchored).Break?.Version);
    }

    [Fact]
    public void Any_bytes_get_an_answer_and_a_changed_byte_of_the_chain_is_never_sound()
    {
        var dice = new Random(11);
        var events = Histories()[1];
        var file = TrailFile.Write(Stored.Head(events), events, null);
        for (var i = 0; i < 3_000; i++)
        {
            var hurt = file.ToArray();
            var at = dice.Next(hurt.Length);
            var was = hurt[at];
            hurt[at] = (byte)dice.Next(256);
            var seen = TrailVerifier.Verify(hurt, Stored.Head(events));
            // A blank for a blank, or a line end of another kind, changes nothing that was written.
            if (seen.IsSound) Assert.True(hurt[at] == was || was == '\n' || (was, hurt[at]) is ((byte)'\r', _), $"byte {at} became {hurt[at]}");
            var random = new byte[dice.Next(300)];
            dice.NextBytes(random);
            Assert.False(TrailVerifier.Verify(random).IsSound);
        }

        Assert.False(TrailVerifier.Verify(Encoding.UTF8.GetBytes(new string('[', 1_000_000))).IsSound);
        Assert.False(TrailVerifier.Verify(Encoding.UTF8.GetBytes("{\"version\":1,\"event\":" + string.Concat(Enumerable.Repeat("{\"a\":", 100_000)))).IsSound);
        Assert.False(TrailVerifier.Verify(default).IsSound);
    }

    [Fact]
    public void Each_kind_of_break_has_its_own_code()
    {
        string[] codes =
        [
            TrailCodes.LineMalformed, TrailCodes.MetadataEdited, TrailCodes.PayloadEdited, TrailCodes.PreviousHashEdited, TrailCodes.LinkHashEdited,
            TrailCodes.OutOfOrder,
            TrailCodes.Gap, TrailCodes.Twice, TrailCodes.TailCut, TrailCodes.Forked, TrailCodes.HeadMismatch, TrailCodes.AnchorMismatch,
        ];
        Assert.Equal(codes, Enum.GetValues<TrailBreakKind>().Select(k => new TrailBreak(k, 3, 4, "hash").ToFinding().Code));
    }

    private static EventEnvelope[][] Histories() => [.. Enumerable.Range(1, 12).Select(i => Stored.Of(Stored.Story(i, 8 * i))).Where(e => e.Length >= 4)];

    /// <summary>The first falsification that a verifier missed or misplaced; empty when there is none.</summary>
    private static string Missed(int runs, Verifier verify)
    {
        var dice = new Random(22);
        var histories = Histories();
        for (var i = 0; i < runs; i++)
        {
            var events = histories[i % histories.Length];
            var way = Tampering.Ways[dice.Next(Tampering.Ways.Length)];
            var tampered = new Tampering(events, dice).Do(way);
            var seen = verify(tampered.File, Stored.Head(events));
            if (seen.Break is not { } broken) return $"{i}: {way} at {tampered.Version} passed for sound";
            if (broken.Version != tampered.Version || !tampered.Kinds.Contains(broken.Kind))
                return $"{i}: {way} at {tampered.Version} of {events.Length} was called {broken}";
        }

        return "";
    }
}
