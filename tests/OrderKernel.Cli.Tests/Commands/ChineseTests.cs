using System.Text.RegularExpressions;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when something that people read with --lang zh is told in English: a status, a kind of hold, a role, an event without a label, a message of .NET.
public partial class ChineseTests
{
    // Each line says why it may stand in a Chinese sentence.
    private static readonly string[] Allowed =
    [
        @"orderkernel (tell|trail|quarantine) .*|orderkernel (?=\[)",     // command lines to copy, the tool in its usage
        @"\S*\.(carrier|shop|channel)\w*(: |  ).*",                      // ids of carriers, shops and channels as values
        @"\$[\w.\[\]]+|\b[a-zA-Z-]+(\[[^\]]*\])*(\.[a-zA-Z0-9-]+(\[[^\]]*\])*)+", // JSON paths, fields as --field takes them, dotted codes, files
        @"\[[^\]]*\]",                                                  // codes and words of documents stand in brackets
        @"状态表 \w+|“[^”]*”",                                           // a profile's own tables and what a channel wrote
        @"/\S+|\S+/\S+|--[a-z-]+",                                     // paths, zones such as Asia/Shanghai, options
        @"\S*[0-9_]\S*",                                               // ids, SKUs, waybills, hashes, instants
        @"\b[A-Z]{2}\b|\b(taobao|jd|pdd|doudian|demo)\b",              // ids of locations, channels, tenants
        @"经 [a-z-]+ 发出",                                              // carriers by their id
        @"角色 [a-z]+ 不可见",                                           // the role as --role takes it
        @"\b(CNY|VIP|SKU|JSON Lines|JSON Schema|JSON|HTML|ISO|IANA|schema|en|zh|run|verify|trail|pre-sale|standard|totals-only|mermaid|dot)\b",
    ];

    [Theory]
    [MemberData(nameof(EveryCommand.Lines), MemberType = typeof(EveryCommand))]
    public void No_english_word_is_left(string line)
    {
        using var folder = new TempFolder();
        var said = EveryCommand.Run(line, "zh", folder);
        var left = (said.Out + said.Error).Split('\n').Where(l => Latin().IsMatch(Rest(l, line)));
        Assert.Empty(left.Select(l => $"{Latin().Match(Rest(l, line)).Value}: {l}"));
        Assert.Matches("[\u4E00-\u9FFF]", said.Out + said.Error);
    }

    private static string Rest(string said, string line)
    {
        // Help is a table of commands, arguments and options: what stands before the description is what one types.
        if (line.EndsWith("--help", StringComparison.Ordinal)) said = Typed().Replace(said, " ");
        if (line.StartsWith("documents", StringComparison.Ordinal)) said = Row().Replace(said, " ");
        return Allowed.Aggregate(said, (rest, allowed) => Regex.Replace(rest, allowed, " "));
    }

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Latin();

    [GeneratedRegex("^  [ -~]+|<[a-z-]+>|orderkernel [a-z ]+")]
    private static partial Regex Typed();

    // Kind, name, version and package of a document.
    [GeneratedRegex("^  [ -~]+  ")]
    private static partial Regex Row();
}
