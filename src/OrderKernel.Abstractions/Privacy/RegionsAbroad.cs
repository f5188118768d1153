using System.Collections.Immutable;

namespace OrderKernel;

/// <summary>
/// States and provinces of countries that orders often go to, by name and by code: of an address abroad only these may stand in clear, as a city may be
/// anything, a person's name too.
/// </summary>
/// <remarks>A state that is not known here goes to the vault with the street; its country still stands in clear. Source: ISO 3166-2 for the codes.</remarks>
internal static class RegionsAbroad
{
    private static readonly ImmutableDictionary<string, ImmutableHashSet<string>> Known = new Dictionary<string, string>
    {
        ["US"] = """
            AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia
            HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota
            MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota
            OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia
            WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|PR Puerto Rico|GU Guam|VI Virgin Islands|AS American Samoa|MP Northern Mariana Islands
            """,
        ["CA"] = """
            AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|NS Nova Scotia|NT Northwest Territories|NU Nunavut|ON Ontario
            PE Prince Edward Island|QC Quebec|SK Saskatchewan|YT Yukon
            """,
        ["AU"] = """
            ACT Australian Capital Territory|NSW New South Wales|NT Northern Territory|QLD Queensland|SA South Australia|TAS Tasmania|VIC Victoria|WA Western Australia
            """,
        ["GB"] = "ENG England|NIR Northern Ireland|SCT Scotland|WLS Wales",
        ["JP"] = """
            01 Hokkaido|02 Aomori|03 Iwate|04 Miyagi|05 Akita|06 Yamagata|07 Fukushima|08 Ibaraki|09 Tochigi|10 Gunma|11 Saitama|12 Chiba|13 Tokyo|14 Kanagawa
            15 Niigata|16 Toyama|17 Ishikawa|18 Fukui|19 Yamanashi|20 Nagano|21 Gifu|22 Shizuoka|23 Aichi|24 Mie|25 Shiga|26 Kyoto|27 Osaka|28 Hyogo|29 Nara
            30 Wakayama|31 Tottori|32 Shimane|33 Okayama|34 Hiroshima|35 Yamaguchi|36 Tokushima|37 Kagawa|38 Ehime|39 Kochi|40 Fukuoka|41 Saga|42 Nagasaki
            43 Kumamoto|44 Oita|45 Miyazaki|46 Kagoshima|47 Okinawa
            """,
        ["DE"] = """
            BW Baden-Württemberg|BY Bayern|BE Berlin|BB Brandenburg|HB Bremen|HH Hamburg|HE Hessen|MV Mecklenburg-Vorpommern|NI Niedersachsen|NW Nordrhein-Westfalen
            RP Rheinland-Pfalz|SL Saarland|SN Sachsen|ST Sachsen-Anhalt|SH Schleswig-Holstein|TH Thüringen
            """,
        ["MY"] = """
            01 Johor|02 Kedah|03 Kelantan|04 Melaka|05 Negeri Sembilan|06 Pahang|07 Pulau Pinang|08 Perak|09 Perlis|10 Selangor|11 Terengganu|12 Sabah|13 Sarawak
            14 Kuala Lumpur|15 Labuan|16 Putrajaya
            """,
        ["ID"] = """
            AC Aceh|BA Bali|BB Bangka Belitung|BT Banten|BE Bengkulu|GO Gorontalo|JA Jambi|JB Jawa Barat|JI Jawa Timur|JK DKI Jakarta|JT Jawa Tengah
            KB Kalimantan Barat|KI Kalimantan Timur|KR Kepulauan Riau|KS Kalimantan Selatan|KT Kalimantan Tengah|KU Kalimantan Utara|LA Lampung|MA Maluku
            MU Maluku Utara|NB Nusa Tenggara Barat|NT Nusa Tenggara Timur|PA Papua|PB Papua Barat|RI Riau|SA Sulawesi Utara|SB Sumatera Barat|SG Sulawesi Tenggara
            SN Sulawesi Selatan|SR Sulawesi Barat|SS Sumatera Selatan|ST Sulawesi Tengah|SU Sumatera Utara|YO DI Yogyakarta
            """,
    }.ToImmutableDictionary(c => c.Key, c => c.Value.Split(['|', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).SelectMany(Words)
        .ToImmutableHashSet(StringComparer.OrdinalIgnoreCase), StringComparer.Ordinal);

    /// <summary>True for a state or province of a country that is known by name or code, capital letters or not.</summary>
    /// <param name="country">The country's code.</param>
    /// <param name="text">The text; null is none.</param>
    public static bool IsProvince(string country, string? text) =>
        text is not null && Known.TryGetValue(country, out var names) && (names.Contains(text) || names.Contains(CodeOf(country, text)));

    /// <summary>True for a state or province of one of the countries.</summary>
    public static bool IsState(string text) => Known.Keys.Any(country => IsProvince(country, text));

    // US-KY is KY.
    private static string CodeOf(string country, string text) =>
        text.StartsWith(country + "-", StringComparison.OrdinalIgnoreCase) ? text.Substring(country.Length + 1) : text;

    private static string[] Words(string entry)
    {
        var blank = entry.IndexOf(' ');
        return [entry.Substring(0, blank), entry.Substring(blank + 1).Trim()];
    }
}
