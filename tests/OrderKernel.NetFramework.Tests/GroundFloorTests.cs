using System;
using System.Linq;
using NodaTime;

namespace OrderKernel.NetFramework.Tests;

// Fails when the netstandard2.0 build of the ground floor gives other answers than the modern one.
public class GroundFloorTests
{
    private static readonly OrderKey Key = new(TenantId.Of("demo"), ChannelId.Of("doudian"), ShopId.Of("dy-1"), OrderNumber.Of("4781320682406083640"));

    [Fact]
    public void Money_splits_exactly() => Assert.Equal(new long[] { 34, 33, 33 }, Money.Fen(100).Apportion(new long[] { 1, 1, 1 }).Select(m => m.MinorUnits));

    [Fact]
    public void Wide_products_divide_exactly() => Assert.Equal(long.MaxValue - 1, Ratio.Floor(long.MaxValue, long.MaxValue - 1, long.MaxValue));

    [Fact]
    public void An_order_id_reads_back() =>
        Assert.Equal(new LocalDate(2026, 2, 9), OrderId.Parse(OrderId.Mint("DY", new LocalDate(2026, 2, 9), Key).Value).CreatedOn);

    [Fact]
    public void Ledgers_keep_their_laws()
    {
        var units = UnitLedger.Of(Quantity.Of(3)).Move(UnitMove.Reserve, Quantity.Of(2)).ValueOrThrow();
        Assert.Equal(3, units.Ordered.Units);
        Assert.Equal(KernelCodes.LedgerUnitsShort, units.Move(UnitMove.Ship, Quantity.Of(3)).Refusal?.Code);
    }

    [Fact]
    public void Texts_come_in_both_languages() =>
        Assert.All(new[] { Language.English, Language.Chinese },
            l => Assert.False(string.IsNullOrEmpty(TextCatalog.Of(typeof(Money).Assembly).Template(KernelCodes.LedgerUnitsShort, l))));
}
