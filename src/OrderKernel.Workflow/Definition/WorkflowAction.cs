namespace OrderKernel.Workflow;

/// <summary>Something that the host is asked to do once a trigger has fired: data, never code.</summary>
/// <param name="Name">The action, one of <see cref="WorkflowDomain.Actions"/>.</param>
/// <param name="Arguments">What it is given, in document order.</param>
public sealed record WorkflowAction(string Name, ValueList<ActionArgument> Arguments)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}({string.Join(", ", Arguments.Items)})";
}

/// <summary>One argument of an action.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Values">One text, or as many as the document lists.</param>
public sealed record ActionArgument(string Name, ValueList<string> Values)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {string.Join(" ", Values.Items)}";
}
