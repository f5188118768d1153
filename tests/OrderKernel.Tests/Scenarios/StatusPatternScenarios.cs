using OrderKernel.Channels;
using OrderKernel.Policies;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when an order that turns as a policy says is not told to people with its trail, is told twice or to nobody, or when an order that does not is. C8 of
// the capabilities.
public class StatusPatternScenarios
{
    private static Claim Waiting(string told) => Shop.Claim("1", told).Paid("10:05") with { Fulfilment = FulfilmentStatus.Unfulfilled };

    private static Claim Ended(string told) => Waiting(told).Ended(told);

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(0, 2, 1)]
    [InlineData(1, 2, 0)]
    [InlineData(2, 1, 0)]
    public async Task Paid_ended_paid_within_two_hours_is_told_once_with_its_trail(int a, int b, int c)
    {
        Claim[] told = [Waiting("10:06"), Ended("10:30"), Waiting("11:50")];
        var notices = await NoticesAsync(KernelPolicies.Default, told[a], told[b], told[c], Waiting("11:55"));
        var notice = Assert.Single(notices);
        Assert.Contains("\"pattern\":\"paid-ended-paid\"", notice, StringComparison.Ordinal);
        Assert.Contains("\"trail\":\"Paid 2026-02-09T10:06:00Z → Ended 2026-02-09T10:30:00Z → Paid 2026-02-09T11:50:00Z\"", notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Later_than_that_or_otherwise_nothing_is_told()
    {
        Assert.Empty(await NoticesAsync(KernelPolicies.Default, Waiting("10:06"), Ended("10:30"), Waiting("12:07")));
        Assert.Empty(await NoticesAsync(KernelPolicies.Default, Waiting("10:06"), Ended("10:30"), Ended("11:00")));
        Assert.Empty(await NoticesAsync(KernelPolicies.Default, Shop.Claim("1", "10:00"), Waiting("10:06"), Waiting("10:30")));
    }

    [Fact]
    public async Task A_policy_names_turns_of_its_own_and_each_is_told()
    {
        var policies = KernelPolicies.Default.With("channelWatch", """
            {
              "$schema": "channel-watch-1.json", "name": "own", "version": "1",
              "keep": { "hours": 48, "fields": 400, "words": 100 },
              "failing": { "within": "PT5M", "least": 20, "shareBasisPoints": 9500 }, "unsigned": { "within": "PT5M", "least": 20, "shareBasisPoints": 9500 },
              "drift": { "least": 20, "pastLeast": 50, "shareBasisPoints": 2000, "pastShareBasisPoints": 500, "opens": "Never" },
              "circuit": { "for": "PT10M", "probes": 3, "unprovedMax": 0 },
              "patterns": [
                { "name": "unsent", "within": "P1D", "steps": [{ "fulfilment": "Shipped" }, { "fulfilment": "Unfulfilled" }] },
                { "name": "unpaid", "within": "P1D", "steps": [{ "payment": "Paid", "fulfilment": "Shipped" }, { "payment": "Unpaid" }] }
              ]
            }
            """u8.ToArray()).ValueOrThrow();
        var notices = await NoticesAsync(policies, Waiting("10:06") with { Fulfilment = FulfilmentStatus.Shipped },
            Shop.Claim("1", "11:00") with { Fulfilment = FulfilmentStatus.Unfulfilled });
        var told = notices.Select(n => System.Text.Json.JsonDocument.Parse(n).RootElement.GetProperty("arguments").GetProperty("pattern").GetString());
        Assert.Equal(["unpaid", "unsent"], told.Order(StringComparer.Ordinal));
    }

    private static async Task<List<string>> NoticesAsync(KernelPolicies policies, params Claim[] claims)
    {
        var bench = new Bench(policies: policies);
        foreach (var claim in claims) await bench.SendAsync(claim);
        return [.. (await bench.OutboxAsync("notice")).Select(m => System.Text.Encoding.UTF8.GetString(m.Body.Span))
            .Where(n => n.Contains(ChannelsCodes.StatusPattern, StringComparison.Ordinal))];
    }
}
