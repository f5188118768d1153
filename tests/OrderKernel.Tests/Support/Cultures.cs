using System.Globalization;

namespace OrderKernel.Tests.Support;

/// <summary>A culture in which nothing looks the way a careless format expects, on machines without culture data too.</summary>
internal static class Cultures
{
    public static CultureInfo Odd { get; } = Make();

    private static CultureInfo Make()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = "!";
        culture.NumberFormat.NumberGroupSeparator = "~";
        culture.NumberFormat.NegativeSign = "minus ";
        culture.DateTimeFormat.DateSeparator = "^";
        culture.DateTimeFormat.TimeSeparator = "'";
        culture.DateTimeFormat.ShortDatePattern = "dd^MM^yyyy";
        culture.DateTimeFormat.LongTimePattern = "mm'HH";
        return culture;
    }
}
