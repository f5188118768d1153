using System.CommandLine;
using System.CommandLine.Parsing;

namespace OrderKernel.Cli.Output;

/// <summary>What is wrong with the words of a command line, the first of it, in one sentence of the language that is spoken.</summary>
internal static class CommandWords
{
    /// <summary>Words are words: <c>@x</c> names no file to read more from, and an order or a nick may be called so.</summary>
    public static ParserConfiguration AsTheyStand => new() { ResponseFileTokenReplacer = null };

    /// <summary>The first problem; null when there is none.</summary>
    /// <param name="result">What the parser made of the words.</param>
    /// <param name="args">The words.</param>
    /// <param name="labels">The language of the sentence.</param>
    public static Reason? Problem(ParseResult result, string[] args, Labels labels)
    {
        var (command, options) = (result.CommandResult.Command, Options(result.CommandResult));
        var given = result.CommandResult.Children.OfType<OptionResult>().Where(o => !o.Implicit).ToList();
        // The parser passes over a first word in brackets.
        var isBracketed = args is [['[', .., ']'], ..];
        var word = isBracketed ? args[0] : result.UnmatchedTokens.FirstOrDefault();
        var commands = isBracketed ? result.RootCommandResult.Command.Subcommands : command.Subcommands;
        // What follows a command that there is not cannot be judged.
        if (word is { Length: > 0 } && word[0] != '-' && commands.Count > 0)
            return Reason.Of(CliCodes.CommandUnknown, ("word", word), ("known", string.Join(", ", commands.Select(c => c.Name))));
        // The parser takes any word behind an option that wants one, other options too; behind = it is meant so.
        if (given.Find(o => o.Tokens.Count < o.Option.Arity.MinimumNumberOfValues || o.Tokens.Any(t => IsOption(t.Value) && args.Contains(t.Value)))
            is { } empty)
            return Reason.Of(CliCodes.OptionWithoutValue, ("option", empty.Option.Name));
        var known = options.SelectMany(o => o.Aliases.Append(o.Name)).ToHashSet(StringComparer.Ordinal);
        var taken = given.SelectMany(o => o.Tokens).Select(t => t.Value).ToHashSet(StringComparer.Ordinal);
        if (Array.Find([.. args.TakeWhile(a => a != "--")], a => a.Length > 1 && a[0] == '-' && !known.Contains(NameOf(a)) && !taken.Contains(a))
            is { } strange)
            return Reason.Of(CliCodes.OptionUnknown, ("option", NameOf(strange)), ("known", string.Join(", ", options.Select(o => o.Name))));
        if (result.Errors.Count == 0 && !isBracketed) return null;
        return Reason.Of(CliCodes.CommandLineInvalid, ("detail", Detail(result, given, word, labels)));
    }

    /// <summary>Text of somebody else's making on one line.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', text.Split((char[])['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    // The library says it in English; its Chinese resources hold half of it, and are not loaded without cultures.
    private static string Detail(ParseResult result, List<OptionResult> given, string? word, Labels labels)
    {
        var command = result.CommandResult;
        if (word is not null) return labels.Text("words.unexpected", ("word", word));
        if (command.Command.Subcommands.Count > 0)
            return labels.Text("words.command-missing", ("known", string.Join(", ", command.Command.Subcommands.Select(c => c.Name))));
        if (command.Command.Arguments.FirstOrDefault(
            a => command.GetResult(a) is not { Tokens.Count: > 0 } && a.Arity.MinimumNumberOfValues > 0 && !a.HasDefaultValue) is { } missing)
            return labels.Text("words.missing", ("word", $"<{missing.Name}>"));
        if (command.Command.Options.FirstOrDefault(o => o.Required && !given.Exists(g => g.Option == o)) is { } wanted)
            return labels.Text("words.missing", ("word", wanted.Name));
        if (given.Find(o => o.IdentifierTokenCount > o.Option.Arity.MaximumNumberOfValues && o.Option.Arity.MaximumNumberOfValues > 0) is { } twice)
            return labels.Text("words.twice", ("word", twice.Option.Name));
        return string.Join(" ", result.Errors.Select(e => OneLine(e.Message)));
    }

    /// <summary>The options that may stand at a command: its own and those that reach down to it.</summary>
    public static List<Option> Options(CommandResult at)
    {
        var options = at.Command.Options.ToList();
        for (var above = at.Parent as CommandResult; above is not null; above = above.Parent as CommandResult)
            options.AddRange(above.Command.Options.Where(o => o.Recursive));
        return options;
    }

    private static bool IsOption(string word) => word.StartsWith("--", StringComparison.Ordinal) && word.Length > 2;

    private static string NameOf(string word) => word.IndexOfAny(['=', ':']) is > 0 and var at ? word[..at] : word;
}
