using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NodaTime.Text;
using OrderKernel.Cli.Output;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel stock take</c>: the steps of a stock-take, and <c>show</c>: how it stands, cell by cell.</summary>
internal static class StockTakeCommand
{
    public static Command Create()
    {
        var take = new Command("take") { CommonOptions.Lang() };
        foreach (var step in StockTakeSteps.All()) take.Add(step);
        take.Add(Show());
        return take;
    }

    private static Command Show()
    {
        var (id, json) = (new Argument<string>("id"), new Option<bool>("--json"));
        var (store, lang, tenant, zone) = (CommonOptions.Store(), CommonOptions.Lang(), CommonOptions.Tenant(), ShopZone.Option());
        var command = new Command("show") { id, json, zone, store, lang, tenant };
        command.SetAction((result, cancellationToken) =>
        {
            var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(lang)));
            return StoreCommand.RunAsync(result.GetValue(store)!, result.GetValue(tenant), labels, async (opened, named) =>
                await ShowAsync(opened, named, result.GetValue(id)!, result.GetValue(json),
                    await labels.InZoneAsync(result.GetValue(zone), opened, named, cancellationToken)), cancellationToken);
        });
        return command;
    }

    private static async Task<int> ShowAsync(SqliteOrderStore store, TenantId tenant, string id, bool isJson, Labels labels)
    {
        if (await StockTakeSteps.FindAsync(new Kernel(store, KernelPolicies.Default), tenant, id) is not { } take)
        {
            Terminal.Say(labels.Coded(Reason.Of(InventoryCodes.TakeUnknown)));
            return ExitCode.Found;
        }

        if (isJson) Console.Out.WriteLine(Json(id, take));
        else Print(id, take, labels);
        return ExitCode.Ok;
    }

    // Whoever counts blind is not to see the book before the review.
    private static bool IsHidden(StockTake take) => take.Opened.IsBlind && take.Status == StockTakeStatus.Counting;

    private static void Print(string id, StockTake take, Labels labels) => Terminal.Table(
        labels.Text("take.title", ("take", id), ("location", take.Opened.Location), ("status", labels["take." + take.Status])),
        [labels["head.sku"], "#" + labels["snapshot.book"], "#" + labels["take.found"], "#" + labels["snapshot.difference"], labels["take.worth"],
            labels["take.by"], labels["head.outcome"]],
        take.Opened.Cells.Items.Select(cell =>
        {
            var count = take.LastOf(cell);
            var line = take.Lines.Items.FirstOrDefault(l => l.Cell == cell);
            return new[]
            {
                string.Join('/', new[] { cell.Sku.Value, cell.Pool.Value, cell.Batch.Value }.OfType<string>()),
                count is null || IsHidden(take) ? "–" : Number(count.Value.Book), count is { } found ? Number(found.Found.Units) : "–",
                count is null || IsHidden(take) ? "–" : Number(count.Value.Difference.Units), line.Worth?.ToString() ?? "–",
                count is { } entry ? $"{entry.By} {labels.Time(entry.At)}" : "–", labels["take.cell." + Standing(take, cell)],
            };
        }));

    private static string Standing(StockTake take, StockCell cell) => take.LastOf(cell) is null ? "Uncounted"
        : !take.IsSettled(cell) ? "Recount" : take.Lines.Items.Any(l => l.Cell == cell && l.IsAbove) ? "Above" : "Settled";

    private static string Json(string id, StockTake take) => JsonText.Of(writer =>
    {
        writer.WriteString("take", id);
        writer.WriteString("location", take.Opened.Location.Value);
        writer.WriteString("status", take.Status.ToString());
        writer.WriteBoolean("blind", take.Opened.IsBlind);
        writer.WriteBoolean("frozen", !take.Opened.Frozen.IsEmpty);
        writer.WriteStartArray("cells");
        foreach (var cell in take.Opened.Cells) Write(writer, take, cell);
        writer.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter writer, StockTake take, StockCell cell)
    {
        writer.WriteStartObject();
        writer.WriteString("sku", cell.Sku.Value);
        if (cell.Pool.Value is { } pool) writer.WriteString("pool", pool);
        if (cell.Batch.Value is { } batch) writer.WriteString("batch", batch);
        writer.WriteString("standing", Standing(take, cell));
        writer.WriteStartArray("counts");
        foreach (var entry in take.Entries.Items.Where(e => e.Cell == cell))
        {
            writer.WriteStartObject();
            writer.WriteNumber("found", entry.Found.Units);
            if (!IsHidden(take)) writer.WriteNumber("book", entry.Book);
            writer.WriteString("at", InstantPattern.ExtendedIso.Format(entry.At));
            writer.WriteString("by", entry.By.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (take.Lines.Items.FirstOrDefault(l => l.Cell == cell).Worth is { } worth) writer.WriteString("worth", worth.ToString());
        writer.WriteEndObject();
    }

    private static string Number(long units) => units.ToString(CultureInfo.InvariantCulture);
}
