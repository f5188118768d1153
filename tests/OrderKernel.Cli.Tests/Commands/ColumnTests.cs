using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when a line of either stream is wider than the terminal, or when a code, an id or a path of the same output is broken where a line ends.
public class ColumnTests
{
    [Theory]
    [MemberData(nameof(EveryCommand.Lines), MemberType = typeof(EveryCommand))]
    public void Lines_end_before_the_edge_and_words_stay_whole(string line)
    {
        foreach (var language in new[] { "en", "zh" })
        {
            var whole = Words(EveryCommand.Run(line, language).Both);
            // The narrow one in one language only: each width runs every command anew.
            var width = language == "zh" ? 60 : 80;
            var said = EveryCommand.Run(line, language, width).Both;
            Assert.All(said.Split('\n'), l => Assert.True(TextWidth.Of(l) <= width, $"{TextWidth.Of(l)} > {width}: {l}"));
            var seen = Words(said).ToHashSet(StringComparer.Ordinal);
            Assert.Empty(whole.Where(w => TextWidth.Of(w) <= width - 4 && !seen.Contains(w)).Distinct());
        }
    }

    // Codes and ids: runs of what neither space, frame nor wide character ends, with a dot, dash, digit or underscore in it.
    private static List<string> Words(string text) =>
        [.. text.Split([' ', '\n', '│', '╭', '╮', '╰', '╯', '├', '┤', '─'], StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(w => System.Text.RegularExpressions.Regex.Split(w, "[^!-~]+"))
            .Select(w => w.Trim('.', ',', ';', ':', '(', ')', '\'', '"', '[', ']'))
            .Where(w => w.Length > 3 && w.Any(c => c is '.' or '-' or '_' or (>= '0' and <= '9')))];
}
