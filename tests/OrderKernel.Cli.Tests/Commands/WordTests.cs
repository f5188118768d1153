namespace OrderKernel.Cli.Tests.Commands;

// Fails when a word of the command line is taken for something else than it says, or when what is wrong with it is not named.
public class WordTests
{
    [Theory]
    [InlineData("en", "--storr", CliCodes.OptionUnknown, "explain", "x", "--storr", "s.db")]
    [InlineData("zh", "--josn", CliCodes.OptionUnknown, "run", "x", "--josn")]
    [InlineData("en", "-x", CliCodes.OptionUnknown, "explain", "-x")]
    [InlineData("en", "--versio", CliCodes.OptionUnknown, "--versio")]
    [InlineData("zh", "--store", CliCodes.OptionWithoutValue, "explain", "x", "--store", "--json")]
    [InlineData("en", "--out", CliCodes.OptionWithoutValue, "trail", "x", "--out", "--json")]
    [InlineData("en", "--out", CliCodes.OptionWithoutValue, "trail", "x", "--out")]
    [InlineData("en", "dance", CliCodes.CommandUnknown, "dance")]
    [InlineData("en", "dance", CliCodes.CommandUnknown, "dance", "--out", "--json")]
    [InlineData("zh", "[diagram]", CliCodes.CommandUnknown, "[diagram]", "explain", "x")]
    [InlineData("zh", "缺少 <order>", CliCodes.CommandLineInvalid, "explain")]
    [InlineData("zh", "缺少 --why", CliCodes.CommandLineInvalid, "quarantine", "discard", "x", "--actor", "a")]
    [InlineData("en", "check, next, migrate", CliCodes.CommandLineInvalid, "workflow")]
    [InlineData("zh", "2 处", CliCodes.CommandLineInvalid, "explain", "1", "2")]
    [InlineData("en", "--store stands there more than once", CliCodes.CommandLineInvalid, "explain", "1", "--store", "a", "--store", "b")]
    public void What_is_wrong_is_named(string lang, string named, string code, params string[] arguments)
    {
        using var folder = new TempFolder();
        var said = ToolRun.In(folder.Root, [.. arguments, $"--lang={lang}"]).GivesUpWith(code).Error;
        Assert.Contains(named, said, StringComparison.Ordinal);
        Assert.Equal(lang == "zh", said.Any(c => c is >= '\u4E00' and <= '\u9FFF'));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Root));
    }

    [Theory]
    [InlineData("@nick")]
    [InlineData("--", "-x")]
    [InlineData("--", "--json")]
    public void An_order_may_be_called_anything(params string[] clue) =>
        Assert.Contains($"No order answers to {clue[^1]}.", ToolRun.Of(["explain", "--store", SampleRun.Shared.Store, .. clue]).Ends(1).Error,
            StringComparison.Ordinal);

    [Fact]
    public void A_file_may_be_called_like_an_option_where_that_is_meant()
    {
        using var folder = new TempFolder();
        var order = Stored.Orders(SampleRun.Shared.Store, "demo")[0].Id.Value;
        ToolRun.In(folder.Root, "trail", order, "--store", SampleRun.Shared.Store, "--role", "supervisor", "--out=--json").Ends(0);
        Assert.True(File.Exists(folder["--json"]));
    }

    [Fact]
    public void A_report_into_a_folder_that_is_not_there_is_found_before_the_run()
    {
        using var folder = new TempFolder().With("orders.csv", BadInput.TaobaoLines.Lines(BadInput.TaobaoLines.CsvHeader, BadInput.TaobaoLines.Row(1)));
        var said = folder.Run("--report", folder["nowhere/report.html"]).GivesUpWith(CliCodes.FolderMissing).Error;
        Assert.Contains(folder["nowhere"], said, StringComparison.Ordinal);
        folder.Run("--report", folder.Root).GivesUpWith(CliCodes.FileUnwritable);
        Assert.False(File.Exists(folder.Store));
    }

    [Theory]
    [InlineData("en", "Usage: orderkernel workflow next <order> [options]", "Who asks")]
    [InlineData("zh", "用法: orderkernel workflow next <order> [选项]", "操作者")]
    public void Help_follows_the_language(string lang, string usage, string actor)
    {
        foreach (var asked in (string[][])[["workflow", "next", "--help", "--lang", lang], ["--lang", lang, "workflow", "next", "-h"]])
        {
            var said = ToolRun.Of(asked).Ends(0).Out;
            Assert.Contains(usage, said, StringComparison.Ordinal);
            Assert.Contains(actor, said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_command_argument_and_option_is_described_in_both_languages()
    {
        foreach (var language in new[] { Language.English, Language.Chinese })
            Described(Cli.Output.Help.Describe(Tool.Root(Cli.Output.Labels.In(language)), Cli.Output.Labels.In(language)), language);
    }

    private static void Described(System.CommandLine.Command command, Language language)
    {
        foreach (var symbol in command.Options.Concat<System.CommandLine.Symbol>(command.Arguments).Append(command))
        {
            Assert.False(symbol.Description!.StartsWith("help", StringComparison.Ordinal), $"{command.Name} {symbol.Name}");
            Assert.Equal(language == Language.Chinese, symbol.Description.Any(c => c is >= '\u4E00' and <= '\u9FFF'));
        }

        foreach (var below in command.Subcommands) Described(below, language);
    }
}
