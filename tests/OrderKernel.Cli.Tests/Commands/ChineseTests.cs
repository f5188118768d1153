using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when something that people read with --lang zh is told in English: a status, a kind of hold, a role, an event without a label, a message of .NET.
public partial class ChineseTests
{
    // Each line says why it may stand in a Chinese sentence.
    private static readonly string[] Allowed =
    [
        @"已知的有 [^。;]*|应为 [A-Za-z]+(\|[A-Za-z]+)+",                     // what one may type instead
        @"orderkernel (tell|trail|quarantine) .*|orderkernel explain 订单|orderkernel (?=\[)", // command lines to copy, the tool in its usage
        @"\S*\.(carrier|shop|channel)\w*(: |  ).*",                      // ids of carriers, shops and channels as values
        @"\$[\w.\[\]]+|\b[a-zA-Z-]+(\[[^\]]*\])*(\.[a-zA-Z0-9-]+(\[[^\]]*\])*)+", // JSON paths, fields as --field takes them, dotted codes, files
        @"\[[^\]]*\]",                                                  // codes and words of documents stand in brackets
        @"状态表 \w+|“[^”]*”",                                           // a profile's own tables and what a channel wrote
        @"/\S+|\S+/\S+|--[a-z-]+",                                     // paths, zones such as Asia/Shanghai, options
        @"\S*[0-9_]\S*",                                               // ids, SKUs, waybills, hashes, instants
        @"\b[A-Z]{2}\b|\b(taobao|jd|pdd|doudian|demo)\b",              // ids of locations, channels, tenants
        @"\b\w+\(\w+: [^)]*\)",                                          // what rules pull, in the words of their document
        @"经 [a-z-]+ 发出",                                              // carriers by their id
        @"角色 [a-z]+ 不可见",                                           // the role as --role takes it
        @"\berp\|wms\|crm=placed\|paid\|shipped\b", // what --expect takes
        @"\b(ERP|WMS|CRM|CSV|XML|CNY|VIP|SKU|JSON Lines|JSON Schema|JSON|HTML|ISO|IANA|schema|en|zh|run|verify|trail|pre-sale|standard|totals-only|mermaid|dot)\b",
    ];

    [Theory]
    [MemberData(nameof(EveryCommand.LinesAndDiagrams), MemberType = typeof(EveryCommand))]
    public void No_english_word_is_left(string line)
    {
        var said = EveryCommand.Run(line, "zh").Both;
        Assert.Empty(Left(said.Split('\n'), line));
        Assert.Matches("[\u4E00-\u9FFF]", said);
    }

    [Theory]
    [InlineData("run INPUT --store COPY --report REPORT")]
    [InlineData("demo --store DEMO --report REPORT")]
    [InlineData("profile try mall.json mall.jsonl --record 1 --html REPORT")]
    public void Nor_in_a_report(string line)
    {
        var body = XDocument.Parse(EveryCommand.Run(line, "zh").Report!).Root!;
        var texts = body.DescendantNodes().OfType<XText>().Where(t => t.Parent!.Name.LocalName != "style").Select(t => t.Value)
            .Concat(body.Descendants().Attributes("aria-label").Select(a => a.Value)).ToList();
        Assert.Empty(Left(texts, line));
        Assert.Contains(texts, t => t is "订单健康指数" or "字段");
    }

    // What a document's value should have been is an argument of its reason, written where it is read.
    [Fact]
    public void What_is_expected_has_chinese_words()
    {
        var labels = Cli.Output.Labels.In(Language.Chinese);
        var expected = Directory.EnumerateFiles(Path.Combine(Outside.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal)).SelectMany(f => Expected().Matches(File.ReadAllText(f)))
            .Select(m => m.Groups[1].Value + m.Groups[2].Value).Distinct().ToList();
        Assert.True(expected.Count > 40, $"{expected.Count} phrases");
        // Alternatives and forms are what one types.
        Assert.Empty(expected.Where(e => !e.Contains('|', StringComparison.Ordinal) && e is not ("has(a.b)" or "name@version") && labels.Value(e) == e));
    }

    [GeneratedRegex("\\(\"expected\", \"([^\"]+)\"\\)|Mismatch\\([^\"\n]+, \"([a-z ]+)\"[,)]")]
    private static partial Regex Expected();

    private static IEnumerable<string> Left(IEnumerable<string> said, string line) =>
        said.Where(l => Latin().IsMatch(Rest(l, line))).Select(l => $"{Latin().Match(Rest(l, line)).Value}: {l}");

    private static string Rest(string said, string line)
    {
        // Help is a table of commands, arguments and options: what stands before the description is what one types.
        if (line.EndsWith("--help", StringComparison.Ordinal)) said = Typed().Replace(said, " ");
        if (line == "documents list") said = Row().Replace(said, " ");
        if (line.StartsWith("graph", StringComparison.Ordinal)) said = Drawn().Replace(said, " ");
        return Allowed.Aggregate(said, (rest, allowed) => Regex.Replace(rest, allowed, " "));
    }

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Latin();

    [GeneratedRegex("^  [ -~]+|<[a-z-]+>|orderkernel [a-z ]+")]
    private static partial Regex Typed();

    // What the languages of diagrams need; statuses, triggers and roles stand in a drawing as the document that it draws has them.
    [GeneratedRegex("""^(flowchart TD|digraph workflow \{|  compound=.*|  (node|edge) \[.*|  (classDef|class) .*)$|\bsubgraph \w+|^ *end$|\bstep\d+\b|\["[A-Z]\w+"\]|label="[A-Z]\w+"|"[a-z-]+ \([a-z, ]+\)( \dx)?|自 [a-zA-Z.]+ 起|[a-z]+=|\w+=\w+|<br/>""")]
    private static partial Regex Drawn();

    // Kind, name, version and package of a document.
    [GeneratedRegex("^  [ -~]+  ")]
    private static partial Regex Row();
}
