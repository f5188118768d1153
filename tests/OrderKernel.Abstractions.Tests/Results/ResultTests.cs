using System.Diagnostics;
using System.Reflection;

namespace OrderKernel.Abstractions.Tests.Results;

// Fails when an unset result reads as success, or a code has no text in one of the languages.
public class ResultTests
{
    [Fact]
    public void The_default_result_is_a_refusal()
    {
        Assert.False(default(Result<int>).IsOk);
        Assert.Equal(KernelCodes.ResultUnset, default(Result<int>).Refusal?.Code);
    }

    [Fact]
    public void A_refusal_passes_through_later_steps()
    {
        Result<int> refused = Refusal.Of("a.b");
        Assert.Equal("a.b", refused.Then(x => Result.Ok(x + 1)).Refusal?.Code);
        Assert.Equal(3, Result.Ok(2).Then(x => Result.Ok(x + 1)).ValueOrThrow());
    }

    [Fact]
    public void An_exception_carries_the_refusal_with_its_reasons()
    {
        var refusal = Refusal.Of("a.b", ("n", 1)) with { Reasons = [Reason.Of("a.c", ("m", 2))], IsTransient = true };
        var thrown = Assert.Throws<RefusalException>(() => Result.Refused<int>(refusal).ValueOrThrow());
        Assert.Equal(("a.b (n=1)", refusal), (thrown.Message, thrown.Refusal));
        Assert.Equal(KernelCodes.ResultUnset, Assert.Throws<RefusalException>(() => default(Result<int>).ValueOrThrow()).Refusal.Code);
        Assert.Throws<ArgumentNullException>(() => new RefusalException(null!));
    }

    [Fact]
    public void An_impossible_no_says_what_was_refused_and_why_it_could_not_be()
    {
        Assert.Equal(3, Result.Ok(3).OrUnreachable("Three is there"));
        ((Refusal?)null).OrUnreachable("Nobody refused");
        var refusal = Refusal.Of("a.b", ("n", 1));
        Assert.Equal("Three is there, yet it was refused: a.b (n=1)", Unreachable(() => Result.Refused<int>(refusal).OrUnreachable("Three is there")));
        Assert.Equal("It is ours, yet it was refused: a.b (n=1)", Unreachable(() => refusal.OrUnreachable("It is ours")));
    }

    // On .NET Framework each assembly brings the type of its own.
    private static string Unreachable(Action act)
    {
        var thrown = Assert.IsAssignableFrom<Exception>(Record.Exception(act));
        Assert.Equal("UnreachableException", thrown.GetType().Name);
        return thrown.Message;
    }

    [Fact]
    public void A_no_that_is_fine_passes()
    {
        Result.Refused<int>(Refusal.Of("a.b")).AllowRefusal();
        Refusal.Of("a.b").AllowRefusal();
    }

    [Fact]
    public void Texts_fill_in_their_arguments_in_both_languages()
    {
        var texts = TextCatalog.Of(typeof(Refusal).Assembly);
        var refusal = Refusal.Of(KernelCodes.LedgerUnitsShort, ("wanted", 5), ("place", UnitPlace.Open), ("held", 3));
        Assert.Equal("5 units cannot leave Open: it holds 3.", texts.Text(refusal, Language.English));
        Assert.Equal("无法从 Open 移出 5 件:该处只有 3 件。", texts.Text(refusal, Language.Chinese));
    }

    [Fact]
    public void A_value_that_reads_like_a_place_for_another_stays_as_it_is()
    {
        using var json = new MemoryStream("""{ "a.b": { "en": "{first}, {second}, {none}, {first", "zh": "{second}{first}" } }"""u8.ToArray());
        var (texts, reason) = (TextCatalog.Read(json), Reason.Of("a.b", ("first", "{second}"), ("second", "{first}{"), ("second", "again")));
        Assert.Equal("{second}, {first}{, {none}, {first", texts.Text(reason, Language.English));
        Assert.Equal("{first}{{second}", texts.Text(reason, Language.Chinese));
    }

    [Fact]
    public void A_code_without_text_prints_itself() =>
        Assert.Equal("no.such (n=1)", TextCatalog.Of(typeof(Refusal).Assembly).Text(Reason.Of("no.such", ("n", 1)), Language.English));

    [Fact]
    public void Lists_compare_by_their_elements()
    {
        ValueList<int> a = [1, 2, 3], b = [1, 2, 3], c = [1, 2];
        Assert.True(a == b && a != c && default(ValueList<int>) == []);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.Equal(Reason.Of("x", ("a", 1)), Reason.Of("x", ("a", 1)));
    }

    [Fact]
    public void Two_values_that_compare_carry_all_operators() => Assert.All(
        typeof(Money).Assembly.GetExportedTypes().Where(t => t.IsValueType && !t.IsEnum && t.GetMethod("op_LessThan") is not null),
        t => Assert.All(new[] { "op_GreaterThan", "op_LessThanOrEqual", "op_GreaterThanOrEqual" },
            o => Assert.NotNull(t.GetMethod(o, BindingFlags.Public | BindingFlags.Static))));
}
