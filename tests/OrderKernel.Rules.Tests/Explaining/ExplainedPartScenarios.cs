namespace OrderKernel.Rules.Tests;

// Which parts are named, where they stand, and what of a person they show. Fails when the branch that was not taken is named, when a part that errs is passed
// over, when a position points elsewhere, or when a person's field shows however deep it lies.
public sealed class ExplainedPartScenarios
{
    private static readonly FactType Address = FactType.RecordOf(
        FactField.Required("city", FactType.String), FactField.Required("street", FactType.String) with { IsPersonal = true });

    private static readonly FactSchema Schema = FactSchema.Of(
        FactField.Required("b", FactType.Bool), FactField.Required("i", FactType.Int), FactField.Required("k", FactType.Int),
        FactField.Required("buyer", FactType.RecordOf(FactField.Required("level", FactType.Int), FactField.Required("home", Address))),
        FactField.Required("homes", FactType.ListOf(Address)), FactField.Required("byName", FactType.MapOf(FactType.String, Address)));

    // A comparison stands where its sign does.
    [Theory]
    [InlineData("b ? i > 5 : i > 7", true, "1 b held; 7 i > 5 did-not-hold")]
    [InlineData("b ? i > 5 : i > 7", false, "1 b did-not-hold; 15 i > 7 did-not-hold")]
    [InlineData("!(b ? i > 2 : i > 7)", true, "3 b held; 9 i > 2 held")]
    [InlineData("!(i / 0 == 1)", false, "0 rules.divide-by-zero")]
    [InlineData("!(b && i > 2)", true, "3 b held; 10 i > 2 held")]
    [InlineData("!b", false, "2 b did-not-hold")]
    [InlineData("i / 0 == 1 ? b : !b", false, "0 rules.divide-by-zero")]
    [InlineData("i > 2 && (b || k > 3)", false, "3 i > 2 held; 18 k > 3 held")]
    [InlineData("i / 0 == 1 || k / 0 == 1 || b", false, "0 rules.divide-by-zero; 0 rules.divide-by-zero")]
    public void Parts_are_named_where_they_stand(string text, bool b, string reasons)
    {
        var told = Expression.Compile(text, Schema).ValueOrThrow().Explain(Facts(b)).Reasons.Items.Select(r => r.Code == RulesCodes.DivideByZero
            ? $"0 {r.Code}"
            : $"{Argument(r, "position")} {Argument(r, "expression")} {r.Code.Substring("rules.".Length)}");
        Assert.Equal(reasons, string.Join("; ", told));
    }

    // A person's field is hidden wherever its record went: in a record, a list, a map, and in what would have to change.
    [Theory]
    [InlineData("buyer == buyer", "buyer = {\"level\": 4, \"home\": {\"city\": \"Hangzhou\", \"street\": ***}}")]
    [InlineData("buyer.home == buyer.home", "buyer.home = {\"city\": \"Hangzhou\", \"street\": ***}")]
    [InlineData("buyer.home.street == 'x'", "buyer.home.street = ***")]
    [InlineData("buyer.home.city == 'x'", "buyer.home.city = \"Hangzhou\"")]
    [InlineData("buyer.level == 5", "buyer.level = 4")]
    [InlineData("homes == []", "homes = [{\"city\": \"Hangzhou\", \"street\": ***}]")]
    [InlineData("homes[0] == buyer.home", "homes[0] = {\"city\": \"Hangzhou\", \"street\": ***}, buyer.home = {\"city\": \"Hangzhou\", \"street\": ***}")]
    [InlineData("byName['a'] == buyer.home", "byName[\"a\"] = {\"city\": \"Hangzhou\", \"street\": ***}, buyer.home = {\"city\": \"Hangzhou\", \"street\": ***}")]
    [InlineData("size(byName) == 2", "byName = {\"a\": {\"city\": \"Hangzhou\", \"street\": ***}}")]
    [InlineData("homes.exists(h, h.city == 'Hangzhou')", "homes[0] = {\"city\": \"Hangzhou\", \"street\": ***}")]
    public void A_persons_field_is_hidden_at_whatever_depth(string text, string seen)
    {
        var explained = Expression.Compile(text, Schema).ValueOrThrow().Explain(Facts(false));
        Assert.Equal(seen, Argument(explained.Reasons[0], "seen"));
        Assert.DoesNotContain("Wensan", string.Join(" ", explained.Changes.Select(c => $"{c} {c.ToReason()}")), StringComparison.Ordinal);
    }

    // What shows nothing of a person is not called personal, though the schema has such fields.
    [Theory]
    [InlineData("i > 5", false)]
    [InlineData("buyer.level > 5", false)]
    [InlineData("buyer.home.city == 'x'", false)]
    [InlineData("buyer.home.street == 'x'", true)]
    [InlineData("homes == []", true)]
    [InlineData("homes != homes", false)]
    [InlineData("size(homes) > 5", false)]
    public void A_change_says_whether_it_is_of_a_person(string text, bool isPersonal) => Assert.Equal(isPersonal,
        Assert.Single(Expression.Compile(text, Schema).ValueOrThrow().Explain(Facts(false)).Changes.Items.ToArray()).IsPersonal);

    private static FactValues Facts(bool b)
    {
        var home = ExpressionValue.OfMap([new("city", "Hangzhou"), new("street", "Wensan 1")]);
        return new FactValues(Schema).Set("b", b).Set("i", 3).Set("k", 4)
            .Set("buyer", ExpressionValue.OfMap([new("level", 4), new("home", home)])).Set("homes", ExpressionValue.OfList([home]))
            .Set("byName", ExpressionValue.OfMap([new("a", home)]));
    }

    private static string? Argument(Reason reason, string name) => reason.Arguments.Items.FirstOrDefault(a => a.Name == name).Value;
}
