using OrderKernel.Rules.Evaluation;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Analysis;

/// <summary>
/// Looks for facts on which several conditions end as asked. The conditions are written as a choice
/// of cases; a case is consistent when each unknown has a sample that suits all its atoms.
/// </summary>
internal sealed class GuardQuery
{
    private const int CasesMax = 1_024;
    private const long WorkMax = 500_000;
    private readonly (Expression Condition, Outcome Asked)[] _parts;
    private readonly Abstraction _unknowns;
    private long _work;
    private bool _isCut;

    internal GuardQuery(params (Expression Condition, Outcome Asked)[] parts) => (_parts, _unknowns) = (parts, new(parts[0].Condition.Schema));

    /// <summary>Facts that were found and tried.</summary>
    internal IFacts? Example { get; private set; }

    /// <summary>Yes with an example that was tried; No when every case was refuted; else unknown.</summary>
    internal GuardAnswer Answer(GuardEffort? effort)
    {
        var given = Math.Min(WorkMax, effort?.Left ?? WorkMax);
        _work = given;
        var answer = given > 0 ? Answer() : GuardAnswer.Unknown;
        if (effort is not null) effort.Left -= Math.Min(given, given - _work);
        return answer;
    }

    private GuardAnswer Answer()
    {
        if (Array.Exists(_parts, p => p.Condition.Schema != _parts[0].Condition.Schema)) return GuardAnswer.Unknown;
        foreach (var (condition, _) in _parts)
        {
            _work -= condition.Text.Length;
            _unknowns.Enter(condition.Node);
        }

        _unknowns.Sample(ref _work);
        List<Case> cases = [new()];
        foreach (var (condition, asked) in _parts) cases = Both(cases, CasesOf(condition.Node, asked));
        var isOpen = _isCut || _unknowns.IsPartial;
        foreach (var one in cases)
        {
            if (one.Solve(ref _work) is not { } found)
            {
                isOpen |= _work < 0;
                continue;
            }

            if (IsExample(found)) return GuardAnswer.Yes;
            isOpen = true;
        }

        return isOpen || _work < 0 ? GuardAnswer.Unknown : GuardAnswer.No;
    }

    private bool IsExample(Dictionary<Unknown, ExpressionValue> found)
    {
        var schema = _parts[0].Condition.Schema;
        var values = new Assignment(schema.Fields.Count);
        for (var slot = 0; slot < schema.Fields.Count; slot++)
        {
            if (!schema[slot].IsOptional) values.Values[slot] = Plain(schema[slot].Type);
        }

        foreach (var pair in found)
        {
            if (pair.Key.IsFact) values.Values[pair.Key.Slot] = pair.Value;
        }

        if (!Array.TrueForAll(_parts, p => p.Asked.Allows(Outcomes.Of(Evaluator.Run(p.Condition.Node, values, null))))) return false;
        Example = values;
        return true;
    }

    private static ExpressionValue Plain(FactType type) => type.Kind switch
    {
        ValueKind.Bool => ExpressionValue.Of(false),
        ValueKind.Int => ExpressionValue.Of(0L),
        ValueKind.Uint => ExpressionValue.Of(0UL),
        ValueKind.Double => ExpressionValue.Of(0.0),
        ValueKind.String => ExpressionValue.Of(""),
        ValueKind.Bytes => ExpressionValue.OfBytes([]),
        ValueKind.Money => ExpressionValue.Of(Money.OfMinor(0, Currency.Cny)),
        ValueKind.Instant => ExpressionValue.Of(NodaTime.Instant.FromUnixTimeSeconds(0)),
        ValueKind.Duration => ExpressionValue.Of(NodaTime.Duration.Zero),
        ValueKind.List => ExpressionValue.OfList(Array.Empty<ExpressionValue>()),
        ValueKind.Map =>
            ExpressionValue.OfMap((type.Fields ?? []).Where(f => !f.IsOptional)
                .Select(f => new KeyValuePair<ExpressionValue, ExpressionValue>(f.Path, Plain(f.Type)))),
        _ => ExpressionValue.Null,
    };

    // A conjunction ends true when all do, false when one does; it is not true when one is not, and not false when none is. A disjunction is its mirror.
    private List<Case> CasesOf(Node node, Outcome asked)
    {
        switch (node.Op)
        {
            case NodeOp.Constant: return asked.Allows(Outcomes.Of(node.Value)) ? [new()] : [];
            case NodeOp.Not: return CasesOf(node.Children[0], asked.Negated());
            case NodeOp.And or NodeOp.Or:
                var needsAll = asked is Outcome.True or Outcome.NotFalse == (node.Op == NodeOp.And);
                return needsAll ? All(node, asked) : Any(node, asked);
            case NodeOp.Conditional: return Choice(node, asked);
            default:
                _work -= 16;
                return Case.Of(_unknowns.AtomOf(node), asked) is { } one ? [one] : [];
        }
    }

    private List<Case> All(Node node, Outcome asked)
    {
        List<Case> cases = [new()];
        foreach (var child in node.Children) cases = Both(cases, CasesOf(child, asked));
        return cases;
    }

    private List<Case> Any(Node node, Outcome asked)
    {
        var cases = new List<Case>();
        foreach (var child in node.Children) cases.AddRange(CasesOf(child, asked));
        return Cut(cases);
    }

    private List<Case> Choice(Node node, Outcome asked)
    {
        var (condition, yes, no) = (node.Children[0], node.Children[1], node.Children[2]);
        if (asked is Outcome.True or Outcome.False)
            return Cut([.. Both(CasesOf(condition, Outcome.True), CasesOf(yes, asked)), .. Both(CasesOf(condition, Outcome.False), CasesOf(no, asked))]);
        return Both([.. CasesOf(condition, Outcome.NotTrue), .. CasesOf(yes, asked)], [.. CasesOf(condition, Outcome.NotFalse), .. CasesOf(no, asked)]);
    }

    private List<Case> Both(List<Case> a, List<Case> b)
    {
        var cases = new List<Case>();
        foreach (var left in a)
        {
            var first = cases.Count;
            foreach (var right in b)
            {
                if (cases.Count > CasesMax || _work < 0) return Cut(cases);
                if (left.And(right, ref _work) is not { } both) continue;
                if (both.IsAsWideAs(left))
                {
                    // The other choices only narrow it.
                    cases.RemoveRange(first, cases.Count - first);
                    cases.Add(left);
                    break;
                }

                cases.Add(both);
            }
        }

        return cases;
    }

    private List<Case> Cut(List<Case> cases)
    {
        if (cases.Count <= CasesMax && _work >= 0) return cases;
        _isCut = true;
        return cases.Count <= CasesMax ? cases : cases.GetRange(0, CasesMax);
    }
}
