using System.Text.Json.Nodes;
using OrderKernel.Rules;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when an answer is not the line's, a type is read or written as another, one line's mistake takes others along, or anything but an answer is printed.
public class RulesEvalTests
{
    [Theory]
    [InlineData("""{"type":"null","value":null}""")]
    [InlineData("""{"type":"bool","value":true}""")]
    [InlineData("""{"type":"int","value":"-9223372036854775808"}""")]
    [InlineData("""{"type":"uint","value":"18446744073709551615"}""")]
    [InlineData("""{"type":"double","value":"-0.1"}""")]
    [InlineData("""{"type":"double","value":"NaN"}""")]
    [InlineData("""{"type":"string","value":"红\ud83d\ude00"}""")]
    [InlineData("""{"type":"bytes","value":"00ff"}""")]
    [InlineData("""{"type":"money","value":"CNY 12.30"}""")]
    [InlineData("""{"type":"timestamp","value":[-1,500000000]}""")]
    [InlineData("""{"type":"duration","value":[-1,-500000000]}""")]
    [InlineData("""{"type":"duration","value":[3,250000000]}""")]
    [InlineData("""{"type":"list","value":[{"type":"int","value":"1"},{"type":"list","value":[]}]}""")]
    [InlineData("""{"type":"map","value":[[{"type":"string","value":"a"},{"type":"map","value":[]}],[{"type":"bool","value":false},{"type":"null","value":null}]]}""")]
    [InlineData("""{"type":"type","value":"timestamp"}""")]
    public void A_value_comes_back_as_it_went_in(string typed)
    {
        var (answer, code) = Ask($$$"""{"expr":"x","bindings":{"x":{{{typed}}}}}""");
        Assert.Equal(0, code);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(answer[0])!["value"], JsonNode.Parse(typed)), answer[0]);
    }

    [Theory]
    [InlineData("1 / 0", RulesCodes.DivideByZero, 3)]
    [InlineData("1 +", RulesCodes.Syntax, 4)]
    [InlineData("none", RulesCodes.UnknownVariable, 1)]
    [InlineData("[1][2]", RulesCodes.IndexOutOfRange, 4)]
    public void An_error_has_its_code_and_character(string text, string code, int position)
    {
        var error = JsonNode.Parse(Ask(new JsonObject { ["expr"] = text }.ToJsonString()).Lines[0])!["error"]!;
        Assert.Equal((code, position), (error["code"]!.GetValue<string>(), error["position"]!.GetValue<int>()));
        Assert.NotEqual("", error["text"]!.GetValue<string>());
    }

    [Fact]
    public void A_line_that_is_no_case_is_answered_and_the_others_go_on()
    {
        string[] wrong =
        [
            "no JSON", "[]", "{}", """{"expr":1}""", """{"expr":"1","bindings":[]}""", """{"expr":"1","bindings":{"x":1}}""",
            """{"expr":"1","bindings":{"x":{"type":"int","value":"9223372036854775808"}}}""", """{"expr":"1","bindings":{"x":{"type":"bytes","value":"0"}}}""",
            """{"expr":"1","bindings":{"x":{"type":"map","value":[[{"type":"double","value":"1"},{"type":"int","value":"1"}]]}}}""",
            """{"expr":"1","bindings":{"x":{"type":"timestamp","value":[9223372036854775807,0]}}}""",
            """{"expr":"1","bindings":{"x":{"type":"money","value":"12.30"}}}""", """{"expr":"1","bindings":{"x":{"type":"none","value":"1"}}}""",
            new string('[', 10_000),
        ];
        var (lines, code) = Ask([.. wrong.SelectMany(w => new[] { w, "", """{"expr":"1 + 1"}""" })]);
        Assert.Equal((1, 2 * wrong.Length), (code, lines.Length));
        for (var i = 0; i < wrong.Length; i++)
        {
            Assert.Equal("cli.rule-case-invalid", JsonNode.Parse(lines[2 * i])!["error"]!["code"]!.GetValue<string>());
            Assert.Equal("""{"value":{"type":"int","value":"2"}}""", lines[(2 * i) + 1]);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_told_in_one_sentence() => ToolRun.Of("rules", "eval", "/none/cases.jsonl").GivesUpWith(CliCodes.FileUnreadable);

    [DataFact]
    public void Every_case_of_the_conformance_suite_is_answered_as_it_says()
    {
        var cases = Directory.GetFiles(Path.Combine(Outside.Data!, "cel"), "*.json").Order(StringComparer.Ordinal)
            .SelectMany(f => JsonNode.Parse(File.ReadAllText(f))!.AsArray()).ToArray();
        var (lines, code) = Ask([.. cases.Select(c => c!.ToJsonString())]);
        Assert.Equal((0, cases.Length), (code, lines.Length));
        Assert.True(cases.Length >= 271);
        Assert.All(cases.Zip(lines), pair =>
        {
            var (asked, answer) = (pair.First!, JsonNode.Parse(pair.Second)!);
            if (asked["value"] is { } value) Assert.Equal(Canonical(value), Canonical(answer["value"]!));
            else Assert.NotNull(answer["error"]!["code"]);
        });

        // Numbers of either spelling, entries of a map in any order.
        static string Canonical(JsonNode typed)
        {
            var (type, value) = (typed["type"]!.GetValue<string>(), typed["value"]);
            return type switch
            {
                "double" => $"double {double.Parse(value!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture)}",
                "list" => $"[{string.Join(",", value!.AsArray().Select(e => Canonical(e!)))}]",
                "map" => $"{{{string.Join(",", value!.AsArray().Select(e => $"{Canonical(e![0]!)}:{Canonical(e[1]!)}").Order(StringComparer.Ordinal))}}}",
                _ => $"{type} {value?.ToJsonString()}",
            };
        }
    }

    private static (string[] Lines, int Code) Ask(params string[] lines)
    {
        using var folder = new TempFolder();
        var file = folder["cases.jsonl"];
        File.WriteAllLines(file, lines);
        var run = ToolRun.Of("rules", "eval", file);
        Assert.Equal("", run.Error);
        return (run.Out.TrimEnd('\n').Split('\n'), run.ExitCode);
    }
}
