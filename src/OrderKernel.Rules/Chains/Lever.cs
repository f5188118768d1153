namespace OrderKernel.Rules;

/// <summary>Something that a rule may have done: its name and what it is told. The host does it; a chain only says so.</summary>
/// <param name="Name">What rules call it, such as <c>tag</c>; at most 64 characters.</param>
/// <param name="Parameters">What it is told, each by its name.</param>
/// <param name="AddsUp">True when several pulls stand beside one another, such as tags; false when two that differ contradict each other.</param>
public sealed record Lever(string Name, ValueList<LeverParameter> Parameters, bool AddsUp)
{
    /// <summary>A lever of which only one pull can hold, such as a warehouse.</summary>
    /// <param name="name">What rules call it.</param>
    /// <param name="parameters">What it is told.</param>
    public static Lever One(string name, params LeverParameter[] parameters) => new(name, parameters.ToValueList(), AddsUp: false);

    /// <summary>A lever whose pulls stand beside one another, such as a tag.</summary>
    /// <param name="name">What rules call it.</param>
    /// <param name="parameters">What it is told.</param>
    public static Lever Many(string name, params LeverParameter[] parameters) => new(name, parameters.ToValueList(), AddsUp: true);
}

/// <summary>What a lever is told.</summary>
/// <param name="Name">Its name among the lever's.</param>
/// <param name="Type">The type of its value.</param>
/// <param name="IsOptional">True when a rule may leave it out.</param>
public sealed record LeverParameter(string Name, FactType Type, bool IsOptional = false);
