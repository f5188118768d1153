using NodaTime;
using OrderKernel;
using OrderKernel.Channels;
using OrderKernel.Stores;

// Outside of the family's namespace, as the code of a user is.
namespace Snippets;

// Fails when what the guide of pushes shows does not compile, or a right push is not answered with 200 and another with 401.
public class PushSnippets
{
    [Fact]
    public async Task Pushes()
    {
        var kernel = new Kernel(new MemoryOrderStore());
        var tenant = TenantId.Of("acme");
        var now = Instant.FromUtc(2026, 2, 9, 12, 0);
        var change = now;
        byte[] oldSecret = [.. "old"u8], newSecret = [.. "new"u8], body = [.. """{"data":{"shop_order_list":[]}}"""u8];
        var scheme = Profiles.Default("doudian").Policy.PushSignature!;
        Assert.Equal(200, await StatusAsync(scheme.Sign(body, SigningKey.Of("a", oldSecret, app: "3000"))));
        Assert.Equal(200, await StatusAsync(scheme.Sign(body, SigningKey.Of("b", newSecret, app: "3000"))));
        Assert.Equal(401, await StatusAsync(scheme.Sign(body, SigningKey.Of("c", "neither"u8, app: "3000"))));

        async Task<int> StatusAsync(string signature)
        {
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Event-Sign"] = signature };
            // snippet: pushes
            var keys = new[]
            {
                SigningKey.Of("autumn", oldSecret, app: "3000", until: change + Duration.FromHours(1)),   // both count for an hour
                SigningKey.Of("winter", newSecret, app: "3000", from: change - Duration.FromHours(1)),
            };
            var push = Push.Signed(body, name => headers.GetValueOrDefault(name), keys);                  // the raw bytes, before any model binding
            var taken = await kernel.ReceiveAsync(new ShopContext(tenant, ShopId.Of("dy-live")), "doudian", push, now);
            var status = taken.Refusal is null ? 200 : 401;                                                // 401 with nothing in the body
            // end

            return status;
        }
    }
}
