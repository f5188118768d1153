using OrderKernel.Workflow;
using Stateless.Reflection;

namespace OrderKernel.Stateless;

/// <summary>Makes workflow documents of configured Stateless machines, so that the analysis can check them.</summary>
public static class StatelessImport
{
    /// <summary>The axis of the documents that are made.</summary>
    public const string Axis = "Stateless";

    /// <summary>The document of a machine, with all that the machine does not show.</summary>
    /// <param name="machine">What <c>GetInfo()</c> of the configured machine says.</param>
    /// <param name="words">What the document needs beside it.</param>
    /// <remarks>
    /// Each state becomes a step and a status of its own, each trigger a verb that may lead where any of its transitions may; a superstate that nothing leads
    /// to is no step. Where the machine does not say (guards, dynamic destinations, initial transitions), anything is taken to be possible, so that a finding
    /// about the document is one about the machine; but transitions with asynchronous guards are not even listed by <c>GetInfo()</c>.
    /// Refuses with: <see cref="StatelessCodes.NameTaken"/>, and with <see cref="KernelCodes.DocumentValueInvalid"/> where a name is empty. Other names that
    /// a document does not take are refused with their paths when it is loaded.
    /// Law: what was exported and is imported has the steps, triggers and targets of the workflow.
    /// </remarks>
    /// <exception cref="ArgumentException"><see cref="StatelessReading.IsInitial"/> holds for no state.</exception>
    public static Result<ImportedWorkflow> ToDocument(StateMachineInfo machine, StatelessReading words)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(words);
        var reader = new MachineReader(machine, words);
        if (reader.Read() is { } refusal) return refusal;
        var domain = Domain(reader);
        var document = WorkflowBuilder.Of(words.Name, words.Version, domain);
        foreach (var state in reader.States)
        {
            document.Enter(state.Name, state.Name);
            document.Step(state.Name, state.Name, step =>
            {
                if (state.IsFinal) step.Final();
                foreach (var trigger in state.Triggers.Where(t => t.Targets.Count > 0)) step.Does(trigger.Name, trigger.Name, words.Roles);
            });
        }

        return new ImportedWorkflow(document, domain, reader.Unseen.ToValueList());
    }

    private static WorkflowDomain Domain(MachineReader reader) => WorkflowDomain.Of(
        Axis,
        reader.States.Select(s => new DomainStatus(s.Name, reader.IsInitial(s), s.IsFinal, [])).ToValueList(),
        reader.States.SelectMany(s => s.Triggers.SelectMany(t => t.Targets.Select(to => (t.Name, Move: new StatusMove(s.Name, to)))))
            .GroupBy(m => m.Name, m => m.Move, StringComparer.Ordinal).Select(v => new DomainVerb(v.Key, v.ToValueList())).ToValueList(),
        Rules.FactSchema.Of(),
        []);
}
