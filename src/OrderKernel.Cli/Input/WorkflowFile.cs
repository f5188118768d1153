using System.Text.Json;
using OrderKernel.AfterSales;
using OrderKernel.Cli.Output;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Input;

/// <summary>A workflow document in a file: its axis chooses the domain that it is checked against.</summary>
internal static class WorkflowFile
{
    private const int BytesMax = 16 * 1024 * 1024;
    private const int FilesMax = 100;

    // Orders have two domains; the first is the one whose findings are told when neither takes the document.
    private static readonly (string Name, WorkflowDomain Domain)[] Domains = [("orders", OrderDomain.Standard), ("orders-totals-only", OrderDomain.TotalsOnly),
        ("shipments", ShipmentDomain.Standard), ("cases", CaseDomain.Standard), ("approvals", ApprovalDomain.Standard)];

    /// <summary>The bytes of a file, or why it cannot be read.</summary>
    public static async Task<Result<ReadOnlyMemory<byte>>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > BytesMax } file)
                return Refusal.Of(CliCodes.FileUnreadable, ("path", path), ("detail", $"{file.Length} > {BytesMax} bytes"));
            return (ReadOnlyMemory<byte>)await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Refusal.Of(CliCodes.FileUnreadable, ("path", path), ("detail", IoDetail.Of(e, path)));
        }
    }

    /// <summary>Checks a file's document against the domains of its axis; it may extend the defaults and the documents beside it.</summary>
    public static WorkflowCheck Check(string path, ReadOnlyMemory<byte> utf8)
    {
        var axis = AxisOf(utf8);
        var domains = axis is null ? Domains[..1] : Domains.Where(d => d.Domain.Axis == axis).ToArray();
        if (domains.Length == 0)
            return new(axis, null,
                Refusal.Of(KernelCodes.DocumentInvalid)
                    with { Reasons =
                        [Finding.Of("$.axis", WorkflowCodes.AxisMismatch, ("given", axis),
                            ("expected", string.Join("|", Domains.Select(d => d.Domain.Axis).Distinct()))).ToReason()] });
        WorkflowCheck? first = null;
        WorkflowLibrary? library = null;
        foreach (var (name, domain) in domains)
        {
            var beside = library ??= LibraryBeside(path);
            var loaded = WorkflowDocument.Load(utf8, domain, beside);
            if (domain.Axis == OrderDomain.Standard.Axis) loaded = loaded.Then(d => Shipping(d, path, beside));
            var check = new WorkflowCheck(axis, name, loaded);
            if (loaded.IsOk) return check;
            first ??= check;
        }

        return first!;
    }

    /// <summary>A workflow of orders whose parcels follow workflows that are there: built in, or beside it.</summary>
    private static Result<PolicyDocument<WorkflowDefinition>> Shipping(PolicyDocument<WorkflowDefinition> order, string path, WorkflowLibrary library)
    {
        if (OrderPolicies.Default.MissingShipments(order.Policy).IsEmpty) return order;
        var beside = Beside(path).Select(utf8 => WorkflowDocument.Load(utf8, ShipmentDomain.Standard, library)).Where(d => d.IsOk).Select(d => d.ValueOrThrow())
            .ToArray();
        var missing = OrderPolicies.Default.WithShipments(beside).MissingShipments(order.Policy).Items.Select(f => f.ToReason()).ToValueList();
        return missing.IsEmpty
            ? order
            : Refusal.Of(KernelCodes.DocumentInvalid, ("name", order.Reference.Name), ("count", missing.Count)) with { Reasons = missing };
    }

    /// <summary>The defaults, with the workflows of parcels and orders that lie beside a file and load.</summary>
    public static KernelPolicies PoliciesBeside(string path) =>
        (from kind in (string[])["shipmentWorkflow", "orderWorkflow"] from utf8 in Beside(path) select (kind, utf8))
            .Aggregate(KernelPolicies.Default, (policies, d) => policies.With(d.kind, d.utf8).TryGet(out var larger, out _) ? larger : policies);

    private static WorkflowLibrary LibraryBeside(string path)
    {
        var library = OrderPolicies.Library;
        foreach (var utf8 in Beside(path))
        {
            // What is no workflow, or one of a name that is taken, is nothing to extend.
            if (library.With(utf8).TryGet(out var larger, out _)) library = larger;
        }

        return library;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Beside(string path)
    {
        var own = new FileInfo(path);
        foreach (var file in own.Directory!.EnumerateFiles("*.workflow.json").Where(f => f.FullName != own.FullName)
            .OrderBy(f => f.Name, StringComparer.Ordinal).Take(FilesMax))
        {
            ReadOnlyMemory<byte> utf8;
            try
            {
                if (file.Length > BytesMax) continue;
                utf8 = File.ReadAllBytes(file.FullName);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            yield return utf8;
        }
    }

    private static string? AxisOf(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            var bytes = utf8.Span is [0xEF, 0xBB, 0xBF, ..] ? utf8[3..] : utf8;
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 64 });
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("axis", out var axis)
                && axis.ValueKind == JsonValueKind.String ? axis.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The loader says what is wrong, with line and path.
            return null;
        }
    }
}

/// <summary>What a check of a document found.</summary>
/// <param name="Axis">The axis that it states; null when none can be read.</param>
/// <param name="Domain">The domain that it was checked against; null when there is none for its axis.</param>
/// <param name="Loaded">The workflow, or a refusal whose reasons are the findings.</param>
internal sealed record WorkflowCheck(string? Axis, string? Domain, Result<PolicyDocument<WorkflowDefinition>> Loaded)
{
    public ValueList<Reason> Findings => Loaded.Refusal?.Reasons ?? [];
}
