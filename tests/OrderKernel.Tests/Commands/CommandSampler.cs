using System.Reflection;
using System.Text.Json.Serialization;
using NodaTime;
using OrderKernel.Inventory;

namespace OrderKernel.Tests.Commands;

/// <summary>
/// Makes commands, and events, of any type from a row of picks: the same picks make the same command. What a constructor or an initialiser takes is made
/// by its type.
/// </summary>
/// <param name="pick">Picks below a number.</param>
/// <param name="text">What every text says; null for any.</param>
internal sealed class CommandSampler(Func<int, int> pick, string? text = null)
{
    private static readonly string[] Texts = ["a-1", "破损", "say \"hi\" <b>", "tab\tnew\nline", "\ud83c\udf81 x", "0"];
    private static readonly string[] Ids = ["a-1", "退货-7", "x", "DY_20260209_0123456789abcdef", "CNY 12.34", "standard@1.0.0#0123456789abcdef"];
    private readonly NullabilityInfoContext _nullability = new();

    public static CommandSampler Seeded(int seed)
    {
        var random = new Random(seed);
        return new(random.Next);
    }

    public object Make(Type type)
    {
        if (type == typeof(string)) return text ?? Texts[pick(Texts.Length)];
        if (type == typeof(bool)) return pick(2) == 1;
        if (type == typeof(long)) return (long)pick(1_000_000);
        if (type == typeof(int)) return pick(1_000);
        if (type == typeof(Quantity)) return Quantity.Of(pick(1_000));
        if (type == typeof(QuantityDelta)) return QuantityDelta.Of(pick(2_000) - 1_000);
        if (type == typeof(Money)) return Money.Fen(pick(2_000_000) - 1_000_000);
        if (type == typeof(Instant)) return Instant.FromUnixTimeSeconds(1_770_000_000 + pick(100_000_000)).PlusTicks(pick(2) * pick(10_000_000));
        if (type == typeof(Duration)) return Duration.FromSeconds(pick(1_000_000));
        if (type == typeof(LocalDate)) return new LocalDate(2026, 1, 1).PlusDays(pick(1_000));
        if (type.IsEnum) return Word(type);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>)) return List(type.GetGenericArguments()[0]);
        return type.IsValueType && Id(type) is { } id ? id : Object(type);
    }

    private object Word(Type type)
    {
        var values = Enum.GetValues(type);
        var word = Convert.ToInt32(values.GetValue(pick(values.Length)));
        return Enum.ToObject(type, type.IsDefined(typeof(FlagsAttribute), false) ? word | Convert.ToInt32(values.GetValue(pick(values.Length))) : word);
    }

    private object? Id(Type type)
    {
        if (type.GetMethod("TryParse", [typeof(string), type.MakeByRefType()]) is not { } parse)
            return type.GetMethod("Of", [typeof(string)])?.Invoke(null, [Ids[pick(3)]]);
        for (var at = pick(3); ; at++)
        {
            object?[] arguments = [Ids[at], null];
            if (parse.Invoke(null, arguments) is true) return arguments[1];
        }
    }

    private object List(Type element)
    {
        var items = Array.CreateInstance(element, pick(3));
        for (var i = 0; i < items.Length; i++) items.SetValue(Make(element), i);
        return typeof(ValueList).GetMethods()
            .Single(m => m.Name == nameof(ValueList.ToValueList) && m.GetParameters()[0].ParameterType.Name.StartsWith("IEnumerable", StringComparison.Ordinal))
            .MakeGenericMethod(element).Invoke(null, [items])!;
    }

    private object Object(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        var parameters = constructor.GetParameters();
        var made = constructor.Invoke(
            [.. parameters.Select(p =>
                MayBeMissing(p.ParameterType, _nullability.Create(p).ReadState, p.HasDefaultValue) && pick(3) == 0 ? null : Made(p.ParameterType))]);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var isIgnored = property.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.Always };
            if (!property.CanWrite || isIgnored || parameters.Any(p => p.Name == property.Name)) continue;
            if (MayBeMissing(property.PropertyType, _nullability.Create(property).ReadState, false) && pick(3) == 0) continue;
            property.SetValue(made, Made(property.PropertyType));
        }

        // A day is a batch's.
        return made is BatchDate { Cell: { Batch.Value: null } cell } date ? date with { Cell = cell with { Batch = BatchId.Of("b-1") } } : made;
    }

    private object Made(Type type) => Make(Nullable.GetUnderlyingType(type) ?? type);

    private static bool MayBeMissing(Type type, NullabilityState state, bool hasDefault) =>
        Nullable.GetUnderlyingType(type) is not null || (!type.IsValueType && state == NullabilityState.Nullable)
            || (hasDefault && type.Name is "PoolId" or "BatchId");
}
