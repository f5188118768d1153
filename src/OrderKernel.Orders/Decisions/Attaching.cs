namespace OrderKernel.Orders.Decisions;

/// <summary>What people add to the trail itself: evidence, and holds that stop its retention.</summary>
internal static class Attaching
{
    public static void Attach(Draft draft, AttachEvidence command)
    {
        if (!IsHash(command.Sha256) || string.IsNullOrWhiteSpace(command.Kind))
        {
            draft.Refuse(TrailCodes.EvidenceHashInvalid, ("evidence", command.Evidence));
            return;
        }

        var (at, by) = (draft.Context.At, draft.Context.Actor.Id);
        var evidence = new Evidence(command.Evidence, command.Kind, command.Sha256, by, at) { Note = command.Note };
        foreach (var known in draft.Order.Evidence)
        {
            if (known.Reference != evidence.Reference) continue;
            if (known with { At = at, By = by } == evidence) draft.AlreadyKnown("evidence", evidence.Reference);
            else draft.Refuse(TrailCodes.EvidenceExists, ("evidence", evidence.Reference));
            return;
        }

        draft.Because(TrailCodes.EvidenceAttachedNow, ("kind", evidence.Kind), ("hash", evidence.Sha256));
        draft.Add(new EvidenceAttached(evidence));
    }

    /// <summary>What a channel answered to the news of a parcel.</summary>
    public static void Record(Draft draft, RecordWriteBack command)
    {
        if (draft.Order.Shipment(command.Shipment) is null)
        {
            draft.Refuse(OrdersCodes.ShipmentUnknown, ("shipment", command.Shipment));
            return;
        }

        var told = new WriteBackAnswered(command.Shipment, command.Platform, command.Lines, command.Waybills, command.Refused, draft.Context.At);
        var note = new WriteBackNote(told.Shipment, told.Platform, told.Lines, told.Waybills, told.Refused, told.At);
        if (draft.Order.WriteBacks.Items.Any(n => n == note with { At = n.At }))
        {
            draft.AlreadyKnown("write-back", command.Shipment);
            return;
        }

        draft.Because(OrdersCodes.Recorded, ("what", "write-back"));
        draft.Add(told);
    }

    public static void Set(Draft draft, SetLegalHold command)
    {
        if (!IsPermitted(draft)) return;
        var (at, by) = (draft.Context.At, draft.Context.Actor.Id);
        var hold = new LegalHold(command.Reference, command.Why, by, at);
        foreach (var known in draft.Order.LegalHolds)
        {
            if (known.Reference != hold.Reference) continue;
            if (known with { Since = at, By = by } == hold) draft.AlreadyKnown("legal hold", hold.Reference);
            else draft.Refuse(TrailCodes.LegalHoldExists, ("hold", hold.Reference));
            return;
        }

        draft.Because(OrdersCodes.Recorded, ("what", "legal hold"));
        draft.Add(new LegalHoldSet(hold));
    }

    public static void Release(Draft draft, ReleaseLegalHold command)
    {
        if (!IsPermitted(draft)) return;
        if (!draft.Order.LegalHolds.Items.Any(h => h.Reference == command.Reference))
        {
            draft.Refuse(TrailCodes.LegalHoldUnknown, ("hold", command.Reference));
            return;
        }

        draft.Because(OrdersCodes.Recorded, ("what", "legal hold released"));
        draft.Add(new LegalHoldReleased(command.Reference));
    }

    private static bool IsPermitted(Draft draft)
    {
        var (reference, retention) = draft.Policies.Retention;
        draft.Using(reference);
        if (retention.LegalHoldRoles.Items.Any(draft.Context.Actor.Has)) return true;
        draft.Refuse(TrailCodes.LegalHoldRoleMissing, ("roles", string.Join(", ", retention.LegalHoldRoles.Items)));
        return false;
    }

    private static bool IsHash(string? text) => text is { Length: 64 } && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}
