namespace OrderKernel.Hosting;

/// <summary>What is wrong with a host's configuration of the kernel; said all at once when the host starts.</summary>
public static class HostingCodes
{
    /// <summary>The configuration has no such section.</summary>
    public const string SectionMissing = "hosting.section-missing";

    /// <summary>A key of the section is not known.</summary>
    public const string KeyUnknown = "hosting.key-unknown";

    /// <summary>A value cannot be what its key asks for.</summary>
    public const string ValueInvalid = "hosting.value-invalid";

    /// <summary>A document that is named cannot be read.</summary>
    public const string DocumentMissing = "hosting.document-missing";

    /// <summary>A document that is named has a problem.</summary>
    public const string DocumentInvalid = "hosting.document-invalid";
}
