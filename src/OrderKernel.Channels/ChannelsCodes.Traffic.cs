namespace OrderKernel.Channels;

/// <content>Codes of what goes to and fro: pulls, circuits, the watch, write-backs.</content>
public static partial class ChannelsCodes
{
    /// <summary>The next stretch of changes is due.</summary>
    public const string PullDue = "channels.pull-due";

    /// <summary>A stretch that was read is asked for once more.</summary>
    public const string PullScans = "channels.pull-scans";

    /// <summary>Everything that is due was pulled.</summary>
    public const string PullNotDue = "channels.pull-not-due";

    /// <summary>A call failed and is tried again later.</summary>
    public const string PullRetryWaits = "channels.pull-retry-waits";

    /// <summary>A feed that failed too often is left alone for a while.</summary>
    public const string PullCircuitOpen = "channels.pull-circuit-open";

    /// <summary>A feed may not be called at this moment.</summary>
    public const string PullBudgetSpent = "channels.pull-budget-spent";

    /// <summary>Changes lie further back than the channel answers.</summary>
    public const string PullHistoryShort = "channels.pull-history-short";

    /// <summary>A feed fails more often than people are content with.</summary>
    public const string PullFailing = "channels.pull-failing";

    /// <summary>A channel refused a call.</summary>
    public const string PullRefused = "channels.pull-refused";

    /// <summary>A feed names the page that was asked for as the next one.</summary>
    public const string PullPagesStuck = "channels.pull-pages-stuck";

    /// <summary>Bytes are no state of a pull.</summary>
    public const string PullStateInvalid = "channels.pull-state-invalid";

    /// <summary>A channel's circuit opened: of too many pushes nothing could be used.</summary>
    public const string CircuitFailing = "channels.circuit-failing";

    /// <summary>A channel's circuit opened: of too many pushes the signature was refused.</summary>
    public const string CircuitUnsigned = "channels.circuit-unsigned";

    /// <summary>A channel's circuit opened: a field or a word drifts.</summary>
    public const string CircuitDrifting = "channels.circuit-drifting";

    /// <summary>A few may try an open circuit.</summary>
    public const string CircuitTried = "channels.circuit-tried";

    /// <summary>What tried an open circuit failed.</summary>
    public const string CircuitReopened = "channels.circuit-reopened";

    /// <summary>What tried an open circuit came through.</summary>
    public const string CircuitClosed = "channels.circuit-closed";

    /// <summary>Something waits while the channel's circuit is open.</summary>
    public const string CircuitHolds = "channels.circuit-holds";

    /// <summary>A push is kept whose proof no key of its time made.</summary>
    public const string PushUnproved = "channels.push-unproved";

    /// <summary>A field comes in another form than it used to.</summary>
    public const string DriftForm = "channels.drift-form";

    /// <summary>A word that no table has comes often.</summary>
    public const string DriftWord = "channels.drift-word";

    /// <summary>Records cannot be read any more because of a field.</summary>
    public const string DriftUnread = "channels.drift-unread";

    /// <summary>An order's statuses turned in a way that people are to hear of.</summary>
    public const string StatusPattern = "channels.status-pattern";

    /// <summary>Bytes are no state of a watch.</summary>
    public const string WatchStateInvalid = "channels.watch-state-invalid";

    /// <summary>A parcel cannot be told to its channel: the profile does not say what the channel takes.</summary>
    public const string WriteBackUnknown = "channels.write-back-unknown";

    /// <summary>A parcel cannot be told to its channel: it has no waybill yet.</summary>
    public const string WriteBackWithoutWaybill = "channels.write-back-without-waybill";

    /// <summary>A parcel cannot be told to its channel: the profile has no code of the channel for its carrier.</summary>
    public const string WriteBackCarrierUnknown = "channels.write-back-carrier-unknown";

    /// <summary>A waybill cannot be told for an item: the channel takes no more of them for it.</summary>
    public const string WriteBackWaybillUntold = "channels.write-back-waybill-untold";

    /// <summary>A part of a bundle cannot be told: the channel takes whole units only.</summary>
    public const string WriteBackPartUntold = "channels.write-back-part-untold";
}
