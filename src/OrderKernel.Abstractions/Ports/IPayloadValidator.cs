namespace OrderKernel.Ports;

/// <summary>Holds what a channel gave against the JSON Schema that its profile carries, before anything of it counts.</summary>
/// <remarks>
/// <para>Concurrency: any number of callers. Idempotency: the answer follows from schema and payload alone.</para>
/// <para>Failure: a schema that is none is a failure at <c>$</c>, not an exception; an exception passes through whatever reads. Proof: nothing to prove for
/// a look.</para>
/// </remarks>
public interface IPayloadValidator
{
    /// <summary>All that a payload has otherwise than its schema wants; empty where it is valid.</summary>
    /// <param name="schema">The schema, JSON.</param>
    /// <param name="payload">One record, JSON in UTF-8.</param>
    ValueList<PayloadFailure> Validate(string schema, ReadOnlySpan<byte> payload);

    /// <summary>What is wrong with a schema itself; empty where it is one.</summary>
    /// <param name="schema">The schema, JSON.</param>
    ValueList<PayloadFailure> Check(string schema);
}

/// <summary>One place at which a payload is not as its schema wants.</summary>
/// <param name="Path">The place, such as <c>$.items[0].price</c>.</param>
/// <param name="Expected">What the schema wants there, in its own words, such as <c>type = "string"</c>.</param>
/// <param name="Found">What stands there, as it stands; empty where nothing does. It may be anything: show a glimpse of it only.</param>
public sealed record PayloadFailure(string Path, string Expected, string Found);
