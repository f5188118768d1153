using System.Reflection;
using OrderKernel.Ports;
using OrderKernel.Stores;

namespace OrderKernel.Testing.Tests.Stores;

// Fails when the kits pass a store or anchor one of whose methods, whichever, does not hear a cancelled token, or when they do not name that method; and when a
// port is added of which neither kit asks this.
public class CancellationTests
{
    private const string Check = "ports.cancelled-before-they-start";

    private static readonly Type[] Ports = [.. typeof(IOrderStore).GetInterfaces(), typeof(IDetailRetention)];

    // A lookup at a host: there is no kit for it, and nothing that it could write. A channel's gateway has a kit of its own;
    // a validator of payloads is a function. Of a warehouse there is a fake.
    private static readonly Type[] WithoutKit = [typeof(ICustomerStandings), typeof(IChannelGateway), typeof(IPayloadValidator), typeof(IWarehouseGateway)];

    public static TheoryData<string> Methods => [.. Ports.SelectMany(p => p.GetMethods()).Select(Name)];

    public static TheoryData<string> OfAnchors => [.. typeof(IAnchor).GetMethods().Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_method_that_does_not_hear_is_named(string method)
    {
        var report = await StoreConformance.RunAsync(() => new(Deaf.In<IWhole>(new MemoryOrderStore(), m => Name(m) == method)), Small);
        var failed = Assert.Single(report.Failed.Items, c => c.Name == Check);
        Assert.All(failed.Detail.Split("; "), d => Assert.StartsWith($"{method} with a cancelled token: expected ", d, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_that_hears_passes()
    {
        var report = await StoreConformance.RunAsync(() => new(Deaf.In<IWhole>(new MemoryOrderStore(), _ => false)), Small);
        Assert.True(report.IsPassed, report.ToString());
        Assert.Contains(Check, report.Checks.Items.Select(c => c.Name));
    }

    [Theory]
    [MemberData(nameof(OfAnchors))]
    public async Task An_anchor_that_does_not_hear_is_named(string method)
    {
        var report = await AnchorConformance.RunAsync(() => new(Deaf.In<IAnchor>(new MemoryAnchor(), m => m.Name == method)));
        var failed = Assert.Single(report.Failed.Items);
        Assert.Equal("anchor.cancelled-before-it-starts", failed.Name);
        Assert.StartsWith($"IAnchor.{method}: with a cancelled token: expected ", failed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_port_is_asked() => Assert.Equal(
        typeof(IOrderStore).Assembly.GetExportedTypes().Where(t => t.IsInterface && t.Namespace == typeof(IOrderStore).Namespace && t.GetMethods().Length > 0)
            .Select(t => t.Name).Order(StringComparer.Ordinal),
        Ports.Append(typeof(IAnchor)).Concat(WithoutKit).Select(t => t.Name).Order(StringComparer.Ordinal));

    private static StoreConformanceOptions Small => new() { TraceLength = 5, Workers = 2, Buyers = 5 };

    private static string Name(MethodInfo method) =>
        $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().SkipLast(1).Select(p => p.Name))})";
}

/// <summary>A store with every port that the kit knows.</summary>
public interface IWhole : IOrderStore, IDetailRetention;

/// <summary>Passes every call on, those of some methods without their token.</summary>
public class Deaf : DispatchProxy
{
    private object _inner = null!;
    private Func<MethodInfo, bool> _isDeaf = null!;

    /// <summary>A port over another one.</summary>
    public static T In<T>(object inner, Func<MethodInfo, bool> isDeaf) where T : class
    {
        var port = Create<T, Deaf>();
        (((Deaf)(object)port)._inner, ((Deaf)(object)port)._isDeaf) = (inner, isDeaf);
        return port;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (_isDeaf(targetMethod!)) args![^1] = CancellationToken.None;
        return targetMethod!.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
