using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace OrderKernel.Architecture.Tests;

// Fails when a public method says nothing about one of its parameters, or throws what its comment does not tell of.
// Exempt: what the compiler makes, what implements or overrides what is documented there, and operators' parameters.
// Null guards need no word: the annotations say it. Nor do broken invariants (UnreachableException), which no caller can cause.
public class DocumentationTests
{
    private static readonly Type[] NeedNoWord =
        [typeof(ArgumentNullException), typeof(ObjectDisposedException), typeof(UnreachableException), typeof(SwitchExpressionException)];

    public static TheoryData<string> Packages => [.. Family.Packages.Where(p => p != "OrderKernel.Cli")];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_parameter_and_every_exception_is_documented(string package)
    {
        var assembly = Family.Load(package);
        var unsaid = Unsaid(assembly.GetExportedTypes(), DocumentedMembers.Of(assembly)).Order(StringComparer.Ordinal).Select(u => $"{package}: {u}").ToArray();
        Assert.True(unsaid.Length == 0, string.Join("\n", unsaid));
    }

    [Fact]
    public void The_check_finds_what_a_comment_leaves_out()
    {
        var comments = DocumentedMembers.Of("""
            <doc><members>
              <member name="M:OrderKernel.Architecture.Tests.PlantedComments.Whole``1(System.Collections.Generic.List{``0}[],System.Int64@)">
                <typeparam name="T">An element.</typeparam><param name="lists">At least one.</param><param name="count">Of all.</param>
                <exception cref="T:System.ArgumentException">There is no list.</exception>
              </member>
              <member name="M:OrderKernel.Architecture.Tests.PlantedComments.Half(System.Int32,System.Int32)">
                <param name="said">Zero and more.</param><param name="empty"> </param>
              </member>
              <member name="M:OrderKernel.Architecture.Tests.PlantedComments.LaterAsync(System.Int32)"><param name="ticks">Zero and more.</param></member>
            </members></doc>
            """);
        Assert.Equal(
            [
                "PlantedComments.Bare(<T>)", "PlantedComments.Bare(item)", "PlantedComments.Half(empty)", "PlantedComments.Half(throws OverflowException)",
                "PlantedComments.LaterAsync(throws ArgumentOutOfRangeException)", "PlantedComments.LaterAsync(throws FormatException)",
                "PlantedComments.Value(throws InvalidOperationException)",
            ],
            Unsaid([typeof(PlantedComments)], comments).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Unsaid(IEnumerable<Type> types, DocumentedMembers comments) =>
        from type in types
        from method in Methods(type)
        let member = Owner(method)
        where !comments.Inherits(member)
        from unsaid in (member is MethodBase ? UnsaidParameters(method, comments) : []).Concat(UnsaidExceptions(method, member, comments))
        select $"{Short(type)}.{member.Name}({unsaid})";

    private static IEnumerable<string> UnsaidParameters(MethodBase method, DocumentedMembers comments)
    {
        if (method.Name.StartsWith("op_", StringComparison.Ordinal) || IsDeclaredElsewhere(method)) return [];
        var isRecord = method is ConstructorInfo && method.DeclaringType!.GetMethod("<Clone>$") is not null;
        return method.GetParameters()
            .Where(p => !comments.Says(method, "param", p.Name!) && !(isRecord && comments.SaysOfProperty(method.DeclaringType!, p.Name!)))
            .Select(p => p.Name!)
            .Concat(method.IsGenericMethod
                ? method.GetGenericArguments().Where(t => !comments.Says(method, "typeparam", t.Name)).Select(t => $"<{t.Name}>")
                : []);
    }

    private static IEnumerable<string> UnsaidExceptions(MethodBase method, MemberInfo member, DocumentedMembers comments)
    {
        var told = comments.Exceptions(member);
        return Throws.Of(method).Except(NeedNoWord).Where(t => !Bases(t).Any(b => told.Contains(b.FullName!))).Select(t => $"throws {t.Name}");
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var at = type; at is not null && at != typeof(Exception); at = at.BaseType!) yield return at;
    }

    private static IEnumerable<MethodBase> Methods(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .OfType<MethodBase>()
        .Where(m => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly)
        .Where(m => m.GetCustomAttribute<CompilerGeneratedAttribute>() is null)
        .Where(m => !typeof(Delegate).IsAssignableFrom(type) || m.Name == "Invoke");

    // The comment of an accessor is its property's.
    private static MemberInfo Owner(MethodBase method) => method.IsSpecialName && method is MethodInfo
        ? method.DeclaringType!.GetProperties(
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .FirstOrDefault(p => p.GetMethod == method || p.SetMethod == method) ?? (MemberInfo)method
        : method;

    private static bool IsDeclaredElsewhere(MethodBase method)
    {
        if (method is not MethodInfo info || info.DeclaringType!.IsInterface) return false;
        return info.GetBaseDefinition() != info
            || info.DeclaringType.GetInterfaces().Any(i => info.DeclaringType.GetInterfaceMap(i).TargetMethods.Contains(info));
    }

    private static string Short(Type type) => type.IsNested ? $"{Short(type.DeclaringType!)}.{type.Name}" : type.Name;
}
