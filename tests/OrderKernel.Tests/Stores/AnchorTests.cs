using OrderKernel.Stores;
using OrderKernel.Testing;

namespace OrderKernel.Tests.Stores;

// Fails when an anchor goes back, takes a fork for news, or mixes tenants.
public class AnchorTests
{
    [Fact]
    public async Task The_anchor_in_memory_keeps_its_promises()
    {
        var report = await AnchorConformance.RunAsync(() => new(new MemoryAnchor()));
        Assert.True(report.IsPassed, report.ToString());
    }
}
