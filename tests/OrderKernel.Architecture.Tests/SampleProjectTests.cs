using System.Xml.Linq;

namespace OrderKernel.Architecture.Tests;

// Fails when a program of docs/samples takes another version of a package than the repository has, takes a project of the repository, is not run by
// .ci/samples, or travels with the tool. That the programs build and print what their readmes say is seen by .ci/samples, which has the packages.
public class SampleProjectTests
{
    private static readonly string Samples = Path.Combine(Family.Root, "docs", "samples");

    private static string[] Projects { get; } = [.. Directory.EnumerateFiles(Samples, "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static string Property(string name) => XDocument.Load(Path.Combine(Family.Root, "Directory.Build.props")).Descendants(name).Single().Value;

    [Fact]
    public void Versions_are_those_of_the_repository()
    {
        var outside = XDocument.Load(Path.Combine(Family.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(v => v.Attribute("Include")!.Value, v => v.Attribute("Version")!.Value, StringComparer.Ordinal);
        var taken = Projects.SelectMany(p => XDocument.Load(p).Descendants("PackageReference"), (p, r) =>
            (Project: Path.GetFileName(p), Package: r.Attribute("Include")!.Value, Version: r.Attribute("Version")?.Value)).ToArray();
        Assert.Contains(taken, t => t.Package == "OrderKernel");
        Assert.Empty(taken.Where(t => t.Version != (Family.Packages.Contains(t.Package) ? Property("Version") : outside.GetValueOrDefault(t.Package))));
    }

    [Fact]
    public void Only_packages_are_taken() => Assert.Empty(
        from project in Projects
        from reference in XDocument.Load(project).Descendants("ProjectReference")
        let target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, reference.Attribute("Include")!.Value))
        where !target.StartsWith(Samples, StringComparison.Ordinal)
        select $"{Path.GetFileName(project)}: {target}");

    [Fact]
    public void Every_sample_says_what_it_prints_and_is_run()
    {
        var script = File.ReadAllText(Path.Combine(Family.Root, ".ci", "samples"));
        var index = File.ReadAllText(Path.Combine(Samples, "README.md"));
        Assert.Empty(Projects.Select(p => Path.GetRelativePath(Samples, p).Split(Path.DirectorySeparatorChar)[0]).Distinct(StringComparer.Ordinal).Where(name =>
            !File.Exists(Path.Combine(Samples, name, "expected.txt")) || !script.Contains(name, StringComparison.Ordinal)
            || !index.Contains($"]({name}/README.md)", StringComparison.Ordinal)));
    }

    [Fact]
    public void Only_data_travels_with_the_tool()
    {
        var beside = Path.Combine(Path.GetDirectoryName(Family.Load("OrderKernel.Cli").Location)!, "samples");
        Assert.Equal(["policies", "promotion-day"], Directory.EnumerateFileSystemEntries(beside).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(beside, "promotion-day", "jd", "jd-pop")));
    }
}
