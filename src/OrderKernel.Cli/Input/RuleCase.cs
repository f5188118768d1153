using System.Text.Json;
using OrderKernel.Cli.Output;
using OrderKernel.Rules;

namespace OrderKernel.Cli.Input;

/// <summary>A line of <c>rules eval</c>: <c>{"expr": …, "bindings": {name: typed value}}</c>; other properties are passed over.</summary>
internal static class RuleCase
{
    /// <summary>The answer to a line as one JSON object: <c>{"value": typed value}</c> or <c>{"error": {code, position, text}}</c>.</summary>
    /// <returns>The answer, and false where the line is no case.</returns>
    public static (string Answer, bool IsCase) Answer(string line, int number, Labels labels)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line);
        }
        catch (JsonException e)
        {
            return Wrong(e.Message);
        }

        using (document)
        {
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root) return Wrong("no object");
            if (!root.TryGetProperty("expr", out var text) || text.ValueKind != JsonValueKind.String) return Wrong("expr: no text");
            var bindings = new Dictionary<string, ExpressionValue>(StringComparer.Ordinal);
            if (root.TryGetProperty("bindings", out var bound))
            {
                if (bound.ValueKind != JsonValueKind.Object) return Wrong("bindings: no object");
                foreach (var binding in bound.EnumerateObject())
                {
                    if (TypedValue.Read(binding.Value) is not { } value) return Wrong($"bindings.{binding.Name}: no typed value");
                    bindings[binding.Name] = value;
                }
            }

            if (!DynamicExpression.Parse(text.GetString()!).TryGet(out var expression, out var refusal)) return (ErrorOf(refusal.Reasons[0]), true);
            return (expression.Evaluate(bindings).TryGet(out var given, out var error)
                ? WorkflowJson.Written(writer =>
                {
                    writer.WritePropertyName("value");
                    TypedValue.Write(writer, given);
                })
                : ErrorOf(error.ToReason()), true);
        }

        (string, bool) Wrong(string detail) => (ErrorOf(Reason.Of(CliCodes.RuleCaseInvalid, ("line", number), ("detail", CommandWords.OneLine(detail)))), false);

        string ErrorOf(Reason reason) => WorkflowJson.Written(writer =>
        {
            writer.WriteStartObject("error");
            writer.WriteString("code", reason.Code);
            if (reason.Arguments.Items.FirstOrDefault(a => a.Name == "position") is { Value: { } position } && int.TryParse(position, out var at))
                writer.WriteNumber("position", at);
            writer.WriteString("text", labels.Text(reason));
            writer.WriteEndObject();
        });
    }
}
