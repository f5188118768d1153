using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace OrderKernel.Architecture.Tests;

/// <summary>A package's public surface as text, one line a member, in ordinal order.</summary>
internal static class PublicSurface
{
    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Head(type)).Append('\n');
            foreach (var line in Members(type).Order(StringComparer.Ordinal)) text.Append("  ").Append(line).Append('\n');
        }

        return text.ToString();
    }

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

    private static string Head(Type type)
    {
        var kind = type.IsEnum
            ? "enum"
            : type.IsInterface
            ? "interface"
            : type.IsValueType
            ? "struct"
            : typeof(Delegate).IsAssignableFrom(type)
            ? "delegate"
            : "class";
        var modifier = type is { IsAbstract: true, IsSealed: true }
            ? "static "
            : type is { IsAbstract: true, IsInterface: false }
            ? "abstract "
            : type.IsSealed && kind == "class"
            ? "sealed "
            : "";
        var bases = new[] { type.BaseType }.Where(b => b is not null && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum))
            .Concat(type.GetInterfaces()
            .Except(type.BaseType?.GetInterfaces() ?? [])).Select(b => Name(b!)).Order(StringComparer.Ordinal).ToArray();
        return $"{modifier}{kind} {Name(type)}{(bases.Length > 0 ? " : " + string.Join(", ", bases) : "")}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum) return Enum.GetNames(type).Select(n => $"{n} = {Convert.ToInt64(Enum.Parse(type, n))}");
        return MembersOf(type).Select(m => m switch
        {
            FieldInfo f =>
                $"{(f.IsLiteral ? $"const {Name(f.FieldType)} {f.Name} = {f.GetRawConstantValue()}" : $"field {(f.IsStatic ? "static " : "")}{Name(f.FieldType)} {f.Name}")}",
            PropertyInfo p =>
                $"{((p.GetMethod ?? p.SetMethod)!.IsStatic ? "static " : "")}{Name(p.PropertyType)} {p.Name}{Parameters(p.GetIndexParameters(), "[", "]")} {{{(p.GetMethod is { } g && IsSeen(g) ? " get;" : "")}{(p.SetMethod is { } s && IsSeen(s) ? IsInit(s) ? " init;" : " set;" : "")} }}",
            ConstructorInfo c => $"new{Parameters(c.GetParameters(), "(", ")")}",
            MethodInfo x =>
                $"{(x.IsStatic ? "static " : "")}{Name(x.ReturnType)} {x.Name}{(x.IsGenericMethod ? $"<{string.Join(", ", x.GetGenericArguments().Select(Name))}>" : "")}{Parameters(x.GetParameters(), "(", ")")}",
            EventInfo e => $"event {Name(e.EventHandlerType!)} {e.Name}",
            _ => "",
        }).Where(l => l.Length > 0);
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

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit");

    private static string Parameters(ParameterInfo[] parameters, string open, string close) =>
        parameters.Length == 0 && open == "["
            ? ""
            : open + string.Join(", ",
                parameters.Select(p =>
                    $"{(p.IsOut ? "out " : "")}{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? $" = {p.DefaultValue ?? "null"}" : "")}")) + close;

    private static string Name(Type type)
    {
        if (type.IsByRef) return Name(type.GetElementType()!);
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter) return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } inner) return Name(inner) + "?";
        var name = type.IsNested
            ? $"{Name(type.DeclaringType!)}.{type.Name}"
            : type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true
            ? type.Name
            : type.FullName ?? type.Name;
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        if (tick < 0) return name.Replace('+', '.');
        return $"{name[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
