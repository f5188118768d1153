using NodaTime;

namespace OrderKernel.Channels;

/// <summary>What drifts. 0 is unset.</summary>
public enum DriftKind
{
    /// <summary>A field comes in another form than it used to.</summary>
    Form = 1,

    /// <summary>A word comes that no table has.</summary>
    Word = 2,

    /// <summary>Records cannot be read because of a field that could be read.</summary>
    Unread = 3,
}

/// <summary>A channel tells something otherwise than in its own recent past.</summary>
/// <param name="Kind">What drifts.</param>
/// <param name="Record">The record kind; empty where it is not known.</param>
/// <param name="Path">The field's path without row numbers.</param>
/// <param name="Was">The form that the field mostly had, in words; <c>nothing</c> where it told nothing. Empty of words.</param>
/// <param name="Is">The form that it mostly has of those that are new, or the word.</param>
/// <param name="Count">In how many records of the hour.</param>
/// <param name="Of">Of how many.</param>
/// <param name="Since">When the hour began.</param>
public sealed record ChannelDrift(DriftKind Kind, string Record, string Path, string Was, string Is, long Count, long Of, Instant Since)
{
    /// <summary>What tells one drift from another: the same one is told once.</summary>
    public string Key => $"{Kind} {Record} {Path} {Is}";

    /// <summary>The finding for people.</summary>
    public Reason ToReason() => Kind switch
    {
        DriftKind.Form => Reason.Of(ChannelsCodes.DriftForm, ("record", Record), ("path", Path), ("was", Was), ("is", Is), ("share", Percent), ("count", Count),
            ("of", Of), ("since", Since)),
        DriftKind.Word => Reason.Of(ChannelsCodes.DriftWord, ("path", Path), ("value", Is), ("count", Count), ("of", Of), ("since", Since)),
        _ => Reason.Of(ChannelsCodes.DriftUnread, ("record", Record), ("path", Path), ("share", Percent), ("count", Count), ("of", Of), ("since", Since)),
    };

    private long Percent => Of == 0 ? 0 : Count * 100 / Of;
}
