using System.Globalization;

namespace OrderKernel.Rules.Tests;

/// <summary>Mutated texts end in a value or a typed error, in both modes.</summary>
/// <remarks>
/// Fails when any text makes the loader, the evaluation or the explanation throw, hang or overflow the stack, or when a refusal has no position.
/// </remarks>
public class FuzzLaws
{
    private static readonly string[] Seeds =
    [
        "order.total > money(\"50000\") && order.channel == 'tmall'", "has(order.coupon) ? order.coupon : money('0')",
        "!(order.vip || 'gift' in order.tags) && size(order.tags) >= 2",
        "{'a': [1, 2u, 3.5e2], \"b\": {}}['a'][1] + 0x1fu * 3u", "b'\\xff\\000' + b\"\"\"abc\"\"\" == br'x'", "-9223372036854775808 / -1 % 7",
        "order.marks.risk + order.marks['risk'] // note\n - 1",
        "r'\\d' + '\\u4e2d\\U0001f431'.startsWith('中') ? 1 : 2", "null == null || dyn(1) in [1.0, 'x', null]",
        "order.note.contains('''x''').endsWith(\"\\\"\")",
        "order.lines.exists(l, l.bulky && [1, 2].all(i, i < l.units))",
        "order.placedAt - timestamp('2026-02-08T01:00:00+08:00') >= duration('-1h30m') || order.placedAt.getDayOfWeek('Asia/Shanghai') in [0, 6]",
        "order.note.matches('^[a-z]+(x|y)*$') ? type(order.units) == int : string(bytes(order.channel)) != string(1.5e3)",
        "int('12') + int(2.5) - int(order.placedAt) > 0 && uint(1) < 3u && double('1e3') > 0.0 && {'a-b': bool('t')}.`a-b`",
        "order.tags.map(t, t != '', t + t).filter(u, size(u) > 1).exists_one(u, u == 'giftgift')",
    ];

    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "{", "}", "'", "\"", "\\", "''' ", "&&", "||", "!", "-", "+", "*", "/", "%", "?", ":", ",", ".", "..", "<", "<=", "==", "!=", "in",
        "has(", "money(", "size(", "dyn(", "int(", "string(", "timestamp(", "duration(", "type(", ".matches('(a*)*')",
        ".matches(", ".getHours('UTC')", ".getDate(", ".`", "`", "google.protobuf.",
        "order", "order.total",
        "order.tags", "0", "1e999", "99999999999999999999", "0x", "1u", "1.5", "true", "null", "\0", "\ud800", "\udc00", "🐱", "\u2028", "//", "\n", "r'", "b'",
        "\\x", "\\U00110000", "exists(", ".all(t, ", ".map(x, x + x)", ".map(x, [x, x])", ".exists(y, y == y)", "for", "_", "x.y.z", "[0]", "((((((((((",
        "[[[[[[[[",
    ];

    [Fact]
    public void Any_text_ends_in_a_value_or_a_typed_error()
    {
        var count = Sizes.Of(100_000, 5_000_000);
        var chance = new Random(20260209);
        var (facts, bindings) = (Sample.Facts(), Sample.Bindings(Sample.Facts()));
        var (accepted, evaluated) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            var text = Mutate(Seeds[chance.Next(Seeds.Length)], chance);
            if (Accepted(Expression.Compile(text, Sample.Schema), text) is { } expression)
            {
                accepted++;
                Ends(expression.Evaluate(facts), text);
                Assert.False(expression.Explain(facts).Reasons.IsEmpty);
                Assert.InRange(expression.Cost(facts), 1, expression.CostMax(new(64, 64)));
                Assert.Equal(expression.ToString(), Expression.Compile(expression.ToString(), Sample.Schema).ValueOrThrow().ToString());
            }

            if (Accepted(DynamicExpression.Parse(text), text) is { } dynamic)
            {
                evaluated++;
                Ends(dynamic.Evaluate(bindings), text);
                Assert.False(dynamic.Explain(bindings).Reasons.IsEmpty);
            }
        }

        Assert.True(accepted > count / 100 && evaluated > accepted, $"{accepted} and {evaluated} of {count} texts were accepted: the mutations are too wild.");
    }

    [Fact]
    public void The_deepest_permitted_text_fits_a_small_stack()
    {
        var deepest = new string('(', Expression.DepthMax - 1) + "1" + new string(')', Expression.DepthMax - 1);
        var tallest = string.Concat(Enumerable.Repeat("[", Expression.DepthMax - 1)) + "1" + string.Concat(Enumerable.Repeat("]", Expression.DepthMax - 1));
        Exception? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    foreach (var text in new[] { deepest, tallest, "size(" + tallest[2..^2] + ") == 1" })
                    {
                        var expression = Expression.Compile(text, FactSchema.Of()).ValueOrThrow();
                        Assert.True(expression.Evaluate(new FactValues(expression.Schema)).IsOk);
                        Assert.False(expression.Explain(new FactValues(expression.Schema)).Reasons.IsEmpty);
                    }
                }
                catch (Exception e)
                {
                    thrown = e;
                }
            },
            256 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(thrown);
    }

    private static T? Accepted<T>(Result<T> result, string text) where T : class
    {
        if (result.TryGet(out var value, out var refusal)) return value;
        var position = refusal.Arguments.Items.Single(a => a.Name == "position").Value;
        Assert.InRange(int.Parse(position, CultureInfo.InvariantCulture), 1, text.Length + 1);
        Assert.StartsWith("rules.", refusal.Code, StringComparison.Ordinal);
        return null;
    }

    private static void Ends(ExpressionResult result, string text)
    {
        if (!result.IsOk) Assert.InRange(result.Error!.Position, 1, text.Length);
    }

    private static string Mutate(string text, Random chance)
    {
        for (var steps = chance.Next(1, 4); steps > 0; steps--)
        {
            var at = chance.Next(text.Length + 1);
            var until = Math.Min(text.Length, at + chance.Next(4));
            var other = Seeds[chance.Next(Seeds.Length)];
            var piece = Pieces[chance.Next(Pieces.Length)];
            text = chance.Next(5) switch
            {
                0 => text[..at] + text[until..],
                1 => text[..at] + piece + text[at..],
                2 => text[..at] + piece + text[until..],
                3 => text[..at] + other[chance.Next(other.Length)..],
                _ => text[..at] + string.Concat(Enumerable.Repeat(piece, chance.Next(1, 40))) + text[at..],
            };
        }

        return text;
    }
}
