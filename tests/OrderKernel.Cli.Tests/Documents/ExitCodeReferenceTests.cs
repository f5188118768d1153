using System.Reflection;

namespace OrderKernel.Cli.Tests.Documents;

// Fails when a code with which the tool gives up, or that it finds about a file, is not on the page of exit codes.
public class ExitCodeReferenceTests
{
    /// <summary>Codes of exit codes 1 and 130, which the page tells in words.</summary>
    private static readonly string[] InWords = [CliCodes.OrderNotFound, CliCodes.AnchorDisagrees, CliCodes.Stopped];

    [Fact]
    public void Every_code_of_the_tool_is_on_the_page()
    {
        var page = File.ReadAllText(Path.Combine(Outside.Root, "docs/reference/exit-codes.md"));
        var codes = typeof(CliCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!).Except(InWords)
            .ToList();
        Assert.NotEmpty(codes);
        Assert.All(codes, c => Assert.Contains($"`{c}`", page, StringComparison.Ordinal));
    }
}
