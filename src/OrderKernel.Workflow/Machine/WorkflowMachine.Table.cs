namespace OrderKernel.Workflow;

public sealed partial class WorkflowMachine
{
    /// <summary>What an actor may fire where, for answering many pairs at once.</summary>
    /// <param name="actor">Who fires; the roles decide, the id does not.</param>
    /// <exception cref="InvalidOperationException">The workflow has more trigger names than a table can number.</exception>
    public TransitionTable TableFor(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (_triggers.Length > ushort.MaxValue) throw new InvalidOperationException($"{_triggers.Length} trigger names do not fit a table.");
        return new(Array.ConvertAll(_table, cell => AnswerOf(cell, actor)), _triggers.Length);
    }

    private ushort AnswerOf(Cell? cell, Actor actor)
    {
        if (cell is null || !cell.IsOpenTo(actor)) return TransitionTable.Refused;
        if (!cell.IsPlain) return TransitionTable.NeedsLook;
        return cell.Firing.TargetId is { IsSet: true } target ? (ushort)target.Index : TransitionTable.Does;
    }
}
