using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace OrderKernel.Allocation.Tests;

/// <summary>
/// A case without groups as CPLEX-LP text, and outside solvers that solve it. Amounts are read
/// back from their units and priced here, so that their floating point decides nothing.
/// </summary>
public static class LinearProgram
{
    public static string Write(Case c)
    {
        var (objective, rows, integers, binaries) = (new StringBuilder(), new StringBuilder(), new StringBuilder(), new StringBuilder());
        var locations = Enumerable.Range(0, c.Locations.Length).ToArray();
        var skus = c.Lines.GroupBy(l => l.Sku).Select(g => (Sku: g.Key, Units: g.Sum(l => l.Units))).ToArray();
        var row = 0;
        var any = new StringBuilder(" any");
        foreach (var l in locations)
        {
            var once = new StringBuilder();
            for (var k = 0; k < c.Carriers.Length; k++)
            {
                if (!c.MayCarry(l, k)) continue;
                Term(objective, c.Tariffs[l, k]!.Value.PerShipment + c.Split, $"y{l}_{k}");
                once.Append(once.Length == 0 ? "" : " + ").Append($"y{l}_{k}");
                any.Append($" - y{l}_{k}");
                binaries.Append($" y{l}_{k}\n");
            }

            if (once.Length > 0) rows.Append($" r{row++}: {once} <= 1\n");
        }

        objective.Append(CultureInfo.InvariantCulture, $" - {c.Split} any\n");
        binaries.Append(" any\n");
        rows.Append($" r{row++}:{any} <= 0\n");
        foreach (var (s, units) in skus)
        {
            var sum = new StringBuilder($"u{s}");
            Term(objective, c.Penalty[s], $"u{s}");
            integers.Append($" u{s}\n");
            foreach (var l in locations)
            {
                for (var k = 0; k < c.Carriers.Length; k++)
                {
                    if (!c.MayCarry(l, k)) continue;
                    var x = $"x{l}_{k}_{s}";
                    Term(objective, c.UnitCost(l, k, s), x);
                    sum.Append($" + {x}");
                    rows.Append(CultureInfo.InvariantCulture, $" r{row++}: {x} - {Math.Min(units, c.Give(l, s))} y{l}_{k} <= 0\n");
                    integers.Append($" {x}\n");
                }

            }

            rows.Append(CultureInfo.InvariantCulture, $" r{row++}: {sum} = {units}\n");
        }

        return $"Minimize\n cost: {objective}Subject To\n{rows}General\n{integers}Binary\n{binaries}End\n";
    }

    public static long CostByGlpsol(Case c) => CostOf(c, "glpsol", (lp, answer) => $"--lp {lp} -w {answer}", (lp, answer) =>
    {
        // The plain solution file numbers columns in the order of their first appearance in the text.
        var names = Names(lp);
        return answer.Split('\n').Where(line => line.StartsWith("j ", StringComparison.Ordinal)).Select(line => line.Split(' '))
            .ToDictionary(parts => names[int.Parse(parts[1], CultureInfo.InvariantCulture) - 1], parts => Whole(parts[2]));
    });

    public static long CostByCbc(Case c) => CostOf(c, "cbc", (lp, answer) => $"{lp} ratioGap 0 allowableGap 0 solve solution {answer}", (_, answer) =>
    {
        Assert.StartsWith("Optimal", answer, StringComparison.Ordinal);
        return answer.Split('\n').Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(parts => parts.Length >= 3)
            .ToDictionary(parts => parts[^3], parts => Whole(parts[^2]));
    });

    private static long CostOf(Case c, string program, Func<string, string, string> arguments, Func<string, string, Dictionary<string, long>> read)
    {
        var folder = Directory.CreateTempSubdirectory("orderkernel-lp-");
        try
        {
            var (lp, answer) = (Path.Combine(folder.FullName, "case.lp"), Path.Combine(folder.FullName, "answer.txt"));
            var text = Write(c);
            File.WriteAllText(lp, text);
            using var process =
                Process.Start(new ProcessStartInfo(SolverFactAttribute.PathOf(program)!,
                    arguments(lp, answer)) { RedirectStandardOutput = true, UseShellExecute = false })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return Price(c, read(text, File.ReadAllText(answer)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static long Price(Case c, Dictionary<string, long> values)
    {
        long Value(string name) => values.GetValueOrDefault(name);
        var (cost, shipments) = (0L, 0);
        var filled = new long[c.Skus.Length];
        for (var l = 0; l < c.Locations.Length; l++)
        {
            for (var k = 0; k < c.Carriers.Length; k++)
            {
                var units = Enumerable.Range(0, c.Skus.Length).Select(s => Value($"x{l}_{k}_{s}")).ToArray();
                if (units.Sum() == 0) continue;
                Assert.True(Value($"y{l}_{k}") == 1 && c.MayCarry(l, k), "a unit ships by a pair that is not open");
                shipments++;
                cost += c.Tariffs[l, k]!.Value.PerShipment;
                for (var s = 0; s < units.Length; s++)
                {
                    Assert.True(units[s] <= c.Give(l, s));
                    cost += units[s] * c.UnitCost(l, k, s);
                    filled[s] += units[s];
                }
            }
        }

        foreach (var wanted in c.Lines.GroupBy(l => l.Sku)) cost += (wanted.Sum(l => l.Units) - filled[wanted.Key]) * c.Penalty[wanted.Key];
        return cost + (Math.Max(0, shipments - 1) * c.Split);
    }

    private static string[] Names(string lp) => lp.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
        .Where(word => word == "any" || (word.Length > 1 && word[0] is 'x' or 'y' or 'u' && char.IsAsciiDigit(word[1]))).Distinct().ToArray();

    private static long Whole(string text) => (long)Math.Round(double.Parse(text, CultureInfo.InvariantCulture));

    private static void Term(StringBuilder objective, long amount, string variable) =>
        objective.Append(CultureInfo.InvariantCulture, $" + {amount} {variable}\n");
}
