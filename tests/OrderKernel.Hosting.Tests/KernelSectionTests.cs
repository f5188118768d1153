using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using OrderKernel.AfterSales;
using OrderKernel.Policies;

namespace OrderKernel.Hosting.Tests;

// Fails when a setting is not heard, a wrong one starts a host or hides another wrong one, or a finding lacks its path, its code or the way out.
public sealed class KernelSectionTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("orderkernel-hosting-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private ServiceProvider Host(string json, Action<OrderKernelOptions>? configure = null)
    {
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        return new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddSingleton<IHostEnvironment>(new Environment(_root))
            .AddOrderKernel(configuration.GetSection("OrderKernel"), configure).BuildServiceProvider();
    }

    private string[] Findings(string json)
    {
        using var services = Host(json);
        var started = Record.Exception(services.GetRequiredService<IStartupValidator>().Validate);
        return started is null ? [] : Assert.IsType<OptionsValidationException>(started).Failures.ToArray();
    }

    [Fact]
    public void Each_setting_is_heard()
    {
        File.WriteAllText(Path.Combine(_root, "tiers.json"), Tiers("shop-tiers"));
        using var services = Host("""
            { "OrderKernel": {
                "epoch": 7, "Zone": "Asia/Urumqi",
                "Documents": { "tiers": "tiers.json" },
                "Worker": { "Tenants": ["acme", "globex"], "Every": "00:00:05", "EveryMax": "00:02:00", "PublishEvery": "00:10:00" } } }
            """);
        services.GetRequiredService<IStartupValidator>().Validate();
        var kernel = services.GetRequiredService<Kernel>();
        Assert.Equal(7, kernel.Epoch);
        var policies = services.GetRequiredService<IOptions<OrderKernelOptions>>().Value.Policies;
        Assert.Equal("Asia/Urumqi", policies.Zone.Id);
        Assert.Equal("shop-tiers", policies.Tiers.Reference.Name);
        var worker = services.GetRequiredService<IOptions<OrderKernelWorkerOptions>>().Value;
        Assert.Equal([TenantId.Of("acme"), TenantId.Of("globex")], worker.Tenants.Order());
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(2)), (worker.Every, worker.EveryMax));
        Assert.Equal(TimeSpan.FromMinutes(10), worker.PublishEvery);
        Assert.Single(services.GetServices<IHostedService>().OfType<OrderKernelWorker>());
    }

    [Fact]
    public void What_the_host_chose_stays_where_the_section_says_nothing()
    {
        using var services = Host("""{ "OrderKernel": { "Worker": { "Tenants": "acme" } } }""", o =>
        {
            o.Epoch = 3;
            o.Policies = KernelPolicies.Default with { Zone = DateTimeZone.Utc };
        });
        Assert.Equal(3, services.GetRequiredService<Kernel>().Epoch);
        Assert.Equal(DateTimeZone.Utc, services.GetRequiredService<IOptions<OrderKernelOptions>>().Value.Policies.Zone);
        Assert.Equal([TenantId.Of("acme")], services.GetRequiredService<IOptions<OrderKernelWorkerOptions>>().Value.Tenants);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        File.WriteAllText(Path.Combine(_root, "wrong.json"), Tiers("x").Replace("\"CNY\"", "\"Yuan\"").Replace("\"tiers\"", "\"teirs\""));
        var findings = Findings("""
            { "OrderKernel": {
                "Epoch": -1, "Zone": "Beijing", "Stroe": "shop.db",
                "Documents": { "tears": "a.json", "tiers": "wrong.json", "healthIndex": ["gone.json"] },
                "Worker": { "Tenants": ["acme", " "], "Every": "often", "EveryMax": "-00:01:00", "Pace": 1 } } }
            """);
        Assert.Contains("OrderKernel:Epoch is -1; it has to be a whole number, 0 or more. [hosting.value-invalid]", findings);
        Assert.Contains(findings, f => f.StartsWith("OrderKernel:Zone is Beijing; it has to be a time zone of the IANA database, ", StringComparison.Ordinal));
        Assert.Contains("There is no setting OrderKernel:Stroe; there are Epoch, Zone, Documents, Worker. [hosting.key-unknown]", findings);
        Assert.Contains(findings, f => f.StartsWith("There is no setting OrderKernel:Documents:tears; there are ", StringComparison.Ordinal)
            && f.Contains("healthIndex", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.StartsWith("OrderKernel:Documents:tiers, wrong.json: ", StringComparison.Ordinal)
            && f.Contains("teirs", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.StartsWith("OrderKernel:Documents:tiers, wrong.json: ", StringComparison.Ordinal)
            && f.Contains("currency", StringComparison.Ordinal));
        var gone = $"OrderKernel:Documents:healthIndex:0 names gone.json, which cannot be read: name a file below {_root}, or an absolute path.";
        Assert.Contains($"{gone} [{HostingCodes.DocumentMissing}]", findings);
        Assert.Contains(findings, f => f.StartsWith("OrderKernel:Worker:Tenants:1 is  ", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.StartsWith("OrderKernel:Worker:Every is often", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.StartsWith("OrderKernel:Worker:EveryMax is -00:01:00", StringComparison.Ordinal));
        Assert.Contains("There is no setting OrderKernel:Worker:Pace; there are Tenants, Every, EveryMax, PublishEvery. [hosting.key-unknown]", findings);
        string[] codes = [HostingCodes.KeyUnknown, HostingCodes.ValueInvalid, HostingCodes.DocumentMissing, HostingCodes.DocumentInvalid];
        Assert.All(findings, f => Assert.Contains(codes, code => f.EndsWith($" [{code}]", StringComparison.Ordinal)));
        Assert.All(codes, code => Assert.Contains(findings, f => f.EndsWith($" [{code}]", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{ "Kernel": { } }""", "The configuration has no section OrderKernel: look at its name")]
    [InlineData("""{ "OrderKernel": { "Worker": { "Every": "00:10:00" } } }""", "OrderKernel:Worker:EveryMax is 00:01:00; it has to be at least as long")]
    [InlineData("""{ "OrderKernel": { "Epoch": ["1"] } }""", "OrderKernel:Epoch is a list or an object; ")]
    [InlineData("""{ "OrderKernel": { "Documents": { "tiers": "" } } }""", "OrderKernel:Documents:tiers names , which cannot be read")]
    public void One_thing_that_is_wrong_is_said_with_its_path(string json, string start) =>
        Assert.StartsWith(start, Assert.Single(Findings(json)), StringComparison.Ordinal);

    [Fact]
    public void A_wait_may_be_a_whole_day_and_no_longer_than_the_shortest()
    {
        using var services = Host("""{ "OrderKernel": { "Worker": { "Every": "1.00:00:00", "EveryMax": "1.00:00:00" } } }""");
        var worker = services.GetRequiredService<IOptions<OrderKernelWorkerOptions>>().Value;
        Assert.Equal((TimeSpan.FromDays(1), TimeSpan.FromDays(1)), (worker.Every, worker.EveryMax));
        Assert.Contains("[hosting.value-invalid]",
            Assert.Single(Findings("""{ "OrderKernel": { "Worker": { "EveryMax": "1.00:00:00.0000001" } } }""")), StringComparison.Ordinal);
        Assert.NotEmpty(Findings("""{ "OrderKernel": { "Worker": { "Every": "00:00:00" } } }"""));
    }

    [Fact]
    public void A_document_may_lie_anywhere_by_its_whole_path()
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "elsewhere")).FullName, "tiers.json");
        File.WriteAllText(file, Tiers("far-tiers"));
        using var services = Host($$"""{ "OrderKernel": { "Documents": { "tiers": "{{JsonEncodedText.Encode(file)}}" } } }""");
        Assert.Equal("far-tiers", services.GetRequiredService<IOptions<OrderKernelOptions>>().Value.Policies.Tiers.Reference.Name);
    }

    [Fact]
    public void A_section_that_is_not_there_is_no_choice_of_defaults() =>
        Assert.EndsWith($"[{HostingCodes.SectionMissing}]", Assert.Single(Findings("{ }")), StringComparison.Ordinal);

    [Fact]
    public void A_kernel_that_is_asked_for_before_the_start_hears_it_too()
    {
        using var services = Host("""{ "OrderKernel": { "Epoch": "x" } }""");
        var refused = Assert.Throws<OptionsValidationException>(services.GetRequiredService<Kernel>);
        Assert.Contains(HostingCodes.ValueInvalid, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_kernel_is_refused_and_nothing_of_the_section_is_registered()
    {
        var services = new ServiceCollection().AddOrderKernel();
        var count = services.Count;
        var section = new ConfigurationBuilder().Build().GetSection("OrderKernel");
        var refused = Assert.Throws<InvalidOperationException>(() => services.AddOrderKernel(section));
        Assert.Contains("kernel.added-twice", refused.Message, StringComparison.Ordinal);
        Assert.Equal(count, services.Count);
    }

    private static string Tiers(string name) =>
        Encoding.UTF8.GetString(PolicyDefaults.Bytes(PolicyDefaults.All.Items.First(d => d.Kind == "tiers").Name).Span)
            .Replace($"\"{ApprovalTiers.Default.Reference.Name}\"", $"\"{name}\"");

    private sealed class Environment(string root) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Production";

        public string ApplicationName { get; set; } = "tests";

        public string ContentRootPath { get; set; } = root;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
