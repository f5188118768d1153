using OrderKernel.Workflow;

namespace OrderKernel.Stateless;

/// <summary>What a document needs to say and a Stateless machine does not know.</summary>
/// <param name="Name">The document's name: 1 to 64 of letters, digits, dots, underscores and hyphens.</param>
/// <param name="Version">Its version.</param>
/// <param name="Roles">Who may fire, the same for all triggers; at least one.</param>
public sealed record StatelessReading(string Name, string Version, ValueList<Role> Roles)
{
    /// <summary>The name of a state, by which its step is called; what its <c>ToString</c> says unless set.</summary>
    public Func<object, string> StateName { get; init; } = Text;

    /// <summary>The name of a trigger; what its <c>ToString</c> says unless set.</summary>
    public Func<object, string> TriggerName { get; init; } = Text;

    /// <summary>Whether a process may begin at a state; null for the machine's initial state alone.</summary>
    public Func<object, bool>? IsInitial { get; init; }

    private static string Text(object value) => value?.ToString() ?? "";
}
