using OrderKernel.Rules;

namespace OrderKernel.Chains;

/// <summary>
/// Tells what chains of rules read of an order and only the host knows: the facts that their documents declare beyond those of the kernel, such as the
/// stock of gifts or what a customer has spent.
/// </summary>
/// <remarks>
/// <para>Concurrency: any number of callers. Idempotency: a lookup changes nothing; the kernel asks anew for each try of a decision, and what followed
/// from the answer stands in the event.</para>
/// <para>Failure: an exception passes through the kernel's call, which then has written nothing. Proof: nothing to prove for a lookup; a fact that is
/// left out, or of another type than declared, makes the rules that read it err, and people hear of it once for an order and a rule.</para>
/// </remarks>
public interface IRuleFacts
{
    /// <summary>What is known of an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="facts">The declared facts that are asked for; each once.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Values by path; what is not known is left out.</returns>
    ValueTask<IReadOnlyDictionary<string, ExpressionValue>> FindAsync(OrderKey order, ValueList<FactField> facts, CancellationToken cancellationToken);
}
