using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Testing.Tests.Facts;

// Fails when a fact comes back as another with the options that the readme names, or a list or a person is lost without a word.
public class FactJsonLaws
{
    [Fact]
    public void Facts_with_instants_come_back_with_canonical_options()
    {
        Returns<MilestoneFact>();
        Returns<TrackReport>(CanonicalJson.Options(CanonicalJson.ListOf<EvidenceReference>()));
    }

    [Fact]
    public void Facts_without_come_back_with_no_options()
    {
        Returns<StockRequest>(JsonSerializerOptions.Default);
        Returns<AvailablePosition>(JsonSerializerOptions.Default);
        Returns<BundleComponent>(JsonSerializerOptions.Default);
        Returns<OrderKey>(JsonSerializerOptions.Default);
    }

    [Fact]
    public void A_list_without_its_converter_is_refused_when_it_is_read() =>
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<ValueList<SkuId>>("[\"a\"]"));

    [Fact]
    public void A_person_is_refused_by_any_json() =>
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(new Recipient(PersonName.Of("Ann Li"), default, null)));

    private static void Returns<T>(JsonSerializerOptions? options = null)
    {
        options ??= CanonicalJson.Options();
        Prop.ForAll(KernelGenerators.Of<T>(), value => Equals(JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, options), options), value))
            .Check(Sizes.Config(Sizes.Of(200, 10_000)));
    }
}
