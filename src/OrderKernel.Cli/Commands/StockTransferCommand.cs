using System.CommandLine;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Report;
using OrderKernel.Cli.Telling;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel stock transfer plan | ship | receive | put-off | cancel | give-up | show</c>: goods that go to another location of ours.</summary>
internal static class StockTransferCommand
{
    public static Command Create() => new("transfer")
    {
        CommonOptions.Lang(), Plan(), Ship(), Receive(), PutOff(), Ending("cancel", why => new CancelTransfer(why)),
        Ending("give-up", why => new GiveUpTransfer(why)), Show(),
    };

    private static Command Plan()
    {
        var (id, units) = (new Argument<string>("id"), new Argument<string[]>("units") { Arity = ArgumentArity.OneOrMore });
        var (from, to, expected) = (Needed("--from"), Needed("--to"), Needed("--expected"));
        return StepFrame.Of("plan", [id, units, from, to, expected], (r, _, _) =>
        {
            if (!LocationId.TryParse(r.GetValue(from), out var here)) return new(StepWords.Unreadable("--from", r.GetValue(from)));
            if (!LocationId.TryParse(r.GetValue(to), out var there)) return new(StepWords.Unreadable("--to", r.GetValue(to)));
            if (!OffsetText.TryParse(r.GetValue(expected)!, out var at)) return new(Refusal.Of(CliCodes.InstantUnreadable, ("text", r.GetValue(expected)!)));
            return UnitsText.Read(r.GetValue(units), here).TryGet(out var goods, out var unreadable)
                ? Said(r.GetValue(id)!, new PlanTransfer(goods, there, at))
                : new(unreadable);
        });
    }

    private static Command Ship()
    {
        var (id, units) = (new Argument<string>("id"), new Argument<string[]>("units") { Arity = ArgumentArity.ZeroOrMore });
        var from = new Option<string?>("--from");
        return StepFrame.Of("ship", [id, units, from], async (r, kernel, tenant) =>
        {
            if (await FindAsync(kernel, tenant, r.GetValue(id)!) is not { } transfer) return Refusal.Of(InventoryCodes.TransferUnknown);
            var here = transfer.Units[0].Cell.Location;
            if (r.GetValue(from) is { } named && !LocationId.TryParse(named, out here)) return StepWords.Unreadable("--from", named);
            return UnitsText.Read(r.GetValue(units), here).TryGet(out var goods, out var unreadable)
                ? await Said(r.GetValue(id)!, new ShipTransfer(goods))
                : unreadable;
        });
    }

    private static Command Receive()
    {
        var (id, units) = (new Argument<string>("id"), new Argument<string[]>("units") { Arity = ArgumentArity.ZeroOrMore });
        var (movement, damaged, lost) = (Needed("--movement"), Many("--damaged"), Many("--lost"));
        return StepFrame.Of("receive", [id, units, movement, damaged, lost], async (r, kernel, tenant) =>
        {
            if (await FindAsync(kernel, tenant, r.GetValue(id)!) is not { } transfer) return Refusal.Of(InventoryCodes.TransferUnknown);
            if (!UnitsText.Read(r.GetValue(units), transfer.To).TryGet(out var came, out var unreadable)
                || !UnitsText.Read(r.GetValue(damaged), transfer.To).TryGet(out var broken, out unreadable)
                || !UnitsText.Read(r.GetValue(lost), transfer.To).TryGet(out var gone, out unreadable)) return unreadable;
            var receive = new ReceiveTransfer(r.GetValue(id)!, came) { Damaged = broken, Lost = gone };
            return new Step("movement", r.GetValue(movement)!, StockCommands.Codec.Write(receive));
        });
    }

    private static Command PutOff()
    {
        var (id, expected, why) = (new Argument<string>("id"), Needed("--expected"), Needed("--why"));
        return StepFrame.Of("put-off", [id, expected, why], (r, _, _) => OffsetText.TryParse(r.GetValue(expected)!, out var at)
            ? Said(r.GetValue(id)!, new PutOffTransfer(at, r.GetValue(why)!))
            : new(Refusal.Of(CliCodes.InstantUnreadable, ("text", r.GetValue(expected)!))));
    }

    private static Command Ending(string name, Func<string, TransferCommand> end)
    {
        var (id, why) = (new Argument<string>("id"), Needed("--why"));
        return StepFrame.Of(name, [id, why], (r, _, _) => Said(r.GetValue(id)!, end(r.GetValue(why)!)));
    }

    private static Command Show()
    {
        var (id, json) = (new Argument<string>("id"), new Option<bool>("--json"));
        var (store, lang, tenant, zone) = (CommonOptions.Store(), CommonOptions.Lang(), CommonOptions.Tenant(), ShopZone.Option());
        var command = new Command("show") { id, json, zone, store, lang, tenant };
        command.SetAction((result, token) =>
        {
            var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(lang)));
            return StoreCommand.RunAsync(result.GetValue(store)!, result.GetValue(tenant), labels, async (opened, named) =>
                await ShowAsync(opened, named, result.GetValue(id)!, result.GetValue(json),
                    await labels.InZoneAsync(result.GetValue(zone), opened, named, token)), token);
        });
        return command;
    }

    private static async Task<int> ShowAsync(SqliteOrderStore store, TenantId tenant, string id, bool isJson, Labels labels)
    {
        if (await FindAsync(new Kernel(store, KernelPolicies.Default), tenant, id) is not { } transfer)
        {
            Terminal.Say(labels.Coded(Reason.Of(InventoryCodes.TransferUnknown)));
            return ExitCode.Found;
        }

        if (isJson) Console.Out.WriteLine(TransferJson.Of(id, transfer));
        else Print(id, transfer, labels);
        return ExitCode.Ok;
    }

    private static void Print(string id, StockTransfer transfer, Labels labels) => Terminal.Table(
        labels.Text("transfer.title", ("transfer", id), ("location", transfer.To), ("status", labels["transfer." + transfer.Status]),
            ("expectedAt", labels.Time(transfer.ExpectedAt))),
        [labels["head.sku"], .. TransferJson.Columns.Select(c => "#" + labels["transfer." + c.Name])],
        transfer.Lines.Items.Select(l => new[] { l.Pool.Value is { } pool ? $"{l.Sku}/{pool}" : l.Sku.Value }
            .Concat(TransferJson.Columns.Select(c => Html.Number(c.Of(l).Units))).ToArray()));

    private static async ValueTask<StockTransfer?> FindAsync(Kernel kernel, TenantId tenant, string id) =>
        MessageId.TryParse(id, out var known) ? await kernel.FindAsync(new TransferKey(tenant, known)) : null;

    private static Option<string> Needed(string name) => new(name) { Required = true };

    private static Option<string[]> Many(string name) => new(name) { DefaultValueFactory = _ => [] };

    private static ValueTask<Result<Step>> Said(string id, TransferCommand command) => new(new Step("transfer", id, TransferCommands.Codec.Write(command)));
}
