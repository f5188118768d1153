using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Reads the <c>push</c> of a profile: how what the channel pushes is signed.</summary>
internal static class PushLoader
{
    private static readonly string[] AlgorithmWords = ["hmac-sha256", "hmac-md5", "md5"];
    private static readonly string[] EncodingWords = ["hex", "base64"];
    private static readonly string[] PartWords = ["body", "app", "secret", "time"];
    private static readonly Duration WindowMax = Duration.FromDays(1);

    /// <summary>The scheme; null where the profile has none, or one that was reported.</summary>
    public static PushSignature? Read(DocumentReader reader)
    {
        if (reader.ChildOrNull("push") is not { } push) return null;
        var header = Name(push, "header");
        var algorithm = (SignatureAlgorithm)(FieldLoader.WordIndex(push, "algorithm", AlgorithmWords) + 1);
        var encoding = (SignatureEncoding)(FieldLoader.WordIndex(push, "encoding", EncodingWords) + 1);
        var over = Parts(push);
        if (over.All(p => p.Kind != SignaturePartKind.Body)) push.Report("over", ChannelsCodes.SignatureWeak, ("missing", "body"));
        // Without a secret anybody can compute it.
        if (algorithm == SignatureAlgorithm.Md5 && over.All(p => p.Kind != SignaturePartKind.Secret))
            push.Report("over", ChannelsCodes.SignatureWeak, ("missing", "secret"));
        var (timeHeader, format, window) = Time(push);
        // A time that is not signed is anybody's word, and one that is signed has to stand somewhere.
        if (timeHeader is not null && over.All(p => p.Kind != SignaturePartKind.Time)) push.Report("over", ChannelsCodes.SignatureWeak, ("missing", "time"));
        if (timeHeader is null && over.Any(p => p.Kind == SignaturePartKind.Time)) push.Report("time", KernelCodes.DocumentPropertyMissing);
        var evidence = (EvidenceMark)(FieldLoader.WordIndex(push, "evidence", StatusLoader.EvidenceWords) + 1);
        _ = push.TextOrNull("note");
        push.Close();
        return header is null
            ? null
            : new(header, algorithm, encoding, over) { TimeHeader = timeHeader, TimeFormat = format, Window = window, Evidence = evidence };
    }

    private static SignaturePart[] Parts(DocumentReader push)
    {
        var parts = new List<SignaturePart>();
        foreach (var (word, child, path) in push.Mixed("over"))
        {
            if (child is not null)
            {
                if (child.Text("text") is { Length: > 0 } text) parts.Add(new(SignaturePartKind.Text, text));
                child.Close();
            }
            else if (Array.IndexOf(PartWords, word) is >= 0 and var at)
            {
                parts.Add(new((SignaturePartKind)(at + 1), null));
            }
            else
            {
                push.ReportAt(path, KernelCodes.DocumentValueInvalid, ("value", word), ("expected", string.Join("|", PartWords)));
            }
        }

        return [.. parts];
    }

    private static (string? Header, TimeFormat Format, Duration? Window) Time(DocumentReader push)
    {
        if (push.ChildOrNull("time") is not { } time) return default;
        var header = Name(time, "header");
        var format = (TimeFormat)(FieldLoader.WordIndex(time, "as", FieldLoader.TimeWords) + 1);
        var window = time.Duration("window");
        if (window is { } w && (w <= Duration.Zero || w > WindowMax))
            time.Report("window", KernelCodes.DocumentValueInvalid, ("value", w), ("expected", "a duration of at most P1D"));
        time.Close();
        return (header, format, window);
    }

    private static string? Name(DocumentReader reader, string property)
    {
        if (reader.Text(property) is not { } name) return null;
        if (name.Length > 0 && name.All(c => c is > ' ' and < (char)127 and not ':')) return name;
        reader.Report(property, KernelCodes.DocumentValueInvalid, ("value", name), ("expected", "name of a header"));
        return null;
    }
}
