using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using OrderKernel.AfterSales;
using OrderKernel.Channels;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Rules;
using OrderKernel.Workflow;

namespace OrderKernel.Architecture.Tests;

// Fails when a serializer without options (with CanonicalJson's where there are values of NodaTime, as the readme says) writes a public value type and reads it
// back as another value without an exception: as default, or with a member lost.
public class PlainJsonTests
{
    private static readonly WorkflowStep Step = CaseWorkflow.Default.Definition.Steps[0];
    private static readonly FactSchema Schema = FactSchema.Of(FactField.Required("n", FactType.Int));

    // What neither a text nor a public constructor makes.
    private static readonly Dictionary<Type, object> Made = new object[]
    {
        "a-1", true, 7, 7L, Instant.FromUtc(2026, 2, 9, 1, 2, 3), new LocalDate(2026, 12, 31), StreamId.Of(TenantId.Of("a/b"), "order", "k/1"),
        ChainHash.Genesis(StreamId.Of(TenantId.Of("t"), "order", "k")), PersonName.Of("Ann Li"), PhoneNumber.Of("13812345678"), Quantity.Of(7),
        QuantityDelta.Of(-7), Money.Fen(1_234), UnitLedger.Of(Quantity.Of(3)), MoneyLedger.Of(Money.Fen(5)), LineMoney.Of(Money.Fen(5), Quantity.Of(2)),
        UnitMove.Ship, DerivedStatuses.Of(Position()), Position(), DeadlineSpan.Of(2, Duration.FromMinutes(30)), OpenHours.Of(540, 720),
        CaseWorkflow.Default.TryStep(Step.Name, out var step) ? step : default,
        CaseWorkflow.Default.TryTrigger(Step.Triggers[0].Name, out var trigger) ? trigger : default,
        new Firing(Step, Step.Triggers[0], null), new StepEntry(Step, true), RoleMatrix.Default.Policy.Roles[0].Fires[0],
        RoleMatrix.Default.Policy.Roles[0].Fires[0].Trigger, ExpressionValue.Of(7L),
        Expression.Compile("1 + 1", Schema).ValueOrThrow().Evaluate(new FactValues(Schema)), Result.Ok("a"), new[] { "a" }.ToValueList(),
        new StockView([], StockFormula.Default), new Reassignment(new(Decision<OrderEvent>.Of([], Reason.Of("a.b")), null), default),
        StockEffects.Of(new ShippedElsewhere([new(new(LocationId.Of("HZ"), SkuId.Of("A")), Quantity.Of(1))], null)),
        typeof(RecordReading).GetMethod("Parked", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, [Refusal.Of("a.b")])!,
    }.ToDictionary(v => v.GetType());

    // An answer is looked at and not kept; its two faces leave no room for one that reads back, and a generic type cannot name a refusing converter of its own
    // without making types at run time.
    private static readonly Type[] Excepted = [typeof(Result<string>)];

    public static TheoryData<Type> Values() => [.. Family.Packages.Where(p => p != "OrderKernel.Cli").SelectMany(p => Family.Load(p).GetExportedTypes())
        .Where(t => t is { IsValueType: true, IsEnum: false, IsByRefLike: false }).Select(Closed).Except(Excepted)];

    [Theory, MemberData(nameof(Values))]
    public void A_value_comes_back_or_is_refused(Type type)
    {
        var value = Make(type)!;
        Assert.NotEqual(Activator.CreateInstance(type), value);
        var options = HoldsTime(type, []) ? CanonicalJson.Options() : JsonSerializerOptions.Default;
        if (RoundTrip(value, type, options) is { } back) Assert.Equal(value, back);
    }

    [Theory]
    [InlineData(typeof(PersonName)), InlineData(typeof(PhoneNumber)), InlineData(typeof(UnitLedger)), InlineData(typeof(StepId))]
    public void What_is_kept_from_json_is_refused_both_ways_and_only_what_is_unset_passes(Type type)
    {
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(Make(type), type));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("{}", type));
        Assert.Equal(Activator.CreateInstance(type), RoundTrip(Activator.CreateInstance(type)!, type, JsonSerializerOptions.Default));
    }

    [Theory]
    [InlineData("""["t","a/b","k"]"""), InlineData("""["t","order"]"""), InlineData("[\"t\",\"order\",\"k\",1]"), InlineData("{}"), InlineData("\"t/order/k\"")]
    public void An_address_that_is_none_is_refused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<StreamId>(json));

    private static object? RoundTrip(object value, Type type, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize(JsonSerializer.Serialize(value, type, options), type, options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException or OverflowException)
        {
            return null;
        }
    }

    private static Type Closed(Type type) =>
        type.IsGenericTypeDefinition ? type.MakeGenericType([.. type.GetGenericArguments().Select(_ => typeof(string))]) : type;

    private static object? Make(Type type)
    {
        if (Made.TryGetValue(type, out var made)) return made;
        if (Nullable.GetUnderlyingType(type) is { } inner) return Make(inner);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(1);
        if (type.IsValueType && Read(type) is { } read) return read;
        // What a value refers to stays away: the value's own members are what is looked at.
        if (!type.IsValueType || type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault() is not { } constructor) return null;
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Make(p.ParameterType))]);
    }

    private static object? Read(Type type)
    {
        foreach (var text in new[] { "a-1", "DY_20260209_0123456789abcdef", "standard@1", "standard@1.0.0#0123456789abcdef", "CNY" })
        {
            object?[] arguments = [text, null];
            if (type.GetMethod("TryParse", [typeof(string), type.MakeByRefType()])?.Invoke(null, arguments) is true) return arguments[1];
        }

        return null;
    }

    private static bool HoldsTime(Type type, HashSet<Type> seen)
    {
        if (type.Namespace == "NodaTime") return true;
        if (Nullable.GetUnderlyingType(type) is { } inner) return HoldsTime(inner, seen);
        return seen.Add(type) && type.Namespace?.StartsWith("OrderKernel", StringComparison.Ordinal) == true
            && !type.IsDefined(typeof(JsonConverterAttribute)) && type.GetProperties().Any(p => HoldsTime(p.PropertyType, seen));
    }

    private static LedgerPosition Position() => new()
    {
        NeedsFulfilment = true,
        Units = UnitLedger.Of(Quantity.Of(3)),
        Money = MoneyLedger.Of(Money.Fen(5)),
        Terms = PaymentTerms.Prepaid,
    };
}
