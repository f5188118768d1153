using System.Text.RegularExpressions;

namespace OrderKernel.Workflow.Tests;

/// <summary>A drawing read back from its text by a small grammar of its own: what a diagram tool would see.</summary>
/// <remarks>
/// Anything that is not of the grammar throws <see cref="FormatException"/>: a text that became syntax is found by that, or by another structure.
/// </remarks>
internal sealed record Drawn(ValueList<string> Structure, ValueList<string> Labels)
{
    public static Drawn Mermaid(string text)
    {
        var lines = text.Split('\n');
        if (lines[0] != "flowchart TD" || lines[^1].Length > 0) throw new FormatException(lines[0]);
        var (structure, labels) = (new List<string>(), new List<string>());
        const string label = "\"(?<label>[^\"`<>&;\\\\]*(?:(?:#\\d+;|<br/>)[^\"`<>&;\\\\]*)*)\"";
        var kinds = new[]
        {
            $"^ +subgraph (?<id>\\w+)\\[{label}\\]$", "^ +(?<id>end)$", $"^ +(?<id>\\w+)\\[{label}\\]$", $"^ +(?<id>\\w+)\\(\\[{label}\\]\\)$",
                $"^ +(?<id>\\w+)\\{{\\{{{label}\\}}\\}}$",
            $"^  (?<id>\\w+ (?:-->|==>|-\\.->))(?:\\|{label}\\|)? (?<to>\\w+)$", "^  (?<id>classDef \\w+ stroke-width:\\dpx)$", "^  (?<id>class [\\w,]+ \\w+)$",
        };
        foreach (var line in lines.Skip(1).Take(lines.Length - 2))
        {
            var kind = Array.FindIndex(kinds, k => Regex.IsMatch(line, k));
            if (kind < 0) throw new FormatException(line);
            var match = Regex.Match(line, kinds[kind]);
            structure.Add($"{kind} {match.Groups["id"].Value} {match.Groups["to"].Value}");
            if (match.Groups["label"].Success) labels.Add(Unescaped(match.Groups["label"].Value.Replace("<br/>", "\n"), "#(\\d+);"));
        }

        return new(structure.ToValueList(), labels.ToValueList());
    }

    public static Drawn Dot(string text)
    {
        var tokens = new List<string>();
        for (var rest = text; rest.Trim().Length > 0;)
        {
            var token = Regex.Match(rest, "^\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|->|[A-Za-z_][A-Za-z0-9_]*|\\d+|[{}\\[\\]=;,])", RegexOptions.Singleline);
            if (!token.Success) throw new FormatException(rest.Length > 40 ? rest.Substring(0, 40) : rest);
            tokens.Add(token.Groups[1].Value);
            rest = rest.Substring(token.Length);
        }

        var reading = new DotReading(tokens);
        reading.Graph();
        return new(reading.Structure.ToValueList(), reading.Labels.ToValueList());
    }

    private static string Unescaped(string text, string entity) => Regex.Replace(text, entity, m => ((char)int.Parse(m.Groups[1].Value)).ToString());

    // graph: "digraph" id block; block: "{" { statement ";" | subgraph } "}"; statement: id "=" value | id [ "->" id ] [ "[" id "=" value { "," … } "]" ]
    private sealed class DotReading(List<string> tokens)
    {
        private int _at;

        public List<string> Structure { get; } = [];

        public List<string> Labels { get; } = [];

        public void Graph()
        {
            Take("digraph");
            Id();
            Block();
            if (_at != tokens.Count) throw new FormatException(tokens[_at]);
        }

        private void Block()
        {
            for (Take("{"); Next != "}";)
            {
                if (Next == "subgraph")
                {
                    Take("subgraph");
                    Structure.Add("frame " + Id());
                    Block();
                    continue;
                }

                Statement();
                Take(";");
            }

            Take("}");
        }

        private void Statement()
        {
            var id = Id();
            if (Next == "=")
            {
                Attribute(id);
                return;
            }

            if (Next == "->")
            {
                Take("->");
                id += " -> " + Id();
            }

            Structure.Add(id);
            if (Next != "[") return;
            Take("[");
            Attribute(Id());
            while (Next == ",")
            {
                Take(",");
                Attribute(Id());
            }

            Take("]");
        }

        private void Attribute(string name)
        {
            Take("=");
            var value = tokens[_at++];
            if (name != "label") Structure.Add($"{name}={value}");
            else if (!Regex.IsMatch(value, "^\"([^\"\\\\&]|\\\\n|&#\\d+;)*\"$")) throw new FormatException(value);
            else Labels.Add(Unescaped(value.Substring(1, value.Length - 2).Replace("\\n", "\n"), "&#(\\d+);"));
        }

        private string Next => _at < tokens.Count ? tokens[_at] : throw new FormatException("end");

        private string Id() => Regex.IsMatch(Next, "^[A-Za-z_]") ? tokens[_at++] : throw new FormatException(Next);

        private void Take(string token)
        {
            if (Next != token) throw new FormatException($"{Next} instead of {token}");
            _at++;
        }
    }
}
