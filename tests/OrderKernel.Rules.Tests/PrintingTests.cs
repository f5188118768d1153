namespace OrderKernel.Rules.Tests;

/// <summary>The canonical form.</summary>
/// <remarks>Fails when a bracket that carries meaning is lost, a needless one stays, or a literal changes.</remarks>
public class PrintingTests
{
    [Theory]
    [InlineData("((a))&&(b||c)&&d", "a && (b || c) && d")]
    [InlineData("(a&&b)&&(c&&d)", "a && b && c && d")]
    [InlineData("(a&&b)||c&&d", "a && b || c && d")]
    [InlineData("a-(b-c)-d", "a - (b - c) - d")]
    [InlineData("a*(b+c)%d", "a * (b + c) % d")]
    [InlineData("(a<b)==(c<d)", "a < b == (c < d)")]
    [InlineData("a?b:(c?d:e)", "a ? b : c ? d : e")]
    [InlineData("(a?b:c)?(d?e:f):g", "(a ? b : c) ? (d ? e : f) : g")]
    [InlineData("-(1)", "-(1)")]
    [InlineData("-(1.5)", "-(1.5)")]
    [InlineData("--1", "--1")]
    [InlineData("-(-x)", "--x")]
    [InlineData("!(!x)", "!!x")]
    [InlineData("!(-x)", "!(-x)")]
    [InlineData("-(a.b)[0].c", "-a.b[0].c")]
    [InlineData("(-a).b", "(-a).b")]
    [InlineData("(a+b).size()", "(a + b).size()")]
    [InlineData("has( a.b.c )", "has(a.b.c)")]
    [InlineData("{'k':[1,2u,3.0,],\"l\":null,}", "{\"k\": [1, 2u, 3.0], \"l\": null}")]
    [InlineData("r'\\n' + '\\n\\t\\u2028' + b'\\xff\"a'", "\"\\\\n\" + \"\\n\\u0009\\u2028\" + b\"\\xff\\x22a\"")]
    [InlineData("money('50000.00') <= x", "money(\"50000\") <= x")]
    [InlineData("money(x)", "money(x)")]
    [InlineData("1e3 + 1e300 + -0.0", "1000.0 + 1e+300 + -0.0")]
    [InlineData("a.if in .b", "a.if in b")]
    [InlineData("(a+b).exists( x,(x>y) )", "(a + b).exists(x, x > y)")]
    [InlineData("a.map(x,x>1,x+1).all(y,true)", "a.map(x, x > 1, x + 1).all(y, true)")]
    [InlineData("a.exists(x, .x == x && .y == x)", "a.exists(x, .x == x && y == x)")]
    [InlineData("a.exists(x, has(.x.b) && has(x.b) && .x.b.c)", "a.exists(x, has(.x.b) && has(x.b) && .x.b.c)")]
    [InlineData("a.all(x, x.all(x, x == 1))", "a.all(x, x.all(x, x == 1))")]
    public void A_text_has_one_canonical_form(string text, string canonical)
    {
        Assert.Equal(canonical, DynamicExpression.Parse(text).ValueOrThrow().ToString());
        Assert.Equal(canonical, DynamicExpression.Parse(canonical).ValueOrThrow().ToString());
    }
}
