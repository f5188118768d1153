using static OrderKernel.Testing.StoreBench;

namespace OrderKernel.Testing;

/// <summary>Person vault: put, replace, open, erase.</summary>
internal static class VaultChecks
{
    public static IEnumerable<(string, Func<StoreBench, ValueTask>)> All => [("vault.puts-replaces-and-erases", Vault)];

    private static async ValueTask Vault(StoreBench bench)
    {
        var (a, b) = (PersonToken.Of("a"), PersonToken.Of("b"));
        await bench.Store.PutAsync(bench.Tenant, [new(a, Bytes("one")), new(b, default)], bench.Token);
        Expect.Bytes(Bytes("one"), (await bench.Store.OpenAsync(bench.Tenant, a, bench.Token))?.Bytes ?? default, "a value");
        Expect.That(await bench.Store.OpenAsync(bench.Tenant, b, bench.Token) is { IsEmpty: true }, "an empty value is a value");
        await bench.Store.PutAsync(bench.Tenant, [new(a, Bytes("two"))], bench.Token);
        await bench.Store.PutAsync(bench.Tenant, [new(a, Bytes("two"))], bench.Token);
        Expect.Bytes(Bytes("two"), (await bench.Store.OpenAsync(bench.Tenant, a, bench.Token))?.Bytes ?? default, "a replaced value");
        await bench.Store.EraseAsync(bench.Tenant, a, bench.Token);
        await bench.Store.EraseAsync(bench.Tenant, a, bench.Token);
        Expect.That(await bench.Store.OpenAsync(bench.Tenant, a, bench.Token) is null, "an erased value was opened");
        Expect.That(await bench.Store.OpenAsync(bench.Tenant, b, bench.Token) is not null, "another value was erased too");
    }
}
