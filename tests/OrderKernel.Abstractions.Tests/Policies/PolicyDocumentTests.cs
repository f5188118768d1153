using System.Text;
using FsCheck.Xunit;

namespace OrderKernel.Abstractions.Tests.Policies;

// Fails when a document's problem is missed, reported without its path, or when bytes can make the loader throw.
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class PolicyDocumentTests
{
    internal sealed record Sample(Money? Limit, long? Count, TimeSpan? After, PaymentStatus? Word, int Items);

    private static Result<PolicyDocument<Sample>> Load(string json) => PolicyDocument.Load(Encoding.UTF8.GetBytes(json), "sample-1.json", Read);

    private static Sample Read(DocumentReader root)
    {
        var items = root.Children("items");
        foreach (var item in items)
        {
            item.Text("id");
            item.Close();
        }

        return new(root.Money("limit", Currency.Cny), root.Whole("count", 0, 10), root.Duration("after")?.ToTimeSpan(), root.Word<PaymentStatus>("word"),
            items.Count);
    }

    private const string Good = """
        {"$schema":"sample-1.json","name":"s","version":"1.0.0","limit":"50.00","count":3,"after":"P1DT2H","word":"Paid","items":[{"id":"a"}]}
        """;

    [Fact]
    public void A_good_document_is_read_whole()
    {
        var document = Load(Good).ValueOrThrow();
        Assert.Equal(new Sample(Money.Fen(5000), 3, TimeSpan.FromHours(26), PaymentStatus.Paid, 1), document.Policy);
        Assert.Equal(("s", "1.0.0", 16), (document.Reference.Name, document.Reference.Version, document.Reference.Hash.Length));
    }

    [Fact]
    public void One_changed_byte_is_another_reference() =>
        Assert.NotEqual(Load(Good).ValueOrThrow().Reference, Load(Good.Replace("50.00", "50.01")).ValueOrThrow().Reference);

    [Fact]
    public void A_byte_order_mark_changes_nothing() =>
        Assert.Equal(Load(Good).ValueOrThrow().Reference,
            PolicyDocument.Load((byte[])[0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Good)], "sample-1.json", Read).ValueOrThrow().Reference);

    [Theory]
    [InlineData("sample-1.json", true)]
    [InlineData("../schemas/sample-1.json", true)]
    [InlineData("./sample-1.json", true)]
    [InlineData("https://orderkernel.dev/schemas/sample-1.json", true)]
    [InlineData("other-sample-1.json", false)]
    [InlineData("sample-1.json/", false)]
    [InlineData("../schemas/sample-2.json", false)]
    [InlineData("SAMPLE-1.json", false)]
    [InlineData("", false)]
    public void The_schema_is_named_by_its_name_or_by_what_ends_in_it(string stated, bool isNamed)
    {
        var loaded = Load(Good.Replace("\"sample-1.json\"", $"\"{stated}\"", StringComparison.Ordinal));
        Assert.Equal(isNamed, loaded.IsOk);
        if (!isNamed) Assert.All(loaded.Refusal!.Reasons, r => Assert.Equal("$.$schema", r.Arguments[0].Value));
    }

    [Fact]
    public void All_problems_are_listed_at_once_with_their_paths()
    {
        var refusal = Load("""
            {"$schema":"sample-1.json","name":"s","version":"1@2","limit":"1.234","count":11,"count":1,"after":"P1M","word":"paid","items":[{"id":5,"x":1},7],"surplus":true}
            """).Refusal!;
        Assert.Equal(KernelCodes.DocumentInvalid, refusal.Code);
        var seen = refusal.Reasons.Items.Select(r => r.Code + " " + r.Arguments[0].Value).Order().ToArray();
        Assert.Equal(new[]
        {
            $"{KernelCodes.DocumentPropertyDuplicate} $.count", $"{KernelCodes.DocumentPropertyUnknown} $.items[0].x",
                $"{KernelCodes.DocumentPropertyUnknown} $.surplus",
            $"{KernelCodes.DocumentTypeMismatch} $.items[0].id", $"{KernelCodes.DocumentTypeMismatch} $.items[1]",
            $"{KernelCodes.DocumentValueInvalid} $.after", $"{KernelCodes.DocumentValueInvalid} $.count", $"{KernelCodes.DocumentValueInvalid} $.limit",
            $"{KernelCodes.DocumentValueInvalid} $.version",
            $"{KernelCodes.DocumentValueInvalid} $.word",
        }.Order(), seen);
    }

    [Fact]
    public void Of_a_document_of_another_kind_only_that_is_said()
    {
        var reason = Assert.Single(Load("""{"$schema":"other-1.json","name":"s","surplus":true}""").Refusal!.Reasons.Items);
        Assert.Equal(Reason.Of(KernelCodes.DocumentOfOtherKind, ("path", "$.$schema"), ("value", "other-1.json"), ("expected", "sample-1.json")), reason);
    }

    [Fact]
    public void A_missing_property_is_named() => Assert.Contains(
        Load("""{"$schema":"sample-1.json","name":"s","version":"1"}""").Refusal!.Reasons,
        r => r.Code == KernelCodes.DocumentPropertyMissing && r.Arguments[0].Value == "$.limit");

    // As JSON Schema has it: a number is whole by its value, not by how it is written.
    [Theory]
    [InlineData("7.0", 7L)]
    [InlineData("7.000e0", 7L)]
    [InlineData("0.7E+1", 7L)]
    [InlineData("70e-1", 7L)]
    [InlineData("-0.0", 0L)]
    [InlineData("0e999", 0L)]
    [InlineData("-5e17", -500_000_000_000_000_000L)]
    [InlineData("9223372036854775807.0", long.MaxValue)]
    [InlineData("-922337203685477580.8e1", long.MinValue)]
    [InlineData("7.5", KernelCodes.DocumentTypeMismatch)]
    [InlineData("7e-1", KernelCodes.DocumentTypeMismatch)]
    [InlineData("1e-99999999999", KernelCodes.DocumentTypeMismatch)]
    [InlineData("7.0000000000000000000000000000000000000001", KernelCodes.DocumentTypeMismatch)]
    [InlineData("9223372036854775808.0", KernelCodes.DocumentValueInvalid)]
    [InlineData("1e19", KernelCodes.DocumentValueInvalid)]
    [InlineData("1e99999999999", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"7\"", KernelCodes.DocumentTypeMismatch)]
    public void A_whole_number_may_be_written_in_any_way(string written, object expected)
    {
        var read = PolicyDocument.LoadPlain<long?>(Encoding.UTF8.GetBytes($"{{\"n\":{written}}}"), null, root => root.Whole("n"));
        Assert.Equal(expected, read.IsOk ? read.ValueOrThrow() : Assert.Single(read.Refusal!.Reasons.Items).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"name\":\"\\ud800\"}")]
    [InlineData("{\"\\ud800\":1,\"name\":\"s\"}")]
    [InlineData("{\"count\":1e400}")]
    public void Bad_bytes_are_refused_and_never_thrown(string json) => Assert.Equal(KernelCodes.DocumentInvalid, Load(json).Refusal?.Code);

    [Fact]
    public void Syntax_errors_are_coded() => Assert.Equal(KernelCodes.DocumentMalformed, Load("{").Refusal!.Reasons[0].Code);

    [Fact]
    public void A_document_of_any_depth_is_refused_and_never_overflows() => Assert.False(Load(new string('[', 100_000)).IsOk);

    [Law(5_000, 500_000)]
    public void No_mutation_of_a_good_document_throws(Scratches scratches)
    {
        var bytes = Encoding.UTF8.GetBytes(Good);
        foreach (var (at, value) in scratches.Bytes) bytes[at % bytes.Length] = value;
        PolicyDocument.Load(bytes, "sample-1.json", Read);
    }
}
