using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;

namespace OrderKernel.Architecture.Tests;

// Fails when a package below the top floor can read a clock, a file, chance or a culture, starts a thread, or keeps mutable static state.
public class PurityTests
{
    private static readonly string[] ForbiddenTypes =
    [
        "System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.Console", "System.Random", "System.Threading.Thread", "System.Threading.Timer",
        "System.Threading.ThreadPool", "NodaTime.SystemClock", "System.Environment", "System.Diagnostics.Stopwatch", "System.Net.Http.HttpClient",
        "System.Diagnostics.Process",
        // It goes back in the text, or on .NET Framework cannot be kept from it: patterns over input have a matcher of our own.
        "System.Text.RegularExpressions.Regex",
    ];

    private static readonly string[] ForbiddenMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow",
        "System.Guid.NewGuid", "System.Threading.Tasks.Task.Run", "System.Globalization.CultureInfo.get_CurrentCulture",
        "System.Globalization.CultureInfo.get_CurrentUICulture",
        "System.TimeZoneInfo.get_Local",
    ];

    // The C# compiler itself calls Environment in iterators (the current thread's id, to reuse the first enumerator).
    private static readonly string[] Excused = ["System.Environment.get_CurrentManagedThreadId"];

    public static TheoryData<string> PurePackages => [.. Family.Pure];

    [Theory]
    [MemberData(nameof(PurePackages))]
    public void A_pure_package_calls_nothing_impure(string package) => Assert.Empty(Impure(Family.Load(package).Location));

    [Theory]
    [MemberData(nameof(PurePackages))]
    public void A_pure_package_keeps_no_mutable_static_state(string package) => Assert.Empty(
        from type in Family.Load(package).GetTypes()
        where type.GetCustomAttribute<CompilerGeneratedAttribute>() is null && !type.FullName!.Contains('<')
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where !field.IsInitOnly && !field.IsLiteral && field.GetCustomAttribute<CompilerGeneratedAttribute>() is null
        where !IsGenerated(type)
        select $"{type.FullName}.{field.Name}");

    [Fact]
    public void The_scan_catches_a_clock_and_a_file() =>
        Assert.Contains(Impure(typeof(PurityTests).Assembly.Location), m => m.StartsWith("System.IO.Directory", StringComparison.Ordinal));

    [Fact]
    public void The_build_bans_what_the_scan_forbids()
    {
        var banned = File.ReadAllText(Path.Combine(Family.Root, "BannedSymbols.txt"));
        foreach (var symbol in new[] { "System.DateTime.Now", "System.DateTime.UtcNow", "NodaTime.SystemClock", "System.Guid.NewGuid", "System.Random",
            "System.Threading.Tasks.Task.Run", "System.Threading.Thread", "System.IO.File", "CultureInfo.CurrentCulture" })
            Assert.Contains(symbol, banned, StringComparison.Ordinal);
    }

    // The JSON source generator writes caches into its contexts; they are not ours to change.
    private static bool IsGenerated(Type type) => typeof(System.Text.Json.Serialization.JsonSerializerContext).IsAssignableFrom(type);

    private static IReadOnlyList<string> Impure(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        var found = new List<string>();
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference) continue;
            var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
            var typeName = $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
            var name = $"{typeName}.{metadata.GetString(member.Name)}";
            if (Excused.Contains(name)) continue;
            if (ForbiddenTypes.Contains(typeName) || ForbiddenMembers.Contains(name)) found.Add(name);
        }

        return found;
    }
}
