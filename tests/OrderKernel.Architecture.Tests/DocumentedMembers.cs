using System.Reflection;
using System.Xml.Linq;

namespace OrderKernel.Architecture.Tests;

/// <summary>The documentation comments of an assembly, as they lie beside it, by member.</summary>
internal sealed class DocumentedMembers
{
    private readonly Dictionary<string, XElement> _members;

    private DocumentedMembers(XDocument comments) =>
        _members = comments.Descendants("member").GroupBy(m => (string)m.Attribute("name")!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    public static DocumentedMembers Of(Assembly assembly) => new(XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")));

    public static DocumentedMembers Of(string comments) => new(XDocument.Parse(comments));

    public bool Inherits(MemberInfo member) => Comment(member)?.Element("inheritdoc") is not null;

    /// <summary>True when the element of this name says something about the parameter.</summary>
    public bool Says(MemberInfo member, string element, string parameter) =>
        Comment(member)?.Elements(element).Any(e => (string?)e.Attribute("name") == parameter && (e.Value.Trim().Length > 0 || e.HasElements)) == true;

    /// <summary>A positional record's parameters are its properties.</summary>
    public bool SaysOfProperty(Type type, string name) => _members.TryGetValue($"P:{TypeId(type)}.{name}", out var comment) && comment.Value.Trim().Length > 0;

    /// <summary>The names of the exceptions that the comment tells of.</summary>
    public IReadOnlyList<string> Exceptions(MemberInfo member) =>
        Comment(member)?.Elements("exception").Where(e => e.Value.Trim().Length > 0).Select(e => ((string?)e.Attribute("cref") ?? "")[2..]).ToArray() ?? [];

    private XElement? Comment(MemberInfo member) => _members.GetValueOrDefault(Id(member));

    /// <summary>The compiler's id of a member (C# standard, annex D.4).</summary>
    public static string Id(MemberInfo member) => member switch
    {
        Type t => "T:" + TypeId(t),
        MethodInfo { Name: "Invoke" } m when typeof(Delegate).IsAssignableFrom(m.DeclaringType) => "T:" + TypeId(m.DeclaringType!),
        PropertyInfo p => $"P:{TypeId(p.DeclaringType!)}.{p.Name}{Parameters(p.GetIndexParameters())}",
        MethodBase m => $"M:{TypeId(m.DeclaringType!)}.{m.Name.Replace('.', '#')}{(m.IsGenericMethod ? "``" + m.GetGenericArguments().Length : "")}"
            + Parameters(m.GetParameters()) + (m.Name is "op_Implicit" or "op_Explicit" ? "~" + Used(((MethodInfo)m).ReturnType) : ""),
        _ => throw new ArgumentException($"A {member.MemberType} has no id here.", nameof(member)),
    };

    private static string TypeId(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : $"({string.Join(",", parameters.Select(p => Used(p.ParameterType)))})";

    private static string Used(Type type)
    {
        if (type.IsByRef) return Used(type.GetElementType()!) + "@";
        if (type.IsArray) return Used(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter) return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        if (!type.IsGenericType) return type.FullName!.Replace('+', '.');
        var arguments = new Queue<Type>(type.GetGenericArguments());
        return string.Join(".", type.GetGenericTypeDefinition().FullName!.Split('+').Select(part =>
        {
            var tick = part.IndexOf('`', StringComparison.Ordinal);
            if (tick < 0) return part;
            return $"{part[..tick]}{{{string.Join(",", Enumerable.Range(0, int.Parse(part[(tick + 1)..])).Select(_ => Used(arguments.Dequeue())))}}}";
        }));
    }
}
