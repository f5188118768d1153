using System.Text;
using System.Text.Json.Nodes;

namespace OrderKernel.Orders.Tests.Trail;

// Fails when a break is called by another name, at another event or line, or when a line that is no line of a trail passes.
public class TrailBreakScenarios
{
    private static readonly EventEnvelope[] Events = Stored.Of(World.Placed().Paid());
    private static readonly int Last = Events.Length;

    [Fact]
    public void An_untouched_file_is_sound_with_windows_line_ends_too()
    {
        var text = Text();
        Assert.Null(Verify(text).Break);
        Assert.Null(Verify(text.Replace("\n", "\r\n")).Break);
        Assert.Equal((Last, Last), ((int)Verify(text).Events, (int)Verify(text).Anchored));
        Assert.Equal(0, Verify(Text(anchored: false)).Anchored);
    }

    [Fact]
    public void What_the_end_lacks_is_named_after_the_last_event()
    {
        Broken(TrailBreakKind.TailCut, Last + 1, Last + 2, l => l.RemoveRange(Last + 1, 2));
        Broken(TrailBreakKind.TailCut, Last, Last + 1, l => l.RemoveAt(Last));
        Broken(TrailBreakKind.TailCut, Last - 1, Last, l => l.RemoveRange(Last - 1, 2));
        Broken(TrailBreakKind.Head, Last, Last + 2, l => l[Last + 1] = Edited(l[Last + 1], o => o["head"]!["version"] = Last - 1));
        Broken(TrailBreakKind.Head, Last, Last + 2, l => l[Last + 1] = Edited(l[Last + 1], o => Flip(o["head"]!.AsObject(), "hash")));
        Broken(TrailBreakKind.Anchor, Last, Last + 3, l => l[Last + 2] = Edited(l[Last + 2], o => Flip(o["anchor"]!.AsObject(), "hash")));
    }

    [Fact]
    public void Each_field_of_an_event_is_named_by_what_it_is()
    {
        Broken(TrailBreakKind.Metadata, 2, 3, l => l[2] = Edited(l[2], o => o["type"] = "orders.other"));
        Broken(TrailBreakKind.Metadata, 2, 3, l => l[2] = Edited(l[2], o => o["at"] = "2020-01-01T00:00:00Z"));
        Broken(TrailBreakKind.Metadata, 2, 3, l => l[2] = Edited(l[2], o => o["version"] = 0));
        Broken(TrailBreakKind.Metadata, 2, 3, l => l[2] = Edited(l[2], o => o["version"] = 9));
        Broken(TrailBreakKind.Metadata, 2, 3, l => l[2] = Edited(l[2], o => Flip(o, "sha256")));
        Broken(TrailBreakKind.PreviousHash, 2, 3, l => l[2] = Edited(l[2], o => Flip(o, "previous")));
        Broken(TrailBreakKind.LinkHash, 2, 3, l => l[2] = Edited(l[2], o => Flip(o, "hash")));
        Broken(TrailBreakKind.LinkHash, Last, Last + 1, l => l[Last] = Edited(l[Last], o => Flip(o, "hash")));
        Broken(TrailBreakKind.Payload, 2, 3, l => l[2] = Edited(l[2], o => o["event"]!["actor"] = "somebody else"));
        Broken(TrailBreakKind.Metadata, 0, 1, l => l[0] = Edited(l[0], o => o["key"] = "another"));
    }

    [Fact]
    public void Lines_in_the_wrong_place_are_named_by_the_first_that_is_not_in_its_place()
    {
        Broken(TrailBreakKind.Order, 2, 3, l => (l[2], l[3]) = (l[3], l[2]));
        Broken(TrailBreakKind.Gap, 2, 3, l => l.RemoveAt(2));
        Broken(TrailBreakKind.Duplicate, 2, 4, l => l.Insert(3, l[2]));
        Broken(TrailBreakKind.Duplicate, 1, Last + 3, l => l.Insert(Last + 2, l[1]));
        Broken(TrailBreakKind.Fork, 2, 4, l => l.Insert(3, Edited(l[2], o => Flip(o, "hash"))));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(0, "[]")]
    [InlineData(0, "{}")]
    [InlineData(0, "{\"trail\":7}")]
    [InlineData(1, "{")]
    [InlineData(1, "7")]
    [InlineData(1, "{\"version\":1}")]
    [InlineData(2, "{\"trail\":\"orderkernel-trail-1\",\"tenant\":\"t\",\"kind\":\"order\",\"key\":\"k\"}")]
    public void A_line_that_is_none_is_malformed_where_it_stands(int at, string line)
    {
        var lines = Lines();
        lines[at] = line;
        var broken = Verify(string.Join("\n", lines)).Break!;
        Assert.Equal((TrailBreakKind.Malformed, at, at + 1), (broken.Kind, (int)broken.Version, broken.Line));
    }

    [Fact]
    public void A_field_too_many_one_twice_or_words_after_the_line_are_malformed()
    {
        foreach (var at in new[] { 0, 1, Last + 1 })
        {
            Malformed(at, l => Edited(l, o => o["more"] = 1));
            Malformed(at, l => l + " {}");
            Malformed(at, l => l.Insert(1, l.Substring(1, l.IndexOf(',')).Contains('{') ? "\"x\":1," : l.Substring(1, l.IndexOf(','))));
        }

        Malformed(Last + 1, l => Edited(l, o => o["head"]!["more"] = 1));
        Malformed(Last + 1, l => Edited(l, o => o["head"]!.AsObject().Remove("hash")));
        Malformed(Last + 1, l => Edited(l, o => o["head"]!["version"] = -1));
        Malformed(Last + 1, l => Edited(l, o => o["head"] = 7));
        foreach (var field in new[] { "version", "type", "at", "previous", "sha256", "hash" })
        {
            Malformed(2, l => Edited(l, o => o.Remove(field)));
            Malformed(2, l => Edited(l, o => o[field] = new JsonArray()));
        }
    }

    [Fact]
    public void A_second_head_an_anchor_before_it_and_an_event_after_it_have_no_place()
    {
        var lines = Lines();
        Assert.Equal(TrailBreakKind.Malformed, Verify(string.Join("\n", lines.Append(lines[Last + 1]))).Break!.Kind);
        Assert.Equal(TrailBreakKind.Malformed, Verify(string.Join("\n", lines.Append(lines[Last + 2]))).Break!.Kind);
        (lines[Last + 1], lines[Last + 2]) = (lines[Last + 2], lines[Last + 1]);
        var broken = Verify(string.Join("\n", lines)).Break!;
        Assert.Equal((TrailBreakKind.Malformed, Last + 2), (broken.Kind, broken.Line));
        lines = Lines();
        (lines[Last], lines[Last + 1]) = (lines[Last + 1], lines[Last]);
        broken = Verify(string.Join("\n", lines)).Break!;
        Assert.Equal((TrailBreakKind.Malformed, Last, Last + 2), (broken.Kind, (int)broken.Version, broken.Line));
    }

    private static string Text(bool anchored = true) =>
        Encoding.UTF8.GetString(TrailFile.Write(Stored.Head(Events), Events, anchored ? Stored.Head(Events) : null));

    private static List<string> Lines() => [.. Text().TrimEnd('\n').Split('\n')];

    private static TrailVerification Verify(string text) => TrailVerifier.Verify(Encoding.UTF8.GetBytes(text));

    private static void Broken(TrailBreakKind kind, int version, int line, Action<List<string>> change)
    {
        var lines = Lines();
        change(lines);
        var broken = Verify(string.Join("\n", lines)).Break;
        Assert.NotNull(broken);
        Assert.Equal((kind, version, line), (broken.Kind, (int)broken.Version, broken.Line));
    }

    private static void Malformed(int at, Func<string, string> change)
    {
        var lines = Lines();
        lines[at] = change(lines[at]);
        var broken = Verify(string.Join("\n", lines)).Break;
        Assert.True(broken is { Kind: TrailBreakKind.Malformed } && broken.Line == at + 1, $"{lines[at]}: {broken}");
    }

    private static string Edited(string line, Action<JsonObject> change)
    {
        var o = JsonNode.Parse(line)!.AsObject();
        change(o);
        return o.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static void Flip(JsonObject o, string field)
    {
        var text = o[field]!.GetValue<string>();
        o[field] = (text[0] == '0' ? '1' : '0') + text.Substring(1);
    }
}
