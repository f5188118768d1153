namespace OrderKernel;

/// <summary>One field of a command in JSON.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Form">What stands there: <c>text</c>, <c>whole number</c>, <c>amount</c>, the words of
/// an enumeration, an id's type, the type of an object or <c>list of</c> one of them.</param>
/// <param name="IsRequired">True when it cannot be left out.</param>
/// <param name="Fields">The fields of the object, or of the objects in the list; empty for values.</param>
public sealed record CommandField(string Name, string Form, bool IsRequired, ValueList<CommandField> Fields);
