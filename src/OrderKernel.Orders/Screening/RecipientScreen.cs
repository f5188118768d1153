namespace OrderKernel.Orders;

/// <summary>Says in what an address is vague and a phone number doubtful, in kinds: what a person wrote never leaves this place.</summary>
internal static class RecipientScreen
{
    private const string NumberWords = "号室栋幢楼层座弄巷组队单";

    /// <summary>The kinds in which an address is vague; empty when it is not. A street that the channel concealed is not judged.</summary>
    public static ValueList<string> Vague(PostalAddress? address, AddressRule rule)
    {
        if (address is null) return ["missing"];
        if (address.RevealDetail() is not { } street) return ["region-only"];
        if (Concealment.IsConcealed(street)) return [];
        var kinds = new List<string>();
        if (street.Count(char.IsLetterOrDigit) < rule.LettersMin) kinds.Add("short");
        if (rule.NeedsNumber && !HasNumber(street)) kinds.Add("no-number");
        if (rule.Words.Items.Any(w => street.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0)) kinds.Add("placeholder-word");
        if (IsRepeated(street, rule.RepeatedMin)) kinds.Add("repeated-letters");
        return kinds.ToValueList();
    }

    /// <summary>The kinds in which a phone number is doubtful; empty when it is not. A number that the channel concealed is not judged.</summary>
    public static ValueList<string> Doubtful(PhoneNumber phone, PhoneRule rule)
    {
        if (phone.RevealClear() is not { } text) return ["missing"];
        if (Concealment.IsConcealed(text)) return [];
        if (DialledPhone.Read(text) is not { } digits || digits.Length < rule.DigitsMin || digits.Length > rule.DigitsMax) return ["invalid"];
        if (digits.All(c => c == digits[0])) return ["repeated-digits"];
        // Mobile numbers in China begin with 13 to 19.
        return digits.Length == DialledPhone.MobileDigits && digits[0] == '1' && digits[1] < '3' ? ["invalid"] : [];
    }

    private static bool HasNumber(string street)
    {
        for (var i = 0; i < street.Length; i++)
        {
            if (char.IsDigit(street[i])) return true;
            if (i > 0 && NumberWords.Contains(street[i]) && "一二三四五六七八九十百零〇两甲乙丙丁".Contains(street[i - 1])) return true;
        }

        return false;
    }

    private static bool IsRepeated(string street, int least)
    {
        var run = 0;
        for (var i = 0; i < street.Length; i++)
        {
            run = i > 0 && street[i] == street[i - 1] ? run + 1 : 1;
            if (run >= least && char.IsLetter(street[i])) return true;
        }

        return false;
    }
}
