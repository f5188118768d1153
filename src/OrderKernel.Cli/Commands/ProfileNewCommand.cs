using System.CommandLine;
using System.Text;
using OrderKernel.Channels;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Report;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel profile new --from FILE</c>: a profile proposed from a sample, with the ground of every guess and what a person must fill.</summary>
internal sealed class ProfileNewCommand
{
    private readonly Option<string> _from = new Option<string>("--from") { Required = true }.NotEmpty();
    private readonly Option<string?> _name = new Option<string?>("--name").NotEmpty(), _out = new Option<string?>("--out").NotEmpty();
    private readonly Option<bool> _json = new("--json");
    private readonly Option<string?> _lang = CommonOptions.Lang();

    private ProfileNewCommand() => _name.Validators.Add(r =>
    {
        if (r.Tokens.Any(t => !ChannelId.TryParse(t.Value, out _))) r.AddError("--name: a-z, 0-9, -");
    });

    public static Command Create()
    {
        var own = new ProfileNewCommand();
        var command = new Command("new") { own._from, own._name, own._out, own._json, own._lang };
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        var (path, to) = (result.GetValue(_from)!, result.GetValue(_out));
        if (to is not null && OutputFile.WhyNot(to) is { } unwritable) return Terminal.Refuse(labels, unwritable);
        if (!SampleText.Of(path, null).TryGet(out var sample, out var unusable)) return Terminal.Refuse(labels, unusable);
        if (!ProfileProposal.From(sample.Text.ToArray(), result.GetValue(_name) ?? NameOf(path)).TryGet(out var proposal, out unusable))
            return Terminal.Refuse(labels, unusable);
        // What the proposal makes of its own sample; nothing where it does not load.
        var isLoaded = Profiles.Load(proposal.Document).TryGet(out var profile, out _);
        var reading = isLoaded && SampleReading.Read(path, profile!).TryGet(out var read, out _) ? read : null;
        if (to is not null) await File.WriteAllBytesAsync(to, proposal.Document.ToArray(), cancellationToken);
        if (result.GetValue(_json)) Console.Out.WriteLine(ProposalJson.Of(proposal, reading, labels));
        else Print(proposal, reading, to, labels);
        return proposal.Missing.IsEmpty && proposal.Words.IsEmpty && reading is { Parked: 0 } ? ExitCode.Ok : ExitCode.Found;
    }

    private static void Print(ProposedProfile proposal, SampleReading? reading, string? to, Labels labels)
    {
        Terminal.Table(labels["table.guesses"], [labels["head.field"], labels["head.guess"], labels["head.ground"], labels["head.example"]],
            proposal.Guesses.Items.Select(g => new[] { TrialWords.Field(g.Field, labels), Said(g, labels), labels["guess." + g.Ground], g.Example }));
        if (!proposal.Words.IsEmpty)
        {
            Terminal.Table(labels["table.unmapped"], [labels["head.table"], labels["head.path"], labels["head.word"]],
                proposal.Words.Items.Select(w => new[] { $"[{w.Table}]", "$." + w.Path, w.Word }));
        }

        if (!proposal.Missing.IsEmpty)
            Terminal.Say(labels.Text("new.missing", ("fields", string.Join(labels["try.and"], proposal.Missing.Items.Select(f => TrialWords.Field(f, labels))))));
        Terminal.Say(reading is null ? labels["new.unloaded"] : labels.Text("new.read", ("records", Html.Number(reading.Records)),
            ("claims", Html.Number(reading.Claims)), ("parked", Html.Number(reading.Parked))));
        foreach (var (why, count) in reading?.Reasons ?? [])
            Terminal.Say(labels.Text("profile.sample-says", ("file", reading!.File), ("count", count), ("why", labels.Coded(why))));
        if (to is not null)
        {
            Terminal.Say(labels.Text("new.written", ("path", to)));
            return;
        }

        Console.Out.WriteLine();
        Console.Out.WriteLine(Encoding.UTF8.GetString(proposal.Document.Span));
    }

    // A path, a word with what it says, or what the document writes.
    private static string Said(ProfileGuess guess, Labels labels)
    {
        if (guess.Value.Split(" = ") is [var word, var meaning])
            return $"{(guess.Field == "statuses" ? "$." : "")}{word} = {(labels.Language == Language.Chinese ? labels.Word(meaning) : meaning)}";
        return guess.Field.Contains('.', StringComparison.Ordinal) || guess.Field is "number" or "currency" or "envelopes" or "groupBy" && guess.Ground != GuessGround.Assumed
            ? "$." + guess.Value
            : $"[{guess.Value}]";
    }

    private static string NameOf(string path)
    {
        var name = new string([.. Path.GetFileName(path).Split('.')[0].ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-');
        return ChannelId.TryParse(name, out _) ? name : "new-channel";
    }
}
