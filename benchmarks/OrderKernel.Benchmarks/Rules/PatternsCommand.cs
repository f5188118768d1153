using System.Text.RegularExpressions;
using OrderKernel.Rules;

namespace OrderKernel.Benchmarks;

/// <summary>
/// <c>patterns [--runs N]</c>: patterns of rules over texts as they come, beside .NET's two linear and compiled engines on the same inputs in one process;
/// the least of N timings each. Ours goes through <see cref="Expression.Holds(IFacts)"/>, as a rule does. Prints Markdown.
/// </summary>
internal static class PatternsCommand
{
    private static readonly FactSchema Schema = FactSchema.Of(FactField.Required("text", FactType.String));

    public static int Run(string[] args)
    {
        if (CountArgument.Read("patterns", args, "--runs", 300, 1, 100_000) is not { } runs) return 2;
        Console.WriteLine("| | characters | NonBacktracking ns | Compiled ns | ours ns | of NonBacktracking |\n| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (name, pattern, text, isSafe) in Cases())
        {
            // Of an engine that goes back, what would take days is left out.
            var linear = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            var compiled = isSafe ? new Regex(pattern, RegexOptions.Compiled | RegexOptions.CultureInvariant) : linear;
            var rule = Expression.Compile("text.matches(" + Quoted(pattern) + ")", Schema, FactType.Bool).ValueOrThrow();
            var facts = new FactValues(Schema).Set(0, text);
            var held = rule.Holds(facts).ValueOrThrow();
            if (held != linear.IsMatch(text) || held != compiled.IsMatch(text)) throw new InvalidOperationException($"{pattern} matches otherwise.");
            Action[] asked = [() => linear.IsMatch(text), () => compiled.IsMatch(text), () => rule.Holds(facts)];
            // Twice in turn, and the least of both, so that no engine has the quiet moments to itself.
            var times = Array.ConvertAll(asked, _ => double.MaxValue);
            for (var round = 0; round < 4; round++)
            {
                for (var i = 0; i < asked.Length; i++) times[i] = Math.Min(times[i], Least(asked[i], runs));
                Thread.Sleep(100);
            }

            var (theirs, fast, ours) = (times[0], isSafe ? FormattableString.Invariant($"{times[1]:F0}") : "–", times[2]);
            Console.WriteLine(FormattableString.Invariant($"| {name} | {text.Length} | {theirs:F0} | {fast} | {ours:F0} | {ours / theirs:F2} |"));
        }

        return 0;
    }

    // As many calls a timing as fit a quarter of a millisecond, and timings for a quarter of a second at most.
    private static double Least(Action action, int runs)
    {
        var once = Math.Max(1, LeastTime.Of(3, 1, action));
        var each = (int)Math.Clamp(250_000 / once, 1, 1_024);
        return LeastTime.Of((int)Math.Clamp(250_000_000 / (once * each), 3, runs), each, action);
    }

    private static string Quoted(string pattern) => "'" + pattern.Replace("\\", "\\\\", StringComparison.Ordinal) + "'";

    private static IEnumerable<(string Name, string Pattern, string Text, bool IsSafe)> Cases()
    {
        const string Words = "退款|退货|换货|取消|加急|勿发|拆单|改地址|开发票|赠品";
        const string Stars = "^(([a-z])+.)+[A-Z]([a-z])+$";
        var english = Repeated("please leave the parcel with the neighbour on the left, thank you very much. ", 1_000);
        var chinese = Repeated("请放在门口的柜子里面不用打电话谢谢,包装要完整一点送人用的。", 1_000);
        var letters = Letters("ab", 1_000);
        yield return ("waybill", "^SF[0-9]{12,15}$", "SF1234567890123", true);
        yield return ("mobile number in a remark", "1[3-9][0-9]{9}", "请打这个电话13812345678找王先生", true);
        yield return ("e-mail address", "^[a-z0-9._-]+@[a-z0-9-]+([.][a-z0-9-]+)+$", "customer.service@shop-example.com.cn", true);
        yield return ("ten words in a remark, one there", Words, "客户说颜色不对想要换货,请尽快联系", true);
        yield return ("ten words in a remark, none there", Words, "请放在门口的柜子里面不用打电话谢谢", true);
        yield return ("ten words in a long text, none there", Words, chinese, true);
        yield return ("a word in a long text, not there", "refund", english, true);
        yield return ("a word of Chinese in a long text, not there", "退款", chinese, true);
        yield return ("a word in any case in a long text, not there", "(?i)refund", english, true);
        yield return ("a number in a long text, not there", "[0-9]{6,}", chinese, true);
        yield return ("words with something between, not there", "(please|kindly).*(refund|return)", english, true);
        yield return ("letters and a capital, not there", Stars, Letters("abcdefgh", 24), true);
        yield return ("no table: a letter thirteen before another", "(a|b)*a(a|b){12}c", letters, true);
        yield return ("no table: a letter forty before another", "a[ab]{40}c", letters, true);
        yield return ("no table: four letters at set distances", "a.{9}b.{9}a.{9}b.{9}c", letters, true);
        yield return ("no table: 300 positions", "a.{99}b.{99}a.{99}c", letters, true);
        yield return ("no table: four hundred that may be there", "(a?){400}a{400}b", Letters("a", 1_000), false);
    }

    private static string Repeated(string part, int length) => string.Concat(Enumerable.Repeat(part, (length / part.Length) + 1))[..length];

    // The same letters on every run, in no order.
    private static string Letters(string from, int count)
    {
        var seed = 20_260_209u;
        return string.Concat(Enumerable.Range(0, count).Select(_ => from[(int)((seed = (seed * 1_664_525) + 1_013_904_223) >> 16) % from.Length]));
    }
}
