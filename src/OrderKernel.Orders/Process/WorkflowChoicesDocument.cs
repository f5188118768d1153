using OrderKernel.Rules;
using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>Loads documents that choose the workflow of new orders.</summary>
public static class WorkflowChoicesDocument
{
    /// <summary>The schema that a document must name.</summary>
    public const string Schema = "workflows-1.json";

    /// <summary>The most choices.</summary>
    public const int ChoicesMax = 64;

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <returns>The choices, or a refusal whose reasons list all problems with their JSON paths.</returns>
    /// <remarks>
    /// Findings: <see cref="OrdersCodes.ChoicesOpenEnded"/>, <see cref="OrdersCodes.ChoiceShadowed"/>, and the codes of documents and expressions.
    /// </remarks>
    public static Result<PolicyDocument<WorkflowChoices>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    private static WorkflowChoices Read(DocumentReader root)
    {
        var choices = new List<WorkflowChoice>();
        if (!root.Has("choose")) root.Report("choose", KernelCodes.DocumentPropertyMissing);
        var list = root.Children("choose");
        if (list.Count > ChoicesMax) root.Report("choose", KernelCodes.DocumentValueInvalid, ("value", list.Count), ("expected", $"at most {ChoicesMax}"));
        var isWhole = root.KindOf("choose") == System.Text.Json.JsonValueKind.Array && list.Count <= ChoicesMax;
        string? open = null;
        foreach (var child in list.Take(ChoicesMax))
        {
            var text = child.Text("workflow");
            var hasGuard = child.Has("when");
            var when = child.ExpressionOrNull("when", OrderFacts.Schema, FactType.Bool);
            child.Close();
            isWhole &= hasGuard == when is not null;
            if (!WorkflowSelector.TryParse(text, out var workflow))
            {
                if (text is not null) child.Report("workflow", KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "name@version"));
                isWhole = false;
                continue;
            }

            if (open is not null) child.ReportAt(child.Path, OrdersCodes.ChoiceShadowed, ("workflow", text), ("before", open));
            else if (!hasGuard) open = text;
            choices.Add(new(workflow, when));
        }

        if (open is null && isWhole) root.Report("choose", OrdersCodes.ChoicesOpenEnded);
        return new(choices.ToValueList());
    }
}
