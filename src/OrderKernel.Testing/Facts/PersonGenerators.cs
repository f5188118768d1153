using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Testing;

/// <summary>Generators of personal data, invented.</summary>
public static class PersonGenerators
{
    /// <summary>A name, Chinese or Latin; unset once in a while.</summary>
    public static Gen<PersonName> Names { get; } = Gen.Elements<string?>("张三", "欧阳娜娜", "李", "Ann Li", "😀昵称", null).Select(PersonName.Of);

    /// <summary>A phone number: mobile, with country code, fixed line; unset once in a while.</summary>
    public static Gen<PhoneNumber> Phones { get; } =
        from digits in Gen.Choose(0, 99_999_999)
        from form in Gen.Elements<string?>("138{0:d8}", "+86 139{0:d8}", "0571-{0:d8}", "{0:d4}", null)
        select PhoneNumber.Of(form is null ? null : string.Format(System.Globalization.CultureInfo.InvariantCulture, form, digits));

    /// <summary>An address in a few regions, mostly with street and room.</summary>
    public static Gen<PostalAddress> Addresses { get; } =
        from region in Gen.Elements(("浙江省", "杭州市", "余杭区"), ("广东省", "广州市", "天河区"), ("四川省", "成都市", "武侯区"), ("上海", "上海市", "浦东新区"))
        from town in Gen.Elements<string?>("五常街道", null)
        from room in Gen.Choose(1, 2_999)
        from hasDetail in Gen.Elements(true, true, false)
        select new PostalAddress(region.Item1, region.Item2, region.Item3, town).WithDetail(hasDetail ? $"文一西路{room}号2幢{room}室" : null);

    /// <summary>Who receives a parcel.</summary>
    public static Gen<Recipient> Recipients { get; } =
        from name in Names
        from phone in Phones
        from address in Addresses.OrNothing()
        select new Recipient(name, phone, address);
}
