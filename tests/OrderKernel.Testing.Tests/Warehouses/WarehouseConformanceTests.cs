using System.Globalization;
using OrderKernel.Ports;

namespace OrderKernel.Testing.Tests.Warehouses;

// Fails when a good adapter does not pass, or one that sends goods twice, sends what was recalled, forgets recalls, takes one note for another, throws or
// ignores what it is asked for does.
public class WarehouseConformanceTests
{
    private int _notes;

    [Fact]
    public async Task The_fake_is_an_adapter_as_it_should_be()
    {
        var report = await RunAsync("");
        Assert.True(report.IsPassed, report.ToString());
        Assert.Equal(10, report.Checks.Count);
    }

    [Theory]
    [InlineData("drops", "warehouse.a-note-is-to-be-sent")]
    [InlineData("known-already", "warehouse.a-note-is-taken-twice")]
    [InlineData("twice", "warehouse.a-note-is-taken-twice")]
    [InlineData("keeps", "warehouse.a-recalled-note-is-not-sent")]
    [InlineData("recalled-already", "warehouse.a-recall-is-taken-twice")]
    [InlineData("forgets", "warehouse.a-recalled-note-stays-so")]
    [InlineData("unknown-note", "warehouse.a-recall-may-come-first")]
    [InlineData("whole-order", "warehouse.a-recall-is-of-one-note")]
    [InlineData("deaf", "warehouse.cancelled-before-it-starts")]
    [InlineData("deaf-to-recalls", "warehouse.cancelled-before-it-starts")]
    [InlineData("takes-late-recalls", "warehouse.what-left-is-not-recalled")]
    [InlineData("refuses-for-now", "warehouse.what-left-is-not-recalled")]
    [InlineData("takes-all", "warehouse.what-it-cannot-send-is-refused-for-good")]
    [InlineData("throws", "warehouse.what-it-cannot-send-is-refused-for-good")]
    public async Task An_adapter_that_breaks_a_promise_is_caught(string how, string check)
    {
        var report = await RunAsync(how);
        Assert.Contains(check, report.Failed.Items.Select(c => c.Name));
        Assert.All(report.Failed, c => Assert.StartsWith("IWarehouseGateway.", c.Detail, StringComparison.Ordinal));
    }

    private async Task<ConformanceReport> RunAsync(string how)
    {
        var warehouse = new ScriptedWarehouse();
        var broken = new Broken(warehouse, how);
        bool IsToSend(string note) => warehouse.Open.Any(r => r.Note.StartsWith(note, StringComparison.Ordinal));
        return await WarehouseConformance.RunAsync(() => new(broken), new(() => Note("MUG"), n => new(IsToSend(n)))
        {
            Leave = _ =>
            {
                warehouse.Leave();
                return default;
            },
            NewHopeless = () => Note("UNKNOWN"),
        });
    }

    private DispatchRequest Note(string sku) => new(
        TenantId.Of("acme"), (_notes++).ToString("x32", CultureInfo.InvariantCulture), LocationId.Of("HZ"), ChannelId.Of("jd"), ShopId.Of("s1"),
        OrderNumber.Of("7"), ShipmentId.Of("P1"), "standard", [new(LineId.Of("1"), SkuId.Of(sku), Quantity.Of(1))]);

    private sealed class Broken(ScriptedWarehouse inner, string how) : IWarehouseGateway
    {
        private readonly HashSet<string> _told = [];
        private readonly HashSet<string> _recalled = [];

        public async ValueTask<DispatchAnswer> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
        {
            var isNew = _told.Add(request.Note);
            var other = request with { Note = request.Note + "-2" };
            var isUnknown = request.Lines[0].Sku == SkuId.Of("UNKNOWN");
            switch (how)
            {
                case "throws" when isUnknown: throw new InvalidOperationException("no such SKU");
                case not "takes-all" when isUnknown: return new DispatchRefusal("no-such-sku", true);
                case "drops": return new DispatchTaken();
                case "known-already" when !isNew: return new DispatchRefusal("known", true);
                case "twice" when !isNew: return await inner.DispatchAsync(other, cancellationToken);
                case "forgets" when _recalled.Contains(request.Note): return await inner.DispatchAsync(other, cancellationToken);
                case "deaf": return await inner.DispatchAsync(request, default);
                default: return await inner.DispatchAsync(request, cancellationToken);
            }
        }

        public async ValueTask<DispatchAnswer> RecallAsync(RecallRequest request, CancellationToken cancellationToken)
        {
            var isNew = _recalled.Add(request.Note);
            switch (how)
            {
                case "keeps": return new DispatchTaken();
                case "recalled-already" when !isNew: return new DispatchRefusal("recalled", true);
                case "unknown-note" when !_told.Contains(request.Note): return new DispatchRefusal("unknown", true);
                case "deaf-to-recalls": return await inner.RecallAsync(request, default);
                case "whole-order":
                    foreach (var note in inner.Open) await inner.RecallAsync(request with { Note = note.Note }, cancellationToken);
                    return new DispatchTaken();
                case "takes-late-recalls":
                    await inner.RecallAsync(request, cancellationToken);
                    return new DispatchTaken();
                case "refuses-for-now":
                    return await inner.RecallAsync(request, cancellationToken) is DispatchRefusal no ? no with { IsFinal = false } : new DispatchTaken();
                default: return await inner.RecallAsync(request, cancellationToken);
            }
        }
    }
}
