using System.Text;
using NodaTime;
using OrderKernel;
using OrderKernel.Rules;

namespace Snippets;

// Fails when what the page of chains shows does not compile or not say what its comments say.
public class ChainSnippets
{
    [Fact]
    public void Chains()
    {
        var utf8 = Encoding.UTF8.GetBytes("""
            {
              "$schema": "rule-chain-1.json", "name": "shop-chain", "version": "1",
              "rules": [
                { "id": "x", "when": "order.channel == \"xiaohongshu\"", "then": [{ "lever": "serviceGroup", "with": { "group": "xiaohongshu" } }] }
              ]
            }
            """);
        var at = Instant.FromUtc(2026, 2, 9, 4, 0);

        // snippet: chains
        var domain = new ChainDomain(
            FactSchema.Of(FactField.Required("order.channel", FactType.String), FactField.Required("order.total", FactType.Money)),
            Lever.One("serviceGroup", new LeverParameter("group", FactType.String)));
        var facts = new FactValues(domain.Facts).Set("order.channel", "xiaohongshu").Set("order.total", Money.Fen(9_900));

        RuleChain chain = domain.Load(utf8).ValueOrThrow().Policy;                  // or a refusal that lists all problems with their JSON paths
        ChainOutcome outcome = chain.Decide(facts, at);                             // serviceGroup(group: "xiaohongshu"), and why
        var findings = ChainAnalysis.Of(chain);                                     // no rule that never fires, no two that contradict each other
        // end

        Assert.Equal("serviceGroup(group: \"xiaohongshu\")", Assert.Single(outcome.Pulls.Items).ToString());
        Assert.Equal(RulesCodes.Held, Assert.Single(outcome.Fired).Reasons[0].Code);
        Assert.True(findings.IsEmpty);
    }
}
