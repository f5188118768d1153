using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace OrderKernel.Cli.Output;

/// <summary>
/// The help of a command in one language, as wide as the terminal. The library's own has its headings in English
/// (half of them in its Chinese resources too), and takes a Chinese character for one column.
/// </summary>
internal sealed class HelpPage(Labels labels) : SynchronousCommandLineAction
{
    /// <summary>Help asks for nothing else: what is missing or wrong beside it does not matter.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        ArgumentNullException.ThrowIfNull(parseResult);
        foreach (var line in Lines(parseResult.CommandResult)) Console.Out.WriteLine(line);
        return ExitCode.Ok;
    }

    private IEnumerable<string> Lines(CommandResult at)
    {
        var command = at.Command;
        foreach (var line in TextWidth.Wrap(command.Description!, Terminal.Width)) yield return line;
        yield return "";
        foreach (var line in TextWidth.Wrap($"{labels["help.usage"]}: {Usage(at)}", Terminal.Width)) yield return line;
        var arguments = command.Arguments.Select(a => ($"<{a.Name}>", About(a, a.HasDefaultValue, a.GetDefaultValue)));
        var options = CommandWords.Options(at).Select(o => (Name(o), About(o)));
        var commands = command.Subcommands.Select(c => (string.Join(' ', Arguments(c).Prepend(c.Name)), c.Description!));
        foreach (var line in Block("help.arguments", arguments).Concat(Block("help.options", options)).Concat(Block("help.commands", commands)))
            yield return line;
    }

    private string Usage(CommandResult at)
    {
        var words = new List<string>();
        for (var above = at; above is not null; above = above.Parent as CommandResult) words.Insert(0, above.Command.Name);
        if (at.Command.Subcommands.Count > 0) words.Add(labels["help.a-command"]);
        words.AddRange(Arguments(at.Command));
        words.Add(labels["help.some-options"]);
        return string.Join(' ', words);
    }

    private static IEnumerable<string> Arguments(Command command) =>
        command.Arguments.Select(a => a.Arity.MinimumNumberOfValues == 0 || a.HasDefaultValue ? $"[<{a.Name}>]" : $"<{a.Name}>");

    // A flag takes no value; of the others the name says what it is.
    private static string Name(Option option) =>
        string.Join(", ", option.Aliases.Append(option.Name).Where(n => n[0] == '-').OrderBy(n => n.Length))
        + (option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool) ? "" : $" <{option.Name.TrimStart('-')}>");

    private string About(Option option) => About(option, option.HasDefaultValue, option.GetDefaultValue)
        + (option.Required ? " " + labels["help.required"] : "");

    private string About(Symbol symbol, bool hasDefault, Func<object?> ofDefault) =>
        hasDefault && ofDefault() is string { Length: > 0 } text ? $"{symbol.Description} {labels.Text("help.default", ("value", text))}" : symbol.Description!;

    private IEnumerable<string> Block(string title, IEnumerable<(string Name, string About)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0) yield break;
        yield return "";
        yield return $"{labels[title]}:";
        var name = all.Max(r => TextWidth.Of(r.Name)) + 4;
        foreach (var row in all)
        {
            var lines = TextWidth.Wrap(row.About, Math.Max(Terminal.Width - name - 1, 20)).ToList();
            yield return $"  {row.Name}{new string(' ', name - 2 - TextWidth.Of(row.Name))}{lines[0]}";
            foreach (var line in lines.Skip(1)) yield return new string(' ', name) + line;
        }
    }
}
