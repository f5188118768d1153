using System.Reflection;
using System.Runtime.CompilerServices;

namespace OrderKernel.Architecture.Tests;

/// <summary>What a package shows: its public members, and the types that they name.</summary>
internal static class PublicSurface
{
    public static IEnumerable<MemberInfo> MembersOf(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(IsSeen);

    /// <summary>All types that a type's public members name, with what they are made of.</summary>
    public static IEnumerable<Type> TypesOf(Type type) => MembersOf(type).SelectMany(m => m switch
    {
        FieldInfo f => Parts(f.FieldType),
        PropertyInfo p => Parts(p.PropertyType).Concat(p.GetIndexParameters().SelectMany(x => Parts(x.ParameterType))),
        ConstructorInfo c => c.GetParameters().SelectMany(p => Parts(p.ParameterType)),
        MethodInfo x => x.GetParameters().SelectMany(p => Parts(p.ParameterType)).Concat(Parts(x.ReturnType)),
        _ => [],
    });

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType) return Parts(type.GetElementType()!);
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
    }

    private static bool IsSeen(MemberInfo member) => member switch
    {
        FieldInfo f => f.IsPublic || f.IsFamily,
        PropertyInfo p => (p.GetMethod is { } g && IsSeen(g)) || (p.SetMethod is { } s && IsSeen(s)),
        ConstructorInfo c => c.IsPublic || c.IsFamily,
        MethodInfo m => (m.IsPublic || m.IsFamily) && !(m.IsSpecialName && !m.Name.StartsWith("op_", StringComparison.Ordinal))
            && m.GetCustomAttribute<CompilerGeneratedAttribute>() is null,
        EventInfo => true,
        _ => false,
    };

    private static bool IsSeen(MethodInfo accessor) => accessor.IsPublic || accessor.IsFamily;
}
