namespace OrderKernel;

/// <summary>A postal address: the region in clear, the street and room masked when printed; see <see cref="Sorted"/>.</summary>
/// <remarks>
/// Street and room are no property, so that neither a print nor a serializer shows them: plain System.Text.Json leaves them out without an exception,
/// and what is read back has regions only. <see cref="PersonEntry"/> keeps the whole address.
/// </remarks>
/// <param name="Province">Province or state, as the channel wrote it; null when unknown.</param>
/// <param name="City">City; null when unknown.</param>
/// <param name="District">District 区县; null when unknown.</param>
/// <param name="Town">Town or street office 街道; null when unknown.</param>
public sealed record PostalAddress(string? Province, string? City, string? District, string? Town)
{
    /// <summary>The code of a country that is named, but not by its code: it is another than China, and which one is not known.</summary>
    public const string UnknownCountry = "ZZ";

    private string? _detail;
    private string? _postcode;

    /// <summary>The country's code of two capital letters (ISO 3166-1 alpha-2), such as <c>US</c>; null when unknown, which stands for China.</summary>
    public string? Country { get; init; }

    /// <summary>True when the postcode is known.</summary>
    public bool HasPostcode => _postcode is not null;

    /// <summary>True when street and room are known.</summary>
    public bool HasDetail => _detail is not null;

    /// <summary>The address with its street and room.</summary>
    /// <param name="detail">Street, building and room in clear text; null or blank for none.</param>
    public PostalAddress WithDetail(string? detail)
    {
        var trimmed = string.IsNullOrWhiteSpace(detail) ? null : detail!.Trim();
        return trimmed == _detail ? this : this with { _detail = trimmed };
    }

    /// <summary>The address with its postcode, which may name a single house and is kept as the street is.</summary>
    /// <param name="postcode">The postcode; null or blank for none.</param>
    public PostalAddress WithPostcode(string? postcode)
    {
        var trimmed = string.IsNullOrWhiteSpace(postcode) ? null : postcode!.Trim();
        return trimmed == _postcode ? this : this with { _postcode = trimmed };
    }

    /// <summary>The postcode, for the vault and the waybill only; null when unknown.</summary>
    public string? RevealPostcode() => _postcode;

    /// <summary>Street and room in clear, for the vault and the waybill only; null when unknown.</summary>
    public string? RevealDetail() => _detail;

    /// <summary>
    /// The address with nothing but regions in the parts for them. What is none, such as a whole address in the column of the province, goes before the street;
    /// a province with which it begins is read from it. Regions are those that <see cref="Regions"/> knows: of China, in full or short, and towns by their endings;
    /// in another country every text of at most 64 characters without digits stays where it is, for the waybill; events and prints know of it only the country
    /// and a known state.
    /// </summary>
    /// <returns>The same address when nothing has to move; sorted again it stays as it is.</returns>
    public PostalAddress Sorted()
    {
        List<string>? rest = null;
        if (IsAbroad)
            return Moved(Abroad(Province, ref rest), Abroad(City, ref rest), Abroad(District, ref rest), Abroad(Town, ref rest), rest);
        var province = Province?.Trim();
        if (string.IsNullOrEmpty(province)) province = null;
        if (province is not null && !Regions.IsProvince(province))
        {
            var found = Regions.ProvinceAtStartOf(province);
            var left = province.Substring(found?.Length ?? 0).Trim().TrimStart(',', '，', '、', '-', '/', '·').Trim();
            if (left.Length > 0) (rest ??= []).Add(left);
            province = found;
        }

        return Moved(province, Place(City, ref rest), Place(District, ref rest), Place(Town, ref rest), rest);
    }

    /// <summary>
    /// Of the sorted address what may stand in events and prints: of an address abroad country and state, where the state is a known one of the country.
    /// </summary>
    internal PostalAddress InClear()
    {
        var sorted = Sorted();
        if (!IsAbroad) return sorted;
        return new(RegionsAbroad.IsProvince(Country!, sorted.Province) ? sorted.Province : null, null, null, null) { Country = Country };
    }

    /// <summary>The region in clear and the rest as stars.</summary>
    public override string ToString()
    {
        var (sorted, shown) = (Sorted(), InClear());
        var isHidden = IsAbroad && (sorted.Province != shown.Province || sorted.City is not null || sorted.District is not null || sorted.Town is not null);
        var regions = string.Join(IsAbroad ? " " : "", new[] { shown.Country, shown.Province, shown.City, shown.District, shown.Town }.Where(r => r is not null));
        return regions + (isHidden || sorted.HasDetail || HasPostcode ? "****" : "");
    }

    private bool IsAbroad => Country is not (null or "CN" or "HK" or "MO" or "TW");

    private PostalAddress Moved(string? province, string? city, string? district, string? town, List<string>? rest)
    {
        if (province == Province && city == City && district == District && town == Town) return this;
        var moved = this with { Province = province, City = city, District = district, Town = town };
        if (rest is null) return moved;
        if (_detail is not null) rest.Add(_detail);
        return moved.WithDetail(string.Join(" ", rest));
    }

    private static string? Abroad(string? text, ref List<string>? rest)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed)) return null;
        if (trimmed!.Length <= 64 && trimmed.Any(char.IsLetter) && !trimmed.Any(char.IsDigit)) return trimmed;
        (rest ??= []).Add(trimmed);
        return null;
    }

    private static string? Place(string? text, ref List<string>? rest)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed)) return null;
        if (Regions.IsPlace(trimmed!)) return trimmed;
        (rest ??= []).Add(trimmed!);
        return null;
    }
}
