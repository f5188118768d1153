using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Testing;

/// <summary>Small words for building generators.</summary>
internal static class GenKit
{
    /// <summary>Any named member of an enumeration.</summary>
    public static Gen<T> Word<T>() where T : struct, Enum => Gen.Elements(Enum.GetValues<T>());

    /// <summary>Nothing once in three times.</summary>
    public static Gen<T?> OrNull<T>(this Gen<T> gen) where T : struct => Gen.Frequency((1, Gen.Constant<T?>(null)), (2, gen.Select(v => (T?)v)));

    /// <summary>Nothing once in three times.</summary>
    public static Gen<T?> OrNothing<T>(this Gen<T> gen) where T : class => Gen.Frequency((1, Gen.Constant<T?>(null)), (2, gen.Select(v => (T?)v)));

    /// <summary>A list with from some to some elements.</summary>
    public static Gen<ValueList<T>> List<T>(this Gen<T> gen, int min, int max) =>
        from count in Gen.Choose(min, max)
        from items in gen.ArrayOf(count)
        select items.ToValueList();

    /// <summary>A list without repeated elements.</summary>
    public static Gen<ValueList<T>> Set<T>(this Gen<T> gen, int min, int max) => gen.List(min, max).Select(l => l.Distinct().ToValueList());
}
