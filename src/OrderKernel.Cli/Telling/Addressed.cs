namespace OrderKernel.Cli.Telling;

/// <summary>For whom a new order is: a person who goes into the vault, and a region from which stock is planned.</summary>
internal static class Addressed
{
    /// <summary>Reads <c>recipient</c>; what is wrong with it is named by its path, never by what it says.</summary>
    /// <param name="root">The saying.</param>
    /// <param name="isPlacing">True when the saying places an order: nothing else has a recipient.</param>
    /// <returns>The recipient; null when there is none.</returns>
    public static Recipient? Read(DocumentReader root, bool isPlacing)
    {
        if (root.ChildOrNull("recipient") is not { } said) return null;
        var address = new PostalAddress(Part(said, "province"), Part(said, "city"), Part(said, "district"), Part(said, "town")).WithDetail(Part(said, "street"))
            .Sorted();
        var read = new Recipient(PersonName.Of(Part(said, "name")), PhoneNumber.Of(Part(said, "phone")), address);
        said.Close();
        if (isPlacing) return read;
        root.Report("recipient", KernelCodes.DocumentPropertyUnknown);
        return null;
    }

    private static string? Part(DocumentReader said, string name) => said.TextOrNull(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
}
