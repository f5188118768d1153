using NodaTime;
using OrderKernel.Rules;

namespace OrderKernel.Workflow;

/// <summary>The instants of one kind of thing from which deadlines run, each declared with its name and how it is read. Immutable.</summary>
/// <typeparam name="T">The kind of thing.</typeparam>
public sealed class InstantTable<T>
{
    private readonly (string Name, Func<T, Instant?> Read)[] _instants;

    /// <summary>A table of instants.</summary>
    /// <param name="facts">The facts of guards; each that is an instant counts.</param>
    /// <param name="more">Instants that no guard reads.</param>
    public InstantTable(FactTable<T> facts, params (string Name, Func<T, Instant?> Read)[] more)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(more);
        var known = new List<(string, Func<T, Instant?>)>();
        foreach (var field in facts.Schema.Fields)
        {
            if (field.Type != FactType.Instant) continue;
            var slot = facts.Schema.SlotOf(field.Path);
            known.Add((field.Path, thing => facts.Get(thing, slot) is { IsAbsent: false } at ? at.AsInstant() : null));
        }

        _instants = [.. known, .. more];
        Names = _instants.Select(i => i.Name).ToValueList();
    }

    /// <summary>The names, for <see cref="WorkflowDomain.Instants"/>.</summary>
    public ValueList<string> Names { get; }

    /// <summary>The instant of a name; null for one that is not known yet, or that is none of these.</summary>
    /// <param name="thing">The thing.</param>
    /// <param name="name">The name.</param>
    public Instant? Of(T thing, string name)
    {
        foreach (var instant in _instants)
        {
            if (instant.Name == name) return instant.Read(thing);
        }

        return null;
    }
}
