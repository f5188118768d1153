using System.Reflection;
using PublicApiGenerator;

namespace OrderKernel.Architecture.Tests;

// Fails when the public surface changes without approval, or holds what the house does not allow in public.
public class PublicSurfaceTests
{
    // Where floating point is a user's own value, not ours: the expression language has CEL's double.
    private static readonly string[] FloatingPointExcused = ["OrderKernel.Rules"];

    public static TheoryData<string> Packages => [.. Family.Packages.Where(p => p != "OrderKernel.Cli")];

    /// <summary>
    /// To approve a change: <c>ORDERKERNEL_APPROVE=1 dotnet test tests/OrderKernel.Architecture.Tests</c>, then read the difference and commit it.
    /// </summary>
    [Theory]
    [MemberData(nameof(Packages))]
    public void The_surface_is_the_approved_one(string package)
    {
        var path = Path.Combine(Family.Root, "tests", "OrderKernel.Architecture.Tests", "Api", package + ".txt");
        var now = Family.Load(package).GeneratePublicApi(new() { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n") + "\n";
        if (Family.Approves) File.WriteAllText(path, now);
        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "(no approved surface)", now);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void No_floating_point_in_public(string package)
    {
        if (FloatingPointExcused.Contains(package)) return;
        var floating = new[] { typeof(double), typeof(float), typeof(decimal), typeof(double?), typeof(float?), typeof(decimal?) };
        Assert.Empty(
            from type in Family.Load(package).GetExportedTypes()
            from member in PublicSurface.MembersOf(type)
            from used in Types(member)
            where floating.Contains(used)
            select $"{type.FullName}.{member.Name}");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Enumerations_start_at_one_and_only_grow(string package) => Assert.All(
        Family.Load(package).GetExportedTypes().Where(t => t.IsEnum),
        t =>
        {
            var values = Enum.GetValues(t).Cast<object>().Select(Convert.ToInt64).Order().ToArray();
            Assert.Equal(1, values[0]);
            Assert.Equal(values.Length, values.Distinct().Count());
        });

    [Theory]
    [MemberData(nameof(Packages))]
    public void Public_classes_are_sealed_static_or_abstract(string package) => Assert.Empty(
        Family.Load(package).GetExportedTypes().Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false }).Select(t => t.FullName));

    [Theory]
    [MemberData(nameof(Packages))]
    public void Public_fields_are_constants(string package) => Assert.Empty(
        from type in Family.Load(package).GetExportedTypes()
        where !type.IsEnum
        from field in type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !field.IsLiteral
        select $"{type.FullName}.{field.Name}");

    [Theory]
    [MemberData(nameof(Packages))]
    public void Values_compare_by_value(string package) => Assert.Empty(
        Family.Load(package).GetExportedTypes()
            .Where(t => t is { IsValueType: true, IsEnum: false, IsByRefLike: false } && t.GetMethod("Equals", [t]) is null && t.Name != "Result`1"
                && !t.Name.Contains("Enumerator"))
            .Select(t => t.FullName));

    [Theory]
    [MemberData(nameof(Packages))]
    public void Facts_events_and_states_hold_only_lists_that_compare_by_value(string package) => Assert.Empty(
        from type in Family.Load(package).GetExportedTypes()
        where type.GetMethod("<Clone>$") is not null
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where property.PropertyType.IsArray || property.PropertyType.Name is "List`1" or "ImmutableArray`1" or "IReadOnlyList`1" or "Dictionary`2"
        select $"{type.FullName}.{property.Name}");

    private static IEnumerable<Type> Types(MemberInfo member) => member switch
    {
        PropertyInfo p => [p.PropertyType],
        FieldInfo f => [f.FieldType],
        ConstructorInfo c => c.GetParameters().Select(p => p.ParameterType),
        MethodInfo m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType),
        _ => [],
    };
}
