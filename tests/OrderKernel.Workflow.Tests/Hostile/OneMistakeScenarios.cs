namespace OrderKernel.Workflow.Tests;

// Fails when a part that cannot be read is counted among what the analysis looks at: then one mistake is told several times, and the true one drowns.
public class OneMistakeScenarios
{
    [Theory]
    [InlineData("axis", "7")]
    [InlineData("enter/Shut/0", "7")]
    [InlineData("enter/Shut", "7")]
    [InlineData("enter/Shut/0/step", "7")]
    [InlineData("enter/Shut/0/when", "7")]
    [InlineData("enter/Shut/1", "\"no such name!\"")]
    [InlineData("enter/Gone", "7")]
    [InlineData("enter", "7")]
    [InlineData("steps/open/status", "7")]
    [InlineData("steps/open/status", "")]
    [InlineData("steps/open/status", "\"Nowhere\"")]
    [InlineData("steps/open/fire/fall-shut/roles", "7")]
    [InlineData("steps/open/fire/fall-shut/does", "7")]
    [InlineData("steps/open/deadlines", "7")]
    [InlineData("steps/open/deadlines/0", "7")]
    [InlineData("steps/open/deadlines/0/after", "7")]
    [InlineData("steps/open/deadlines/0/after", "\"soon\"")]
    [InlineData("steps/open/deadlines/0/fires", "7")]
    [InlineData("steps/open/deadlines/0/since", "7")]
    [InlineData("steps/shut/fire/push/when", "7")]
    [InlineData("steps/shut/fire/push/when", "\"door.force >\"")]
    [InlineData("steps/shut/fire/lock/to", "7")]
    [InlineData("steps/shut/name", "7")]
    [InlineData("steps/shut/name/zh", "7")]
    [InlineData("steps/shut/name/en", "")]
    [InlineData("steps/guarded/hold", "7")]
    [InlineData("steps/guarded/hold/kind", "7")]
    [InlineData("steps/guarded/hold/scopes", "7")]
    [InlineData("steps/guarded/hold/scopes", "")]
    [InlineData("steps/guarded/hold/scopes/0", "\"sail\"")]
    [InlineData("steps/checking/regions", "7")]
    [InlineData("steps/checking/regions/left", "7")]
    [InlineData("steps/checking/regions/left/steps", "7")]
    [InlineData("steps/checking/join", "7")]
    [InlineData("steps/checking/join/to", "7")]
    [InlineData("steps/checking/join/needs", "\"some\"")]
    [InlineData("steps/checking/regions/right/steps/r1/fire/right-on/actions", "7")]
    [InlineData("steps/checking/regions/right/steps/r1/fire/right-on/actions/0", "7")]
    [InlineData("steps/checking/regions/right/steps/r1/fire/right-on/actions/0/do", "7")]
    [InlineData("steps/checking/regions/right/steps/r1/fire/right-on/actions/0/note", "[\"a\"]")]
    [InlineData("steps/checking/regions/right/steps/r1/fire/right-on/actions/0/to", "\"owner\"")]
    [InlineData("steps/checking/regions/right/steps/r1/fire/right-on/actions/0/to", "[]")]
    [InlineData("steps/checking/regions/right/steps/r1/fire/right-on/actions/0/to", "[\"\"]")]
    public void One_mistake_is_told_once(string path, string value) =>
        Assert.Single(Documents.Findings(Documents.With(Documents.Regional, path, value), Domains.Door));

    // What a name was meant for cannot be looked at either: that follows, after the mistake itself.
    [Theory]
    [InlineData("steps/open")]
    [InlineData("steps/open/fire")]
    [InlineData("steps/open/fire/fall-shut")]
    [InlineData("steps")]
    [InlineData("steps/checking/regions/left/steps/l1")]
    [InlineData("steps/checking/regions/left/steps/l2/final")]
    public void A_part_that_hides_another_is_told_first(string path) =>
        Assert.Equal($"$.{path.Replace('/', '.')} {KernelCodes.DocumentTypeMismatch}",
            Documents.Findings(Documents.With(Documents.Regional, path, "7"), Domains.Door)[0]);
}
