using System.Text;
using FsCheck.Xunit;

namespace OrderKernel.Storage.Sqlite.Tests.Packing;

// Fails when packed bytes come back otherwise than they went in, grow, or depend on what was packed before,
// or when damaged ones end in anything but a FormatException or in more memory than their bound.
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class PackingLaws
{
    private readonly Packer _packer = new();

    [Law(5_000, 500_000)]
    public bool What_was_packed_comes_back(EventText text) => Packed.Unpack(_packer.Pack(text.Bytes)).AsSpan().SequenceEqual(text.Bytes);

    [Law(2_000, 200_000)]
    public bool Packing_makes_nothing_longer(EventText text)
    {
        var length = _packer.Pack(text.Bytes).Length;
        return text.Bytes is [< 0x20, ..] ? length <= text.Bytes.Length + (text.Bytes.Length / 64) + 8 : length <= text.Bytes.Length;
    }

    [Law(1_000, 100_000)]
    public bool The_same_bytes_give_the_same_form_whatever_was_packed_before(EventText before, EventText text)
    {
        _packer.Pack(before.Bytes);
        return new Packer().Pack(text.Bytes).SequenceEqual(_packer.Pack(text.Bytes));
    }

    [Law(10_000, 1_000_000)]
    public bool Damaged_forms_end_in_a_FormatException_or_in_bounded_bytes(DamagedForm form)
    {
        try { return Packed.Unpack(form.Bytes).Length <= form.Bytes.Length * Packed.RatioMax; }
        catch (FormatException) { return true; }
    }

    [Fact]
    public void A_text_that_says_one_thing_for_ever_stays_within_the_bound()
    {
        var bytes = Encoding.UTF8.GetBytes("{" + new string('z', 1_000_000));
        Assert.Equal(bytes, Packed.Unpack(_packer.Pack(bytes)));
        bytes[0] = 2;
        Assert.Equal(bytes, Packed.Unpack(_packer.Pack(bytes)));
    }

    [Fact]
    public void Packing_allocates_nothing()
    {
        var bytes = PackingDictionary.One.Text[..2_000].ToArray();
        _packer.Pack(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) _packer.Pack(bytes);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
