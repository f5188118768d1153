namespace OrderKernel.Workflow;

/// <summary>Finds what is wrong with a workflow before anything runs on it. The loader refuses a document with any finding.</summary>
/// <remarks>
/// Findings are about what can be known from the document and its domain alone; guards are compared without facts, and where that stays open nothing is said.
/// All findings come at once. What follows only from something that is already found is not said again: a step that names an unknown step may lead anywhere.
/// Cost: about linear in steps, triggers and deadlines, plus the bounded cost of comparing the guards of each status's entries.
/// </remarks>
public static class WorkflowAnalysis
{
    /// <summary>The findings about a workflow, in the order in which the loader gives them; empty when it is sound.</summary>
    /// <param name="definition">The workflow.</param>
    /// <param name="mayFire">Whether somebody holds a role that may fire a trigger, where roles
    /// are known as data; null when they are not. The kernel is not asked about.</param>
    /// <returns>Reasons with a <c>path</c> and codes of <see cref="WorkflowCodes"/>.</returns>
    public static ValueList<Reason> Findings(WorkflowDefinition definition, Func<WorkflowTrigger, Role, bool>? mayFire = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var sink = new FindingSink(null);
        Run(definition, sink, true);
        var roles = mayFire is null ? [] : TriggerCheck.Roles(definition, mayFire).Select(f => f.ToReason());
        return sink.Found.Concat(roles).ToValueList();
    }

    /// <param name="definition">What stands.</param>
    /// <param name="sink">Where findings go.</param>
    /// <param name="isRead">False when parts of the document could not be read: then nothing is said that a missing part could belie.</param>
    internal static void Run(WorkflowDefinition definition, FindingSink sink, bool isRead)
    {
        new ReferenceCheck(definition, sink).Run();
        TriggerCheck.Run(definition, sink);
        new GuardCheck(definition, sink, isRead).Run();
        DeadlineCheck.Run(definition, sink);
        if (!isRead) return;
        if (!sink.IsBroken) new RegionCheck(definition, sink).RunWhole();
        var graph = new StepGraph(definition);
        new ReachabilityCheck(definition, graph, sink).Run();
        new ClockCheck(definition, graph, sink).Run();
        new ProgressCheck(graph, sink).Run();
    }
}
