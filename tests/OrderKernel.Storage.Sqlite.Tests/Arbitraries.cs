using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Storage.Sqlite.Tests;

/// <summary>The bytes of an event, as the laws try them.</summary>
public sealed record EventText(byte[] Bytes)
{
    public override string ToString() => Convert.ToHexStringLower(Bytes);
}

/// <summary>A stored form, or what damage made of one.</summary>
public sealed record DamagedForm(byte[] Bytes)
{
    public override string ToString() => Convert.ToHexStringLower(Bytes);
}

/// <summary>What the laws of this package are tried on.</summary>
public static class Arbitraries
{
    private static readonly string Phrases = Encoding.UTF8.GetString(PackingDictionary.One.Text);

    private static readonly Gen<string> Piece = Gen.Frequency(
        (4, from at in Gen.Choose(0, Phrases.Length - 1) from length in Gen.Choose(1, 200) select Phrases.Substring(at, Math.Min(length, Phrases.Length - at))),
        (2, from digits in Gen.Elements("0123456789abcdef".ToCharArray()).ArrayOf() select new string(digits)),
        (1, from letters in Gen.Elements("xyzŻ浙江\"\\{}:,ABC".ToCharArray()).ArrayOf() select new string(letters)),
        (1, Gen.Constant("\u0001\u0000\u001f")));

    private static readonly Gen<byte[]> Events =
        from pieces in Gen.Choose(0, 30).SelectMany(n => Piece.ListOf(n))
        from repeats in Gen.Choose(0, 3)
        from isControlFirst in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        select Encoding.UTF8.GetBytes((isControlFirst ? "\u0001" : "") + string.Concat(Enumerable.Repeat(string.Concat(pieces), repeats + 1)));

    /// <summary>Phrases of the dictionary, digits, other text and control bytes, which no event has, once or several times over.</summary>
    public static Arbitrary<EventText> EventTexts() => Events.Select(b => new EventText(b)).ToArbitrary();

    /// <summary>Forms with a few bytes changed or the second half cut off, and bytes that nobody packed.</summary>
    public static Arbitrary<DamagedForm> DamagedForms() => Gen.Frequency((3, Hit), (1, Anything)).Select(b => new DamagedForm(b)).ToArbitrary();

    private static Gen<byte[]> Hit =>
        from bytes in Events
        from hits in Gen.Choose(1, 4).SelectMany(n => (from at in Gen.Choose(0, 9_999) from value in Gen.Choose(0, 255) select (at, value)).ListOf(n))
        from cut in Gen.Choose(0, 9)
        select Damage(new Packer().Pack(bytes).ToArray(), hits, cut == 0);

    private static Gen<byte[]> Anything => Gen.Choose(0, 255).ArrayOf().Select(rest => rest.Select(b => (byte)b).Prepend(Packed.FormOne).ToArray());

    private static byte[] Damage(byte[] form, IEnumerable<(int At, int Value)> hits, bool isCut)
    {
        foreach (var (at, value) in hits) if (form.Length > 0) form[at % form.Length] = (byte)value;
        return isCut ? form[..(form.Length / 2)] : form;
    }
}
