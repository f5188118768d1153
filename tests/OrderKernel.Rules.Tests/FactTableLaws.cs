using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace OrderKernel.Rules.Tests;

/// <summary>Facts declared with name, type and reader in one place.</summary>
/// <remarks>
/// Fails when a slot is read by anything but the declaration that it came from: a fact that is moved or added would then fill another's place.
/// </remarks>
[Properties(Arbitrary = [typeof(RandomExpressions)])]
public class FactTableLaws
{
    private static readonly Fact<FactValues>[] Declared =
        [.. Sample.Schema.Fields.Select((field, slot) => new Fact<FactValues>(field, v => v.Get(slot)))];

    [Law(500, 100_000, EndSize = 60)]
    public bool An_expression_reads_the_same_whatever_the_order_of_declaration_and_whatever_is_added(AnyExpression text, FactValues facts, int seed)
    {
        var table = new FactTable<FactValues>([.. Mixed([.. Declared, new(FactField.Required("order.more", FactType.Int), _ => 7L)], seed)]);
        return Agrees(text, facts, table.Schema, new Through(table.Get, facts));
    }

    [Fact]
    public void The_law_refuses_facts_that_are_read_by_number() => Assert.ThrowsAny<Exception>(() => Prop.ForAll(
        RandomExpressions.OfAnyType(), RandomExpressions.Facts(), ArbMap.Default.ArbFor<int>(),
        (text, facts, seed) =>
        {
            // The schema in one order, a switch over slots in another.
            var schema = FactSchema.Of([.. Mixed(Declared, seed).Select(f => f.Field)]);
            return Agrees(text, facts, schema, new Through((values, slot) => Declared[slot].Read(values), facts));
        }).Check(Sizes.Config(10_000).WithEndSize(60)));

    [Fact]
    public void A_reader_of_another_type_is_named()
    {
        var table = new FactTable<string>(
            new(FactField.Required("text.words", FactType.Int), t => ExpressionValue.Of(t)), new(FactField.Optional("text.size", FactType.Int), t => t.Length));
        var thrown = Assert.ThrowsAny<Exception>(() => table.Get("ab", 0));
        // On .NET Framework each assembly has its own.
        Assert.Equal(("UnreachableException", "text.words is declared as int, read was \"ab\"."), (thrown.GetType().Name, thrown.Message));
        Assert.Equal(2, table.Get("ab", 1).AsInt());
    }

    [Fact]
    public void A_reader_of_another_plain_type_is_refused_where_it_is_declared()
    {
        var number = FactField.Required("n", FactType.Int);
        var text = FactField.Optional("t", FactType.String);
        Assert.Throws<ArgumentException>(() => new Fact<string>(number, t => t));
        Assert.Throws<ArgumentException>(() => new Fact<string>(text, t => 1L));
        Assert.Throws<ArgumentException>(() => new Fact<string>(text, t => true));
        Assert.Throws<ArgumentException>(() => new Fact<string>(text, t => Money.Fen(1)));
        Assert.True(new FactTable<string>(new Fact<string>(text, t => (string?)null)).Get("", 0).IsAbsent);
        Assert.True(new FactTable<string>(new Fact<string>(FactField.Optional("m", FactType.Money), t => default(Money))).Get("", 0).IsAbsent);
    }

    [Fact]
    public void A_fact_is_declared_once() => Assert.Throws<ArgumentException>(() =>
        new FactTable<string>(new(FactField.Required("a", FactType.Int), t => 1L), new(FactField.Required("a", FactType.Int), t => 2L)));

#if NET // .NET Framework does not count what a thread allocates.
    [Fact]
    public void Reading_allocates_nothing()
    {
        var facts = Sample.Facts();
        var table = new FactTable<FactValues>(Declared);
        var through = new Through(table.Get, facts);
        var rule = Expression.Compile("order.total > money('50000') && order.units > 2 && order.placedAt == order.placedAt", table.Schema).ValueOrThrow();
        for (var i = 0; i < 100; i++) rule.Evaluate(through);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) rule.Evaluate(through);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
#endif

    private static bool Agrees(string text, FactValues facts, FactSchema schema, IFacts read) =>
        Outcome(Expression.Compile(text, schema).ValueOrThrow().Evaluate(read)) == Outcome(Sample.Checked(text, facts));

    private static string Outcome(ExpressionResult result) => result.IsOk ? result.ToString() : result.Error!.Code;

    private static IEnumerable<T> Mixed<T>(IEnumerable<T> items, int seed)
    {
        var random = new Random(seed);
        return items.OrderBy(_ => random.Next()).ToList();
    }

    private sealed class Through(Func<FactValues, int, ExpressionValue> read, FactValues facts) : IFacts
    {
        public ExpressionValue Get(int slot) => read(facts, slot);
    }
}
