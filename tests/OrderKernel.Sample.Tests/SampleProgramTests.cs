using System.Globalization;

namespace OrderKernel.Sample.Tests;

// Fails when the program writes over files, takes what it does not understand, or writes something else than the bundled folder by default.
public sealed class SampleProgramTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("orderkernel-sample-").FullName;

    private string Folder => Path.Combine(_root, "out");

    [Fact]
    public void The_bundled_folder_is_what_it_writes_by_default()
    {
        Assert.Equal(0, Run("--out", Folder).ExitCode);
        var bundled = Path.Combine(Root(AppContext.BaseDirectory), "docs", "samples", "promotion-day");
        Assert.Equal(Files(bundled), Files(Folder));
        Assert.All(Files(bundled), f => Assert.Equal(File.ReadAllBytes(Path.Combine(bundled, f)), File.ReadAllBytes(Path.Combine(Folder, f))));
    }

    [Fact]
    public void It_writes_as_many_orders_as_asked_for_from_the_seed()
    {
        Assert.Equal((0, $"{Folder}: 200 orders\n", ""), Run("--orders", "200", "--seed", "7", "--out", Folder));
        var again = Path.Combine(_root, "again");
        SampleGenerator.Write(new SampleOptions(200, 7, again));
        Assert.Equal(File.ReadAllBytes(Path.Combine(again, "outbound.jsonl")), File.ReadAllBytes(Path.Combine(Folder, "outbound.jsonl")));
    }

    [Fact]
    public void A_folder_that_is_not_empty_is_left_alone()
    {
        var file = Path.Combine(_root, "mine.txt");
        File.WriteAllText(file, "mine");
        Assert.Contains("is not empty", Refused("--out", _root), StringComparison.Ordinal);
        Assert.Equal([file], Directory.EnumerateFileSystemEntries(_root));
        Refused("--out", file);
        Assert.Equal("mine", File.ReadAllText(file));
    }

    [Theory]
    [InlineData("", "--out")]
    [InlineData("--out", "lacks its value")]
    [InlineData("--folder x", "is no option")]
    [InlineData("--orders 199 --out x", "200 to 50000")]
    [InlineData("--orders 50001 --out x", "200 to 50000")]
    [InlineData("--orders many --out x", "many")]
    [InlineData("--seed -1 --out x", "-1")]
    public void What_it_does_not_understand_it_says(string line, string said) =>
        Assert.Contains(said, Refused(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string Refused(params string[] args)
    {
        var (exitCode, output, error) = Run(args);
        Assert.Equal((2, ""), (exitCode, output));
        return Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        return (SampleProgram.Run(args, output, error), output.ToString(), error.ToString());
    }

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "OrderKernel.sln")) ? folder : Root(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal);
}
