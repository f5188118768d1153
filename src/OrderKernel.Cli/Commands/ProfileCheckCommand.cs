using System.CommandLine;
using OrderKernel.Channels;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Report;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel profile check FILE [SAMPLE...]</c>: all that is wrong or odd with a profile, and what it makes of samples, at once.</summary>
internal static class ProfileCheckCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file");
        var samples = new Argument<string[]>("sample") { Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json");
        var lang = CommonOptions.Lang();
        var command = new Command("check") { file, samples, json, lang };
        command.SetAction((result, cancellationToken) => CheckAsync(result.GetValue(file)!, result.GetValue(samples) ?? [], result.GetValue(json),
            Labels.In(CommonOptions.LanguageOf(result.GetValue(lang))), cancellationToken));
        return command;
    }

    private static async Task<int> CheckAsync(string path, string[] samples, bool isJson, Labels labels, CancellationToken cancellationToken)
    {
        if (!(await WorkflowFile.ReadAsync(path, cancellationToken)).TryGet(out var utf8, out var unreadable)) return Terminal.Refuse(labels, unreadable);
        var isLoaded = Profiles.Load(utf8).TryGet(out var profile, out var refusal);
        var findings = isLoaded
            ? ProfileLint.Of(profile!.Policy).Items.Concat(Schemas(profile.Policy)).Select(f => f.ToReason()).ToValueList()
            : refusal!.Reasons.IsEmpty ? [new Reason(refusal.Code, refusal.Arguments)] : refusal.Reasons;
        var read = new List<SampleReading>();
        var coverage = isLoaded ? new SampleCoverage(profile!.Policy) : null;
        foreach (var sample in isLoaded ? samples : [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!SampleReading.Read(sample, profile!, coverage).TryGet(out var reading, out var unread)) return Terminal.Refuse(labels, unread);
            read.Add(reading);
        }

        // What no sample shows may be right all the same: it is told, and fails nothing.
        var unshown = read.Count == 0 ? [] : coverage!.Findings().Items.Select(f => f.ToReason()).ToValueList();
        if (isJson) Console.Out.WriteLine(ProfileJson.Of(path, profile?.Reference, findings, read, unshown, labels));
        else Print(path, profile?.Reference, findings, read, unshown, labels);
        return isLoaded && findings.IsEmpty && read.TrueForAll(r => r.Parked == 0) ? ExitCode.Ok : ExitCode.Found;
    }

    private static IEnumerable<Finding> Schemas(ChannelProfile profile) =>
        from kind in profile.PayloadSchemas
        from failure in JsonSchemaValidator.Shared.Check(kind.Schema).Items
        let path = $"$.records[{profile.RecordKinds.ToList().IndexOf(kind.RecordKind)}].schema{failure.Path[1..]}"
        select Finding.Of(path, ChannelsCodes.SchemaInvalid, ("expected", failure.Expected));

    private static void Print(
        string path, PolicyReference? profile, ValueList<Reason> findings, List<SampleReading> read, ValueList<Reason> unshown, Labels labels)
    {
        foreach (var finding in findings) Terminal.Say(labels.Coded(finding));
        Terminal.Say(profile is null
            ? labels.Text(findings.Count == 1 ? "workflow.unsound-one" : "workflow.unsound", ("path", path), ("count", findings.Count))
            : labels.Text(findings.Count == 1 ? "profile.loads-one" : "profile.loads", ("path", path), ("profile", profile), ("findings", findings.Count)));
        if (read.Count == 0) return;
        Terminal.Table(labels["table.samples"],
            [labels["head.file"], "#" + labels["head.records"], "#" + labels["head.claims"], "#" + labels["head.passed-over"], "#" + labels["head.put-away"]],
            read.Select(r => new[]
            {
                r.File, Html.Number(r.Records), Html.Number(r.Claims), Html.Number(r.Records - r.Claims - r.Parked), Html.Number(r.Parked),
            }));
        // What a person has to act on: each reason once, with how many records it keeps back or touches.
        foreach (var reading in read)
        {
            foreach (var (why, count) in reading.Reasons)
                Terminal.Say(labels.Text("profile.sample-says", ("file", reading.File), ("count", count), ("why", labels.Coded(why))));
        }

        foreach (var finding in unshown) Terminal.Say(labels.Coded(finding));
    }
}
