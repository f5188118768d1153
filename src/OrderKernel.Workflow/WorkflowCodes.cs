namespace OrderKernel.Workflow;

/// <summary>The codes that workflows give: findings at load, refusals of the machine.</summary>
public static class WorkflowCodes
{
    /// <summary>At load: the document is written for another axis.</summary>
    public const string AxisMismatch = "workflow.axis-mismatch";

    /// <summary>At load: the axis has no such status.</summary>
    public const string StatusUnknown = "workflow.status-unknown";

    /// <summary>At load: the document has no such step.</summary>
    public const string StepUnknown = "workflow.step-unknown";

    /// <summary>At load: the domain has no such verb.</summary>
    public const string VerbUnknown = "workflow.verb-unknown";

    /// <summary>At load: the verb can do nothing in the step's status.</summary>
    public const string VerbNotPossible = "workflow.verb-not-possible";

    /// <summary>At load: the domain has no such instant.</summary>
    public const string InstantUnknown = "workflow.instant-unknown";

    /// <summary>At load: nothing leads to the step.</summary>
    public const string StepUnreachable = "workflow.step-unreachable";

    /// <summary>At load: a step that is not final has no way out.</summary>
    public const string StepDeadEnd = "workflow.step-dead-end";

    /// <summary>At load: some steps only lead to one another, and none of them is final.</summary>
    public const string NoFinalReachable = "workflow.no-final-reachable";

    /// <summary>At load: deadlines alone move the process round in a circle for ever.</summary>
    public const string CycleWithoutProgress = "workflow.cycle-without-progress";

    /// <summary>At load: a deadline counts from an instant that is the same whenever its step is met again, so that it fires without end.</summary>
    public const string DeadlineWithoutEnd = "workflow.deadline-without-end";

    /// <summary>At load: a guard never holds, whatever the facts.</summary>
    public const string GuardContradictory = "workflow.guard-contradictory";

    /// <summary>At load: a guard never holds in its status, because of what the ledgers then always say.</summary>
    public const string StatusContradictsLedger = "workflow.status-contradicts-ledger";

    /// <summary>At load: a status can be reached and no step stands for it.</summary>
    public const string EntryMissing = "workflow.entry-missing";

    /// <summary>At load: two entries of a status are both unguarded.</summary>
    public const string EntryAmbiguous = "workflow.entry-ambiguous";

    /// <summary>At load: an entry stands behind one that always comes first.</summary>
    public const string EntryShadowed = "workflow.entry-shadowed";

    /// <summary>At load: no entry of a status is without guard, so that none may hold.</summary>
    public const string EntryOpenEnded = "workflow.entry-open-ended";

    /// <summary>At load: a step is an entry of another status than its own.</summary>
    public const string EntryStatusMismatch = "workflow.entry-status-mismatch";

    /// <summary>At load: a trigger moves to a step of another status.</summary>
    public const string TargetStatusMismatch = "workflow.target-status-mismatch";

    /// <summary>At load: a final step stands for a status that does not end.</summary>
    public const string FinalStatusMismatch = "workflow.final-status-mismatch";

    /// <summary>At load: a final step has a deadline or moves to another step.</summary>
    public const string FinalStepContinues = "workflow.final-step-continues";

    /// <summary>At load: a step has what processes of this domain do not carry, so that it would never run.</summary>
    public const string PartNotCarried = "workflow.part-not-carried";

    /// <summary>At load: a trigger has both of <c>to</c> and <c>does</c>, or neither.</summary>
    public const string TriggerNotOneEffect = "workflow.trigger-not-one-effect";

    /// <summary>At load: two triggers of a step differ in nothing but their name.</summary>
    public const string TriggerDuplicate = "workflow.trigger-duplicate";

    /// <summary>In the analysis with known roles: nobody holds a role that may fire the trigger.</summary>
    public const string TriggerNobodyMayFire = "workflow.trigger-nobody-may-fire";

    /// <summary>At load: nobody may fire the trigger.</summary>
    public const string RolesEmpty = "workflow.roles-empty";

    /// <summary>At load: the document has no such calendar.</summary>
    public const string CalendarUnknown = "workflow.calendar-unknown";

    /// <summary>At load: a calendar has no opening hours at all.</summary>
    public const string CalendarNeverOpen = "workflow.calendar-never-open";

    /// <summary>At load: hours of a day begin before the ones before them end.</summary>
    public const string CalendarHoursOverlap = "workflow.calendar-hours-overlap";

    /// <summary>At load: the time-zone database has no such zone.</summary>
    public const string ZoneUnknown = "workflow.zone-unknown";

    /// <summary>At load: a deadline fires what its step does not have.</summary>
    public const string DeadlineFiresUnknown = "workflow.deadline-fires-unknown";

    /// <summary>At load: a deadline fires a trigger that the kernel may not fire.</summary>
    public const string DeadlineRoleMissing = "workflow.deadline-role-missing";

    /// <summary>At load: two deadlines of a step fire the same trigger.</summary>
    public const string DeadlineAmbiguous = "workflow.deadline-ambiguous";

    /// <summary>At load: a deadline moves the process to the step where it stands, for ever.</summary>
    public const string DeadlineLeadsNowhere = "workflow.deadline-leads-nowhere";

    /// <summary>At load: a deadline waits for an instant that its step never sees, or stops at one that is always known there.</summary>
    public const string DeadlineNeverRuns = "workflow.deadline-never-runs";

    /// <summary>At load: a deadline is not between a second and ten years.</summary>
    public const string DeadlineOutOfRange = "workflow.deadline-out-of-range";

    /// <summary>At load: the library has no document that the workflow extends.</summary>
    public const string BaseUnknown = "workflow.base-unknown";

    /// <summary>At load: the workflow extends, over others, itself.</summary>
    public const string BaseCyclic = "workflow.base-cyclic";

    /// <summary>At load: the document that the workflow extends has problems of its own.</summary>
    public const string BaseInvalid = "workflow.base-invalid";

    /// <summary>At load: the library holds two documents of one name and version.</summary>
    public const string BaseAmbiguous = "workflow.base-ambiguous";

    /// <summary>At load: nothing of this axis is shipped, so that no workflow of shipments can be chosen.</summary>
    public const string ShipmentsNotPossible = "workflow.shipments-not-possible";

    /// <summary>At load: a workflow of shipments stands behind one that always comes first.</summary>
    public const string ShipmentShadowed = "workflow.shipment-shadowed";

    /// <summary>At load: no workflow of shipments is without guard, so that none may hold.</summary>
    public const string ShipmentsOpenEnded = "workflow.shipments-open-ended";

    /// <summary>At load: the domain has no such action.</summary>
    public const string ActionUnknown = "workflow.action-unknown";

    /// <summary>At load: the action has no such parameter.</summary>
    public const string ActionParameterUnknown = "workflow.action-parameter-unknown";

    /// <summary>At load: the action lacks what it needs.</summary>
    public const string ActionParameterMissing = "workflow.action-parameter-missing";

    /// <summary>At load: an argument is a list where one text is needed, the reverse, or empty.</summary>
    public const string ActionArgumentInvalid = "workflow.action-argument-invalid";

    /// <summary>At load: a step with regions lacks <c>join</c>, or a step without has it.</summary>
    public const string JoinMisplaced = "workflow.join-misplaced";

    /// <summary>At load: a step has no region, a region no step, or it is done before it starts.</summary>
    public const string RegionEmpty = "workflow.region-empty";

    /// <summary>At load: what leads to a step of a region, or away from it, does not stay inside the region.</summary>
    public const string RegionBoundary = "workflow.region-boundary";

    /// <summary>At load: no final step of the region can be reached, so that its process never goes on.</summary>
    public const string RegionNeverDone = "workflow.region-never-done";

    /// <summary>At load: two steps have one name.</summary>
    public const string StepAmbiguous = "workflow.step-ambiguous";

    /// <summary>At load: a trigger's name stands in two places that can be active at once.</summary>
    public const string TriggerAmbiguous = "workflow.trigger-ambiguous";

    /// <summary>At load: there are more of a thing than a workflow may have.</summary>
    public const string TooMany = "workflow.too-many";

    /// <summary>The process stands at a step that its workflow does not have.</summary>
    public const string StepNotInWorkflow = "workflow.step-not-in-workflow";

    /// <summary>The process came to a status that its workflow has no step for: the domain does not say that facts or verbs lead there.</summary>
    public const string StatusNotInWorkflow = "workflow.status-not-in-workflow";

    /// <summary>The workflow does not say which workflows its shipments follow.</summary>
    public const string ShipmentsUndeclared = "workflow.shipments-undeclared";

    /// <summary>The step does not have the trigger.</summary>
    public const string TriggerNotPermitted = "workflow.trigger-not-permitted";

    /// <summary>The actor has none of the roles that may fire the trigger.</summary>
    public const string RoleMissing = "workflow.role-missing";

    /// <summary>The trigger's guard does not hold; the reasons say what it saw.</summary>
    public const string GuardRefused = "workflow.guard-refused";

    /// <summary>Who asked for something, or approved before in the same process, may not approve it.</summary>
    public const string FourEyes = "workflow.four-eyes";

    /// <summary>A trigger needs four eyes and nobody said who asked.</summary>
    public const string RequesterUnknown = "workflow.requester-unknown";
}
