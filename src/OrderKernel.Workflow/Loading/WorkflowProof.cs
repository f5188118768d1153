using System.Text;
using OrderKernel.Rules;

namespace OrderKernel.Workflow;

/// <summary>What was proved of a workflow when a program was built, so that starting it need not prove it again.</summary>
/// <remarks>
/// Proving is most of what loading costs a process that has just started. The packages carry the proofs of their own documents; a host makes those of its
/// documents in a test and carries them beside the documents. A proof is as good as the test that made it: take it from nowhere else.
/// </remarks>
public static class WorkflowProof
{
    /// <summary>One line that stands for: this document, over these words, was found sound by this version of the packages.</summary>
    /// <param name="proved">What <see cref="WorkflowDocument.Load(ReadOnlyMemory{byte}, WorkflowDomain, WorkflowLibrary?)"/> gave; its
    /// hash covers what it extends.</param>
    /// <exception cref="ArgumentNullException"><paramref name="proved"/> is null.</exception>
    public static string Of(PolicyDocument<WorkflowDefinition> proved)
    {
        ArgumentNullException.ThrowIfNull(proved);
        return $"{proved.Reference} over {proved.Policy.Domain.Fingerprint}";
    }

    // All that a finding can depend on beside the document: the words, and the analysis itself.
    internal static string Fingerprint(WorkflowDomain domain)
    {
        var text = new StringBuilder().Append(typeof(WorkflowProof).Assembly.GetName().Version).Append('|').Append(domain.Axis);
        text.Append('|').Append((int)domain.Carries);
        foreach (var s in domain.Statuses)
        {
            text.Append("\nstatus ").Append(s.Name).Append(s.IsInitial ? " initial" : "").Append(s.IsFinal ? " final" : "").Append(" if ").Append(s.Always);
            Add("by", s.ByFacts);
            Add("known", s.AlwaysKnown);
            Add("unknown", s.NeverKnown);
        }

        foreach (var v in domain.Verbs)
        {
            text.Append("\nverb ").Append(v.Name).Append(v.BeginsAnew ? " anew" : "");
            foreach (var move in v.Moves) text.Append(' ').Append(move.From).Append('>').Append(move.To);
            Add("renews", v.Renewed);
        }

        foreach (var a in domain.Actions)
        {
            text.Append("\naction ").Append(a.Name);
            foreach (var p in a.Parameters) text.Append(' ').Append(p.Name).Append(p.IsRequired ? '!' : '?').Append(p.IsList ? "[]" : "");
        }

        Add("\ninstants", domain.Instants);
        foreach (var field in domain.Facts.Fields) Fact("fact", field);
        foreach (var field in domain.ShipmentFacts?.Fields ?? []) Fact("shipment fact", field);
        return ChainHash.Genesis(StreamId.Of(TenantId.Of("policy"), "workflow", domain.Axis)).Next(Encoding.UTF8.GetBytes(text.ToString())).ToString();

        void Add(string what, ValueList<string> words) => text.Append(' ').Append(what).Append(' ').Append(string.Join(",", words.Items));

        void Fact(string what, FactField field) => text.Append('\n').Append(what).Append(' ').Append(field.Path).Append(": ").Append(field.Type)
            .Append(field.IsOptional ? "?" : "");
    }
}
