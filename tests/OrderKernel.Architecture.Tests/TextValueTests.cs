using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrderKernel.Architecture.Tests;

// Fails when an id has no converter of its own, when a plain serializer writes one
// other than as its text, or reads back another value or what is no text of one.
public class TextValueTests
{
    private static readonly string[] Samples = ["a-1", "DY_20260209_0123456789abcdef", "CNY 12.34", "standard@1.0.0#0123456789abcdef", "CNY",
        "09:00-12:00", "P2DT30M", "standard@1", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"];

    public static TheoryData<Type> TextValues() => [.. Structs().Where(IsTextValue)];

    [Fact]
    public void Whatever_has_a_value_and_reads_itself_is_a_text_value() =>
        Assert.Empty(Structs().Where(t => t.GetProperty("Value")?.PropertyType == typeof(string) && Reads(t) && !IsTextValue(t)).Select(t => t.FullName));

    [Theory, MemberData(nameof(TextValues))]
    public void A_text_value_carries_its_own_converter(Type type)
    {
        Assert.Equal(typeof(TextValueConverter<>).MakeGenericType(type), type.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType);
        var sample = Samples.First(s => Read(type, s)?.ToString() == s);
        var json = $"\"{sample}\"";
        Assert.Equal(json, JsonSerializer.Serialize(Read(type, sample), type));
        Assert.Equal(Read(type, sample), JsonSerializer.Deserialize(json, type));
        Assert.All(["null", "1", "\"\"", "\" \"", "{}", "\"a\\u0000\""], bad => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(bad, type)));
    }

    private static IEnumerable<Type> Structs() =>
        Family.Packages.Where(p => p != "OrderKernel.Cli").SelectMany(p => Family.Load(p).GetExportedTypes())
            .Where(t => t is { IsValueType: true, IsGenericType: false });

    private static bool IsTextValue(Type type) => Interface(type) is not null;

    private static Type? Interface(Type type) =>
        type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITextValue<>) && i.GetGenericArguments()[0] == type);

    private static bool Reads(Type type) => type.GetMethod("TryParse", [typeof(string), type.MakeByRefType()]) is not null;

    private static object? Read(Type type, string text)
    {
        object?[] arguments = [text, null];
        var map = type.GetInterfaceMap(Interface(type)!);
        var read = map.TargetMethods[Array.FindIndex(map.InterfaceMethods, m => m.Name == "TryRead")];
        return read.Invoke(Activator.CreateInstance(type), arguments) is true ? arguments[1] : null;
    }
}
