using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>
/// Converters by their types, as one. In a list each would be made and asked for every type, and the runtime would compile both for each of them: a first
/// order needs a third of the family's.
/// </summary>
internal sealed class CanonicalConverters : JsonConverterFactory
{
    private readonly Dictionary<Type, JsonConverter> _converters = [];

    /// <param name="converters">Of two for one type the first stands.</param>
    public CanonicalConverters(JsonConverter[] converters)
    {
        foreach (var converter in converters)
        {
            var type = converter is LateConverter late ? late.Converted : converter.Type!;
            if (!_converters.ContainsKey(type)) _converters.Add(type, converter);
        }
    }

    public override bool CanConvert(Type typeToConvert) => _converters.ContainsKey(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var converter = _converters[typeToConvert];
        return converter is LateConverter late ? late.CreateConverter(typeToConvert, options) : converter;
    }
}

/// <summary>A converter that is made when its type is first met.</summary>
internal abstract class LateConverter(Type converted) : JsonConverterFactory
{
    public Type Converted => converted;

    public override bool CanConvert(Type typeToConvert) => typeToConvert == converted;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => Make();

    protected abstract JsonConverter Make();
}
