using System.CommandLine;

namespace OrderKernel.Cli.Output;

/// <summary>Gives commands, arguments and options the words of one language, found by where they stand.</summary>
internal static class Help
{
    /// <summary>Describes a command and all below it; what means the same everywhere has one text, such as <c>help.--store</c>.</summary>
    /// <param name="command">The command.</param>
    /// <param name="labels">The words.</param>
    /// <param name="place">The names from the tool down to the command.</param>
    public static Command Describe(Command command, Labels labels, string place = "help")
    {
        command.Description = labels[place];
        foreach (var symbol in command.Options.Concat<Symbol>(command.Arguments))
            symbol.Description = labels.Has($"{place}.{symbol.Name}") ? labels[$"{place}.{symbol.Name}"] : labels[$"help.{symbol.Name}"];
        foreach (var below in command.Subcommands) Describe(below, labels, $"{place}.{below.Name}");
        return command;
    }
}
