using System.Reflection;
using System.Xml.Linq;

namespace OrderKernel.Architecture.Tests;

// Fails when a package sees another that the picture does not allow, or a library that it should not carry to its users.
public class ReferenceTests
{
    // What no code names: what brings the native library of the store, and what FsCheck's own signatures are made of.
    private static readonly string[] NeededOtherwise = ["SQLitePCLRaw.bundle_e_sqlite3", "FSharp.Core"];

    public static TheoryData<string> Projects => [.. Family.Packages, .. Family.Unpacked];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_package_sees_only_what_the_picture_allows(string package)
    {
        var seen = Family.Load(package).GetReferencedAssemblies().Select(a => a.Name!).ToArray();
        Assert.Empty(seen.Where(n => n.StartsWith("OrderKernel", StringComparison.Ordinal)).Except(Family.Allowed[package]));
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var outside = seen.Where(n => !n.StartsWith("OrderKernel", StringComparison.Ordinal) && !File.Exists(Path.Combine(framework, n + ".dll")));
        Assert.Empty(outside.Except(Family.AllowedOutside(package)));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_what_its_code_needs(string package)
    {
        var project = XDocument.Load(Path.Combine(Family.Root, "src", package, package + ".csproj"));
        var seen = Family.Load(package).GetReferencedAssemblies().Select(a => a.Name!).ToArray();
        var said = project.Descendants("ProjectReference")
            .Where(r => (string?)r.Attribute("ReferenceOutputAssembly") != "false" && (string?)r.Attribute("OutputItemType") != "Analyzer")
            .Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/')))
            .Concat(project.Descendants("PackageReference").Where(r => r.Attribute("PrivateAssets") is null && r.Element("PrivateAssets") is null)
                .Select(r => (string)r.Attribute("Include")!));
        Assert.Empty(said.Except(seen).Except(NeededOtherwise));
    }

    [Fact]
    public void No_two_first_floor_packages_meet()
    {
        var first = Family.Pure.Skip(3).ToArray();
        Assert.All(first, p => Assert.Empty(Family.Allowed[p].Intersect(first)));
    }

    [Fact]
    public void The_check_catches_a_forbidden_reference() =>
        Assert.Contains("OrderKernel.Abstractions", typeof(ReferenceTests).Assembly.GetReferencedAssemblies().Select(a => a.Name)
            .Append("OrderKernel.Abstractions").Except(Family.Allowed["OrderKernel.Abstractions"]));

    [Fact]
    public void Every_project_of_the_picture_lies_in_src() => Assert.Equal(
        Family.Packages.Concat(Family.Unpacked).Concat(Family.WithoutCode).Append("OrderKernel.Analyzers").Order(StringComparer.Ordinal),
        Directory.GetDirectories(Path.Combine(Family.Root, "src")).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_package_has_one_version() =>
        Assert.Single(Family.Packages.Select(p => Family.Load(p).GetName().Version).Distinct());
}
