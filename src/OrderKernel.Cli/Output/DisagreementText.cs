using NodaTime.Text;
using OrderKernel.Channels;

namespace OrderKernel.Cli.Output;

/// <summary>Disagreements in words.</summary>
internal static class DisagreementText
{
    private static readonly string[] WordArguments = ["side", "others", "laterSide", "earlierSide", "axis", "part", "later", "earlier"];

    public static string Of(DisagreementKind kind, Labels labels) => labels["diagnosis.kind." + kind];

    public static string Of(DiagnosisSide side, Labels labels) => labels["diagnosis.side." + side];

    public static string Of(DiagnosisSubject subject, Labels labels) => labels["diagnosis.subject." + subject];

    public static string Of(SidePair pair, Labels labels) =>
        pair.One == pair.Other ? Of(pair.One, labels) : $"{Of(pair.One, labels)} – {Of(pair.Other, labels)}";

    /// <summary>What is wrong, in one sentence.</summary>
    public static string Of(Disagreement disagreement, Labels labels)
    {
        var why = disagreement.Why;
        return labels.Text(new Reason(why.Code, why.Arguments.Items.Select(a => new Argument(a.Name, Argument(a, disagreement, labels))).ToValueList()));
    }

    /// <summary>What a side says: a status by its name, a time on the clock.</summary>
    public static string Says(SideSaying saying, Labels labels)
    {
        if (saying.Says.Length == 0) return "–";
        var parts = saying.Says.Split(' ');
        return string.Join(' ', parts.Select(p => InstantPattern.ExtendedIso.Parse(p) is { Success: true } at ? labels.Time(at.Value) : Word(p, labels)));
    }

    /// <summary>A word of an axis; without its own name behind it, since nobody types it.</summary>
    public static string Word(string word, Labels labels) => labels.Has("diagnosis.word." + word) ? labels["diagnosis.word." + word] : labels.Word(word);

    private static string Argument(Argument argument, Disagreement disagreement, Labels labels) => argument.Name switch
    {
        "sayings" => string.Join(", ", disagreement.Sayings.Items.Select(s => $"{Of(s.Side, labels)} {Says(s, labels)}")),
        _ when WordArguments.Contains(argument.Name) => string.Join(", ", argument.Value.Split(", ").Select(w => Named(w, labels))),
        _ => argument.Value,
    };

    private static string Named(string word, Labels labels) => labels.Has("diagnosis.side." + word) ? labels["diagnosis.side." + word]
        : labels.Has("diagnosis.subject." + word) ? labels["diagnosis.subject." + word] : Word(word, labels);
}
