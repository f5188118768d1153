namespace OrderKernel.Workflow;

/// <summary>
/// What one actor may fire where, as a table of numbers: millions of (step, trigger) pairs are answered in a loop that only reads memory. Immutable.
/// </summary>
/// <remarks>
/// The second speed of <see cref="WorkflowMachine.Fire(StepId, TriggerId, Actor, Rules.IFacts, ActorId, ValueList{ActorId})"/>, with the same meaning: it
/// answers what follows from the document and the roles alone, and says where facts have to be asked.
/// Laws: a pair that moves or does is fired by the machine on any facts, to the same step; a pair that is refused is refused by the machine on any facts.
/// Cost: one read a pair; nothing is allocated.
/// </remarks>
public sealed class TransitionTable
{
    /// <summary>The answer for a trigger that is fired and does a verb: the ledgers decide where the process stands then.</summary>
    public const ushort Does = 0xFFFD;

    /// <summary>The answer for a trigger with a guard or four eyes: the machine has to be asked, with the facts.</summary>
    public const ushort NeedsLook = 0xFFFE;

    /// <summary>The answer for a trigger that the step does not have or the actor may not fire.</summary>
    public const ushort Refused = 0xFFFF;

    private readonly ushort[] _cells;
    private readonly int _triggers;

    internal TransitionTable(ushort[] cells, int triggers) => (_cells, _triggers) = (cells, triggers);

    /// <summary>The number of a step in this table.</summary>
    /// <param name="step">A step of the machine that the table is of.</param>
    /// <exception cref="ArgumentException">The id is unset.</exception>
    public static ushort NumberOf(StepId step) => step.IsSet ? (ushort)step.Index : throw new ArgumentException("The id is unset.", nameof(step));

    /// <summary>The number of a trigger in this table.</summary>
    /// <param name="trigger">A trigger of the machine that the table is of.</param>
    /// <exception cref="ArgumentException">The id is unset.</exception>
    public static ushort NumberOf(TriggerId trigger) =>
        trigger.IsSet ? (ushort)trigger.Index : throw new ArgumentException("The id is unset.", nameof(trigger));

    /// <summary>The step behind an answer, or false when it is one of <see cref="Does"/>, <see cref="NeedsLook"/> and <see cref="Refused"/>.</summary>
    /// <param name="answer">An answer of <see cref="Fire"/>.</param>
    /// <param name="step">The step; unset where the answer is false.</param>
    public static bool TryStep(ushort answer, out StepId step)
    {
        step = answer < Does ? new(answer) : default;
        return answer < Does;
    }

    /// <summary>
    /// Answers pair by pair: the number of the step that the process moves to, <see cref="Does"/>, <see cref="NeedsLook"/> or <see cref="Refused"/>.
    /// </summary>
    /// <param name="steps">Where each process stands, as <see cref="NumberOf(StepId)"/>.</param>
    /// <param name="triggers">What is fired, as <see cref="NumberOf(TriggerId)"/>; as many.</param>
    /// <param name="answers">Takes the answers; at least as many.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a number is none of this table's.</exception>
    public void Fire(ReadOnlySpan<ushort> steps, ReadOnlySpan<ushort> triggers, Span<ushort> answers)
    {
        if (triggers.Length != steps.Length || answers.Length < steps.Length)
            throw new ArgumentException("As many triggers as steps are needed, and room for as many answers.", nameof(triggers));
        var cells = _cells;
        var width = _triggers;
        answers = answers.Slice(0, steps.Length);
        for (var i = 0; i < steps.Length; i++)
        {
            int trigger = triggers[i];
            var at = (steps[i] * width) + trigger;
            if (trigger >= width || (uint)at >= (uint)cells.Length) throw NoPair(i);
            answers[i] = cells[at];
        }
    }

    // Apart, so that the loop stays small.
    private static ArgumentException NoPair(int index) => new($"Pair {index} is no step and trigger of this table.", "steps");
}
