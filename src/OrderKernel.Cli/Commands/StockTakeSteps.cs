using System.CommandLine;
using OrderKernel.Cli.Telling;
using OrderKernel.Inventory;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel stock take open | count | recount | review | post | cancel</c>: the steps of a stock-take, for whoever counts.</summary>
internal static class StockTakeSteps
{
    private const string Door = "stockTake";

    public static IEnumerable<Command> All() =>
        [Open(), Count("count", isAgain: false), Count("recount", isAgain: true), Review(), Post(), Cancel()];

    private static Command Open()
    {
        var (id, location) = (new Argument<string>("id"), new Option<string>("--location") { Required = true });
        var skus = new Option<string[]>("--sku") { DefaultValueFactory = _ => [] };
        var (blind, freeze) = (new Option<bool>("--blind"), new Option<bool>("--freeze"));
        var (units, share) = (new Option<long>("--tolerance-units"), new Option<int>("--tolerance-share"));
        return StepFrame.Of("open", [id, location, skus, blind, freeze, units, share], (r, _, _) =>
        {
            if (!LocationId.TryParse(r.GetValue(location), out var place)) return new(StepWords.Unreadable("--location", r.GetValue(location)));
            var named = new List<SkuId>();
            foreach (var text in r.GetValue(skus)!)
            {
                if (!SkuId.TryParse(text, out var sku)) return new(StepWords.Unreadable("--sku", text));
                named.Add(sku);
            }

            return Said(r.GetValue(id)!, new OpenStockTake(place, named.ToValueList(), r.GetValue(blind), r.GetValue(freeze), r.GetValue(units),
                r.GetValue(share)));
        });
    }

    private static Command Count(string name, bool isAgain)
    {
        var (id, found) = (new Argument<string>("id"), new Argument<string[]>("units") { Arity = ArgumentArity.OneOrMore });
        return StepFrame.Of(name, [id, found], async (r, kernel, tenant) =>
        {
            if (await FindAsync(kernel, tenant, r.GetValue(id)!) is not { } take) return Refusal.Of(InventoryCodes.TakeUnknown);
            if (!UnitsText.Read(r.GetValue(found), take.Opened.Location).TryGet(out var units, out var unreadable)) return unreadable;
            // Who recounts what nobody counted has the wrong list.
            if (isAgain && units.Items.FirstOrDefault(u => take.LastOf(u.Cell) is null) is { Cell.Sku.Value: not null } uncounted)
                return Refusal.Of(InventoryCodes.TakeUncounted, ("location", uncounted.Cell.Location), ("sku", uncounted.Cell.Sku));
            return await Said(r.GetValue(id)!, new EnterCount(units));
        });
    }

    private static Command Review()
    {
        var (id, worths) = (new Argument<string>("id"), new Option<string[]>("--worth") { DefaultValueFactory = _ => [] });
        return StepFrame.Of("review", [id, worths], (r, _, _) =>
        {
            var each = new List<SkuWorth>();
            foreach (var text in r.GetValue(worths)!)
            {
                var at = text.LastIndexOf('=');
                if (at < 0 || !SkuId.TryParse(text[..at], out var sku) || WorthOf(text[(at + 1)..]) is not { } worth)
                    return new(StepWords.Unreadable("--worth", text, "SKU=CNY 12.50"));
                each.Add(new(sku, worth));
            }

            return Said(r.GetValue(id)!, new ReviewStockTake(each.ToValueList()));
        });
    }

    private static Command Post()
    {
        var id = new Argument<string>("id");
        return StepFrame.Of("post", [id], (r, _, _) => Said(r.GetValue(id)!, new PostStockTake()));
    }

    private static Command Cancel()
    {
        var (id, why) = (new Argument<string>("id"), new Option<string>("--why") { Required = true });
        return StepFrame.Of("cancel", [id, why], (r, _, _) => Said(r.GetValue(id)!, new CancelStockTake(r.GetValue(why)!)));
    }

    private static Money? WorthOf(string text) => text.Length > 4 && text[3] == ' ' && Currency.TryParse(text[..3], out var currency)
        && Money.TryParse(text.AsSpan(4), currency, out var worth) ? worth : null;

    public static async ValueTask<StockTake?> FindAsync(Kernel kernel, TenantId tenant, string id) =>
        MessageId.TryParse(id, out var known) ? await kernel.FindAsync(new StockTakeKey(tenant, known)) : null;

    private static ValueTask<Result<Step>> Said(string id, Inventory.StockTakeCommand command) =>
        new(new Step(Door, id, StockTakeCommands.Codec.Write(command)));
}

/// <summary>What steps say of words that they cannot read.</summary>
internal static class StepWords
{
    public static Refusal Unreadable(string option, string? text, string expected = "id") =>
        Refusal.Of(KernelCodes.DocumentValueInvalid, ("path", option), ("value", text ?? ""), ("expected", expected));
}
