using OrderKernel.Ports;

namespace OrderKernel.Storage.Sqlite.Tests;

// Fails when of heads that several processes keep at once one is lost, or when one of them is told that the file is unusable.
public class FileAnchorTests
{
    // As processes would: each has its own object.
    [Fact]
    public async Task Processes_that_keep_heads_at_once_lose_none()
    {
        using var folder = new TempFolder();
        var path = folder.File("store.anchor");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var n = 1; n <= 10; n++)
                await new FileAnchor(path).KeepAsync(new PartitionHead(TenantId.Of($"t{writer}"), 1, n, ChainHash.Of(new byte[ChainHash.Length])), default);
        })));
        for (var writer = 0; writer < 4; writer++)
            Assert.Equal(10, (await new FileAnchor(path).LastAsync(TenantId.Of($"t{writer}"), default))!.Events);
    }
}
