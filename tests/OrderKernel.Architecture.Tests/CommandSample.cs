using System.Reflection;
using NodaTime;

namespace OrderKernel.Architecture.Tests;

/// <summary>A whole command made from its type alone, or one in which a single part is left out.</summary>
/// <param name="without">The path of the part that is left out, such as <c>lines[0].line</c>; null for none.</param>
internal sealed class CommandSample(string? without)
{
    // Judged by rules of their own, which need more than "set or not".
    private static readonly string[] JudgedElsewhere =
    [
        "ProposeChange.change", "ScanItem.reading", "RecordOfflineScans.readings", "AttachEvidence.kind", "AttachEvidence.sha256", "PlaceOrder.facts",
        "PlaceOrder.customer", "PlaceOrder.recipient",
    ];

    private readonly NullabilityInfoContext _nullability = new();

    /// <summary>Each part that has to be set, by its path, and whether it is a reason.</summary>
    public List<(string Path, bool IsReason)> Parts { get; } = [];

    public ICommand Make(Type command)
    {
        var elsewhere = JudgedElsewhere.Where(j => j.StartsWith(command.Name + ".", StringComparison.Ordinal)).Select(j => j[(command.Name.Length + 1)..])
            .ToArray();
        return (ICommand)Make(command, "", p => !elsewhere.Any(e => p.StartsWith(e, StringComparison.OrdinalIgnoreCase)));
    }

    private object Make(Type type, string path, Func<string, bool> counts)
    {
        if (type == typeof(PolicyReference)) return Part(type, path, counts, PolicyReference.Of("n", "1", "h"));
        if (type == typeof(OrderId))
            return Part(type, path, counts,
                OrderId.Mint("TB", new LocalDate(2026, 2, 9), new(TenantId.Of("t"), ChannelId.Of("c"), ShopId.Of("s"), OrderNumber.Of("1"))));
        if (IsId(type)) return Part(type, path, counts, type.GetMethod("Of", [typeof(string)])!.Invoke(null, ["x"])!);
        if (type == typeof(string)) return "x";
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return 1;
        if (type == typeof(long)) return 1L;
        if (type == typeof(Money)) return Money.Fen(100);
        if (type == typeof(Quantity)) return Quantity.Of(1);
        if (type == typeof(LocalDate)) return new LocalDate(2026, 12, 31);
        if (type == typeof(Instant)) return Instant.FromUtc(2026, 2, 9, 4, 0);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(0)!;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>)) return List(type.GetGenericArguments()[0], path, counts);
        return Record(type, path, counts);
    }

    private object Record(Type type, string path, Func<string, bool> counts)
    {
        var constructor = type.GetConstructors().Where(c => c.GetParameters() is not [{ } only] || only.ParameterType != type)
            .MaxBy(c => c.GetParameters().Length) ?? throw new ArgumentException($"{type} at {path} cannot be made.");
        var parameters = constructor.GetParameters();
        var made = constructor.Invoke(
            parameters.Select(p => Value(p.ParameterType, p.Name!, path, counts, p.HasDefaultValue, () => _nullability.Create(p).WriteState)).ToArray());
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.SetMethod is not null && !parameters.Any(c => c.Name!.Equals(p.Name, StringComparison.OrdinalIgnoreCase))))
        {
            if (counts(Under(path, property.Name)))
                property.SetValue(made, Value(property.PropertyType, property.Name, path, counts, false, () => _nullability.Create(property).WriteState));
        }

        return made;
    }

    private object? Value(Type type, string name, string path, Func<string, bool> counts, bool isOptional, Func<NullabilityState> nullability)
    {
        var under = Under(path, name);
        if (type == typeof(string) && counts(under) && nullability() == NullabilityState.NotNull)
        {
            Parts.Add((under, name is "Why" or "Reason"));
            return under == without ? " " : "x";
        }

        var inner = Nullable.GetUnderlyingType(type) ?? type;
        return Make(inner, under, isOptional && IsId(inner) ? _ => false : counts);
    }

    private object Part(Type type, string path, Func<string, bool> counts, object set)
    {
        if (counts(path)) Parts.Add((path, false));
        return path == without ? Activator.CreateInstance(type)! : set;
    }

    private object List(Type element, string path, Func<string, bool> counts)
    {
        var items = Array.CreateInstance(element, 1);
        items.SetValue(Make(element, path + "[0]", counts), 0);
        return typeof(ValueList).GetMethods().Single(m => m.Name == "ToValueList" && m.GetParameters() is [{ ParameterType.Name: "IEnumerable`1" }])
            .MakeGenericMethod(element).Invoke(null, [items])!;
    }

    private static bool IsId(Type type) =>
        type.IsValueType && type.GetProperty("Value")?.PropertyType == typeof(string) && type.GetMethod("Of", [typeof(string)]) is not null;

    private static string Under(string path, string name) => (path.Length == 0 ? "" : path + ".") + char.ToLowerInvariant(name[0]) + name[1..];
}
