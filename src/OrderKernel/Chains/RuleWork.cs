using OrderKernel.Buyers;
using OrderKernel.Orders;
using OrderKernel.Rules;
using OrderKernel.Work;

namespace OrderKernel.Chains;

/// <summary>Asks the chains of rules about an order that changed, and has the order take what fired: each rule once.</summary>
/// <remarks>A rule may change what others read, by a tag for instance: they are asked until none fires any more, each round one that had not.</remarks>
internal sealed class RuleWork
{
    private readonly OrderWork _work;
    private readonly DecisionContext _context;
    private readonly ValueList<PolicyDocument<RuleChain>> _chains;
    private readonly List<RuleHit> _hits = [];
    private CustomerStanding _customer = CustomerStanding.Unknown;
    private RecipientRegion? _to;
    private IReadOnlyDictionary<string, ExpressionValue>? _declared;

    private RuleWork(OrderWork work, DecisionContext context) =>
        (_work, _context, _chains) = (work, context with { Actor = Actor.Kernel }, work.Policies.Chains);

    /// <summary>Fires what holds now of the order's rules. Nothing happens where the order did not change in this unit.</summary>
    public static async ValueTask FireAsync(OrderWork work, DecisionContext context, CancellationToken cancellationToken)
    {
        if (work.Policies.Chains.IsEmpty || !work.IsChanged || work.Order is null || work.Impossible is not null) return;
        await new RuleWork(work, context).FireAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask FireAsync(CancellationToken cancellationToken)
    {
        var order = _work.Order!.Key;
        _customer = await new CaseCustomer(_work).StandingAsync(cancellationToken).ConfigureAwait(false);
        _to = await _work.RecipientAsync(cancellationToken).ConfigureAwait(false);
        var declared = _chains.Items.SelectMany(c => c.Policy.Facts.Items).GroupBy(f => f.Path).Select(g => g.First()).ToValueList();
        if (!declared.IsEmpty && _work.Workspace.RuleFacts is { } source)
            _declared = await source.FindAsync(order, declared, cancellationToken).ConfigureAwait(false);
        var fired = true;
        while (fired)
        {
            fired = false;
            foreach (var chain in _chains) fired |= await FireAsync(chain, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> FireAsync(PolicyDocument<RuleChain> chain, CancellationToken cancellationToken)
    {
        var facts = chain.Policy.Over(OrderRules.FactsOf(_work.Order!, _customer, _to), Declared);
        _hits.Clear();
        chain.Policy.Decide([facts], _context.At, _hits);
        _hits.RemoveAll(h => _work.Order!.Asked(chain.Reference.Name, chain.Policy.Rules[h.Rule].Id) is { } asked && (asked.HasFired || h.IsError));
        if (_hits.Count == 0) return false;
        // Why is asked only for what is new.
        var verdicts = chain.Policy.Decide(facts, _context.At).Verdicts;
        var fired = false;
        foreach (var hit in _hits) fired |= await TellAsync(chain.Reference, verdicts[hit.Rule], cancellationToken).ConfigureAwait(false);
        return fired;
    }

    private async ValueTask<bool> TellAsync(PolicyReference chain, RuleVerdict verdict, CancellationToken cancellationToken)
    {
        var why = new Decision<OrderEvent>([], verdict.Reasons, []);
        if (verdict.Fate == RuleFate.Fired)
        {
            var fire = OrderRules.Firing(chain, verdict);
            if (await _work.TellAsync(fire, _context, cancellationToken, why).ConfigureAwait(false) is not { } refusal) return true;
            why = why with { Reasons = why.Reasons.Add(new(refusal.Code, refusal.Arguments)) };
            await NoteAsync(chain, verdict, refusal.Code, why, cancellationToken).ConfigureAwait(false);
        }
        else await NoteAsync(chain, verdict, verdict.Reasons[0].Code, why, cancellationToken).ConfigureAwait(false);
        return false;
    }

    private async ValueTask NoteAsync(PolicyReference chain, RuleVerdict verdict, string code, Decision<OrderEvent> why, CancellationToken cancellationToken)
    {
        if (_work.Order!.Asked(chain.Name, verdict.Rule.Id) is not null) return;
        var note = new NoteRuleError(chain, verdict.Rule.Id, code);
        if (await _work.TellAsync(note, _context, cancellationToken, why).ConfigureAwait(false) is { } refusal)
            throw new System.Diagnostics.UnreachableException($"An error is always noted: {refusal}.");
    }

    private ExpressionValue Declared(string path) => _declared is { } known && known.TryGetValue(path, out var value) ? value : default;
}
