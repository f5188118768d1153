using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Tests.Commands;

namespace OrderKernel.Testing.Tests.Facts;

// Fails when a public type of facts, commands or events has no generator or no codec; when one comes back from its codec, or from System.Text.Json with any of
// the options that the readme of the abstractions names, as another value, or is refused without a type of it being named; and when a refusal, a loss or a
// missing codec that a table below explains is none.
public class JsonLaws
{
    /// <summary>What holds persons is refused with any options where they are set; they are kept with <see cref="PersonEntry"/>.</summary>
    private static readonly Type[] KeptOut =
        [typeof(PersonName), typeof(PhoneNumber), typeof(Recipient), typeof(Claim), typeof(TakeClaim), typeof(RaiseConflict), typeof(ScreeningFacts)];

    /// <summary>
    /// The street is a person's too, but the region is not: an address is written as far as it prints, without an exception. What holds one comes so far only
    /// where it names nobody.
    /// </summary>
    private static readonly Dictionary<Type, Func<object, object>> LeftOut = new()
    {
        [typeof(PostalAddress)] = a => ((PostalAddress)a).WithDetail(null),
        [typeof(Recipient)] = r => WithoutStreet((Recipient)r),
        [typeof(Claim)] = c => (Claim)c is { Recipient: { } r } claim ? claim with { Recipient = WithoutStreet(r) } : c,
        [typeof(ScreeningFacts)] = f => (ScreeningFacts)f is { Recipient: { } r } facts ? facts with { Recipient = WithoutStreet(r) } : f,
    };

    /// <summary>
    /// What intake is told holds persons in clear: it is made from a record each time, and only its events are stored. What a receipt of stock says of expected
    /// goods, and a parcel of serial numbers, nobody tells by itself.
    /// </summary>
    private static readonly Type[] WithoutCodec = [typeof(TakeClaim), typeof(RaiseConflict), typeof(TakeReceipt), typeof(TakeArrival), typeof(SendSerial),
        typeof(TakeSerialBack)];

    /// <summary>Facts without a generator in the package: no rule ties their parts, so that they are made part by part, as commands and events are.</summary>
    private static readonly Type[] Composed =
        [typeof(ReservationKey), typeof(TrackKey), typeof(MovementKey), typeof(CaseKey), typeof(RecipientRegion), typeof(KnownCustomer), typeof(ClaimedUnits),
            typeof(ClaimedTender)];

    private static readonly Assembly[] Packages =
    [
        typeof(Kernel).Assembly, .. typeof(Kernel).Assembly.GetReferencedAssemblies()
            .Where(a => a.Name!.StartsWith("OrderKernel", StringComparison.Ordinal)).Select(Assembly.Load),
    ];

    private static readonly Type[] Exported = [.. Packages.SelectMany(a => a.GetExportedTypes())];

    private static readonly Type[] Events = [.. Family("Event")];

    private static readonly Type[] Commands =
        [.. Family("Command").Concat(Exported.Where(t => t is { IsClass: true, IsAbstract: false } && typeof(ICommand).IsAssignableFrom(t))).Distinct()];

    private static readonly Type[] Facts = [.. GeneratorLaws.Facts, .. Exported.Where(IsFactElsewhere)];

    private static readonly Type[] All = [.. Facts, .. Commands, .. Events];

    private static readonly PropertyInfo[] Codecs = [.. Exported.SelectMany(t => Statics(t, typeof(EventCodec<>)))];

    private static readonly HashSet<Type> Generated =
        [.. typeof(KernelGenerators).Assembly.GetTypes().SelectMany(t => Statics(t, typeof(Gen<>))).Select(p => p.PropertyType.GetGenericArguments()[0])];

    private static readonly JsonSerializerOptions Canonical = CanonicalJson.Options();

    private static readonly JsonSerializerOptions CanonicalWithLists = CanonicalJson.Options([.. All.SelectMany(Parts).Distinct().Where(IsList)
        .Select(list => (JsonConverter)Generic(typeof(CanonicalJson), nameof(CanonicalJson.ListOf), list.GetGenericArguments()[0]).Invoke(null, null)!)]);

    public static TheoryData<Type> Types => [.. All];

    public static TheoryData<Type> Stored => [.. Events.Concat(Commands).Except(WithoutCodec)];

    [Fact]
    public void Every_type_has_a_generator_and_what_is_stored_a_codec()
    {
        Assert.Contains(typeof(OrderPlaced), Events);
        Assert.Contains(typeof(TakeClaim), Commands);
        Assert.Contains(typeof(ScreeningFacts), Facts);
        None(All.Where(t => !HasGenerator(t)).Select(t => $"not covered: {t.Name} has no generator"));
        None(Events.Concat(Commands).Where(t => HasCodec(t) == WithoutCodec.Contains(t))
            .Select(t => WithoutCodec.Contains(t) ? $"{t.Name} has a codec after all" : $"not covered: {t.Name} has no codec"));
    }

    [Theory, MemberData(nameof(Stored))]
    public void What_is_stored_comes_back_from_its_codec(Type type) => Run(nameof(ReturnsFromCodec), type);

    [Theory, MemberData(nameof(Types))]
    public void What_a_serializer_is_given_comes_back_or_is_refused_by_name(Type type) => Run(nameof(ReturnsOrIsRefused), type);

    private static void None(IEnumerable<string> offenders) => Assert.True(!offenders.Any(), string.Join("; ", offenders));

    private static void ReturnsFromCodec<T>() =>
        Prop.ForAll(Any<T>(), value => Same(ThroughCodec(value!), value)).Check(Sizes.Config(Sizes.Of(50, 1_000)));

    private static void ReturnsOrIsRefused<T>()
    {
        var parts = Parts(typeof(T));
        // An instant has nothing that a serializer without its converter sees: the readme asks for options where there is one.
        if (!parts.Any(p => p.Namespace == "NodaTime")) Check<T>(JsonSerializerOptions.Default, parts.Any(IsList), parts);
        Check<T>(Canonical, parts.Any(IsList), parts);
        var (refused, cut) = Check<T>(CanonicalWithLists, false, parts);
        Assert.Equal(KeptOut.Contains(typeof(T)), refused > 0);
        if (typeof(T) == typeof(PostalAddress)) Assert.NotEqual(0, cut);
    }

    private static (int Refused, int Cut) Check<T>(JsonSerializerOptions options, bool mayBeRefused, HashSet<Type> parts)
    {
        var (refused, cut) = (0, 0);
        Prop.ForAll(Any<T>(), value =>
        {
            try
            {
                var back = JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, options), options);
                if (Same(back, value)) return true;
                cut++;
                return LeftOut.TryGetValue(typeof(T), out var without) && Same(back, without(value!));
            }
            catch (Exception e) when (e is JsonException or NotSupportedException)
            {
                refused++;
                return (mayBeRefused || KeptOut.Contains(typeof(T))) && parts.Any(p => e.Message.Contains(p.Name, StringComparison.Ordinal));
            }
        }).Check(Sizes.Config(Sizes.Of(50, 1_000)));
        return (refused, cut);
    }

    private static Arbitrary<T> Any<T>()
    {
        if (typeof(T) == typeof(ScreeningFacts)) return (Arbitrary<T>)(object)Screenings().ToArbitrary();
        if (typeof(T) == typeof(CaseKey)) return (Arbitrary<T>)(object)CaseKeys().ToArbitrary();
        if (Generated.Contains(typeof(T))) return KernelGenerators.Of<T>();
        return Seed.Any().Generator.Select(seed => (T)CommandSampler.Seeded(seed).Make(typeof(T))).ToArbitrary();
    }

    private static Gen<CaseKey> CaseKeys() => from order in IdGenerators.OrderKeys from id in IdGenerators.Cases select new CaseKey(order.Stream(), id);

    private static Gen<ScreeningFacts> Screenings() =>
        from recipient in PersonGenerators.Recipients
        from seed in Seed.Any().Generator
        from amounts in ValueGenerators.AmountsIn(Currency.Cny).ArrayOf(3)
        select new ScreeningFacts
        {
            Recipient = seed % 2 == 0 ? recipient : null, IsPartial = seed % 3 == 0, Buyer = $"buyer {seed}",
            Recent = new[] { (PastOrder)CommandSampler.Seeded(seed).Make(typeof(PastOrder)) }.ToValueList(),
            ShopAmounts = seed % 5 == 0 ? null : AmountSketch.Of(Currency.Cny, amounts),
        };

    // FsCheck would derive a generator by reflection, whose values need not be facts.
    private static bool HasGenerator(Type type)
    {
        if (GeneratorLaws.Facts.Contains(type) && Generated.Contains(type) == Composed.Contains(type)) return false;
        try
        {
            return Sample(type) is not null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or TargetInvocationException or MissingMethodException)
        {
            return false;
        }
    }

    private static bool HasCodec(Type type)
    {
        try
        {
            return ThroughCodec(Sample(type)) is not null;
        }
        catch (UnreachableException)
        {
            return false;
        }
    }

    private static object Sample(Type type) => Run(nameof(SampleOf), type)!;

    private static T SampleOf<T>() => Gen.Sample(Any<T>().Generator, 1).Single();

    private static object ThroughCodec(object value)
    {
        if (CommandFamilies.All.FirstOrDefault(f => f.Types.Contains(value.GetType())) is { } family) return family.Read(family.Write(value)).ValueOrThrow();
        foreach (var codec in Codecs.Where(c => c.PropertyType.GetGenericArguments()[0].IsInstanceOfType(value)))
        {
            if (Run(nameof(ThroughEvents), codec.PropertyType.GetGenericArguments()[0], codec.GetValue(null), value) is { } back) return back;
        }

        throw new UnreachableException($"{value.GetType().Name} has no codec.");
    }

    private static TEvent? ThroughEvents<TEvent>(EventCodec<TEvent> codec, TEvent value) where TEvent : class
    {
        try
        {
            codec.NameOf(value);
        }
        catch (UnreachableException)
        {
            // Two codecs share a base: adjustments and the approvals that they run on.
            return null;
        }

        var stream = StreamId.Of(TenantId.Of("t"), StreamKinds.Order, "k");
        var header = new EventHeader(Instant.FromUtc(2026, 2, 9, 4, 0), ActorId.Of("a"), MessageId.Of("m"), [], []);
        return codec.Decode(codec.Seal(new(stream, 0, ChainHash.Genesis(stream)), value, header));
    }

    private static Recipient WithoutStreet(Recipient recipient) => recipient with { Address = recipient.Address?.WithDetail(null) };

    // Bytes compare by where they lie: what holds some is compared part by part.
    private static bool Same(object? a, object? b) => Equals(a, b) || (a, b) switch
    {
        (null, _) or (_, null) => false,
        (ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span),
        (IEnumerable x, IEnumerable y) =>
            x.Cast<object>().Count() == y.Cast<object>().Count() && x.Cast<object>().Zip(y.Cast<object>()).All(p => Same(p.First, p.Second)),
        _ => a.GetType() == b.GetType() && Parts(a.GetType()).Contains(typeof(ReadOnlyMemory<byte>))
            && a.GetType().GetProperties().All(p => Same(p.GetValue(a), p.GetValue(b))),
    };

    private static IEnumerable<Type> Family(string name) => Exported
        .Where(t => t is { IsAbstract: true, IsSealed: false, IsClass: true } && t.Name.EndsWith(name, StringComparison.Ordinal))
        .SelectMany(family => Exported.Where(t => !t.IsAbstract && family.IsAssignableFrom(t)));

    private static IEnumerable<PropertyInfo> Statics(Type type, Type generic) => type.GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(p => p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() == generic);

    private static bool IsFactElsewhere(Type type) => type is { IsAbstract: false, IsGenericType: false } && type.Assembly != typeof(Claim).Assembly
        && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null
        && (type.Name.EndsWith("Fact", StringComparison.Ordinal) || type.Name.EndsWith("Facts", StringComparison.Ordinal));

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>);

    private static HashSet<Type> Parts(Type type)
    {
        var parts = new HashSet<Type>();
        Add(type);
        return parts;

        void Add(Type part)
        {
            if (!parts.Add(part)) return;
            foreach (var argument in part.GetGenericArguments()) Add(argument);
            if (part.IsEnum || part.Namespace?.StartsWith("OrderKernel", StringComparison.Ordinal) != true) return;
            foreach (var property in part.GetProperties(BindingFlags.Public | BindingFlags.Instance)) Add(property.PropertyType);
        }
    }

    private static object? Run(string method, Type type, params object?[] arguments) =>
        Generic(typeof(JsonLaws), method, type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static MethodInfo Generic(Type on, string method, Type argument) =>
        on.GetMethod(method, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(argument);
}
