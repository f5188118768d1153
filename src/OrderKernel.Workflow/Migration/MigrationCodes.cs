namespace OrderKernel.Workflow;

/// <summary>The codes that say why a process cannot move to another version of its workflow, or need not.</summary>
public static class MigrationCodes
{
    /// <summary>The workflows speak of other axes or words: nothing moves between them.</summary>
    public const string OtherDomain = "workflow.migration-other-domain";

    /// <summary>The mapping names a step that the workflow does not have.</summary>
    public const string MapUnknown = "workflow.migration-map-unknown";

    /// <summary>The process runs under another version than the one to move from.</summary>
    public const string OtherVersion = "workflow.migration-other-version";

    /// <summary>The process runs under the version to move to already.</summary>
    public const string Done = "workflow.migration-done";

    /// <summary>The step is gone and no mapping says which took its place.</summary>
    public const string StepGone = "workflow.migration-step-gone";

    /// <summary>The step stands for another status than the process is in.</summary>
    public const string StatusDiffers = "workflow.migration-status-differs";

    /// <summary>The status is entered at the step only under a guard that is new and does not hold; the reasons behind it say what the guard saw.</summary>
    public const string GuardRefused = "workflow.migration-guard-refused";

    /// <summary>The step's hold stands and the other step's is not the same: moving would place or release it.</summary>
    public const string HoldDiffers = "workflow.migration-hold-differs";

    /// <summary>Regions are in progress, or would have to be begun.</summary>
    public const string RegionsRunning = "workflow.migration-regions-running";

    /// <summary>A deadline has fired that runs otherwise at the other step.</summary>
    public const string DeadlineFired = "workflow.migration-deadline-fired";

    /// <summary>At work: the process has moved on since the plan was made.</summary>
    public const string MovedOn = "workflow.migration-moved-on";
}
