using NodaTime;

namespace OrderKernel.Publishing;

/// <summary>What came of one try to tell a shop of stock, in numbers of channel SKUs; together all of the effect.</summary>
/// <param name="Taken">The shop took them.</param>
/// <param name="Refused">The shop refused them for good: people hear of it, and they are told again later with other numbers.</param>
/// <param name="Outdated">They were not told: a later number was decided, or the shop has taken this one.</param>
/// <param name="Delayed">They could not be told, or were refused for now: they are told again.</param>
/// <param name="AgainAt">When the delayed ones are told again; null where there are none.</param>
public sealed record StockTurn(int Taken, int Refused, int Outdated, int Delayed, Instant? AgainAt);
