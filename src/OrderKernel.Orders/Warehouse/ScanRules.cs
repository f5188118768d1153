namespace OrderKernel.Orders;

/// <summary>What a reading must look like to be kept at all.</summary>
internal static class ScanRules
{
    public const int TextMax = 128;

    /// <summary>The field that is not as it must be, or null.</summary>
    public static string? Invalid(ScanReading? reading) => reading switch
    {
        null => "reading",
        { Device.Value: null } => "device",
        { Operator.Value: null } => "operator",
        { Sequence: < 0 } => "sequence",
        { Step: var step } when !IsText(step) => "step",
        { Barcode: var barcode } when !IsText(barcode) => "barcode",
        _ => null,
    };

    /// <summary>True for 1 to 128 characters without control characters or halves of pairs.</summary>
    public static bool IsText(string? text)
    {
        if (text is not { Length: > 0 and <= TextMax }) return false;
        foreach (var c in text)
        {
            if (char.IsControl(c) || char.IsSurrogate(c)) return false;
        }

        return true;
    }
}
