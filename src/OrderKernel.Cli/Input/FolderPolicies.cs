using OrderKernel.Cli.Output;
using OrderKernel.Policies;

namespace OrderKernel.Cli.Input;

/// <summary>The policies of a folder: the built-in ones, replaced by what its manifest names.</summary>
internal static class FolderPolicies
{
    /// <summary>The policies that the manifest of a folder names; the built-in ones where no folder is named.</summary>
    public static Result<KernelPolicies> In(string? folder)
    {
        if (folder is null) return KernelPolicies.Default;
        if (!Directory.Exists(folder)) return Refusal.Of(CliCodes.FolderMissing, ("path", folder));
        try
        {
            return ManifestOf(folder).Then(manifest => Of(folder, manifest));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of(CliCodes.FileUnreadable, ("path", folder), ("detail", IoDetail.Of(e, folder)));
        }
    }

    /// <summary>The same with the profiles that the manifest names beside files: what reads records again that came in by them.</summary>
    public static Result<KernelPolicies> ForReading(string? folder)
    {
        if (folder is null || !In(folder).TryGet(out var policies, out var refusal)) return In(folder);
        foreach (var profile in ManifestOf(folder).OrUnreachable("It was read").Files.Items.Select(f => f.Profile).OfType<string>().Distinct())
        {
            var path = Path.Combine(folder, profile.Replace('/', Path.DirectorySeparatorChar));
            if (!File.Exists(path)) continue;
            if (!policies.With("profile", File.ReadAllBytes(path)).TryGet(out var next, out refusal))
                return Refusal.Of(CliCodes.PolicyInvalid, ("path", profile), ("kind", "profile")) with { Reasons = refusal.Reasons };
            policies = next;
        }

        return policies;
    }

    /// <summary>The manifest of a folder, or its problems.</summary>
    public static Result<Manifest> ManifestOf(string folder)
    {
        var path = Path.Combine(folder, Manifest.FileName);
        if (!File.Exists(path)) return Refusal.Of(CliCodes.FileMissing, ("path", path));
        return Manifest.Read(File.ReadAllBytes(path)).TryGet(out var manifest, out var refusal)
            ? manifest
            : Refusal.Of(CliCodes.ManifestInvalid, ("path", path)) with { Reasons = refusal.Reasons };
    }

    /// <summary>The policies, or the first document that is missing or has problems: every decision would be another one without it.</summary>
    public static Result<KernelPolicies> Of(string folder, Manifest manifest)
    {
        var policies = KernelPolicies.Default with
        {
            Zone = NodaTime.DateTimeZoneProviders.Tzdb[manifest.Zone], PayloadValidator = JsonSchemaValidator.Shared,
        };
        foreach (var (kind, name) in manifest.Policies)
        {
            var path = Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar));
            if (!File.Exists(path)) return Refusal.Of(CliCodes.FileMissing, ("path", name));
            if (!policies.With(kind, File.ReadAllBytes(path)).TryGet(out var next, out var refusal))
                return Refusal.Of(CliCodes.PolicyInvalid, ("path", name), ("kind", kind)) with { Reasons = refusal.Reasons };
            policies = next;
        }

        if (manifest.DefaultShipments is not { } shipments) return policies;
        if (shipments == "none") return policies with { Orders = policies.Orders.WithoutDefaultShipments() };
        return policies.Orders.WithDefaultShipments(shipments).TryGet(out var orders, out var missing)
            ? policies with { Orders = orders }
            : Refusal.Of(CliCodes.ManifestInvalid, ("path", Path.Combine(folder, Manifest.FileName)))
                with { Reasons = [new Reason(missing.Code, missing.Arguments)] };
    }
}
