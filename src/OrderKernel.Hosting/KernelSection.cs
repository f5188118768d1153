using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using OrderKernel.Policies;

namespace OrderKernel.Hosting;

/// <summary>
/// The section of a configuration that is about the kernel, read once: settings, and all that is wrong with them. What is wrong keeps its default here
/// and is said by <see cref="Validate"/>, before anything is decided.
/// </summary>
internal sealed class KernelSection : IValidateOptions<OrderKernelOptions>
{
    private const string Documents = nameof(Documents);
    private const string Worker = nameof(Worker);
    private const string Tenants = nameof(OrderKernelWorkerOptions.Tenants);

    private readonly List<Reason> _wrong = [];
    private readonly string _root;

    public KernelSection(IConfigurationSection section, IHostEnvironment? environment)
    {
        _root = environment?.ContentRootPath ?? AppContext.BaseDirectory;
        if (!section.Exists())
        {
            _wrong.Add(Reason.Of(HostingCodes.SectionMissing, ("path", section.Path)));
            return;
        }

        foreach (var setting in section.GetChildren())
        {
            if (Is(setting, nameof(Epoch))) Read<long>(setting, TryEpoch, "a whole number, 0 or more", epoch => Epoch = epoch);
            else if (Is(setting, nameof(Zone)))
                Read<DateTimeZone>(setting, TryZone, "a time zone of the IANA database, such as Asia/Shanghai", zone => Zone = zone);
            else if (Is(setting, Documents)) Take(setting);
            else if (Is(setting, Worker)) ReadWorker(setting);
            else Unknown(setting, nameof(Epoch), nameof(Zone), Documents, Worker);
        }

        if (EveryMax >= Every) return;
        _wrong.Add(Reason.Of(HostingCodes.ValueInvalid, ("path", $"{section.Path}:{Worker}:{nameof(EveryMax)}"), ("value", EveryMax),
            ("expected", $"at least as long as {nameof(Every)}, {Every}")));
        (Every, EveryMax) = (OrderKernelWorkerOptions.EveryDefault, OrderKernelWorkerOptions.EveryMaxDefault);
    }

    private delegate bool Reader<T>(string text, out T value);

    public long? Epoch { get; private set; }

    public DateTimeZone? Zone { get; private set; }

    public List<TenantId> Tended { get; } = [];

    public TimeSpan Every { get; private set; } = OrderKernelWorkerOptions.EveryDefault;

    public TimeSpan EveryMax { get; private set; } = OrderKernelWorkerOptions.EveryMaxDefault;

    public TimeSpan PublishEvery { get; private set; } = OrderKernelWorkerOptions.PublishEveryDefault;

    // Kind, where it stands, file: in the order of the section.
    private List<(string Kind, string Path, string File)> Named { get; } = [];

    /// <summary>The policies with the documents that the section names; those that do not load are left out and said.</summary>
    public KernelPolicies Over(KernelPolicies policies)
    {
        if (Zone is not null) policies = policies with { Zone = Zone };
        foreach (var (kind, path, file) in Named)
        {
            if (Bytes(path, file) is not { } utf8) continue;
            if (policies.With(kind, utf8).TryGet(out var next, out var refusal)) policies = next;
            else
            {
                var problems = refusal.Reasons.IsEmpty ? [new Reason(refusal.Code, refusal.Arguments)] : refusal.Reasons;
                foreach (var problem in problems)
                    _wrong.Add(Reason.Of(HostingCodes.DocumentInvalid, ("path", path), ("file", file), ("problem", Said(problem))));
            }
        }

        return policies;
    }

    public ValidateOptionsResult Validate(string? name, OrderKernelOptions options) =>
        _wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_wrong.Select(Said));

    private static string Said(Reason reason) => $"{RefusalTexts.Default.Text(reason, Language.English)} [{reason.Code}]";

    private static bool Is(IConfigurationSection setting, string key) => string.Equals(setting.Key, key, StringComparison.OrdinalIgnoreCase);

    private static bool TryEpoch(string text, out long epoch) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out epoch);

    private static bool TryZone(string text, out DateTimeZone zone)
    {
        zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(text)!;
        return zone is not null;
    }

    private static bool TryWait(string text, out TimeSpan wait) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out wait) && wait > TimeSpan.Zero && wait <= OrderKernelWorkerOptions.WaitMax;

    private void ReadWorker(IConfigurationSection worker)
    {
        const string Wait = "a time of more than nothing and at most a day, such as 00:00:01";
        foreach (var setting in worker.GetChildren())
        {
            if (Is(setting, nameof(Every))) Read<TimeSpan>(setting, TryWait, Wait, wait => Every = wait);
            else if (Is(setting, nameof(EveryMax))) Read<TimeSpan>(setting, TryWait, Wait, wait => EveryMax = wait);
            else if (Is(setting, nameof(PublishEvery))) Read<TimeSpan>(setting, TryWait, Wait, wait => PublishEvery = wait);
            else if (Is(setting, Tenants)) foreach (var one in Entries(setting)) Read<TenantId>(one, TenantId.TryParse, "an id of a tenant", Tended.Add);
            else Unknown(setting, Tenants, nameof(Every), nameof(EveryMax), nameof(PublishEvery));
        }
    }

    private void Take(IConfigurationSection documents)
    {
        foreach (var kind in documents.GetChildren())
        {
            if (!PolicyKinds.Known.Items.Contains(kind.Key)) Unknown(kind, [.. PolicyKinds.Known]);
            else foreach (var one in Entries(kind)) Named.Add((kind.Key, one.Path, one.Value ?? ""));
        }
    }

    // A list, or one value that stands for itself.
    private static IEnumerable<IConfigurationSection> Entries(IConfigurationSection setting) => setting.Value is null ? setting.GetChildren() : [setting];

    private byte[]? Bytes(string path, string file)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(_root, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            _wrong.Add(Reason.Of(HostingCodes.DocumentMissing, ("path", path), ("file", file), ("root", _root)));
            return null;
        }
    }

    private void Read<T>(IConfigurationSection setting, Reader<T> read, string expected, Action<T> take)
    {
        if (setting.Value is { } text && read(text, out var value)) take(value);
        else _wrong.Add(Reason.Of(HostingCodes.ValueInvalid, ("path", setting.Path), ("value", setting.Value ?? "a list or an object"), ("expected", expected)));
    }

    private void Unknown(IConfigurationSection setting, params string[] known) =>
        _wrong.Add(Reason.Of(HostingCodes.KeyUnknown, ("path", setting.Path), ("known", string.Join(", ", known))));
}
