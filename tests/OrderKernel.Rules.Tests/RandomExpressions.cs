using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Rules.Tests;

/// <summary>The text of a well-typed expression of any type.</summary>
public sealed record AnyExpression(string Text)
{
    public static implicit operator string(AnyExpression expression) => expression.Text;

    public override string ToString() => Text;
}

/// <summary>The text of an expression that gives a bool.</summary>
public sealed record Condition(string Text)
{
    public static implicit operator string(Condition condition) => condition.Text;

    public override string ToString() => Text;
}

/// <summary>A long, a ulong or a double near an edge of one of them.</summary>
public sealed record NumberOfAKind(object Number);

/// <summary>A whole number, often near an edge.</summary>
public sealed record AnyInteger(long Value);

/// <summary>What a quantifier asks of its variable x.</summary>
public sealed record QuantifiedBody(string Text)
{
    public static implicit operator string(QuantifiedBody body) => body.Text;

    public override string ToString() => Text;
}

/// <summary>What the laws of this package are tried on: expressions over the sample's facts, among them many that err at evaluation.</summary>
public static class RandomExpressions
{
    public static Arbitrary<Condition> Conditions() => Sized("bool").Select(text => new Condition(text)).ToArbitrary();

    public static Arbitrary<AnyExpression> OfAnyType() =>
        Gen.Elements("bool", "int", "uint", "double", "string", "money", "list", "map", "time", "span", "bytes", "type")
            .SelectMany(Sized).Select(text => new AnyExpression(text)).ToArbitrary();

    public static Arbitrary<NumberOfAKind> Numbers() => Gen.Elements<object>(
        0L, 1L, -1L, long.MaxValue, long.MinValue, long.MaxValue - 1, 9007199254740993L, 0UL, 1UL, ulong.MaxValue, 9223372036854775808UL, 0.0, -0.0, 0.5, -0.5,
        1.0,
        9007199254740992.0, 9223372036854775808.0, -9223372036854775808.0, 18446744073709551616.0, 18446744073709549568.0, 1e300, -1e300)
            .Select(n => new NumberOfAKind(n)).ToArbitrary();

    public static Arbitrary<AnyInteger> Integers() => Gen.OneOf(
        Gen.Elements(0L, 1, -1, 2, long.MaxValue, long.MinValue, 3037000500, -3037000500, 4294967296), Gen.Choose(-1000, 1000).Select(i => (long)i))
            .Select(n => new AnyInteger(n)).ToArbitrary();

    public static Arbitrary<QuantifiedBody> Bodies() =>
        Gen.Elements("x > 1", "6 / x > 2", "x == 0 || 6 / x == 6", "6 % x == 0 && x > 1", "x + 9223372036854775806 > 0", "true", "false")
            .Select(text => new QuantifiedBody(text)).ToArbitrary();

    public static Arbitrary<long[]> Lists() => Gen.Elements(-1L, 0, 1, 2, 3).ArrayOf().ToArbitrary();

    public static Arbitrary<FactValues> Facts() => (
        from total in Gen.Elements(0L, 1, 4999, 5_000_000, 5_000_001, long.MaxValue, -1)
        from units in Gen.Elements(0L, 1, 3, long.MaxValue, long.MinValue)
        from channel in Gen.Elements("tmall", "jd", "", "5", "中🐱")
        from vip in Gen.Elements(true, false)
        from tags in Gen.Elements("gift", "jd", "").ListOf()
        from coupon in Gen.Elements(0L, 1L, 2L)
        from note in Gen.Elements("", "x", "absent")
        from weight in Gen.Elements(0.0, -0.0, 2.5, double.NaN, double.PositiveInfinity, 1e300)
        from placedAt in Gen.Elements(1_770_598_800L, 0, -62_135_596_800, 253_402_300_799)
        from lines in Gen.Elements(("A", 2L, 1L, true, null), ("B", 0L, 5L, false, "b"), ("A", long.MaxValue, -1L, true, "a")).ListOf()
            .Select(l => l.Select(x => Sample.Line(x.Item1, x.Item2, x.Item3, x.Item4, x.Item5)))
        select Sample.Facts()
            .Set("order.total", Money.Fen(total)).Set("order.units", units).Set("order.channel", channel).Set("order.vip", vip)
            .Set("order.tags", ExpressionValue.OfList(tags))
            .Set("order.coupon", coupon == 0 ? default(ExpressionValue) : Money.Fen(coupon))
            .Set("order.note", note == "absent" ? default(ExpressionValue) : note).Set("shipment.weight", ExpressionValue.Of(weight))
            .Set("order.placedAt", ExpressionValue.Of(NodaTime.Instant.FromUnixTimeSeconds(placedAt)))
            .Set("order.lines", ExpressionValue.OfList(lines))).ToArbitrary();

    private static Gen<string> Sized(string type) => Gen.Sized(size => Of(type, Math.Min(size / 8, 6)));

    private static Gen<string> Of(string type, int depth)
    {
        var leaf = Gen.Elements(Leaves(type));
        if (depth == 0) return leaf;
        return Gen.Frequency((1, leaf), (1, Conditional(type, depth)), (6, Gen.OneOf(Branches(type).Select(b => Fill(b, depth - 1)))));
    }

    private static Gen<string> Conditional(string type, int depth) => Fill($"({{bool}} ? {{{type}}} : {{{type}}})", depth - 1);

    private static string[] Leaves(string type) => type switch
    {
        "bool" => ["true", "false", "order.vip", "has(order.coupon)", "has(order.note)", "has(order.marks.risk)", "(1 / 0 == 1)"],
        "int" => ["0", "1", "-1", "9223372036854775807", "-9223372036854775808", "0x1f", "order.units", "customer.level", "order.marks.risk",
            "order.marks.none"],
        "uint" => ["0u", "1u", "18446744073709551615u"],
        "double" => ["0.0", "1.5", "-2e3", "1e308", "shipment.weight"],
        "string" => ["''", "'a'", "\"tmall\"", "r'\\n'", "'\\u4e2d\\U0001f431'", "order.channel", "(has(order.note) ? order.note : 'none')"],
        "money" => ["money('50000')", "money('0.01')", "money('-1')", "money('0.005')", "money('9223372036854775807')", "order.total", "money(order.channel)",
            "(has(order.coupon) ? order.coupon : money('0'))"],
        "list" => ["[]", "['a']", "order.tags"],
        "time" => ["order.placedAt", "timestamp('2026-02-09T09:00:00.5+08:00')", "timestamp('0001-01-01T00:00:00Z')",
            "timestamp('9999-12-31T23:59:59.999999999Z')"],
        "span" => ["duration('0')", "duration('1h30m')", "duration('-1ns')", "duration('2562047h')"],
        "bytes" => ["b''", "b'a\\xff'", "b'\\xe4\\xb8\\xad'"],
        "type" => ["int", "string", "list", "google.protobuf.Timestamp", "money", "type"],
        _ => ["{}", "{'a': 1}", "order.marks"],
    };

    private static string[] Branches(string type) => type switch
    {
        "bool" =>
        [
            "({bool} && {bool})", "({bool} || {bool})", "{bool} && {bool} || {bool}", "!({bool})", "({int} < {double})", "({uint} >= {int})",
            "({double} == {int})", "({money} > {money})", "({money} == {money})",
            "({string} <= {string})", "({string} in {list})", "({string} in {map})", "({list} == {list})", "({map} != {map})",
            "({string}).startsWith({string})", "({string}).contains({string})", "({bool} == {bool})",
            "(has(order.coupon) && order.coupon < {money})", "(!has(order.note) || order.note == {string})", "(order.coupon > {money} && has(order.coupon))",
            "({list}).exists(x, x == {string} || {bool})", "({list}).all(x, size(x) > {int})", "order.lines.exists(l, l.bulky && l.price > {money})",
            "order.lines.all(l, has(l.batch) && l.batch == {string})",
            "order.lines.exists_one(l, l.units / {int} > {int} || {bool})", "({map}).all(k, k in {list})",
            "order.lines.exists(l, ({list}).all(m, m == l.sku || l.units < {int}))",
            "({time} <= {time})", "({span} > {span})", "({time} == {time})", "({bytes} < {bytes})", "({type} == {type})", "bool('' + {string})",
            "({string}).matches('^[a-z]*$')", "matches({string}, '' + {string})", "({span} in [{span}, {span}])", "({type} in [{type}])",
        ],
        "int" => ["({int} + {int})", "({int} - {int})", "({int} * {int})", "({int} / {int})", "({int} % {int})", "-({int})", "size({list})",
            "({string}).size()", "({map})[{string}]", "[{int}, {int}][{int}]", "size(order.lines.filter(l, l.units > {int}))",
            "int({uint})", "int({double})", "int('' + {string})", "int({time})", "size({bytes})",
            "({time}).getHours('Asia/Shanghai')", "({time}).getDayOfYear()", "({time}).getDayOfWeek('' + {string})", "({span}).getMinutes()",
            "({span}).getMilliseconds()"],
        "uint" => ["({uint} + {uint})", "({uint} - {uint})", "({uint} * {uint})", "({uint} / {uint})", "({uint} % {uint})", "uint({int})", "uint({double})",
            "uint('' + {string})"],
        "double" => ["({double} + {double})", "({double} * {double})", "({double} / {double})", "-({double})", "double({int})", "double({uint})",
            "double('' + {string})"],
        "string" => ["({string} + {string})", "({list})[{int}]", "string({int})", "string({double})", "string(b'' + {bytes})", "string({time})",
            "string({span})", "string({bool})"],
        "time" => ["({time} + {span})", "({span} + {time})", "({time} - {span})", "timestamp('' + {string})", "timestamp({int})", "timestamp(string({time}))"],
        "span" => ["({span} + {span})", "({span} - {span})", "({time} - {time})", "duration('' + {string})", "duration(string({span}))"],
        "bytes" => ["({bytes} + {bytes})", "bytes({string})"],
        "type" => ["type({int})", "type({string})", "type(dyn({double}))", "type({time})", "type({list})", "type({type})"],
        "money" => ["({money} + {money})", "({money} - {money})", "({money} * {int})", "({int} * {money})", "-({money})"],
        "list" => ["[{string}, {string}]", "({list} + {list})", "({list}).map(x, x + {string})", "order.lines.map(l, l.bulky || {bool}, l.sku)",
            "({list}).filter(x, x != {string})", "({map}).map(k, k)"],
        _ => ["{{string}: {int}}", "{{string}: {int}, {string}: {int}}"],
    };

    private static Gen<string> Fill(string branch, int depth)
    {
        var filled = Gen.Constant("");
        var rest = branch;
        const string Hole = "\\{(bool|int|uint|double|string|money|list|map|time|span|bytes|type)\\}";
        while (System.Text.RegularExpressions.Regex.Match(rest, Hole) is { Success: true } hole)
        {
            var (before, type, sofar) = (rest[..hole.Index], hole.Groups[1].Value, filled);
            filled = sofar.SelectMany(s => Of(type, depth).Select(part => s + before + part));
            rest = rest[(hole.Index + hole.Length)..];
        }

        var tail = rest;
        return filled.Select(s => s + tail);
    }
}
