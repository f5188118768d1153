namespace OrderKernel.Mutants.Making;

/// <summary>The folder in which the tests run: what their build made, over it the mutated assembly, and this program, whose worker runs them.</summary>
internal static class RunFolder
{
    /// <summary>Builds the tests and fills the folder anew.</summary>
    public static void Make(Workplace place)
    {
        Shell.Dotnet(place.Root, "build", place.Tests, "-f", "net10.0", "-v", "q", "--nologo");
        if (Directory.Exists(place.Run)) Directory.Delete(place.Run, recursive: true);
        Copy(Path.Combine(place.Tests, "bin", "Debug", "net10.0"), place.Run);
        File.Copy(place.Mutated, Path.Combine(place.Run, place.Name + ".dll"), overwrite: true);
        // Symbols of other code would only give stack traces wrong lines.
        File.Delete(Path.Combine(place.Run, place.Name + ".pdb"));
        File.Copy(typeof(RunFolder).Assembly.Location, Path.Combine(place.Run, "OrderKernel.Mutants.dll"), overwrite: true);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from)) Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
