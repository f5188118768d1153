namespace OrderKernel;

/// <summary>A postal address: the region in clear, the street and room masked when printed.</summary>
/// <param name="Province">Province or state, as the channel wrote it; null when unknown.</param>
/// <param name="City">City; null when unknown.</param>
/// <param name="District">District 区县; null when unknown.</param>
/// <param name="Town">Town or street office 街道; null when unknown.</param>
public sealed record PostalAddress(string? Province, string? City, string? District, string? Town)
{
    private string? _detail;

    /// <summary>True when street and room are known.</summary>
    public bool HasDetail => _detail is not null;

    /// <summary>The address with its street and room.</summary>
    /// <param name="detail">Street, building and room in clear text; null or blank for none.</param>
    public PostalAddress WithDetail(string? detail) => this with { _detail = string.IsNullOrWhiteSpace(detail) ? null : detail!.Trim() };

    /// <summary>Street and room in clear, for the vault and the waybill only; null when unknown.</summary>
    public string? RevealDetail() => _detail;

    /// <summary>The region in clear and the rest as stars.</summary>
    public override string ToString() => string.Concat(Province, City, District, Town) + (_detail is null ? "" : "****");
}
