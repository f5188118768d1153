using System.Security.Cryptography;
using System.Text;

namespace OrderKernel.Mutants.Making;

/// <summary>
/// Lets Stryker make the assembly that has all mutants in it. Stryker writes it beside the tests that it is about to run, so it is given a test project of one
/// test, which keeps a copy. That test reaches one mutant, since Stryker takes a run that reaches none for one that could not be watched, and would then run it
/// with each of them.
/// </summary>
internal static class MutatedAssembly
{
    /// <summary>Makes it and the list of mutants, unless they are there.</summary>
    /// <exception cref="MutantsException">The sources are no longer those that the folder's mutants are of, or Stryker failed.</exception>
    public static void Make(Workplace place)
    {
        var stamp = StampOf(place);
        if (File.Exists(place.Report) && File.Exists(place.Mutated) && File.Exists(place.Stamp))
        {
            if (File.ReadAllText(place.Stamp) == stamp) return;
            throw new MutantsException($"{place.Name} or its stryker-config.json changed since the mutants of {place.Out} were made: take another folder.");
        }

        Console.WriteLine("Stryker makes the mutants; a few minutes.");
        var probe = Path.Combine(place.Out, "probe");
        Directory.CreateDirectory(probe);
        Directory.CreateDirectory(Path.GetDirectoryName(place.Mutated)!);
        File.WriteAllText(Path.Combine(probe, "Probe.csproj"), Project(place));
        File.WriteAllText(Path.Combine(probe, "Probe.cs"), Test(place));
        File.Copy(Path.Combine(place.Root, "Directory.Packages.props"), Path.Combine(probe, "Directory.Packages.props"), overwrite: true);
        File.Copy(place.StrykerConfig, Path.Combine(probe, "stryker-config.json"), overwrite: true);
        File.Copy(Path.Combine(place.Root, ".config", "dotnet-tools.json"), Path.Combine(probe, "dotnet-tools.json"), overwrite: true);
        Shell.Dotnet(probe, "tool", "restore");
        Shell.Dotnet(probe, "tool", "run", "dotnet-stryker", "--", "--skip-version-check", "--output", Path.Combine(place.Out, "stryker"));
        File.Copy(Path.Combine(place.Out, "stryker", "reports", "mutation-report.json"), place.Report, overwrite: true);
        File.WriteAllText(place.Stamp, stamp);
    }

    private static string Project(Workplace place) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Microsoft.NET.Test.Sdk" />
            <PackageReference Include="xunit" />
            <PackageReference Include="xunit.runner.visualstudio" />
            <ProjectReference Include="{Path.Combine(place.Source, place.Name + ".csproj")}" />
          </ItemGroup>
        </Project>
        """;

    private static string Test(Workplace place) => $$"""
        using System.Reflection;

        public class Probe
        {
            [Xunit.Fact]
            public void Keep()
            {
                var assembly = Assembly.Load("{{place.Name}}");
                var control = assembly.GetTypes().FirstOrDefault(t => t.Name == "MutantControl");
                if (control is null) return;
                if (!File.Exists("{{place.Mutated}}")) File.Copy(assembly.Location, "{{place.Mutated}}");
                control.GetMethod("IsActive")!.Invoke(null, [0]);
            }
        }
        """;

    private static string StampOf(Workplace place)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = Directory.EnumerateFiles(place.Source, "*", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Append(place.StrykerConfig);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(place.Root, file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
