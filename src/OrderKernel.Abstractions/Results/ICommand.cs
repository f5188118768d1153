namespace OrderKernel;

/// <summary>Something that a decision is told or asked, and that can say what it leaves out.</summary>
public interface ICommand
{
    /// <summary>What the command leaves out, whatever the state: an id that nobody set, a reason that says nothing.</summary>
    /// <returns>The first of them, as <see cref="KernelCodes.IdUnset"/> or
    /// <see cref="KernelCodes.ReasonBlank"/> with its path; null for a whole command.</returns>
    /// <remarks>Built with <see cref="Required"/>.</remarks>
    Refusal? Missing();
}
