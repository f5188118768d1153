namespace OrderKernel.Allocation;

/// <summary>Which bans hold, with their words.</summary>
internal static class Bans
{
    /// <summary>Why a location may not use a carrier to the destination at all; null when it may.</summary>
    public static string? OfPair(Instance problem, SourcingRequest request, int location, int carrier)
    {
        foreach (var ban in problem.Network.Bans)
        {
            if (ban.Sku is null && Matches(ban, problem, location) && (ban.Carrier is not { } c || c == carrier)) return ban.Reason;
        }

        foreach (var ban in request.Bans)
        {
            if (ban.Sku is null && (ban.Location is not { } l || problem.Network.LocationIndex(l) == location)
                && (ban.Carrier is not { } c || problem.Network.Carriers[carrier] == c)) return ban.Reason;
        }

        return null;
    }

    /// <summary>Why a SKU may not be sold from a location to the destination; null when it may.</summary>
    public static string? OfSku(Instance problem, SourcingRequest request, int location, SkuId sku)
    {
        foreach (var ban in problem.Network.Bans)
        {
            if (ban.Sku == sku && Matches(ban, problem, location)) return ban.Reason;
        }

        foreach (var ban in request.Bans)
        {
            if (ban.Sku == sku && (ban.Location is not { } l || problem.Network.LocationIndex(l) == location)) return ban.Reason;
        }

        return null;
    }

    private static bool Matches(NetworkBan ban, Instance problem, int location) =>
        (ban.Location is not { } l || l == location)
        && (ban.Zone is not { } z || z == problem.Zone)
        && (ban.Province is not { } province || problem.Province == province);
}
