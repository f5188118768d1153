namespace OrderKernel.Workflow;

/// <summary>Something that a host can be asked to do once a trigger has fired.</summary>
/// <param name="Name">The action, such as <c>notify</c>.</param>
/// <param name="Parameters">What it may be given.</param>
public sealed record DomainAction(string Name, ValueList<ActionParameter> Parameters)
{
    /// <summary>An action from its parameters.</summary>
    /// <param name="name">The action, such as <c>notify</c>.</param>
    /// <param name="parameters">What it may be given.</param>
    public static DomainAction Of(string name, params ActionParameter[] parameters) => new(name, parameters.ToValueList());

    internal ActionParameter? Parameter(string name)
    {
        foreach (var parameter in Parameters)
        {
            if (parameter.Name == name) return parameter;
        }

        return null;
    }
}

/// <summary>A parameter of an action.</summary>
/// <param name="Name">Its name in documents.</param>
/// <param name="IsRequired">True when the action needs it.</param>
/// <param name="IsList">True when it is a list of texts, false when it is one text.</param>
public sealed record ActionParameter(string Name, bool IsRequired, bool IsList)
{
    /// <summary>A text that the action needs.</summary>
    /// <param name="name">Its name in documents.</param>
    public static ActionParameter Text(string name) => new(name, true, false);

    /// <summary>A text that may be left out.</summary>
    /// <param name="name">Its name in documents.</param>
    public static ActionParameter OptionalText(string name) => new(name, false, false);

    /// <summary>A list of texts that the action needs; not empty.</summary>
    /// <param name="name">Its name in documents.</param>
    public static ActionParameter List(string name) => new(name, true, true);

    /// <summary>A list of texts that may be left out; not empty when it stands there.</summary>
    /// <param name="name">Its name in documents.</param>
    public static ActionParameter OptionalList(string name) => new(name, false, true);
}
