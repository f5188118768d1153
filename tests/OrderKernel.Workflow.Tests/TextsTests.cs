using System.Reflection;
using System.Text.RegularExpressions;

namespace OrderKernel.Workflow.Tests;

/// <summary>Fails when a code lacks a text, a text lacks its code, or both languages do not tell the same.</summary>
public class TextsTests
{
    private static readonly Regex Hole = new("\\{[a-z]+\\}");
    private static readonly TextCatalog Texts = TextCatalog.Of(typeof(WorkflowCodes).Assembly);

    [Fact]
    public void Every_code_has_both_texts_and_every_text_a_code() => Assert.Equal(
        typeof(WorkflowCodes).Assembly.GetTypes().Where(t => t.IsPublic && t.Name.EndsWith("Codes", StringComparison.Ordinal))
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(f => (string)f.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal),
        Texts.Codes);

    [Fact]
    public void Both_languages_name_the_same_arguments()
    {
        foreach (var code in Texts.Codes)
        {
            Assert.Equal(Holes(code, Language.English), Holes(code, Language.Chinese));
            Assert.Matches("^(workflow|approvals|roles)\\.[a-z]+(-[a-z]+)*$", code);
        }
    }

    [Fact]
    public void Findings_and_refusals_fill_all_holes_of_their_texts()
    {
        var seen = new HashSet<string>();
        foreach (var fault in WorkflowFindingScenarios.Faults)
        {
            var json = Documents.With(Documents.Tiny, (string)fault[0], (string)fault[1]);
            foreach (var reason in Documents.Load(json, Domains.Door).Refusal!.Reasons) Filled(reason);
        }

        foreach (var fault in WorkflowFindingScenarios.RegionFaults)
        {
            var json = Documents.With(Documents.Regional, (string)fault[0], (string)fault[1]);
            foreach (var reason in Documents.Load(json, Domains.Door).Refusal!.Reasons) Filled(reason);
        }

        foreach (var reason in Documents.Load(Documents.Regional, Domains.BareDoor).Refusal!.Reasons) Filled(reason);
        foreach (var reason in AnalysisScenarios.All()) Filled(reason);
        foreach (var reason in ExtendingScenarios.Refusals().SelectMany(r => r.Reasons.Append(new(r.Code, r.Arguments)))) Filled(reason);
        var door = Documents.Machine(Documents.Tiny, Domains.Door);
        foreach (var refusal in new[]
        {
            door.Fire("attic", "push", Domains.As("owner"), Domains.DoorWith()).Refusal!,
            door.Enter("Ajar", Domains.DoorWith()).Refusal!,
            door.Fire("open", "push", Domains.As("owner"), Domains.DoorWith()).Refusal!,
            door.Fire("shut", "push", Domains.As("owner"), Domains.DoorWith()).Refusal!,
            door.Fire("shut", "push", Domains.As("visitor"), Domains.DoorWith(force: 1)).Refusal!,
            door.Fire("guarded", "unlock", Domains.As("owner"), Domains.DoorWith()).Refusal!,
            door.Fire("guarded", "unlock", Domains.As("owner"), Domains.DoorWith(), ActorId.Of("zhang")).Refusal!,
        }) Filled(new(refusal.Code, refusal.Arguments));

        Assert.Equal(
            [WorkflowCodes.EntryMissing, WorkflowCodes.TooMany],
            Texts.Codes.Where(c => c.StartsWith("workflow.", StringComparison.Ordinal) && !c.StartsWith("workflow.migration-", StringComparison.Ordinal))
                .Except(seen).Order(StringComparer.Ordinal));

        void Filled(Reason reason)
        {
            seen.Add(reason.Code);
            if (!reason.Code.StartsWith("workflow.", StringComparison.Ordinal)) return;
            Assert.DoesNotContain('{', Texts.Text(reason, Language.English));
            Assert.DoesNotContain('{', Texts.Text(reason, Language.Chinese));
        }
    }

    private static IEnumerable<string> Holes(string code, Language language) =>
        Hole.Matches(Texts.Template(code, language)!).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);
}
