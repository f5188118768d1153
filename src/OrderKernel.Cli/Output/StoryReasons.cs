using OrderKernel.Figures;
using OrderKernel.Orders;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Output;

/// <summary>
/// Why each event of a story happened. A decision keeps its reasons with its first event; the others name that event. Where a decision kept none, its data
/// tell: the hold and its note, or the message that it answers.
/// </summary>
internal sealed class StoryReasons(OrderStory story, Labels labels, RoleSight sight)
{
    /// <summary>The reasons of a chapter, one text, never empty.</summary>
    public string Of(StoryChapter chapter)
    {
        var reasons = chapter.Header.Reasons;
        var texts = reasons.IsEmpty ? [Told(chapter)] : reasons.Items.Select(labels.Text);
        return string.Join("; ", texts.Concat(chapter.Header.Policies.Items.Select(p => $"[{p.Name}@{p.Version}]")));
    }

    private string Told(StoryChapter chapter)
    {
        if (chapter.Event.Type == "orders.hold-placed" && OrderEvents.Codec.Decode(chapter.Event) is HoldPlaced { Hold: var hold })
            return sight.Show("order.reasons", labels.Text("why.hold", ("kind", labels.Named($"{hold.Kind}")), ("note", hold.Note ?? hold.Id.Value)))!;
        var before = story.Chapters.Items.TakeWhile(c => !ReferenceEquals(c, chapter)).Where(
            c => c.Header.Message == chapter.Header.Message && c.Header.At == chapter.Header.At).ToList();
        var first = before.FindLast(c => !c.Header.Reasons.IsEmpty) ?? before.LastOrDefault();
        return first is null ? labels["explain.by-itself"] : labels.Text("explain.with", ("event", labels.Event(first.Event.Type)));
    }
}
