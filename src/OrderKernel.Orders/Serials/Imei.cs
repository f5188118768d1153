namespace OrderKernel.Orders;

/// <summary>Telephones' numbers: 15 digits, the last of them the Luhn check digit of those before. Source: 3GPP TS 23.003, annex B.</summary>
internal static class Imei
{
    private const int Digits = 15;

    public static bool IsValid(string text)
    {
        if (text.Length != Digits) return false;
        var sum = 0;
        for (var i = 0; i < Digits; i++)
        {
            if (text[i] is < '0' or > '9') return false;
            var digit = text[i] - '0';
            // Every second digit counts twice, the digits of its double added up.
            if (i % 2 == 1) digit = digit * 2 > 9 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }

        return sum % 10 == 0;
    }
}
