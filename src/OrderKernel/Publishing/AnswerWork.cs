using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Work;

namespace OrderKernel.Publishing;

/// <summary>What a shop answered to numbers of stock, within one unit of work: kept, told again, people told.</summary>
internal sealed class AnswerWork(Workspace workspace, KernelPolicies policies, UnitBuilder unit, DecisionContext context)
{
    private const int AnswerMax = 128;
    private const int NamedMax = 10;

    /// <summary>Keeps the answer.</summary>
    /// <param name="key">The shop.</param>
    /// <param name="request">What it was told.</param>
    /// <param name="refused">What it did not take, each code once, in the order of the codes.</param>
    /// <param name="effect">By which effect.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<StockTurn> KeepAsync(ShopStockKey key, ShopStockRequest request, ValueList<ShopStockRefusal> refused, OutboxMessage effect,
        CancellationToken cancellationToken)
    {
        var stream = await workspace.LoadAsync(unit, ShopStock.Decider, key.Stream(), cancellationToken).ConfigureAwait(false);
        var before = stream.State;
        var codes = new HashSet<string>(refused.Items.Select(r => r.Code), StringComparer.Ordinal);
        var taken = request.Numbers.Items.Select(n => n.Code).Where(c => !codes.Contains(c)).ToValueList();
        var final = refused.Items.Where(r => r.IsFinal).Select(r => new RefusedCode(r.Code, Short(r.Answer))).ToValueList();
        // Of a stream whose content is gone nothing more is kept.
        if ((taken.Count > 0 || final.Count > 0)
            && stream.Decide(new StockAnswered(request.At, taken, final, context.At), [], context).TryGet(out var handled, out _))
        {
            stream.Take(handled, context);
        }

        foreach (var news in final.Items.Where(r => before?.Of(r.Code) is { Refused: null } told && told.At == request.At).GroupBy(r => r.Answer))
            Tell(stream.Stream, OrderKernelCodes.StockRefused, key.Shop, news.Select(r => r.Code), news.Key);
        codes.ExceptWith(final.Items.Select(r => r.Code));
        var left = request.Numbers.Where(n => codes.Contains(n.Code));
        var waits = request with { Numbers = left };
        return new(taken.Count, final.Count, 0, left.Count, left.IsEmpty ? null : Delay(stream.Stream, key.Shop, waits, refused, effect));
    }

    /// <summary>Some codes, for people: a shop may sell thousands.</summary>
    public static string Named(IReadOnlyCollection<string> codes) =>
        string.Join(", ", codes.Take(NamedMax)) + (codes.Count > NamedMax ? $" … ({codes.Count})" : "");

    private NodaTime.Instant Delay(StreamId about, ChannelShop shop, ShopStockRequest left, ValueList<ShopStockRefusal> refused, OutboxMessage effect)
    {
        var later = DelayedEffect.Of(effect, context.At);
        unit.Send(later.Effect with { Body = PublicationEffect.Write(shop, left.At, left.Numbers) });
        if (later.IsToBeTold)
        {
            var why = Short(refused.Items.First(r => !r.IsFinal).Answer);
            Tell(about, OrderKernelCodes.StockDelayed, shop, left.Numbers.Items.Select(n => n.Code), why, ("tries", later.Tries));
        }

        return later.Effect.NotBefore;
    }

    private void Tell(StreamId about, string code, ChannelShop shop, IEnumerable<string> codes, string answer, params Argument[] more)
    {
        var named = codes.ToList();
        Argument[] arguments = [("channel", shop.Channel), ("shop", shop.Shop), ("codes", Named(named)), .. more, ("why", answer)];
        Notices.Send(unit, about, policies.Notices.Policy.Stock, new(code, arguments.ToValueList()), context, named[0]);
    }

    private static string Short(string answer) => answer.Length > AnswerMax ? answer.Substring(0, AnswerMax) : answer;
}
