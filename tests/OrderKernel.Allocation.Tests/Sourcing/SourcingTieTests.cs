namespace OrderKernel.Allocation.Tests;

// Fails when plans of equal cost are told apart by anything but: fewer shipments, smaller
// locations and carriers, units from the smaller location, shipping before leaving unfilled.
public class SourcingTieTests
{
    private static Case Equal(int locations, int carriers, long[,] stock, long units, long perShipment = 300_000, long split = 0) => new()
    {
        Locations = Enumerable.Range(0, locations).Select(l => $"W{(char)('A' + l)}").ToArray(),
        Carriers = Enumerable.Range(0, carriers).Select(c => $"carrier-{c}").ToArray(),
        Skus = ["A"],
        LocationHandling = new long[locations],
        Open = Enumerable.Repeat(true, locations).ToArray(),
        Tariffs = Fill(locations, carriers, ((long, long)?)(perShipment, 100_000)),
        PairBans = new bool[locations, carriers],
        Grams = [1_000],
        Handling = [0],
        Penalty = [100_000_000],
        ShipsFrom = Fill(locations, 1, true),
        SkuBans = new bool[locations, 1],
        Stock = stock,
        Lines = [("1", 0, units, -1)],
        Split = split,
    };

    private static T[,] Fill<T>(int rows, int columns, T value)
    {
        var filled = new T[rows, columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++) filled[i, j] = value;
        }

        return filled;
    }

    [Fact]
    public void The_smaller_location_and_carrier_ship() =>
        Assert.Equal("WA/carrier-0 1:A×2", Shop.Text(Equal(3, 3, new long[,] { { 2 }, { 2 }, { 2 } }, 2).Plan()));

    [Fact]
    public void One_shipment_comes_before_two_of_the_same_cost() =>
        Assert.Equal("WC/carrier-0 1:A×2", Shop.Text(Equal(3, 1, new long[,] { { 1 }, { 1 }, { 2 } }, 2, perShipment: 0).Plan()));

    [Fact]
    public void Among_pairs_of_locations_the_smaller_pair_ships_and_the_smaller_location_gives_most() =>
        Assert.Equal("WA/carrier-0 1:A×2 + WB/carrier-0 1:A×1", Shop.Text(Equal(3, 1, new long[,] { { 2 }, { 2 }, { 2 } }, 3).Plan()));

    [Fact]
    public void A_unit_whose_penalty_equals_its_price_ships_when_its_shipment_goes_anyway()
    {
        var @case = Equal(1, 1, new long[,] { { 2 } }, 2, perShipment: 0) with { Penalty = [100_000] };
        Assert.Equal(" unfilled 1:A×2", Shop.Text(@case.Plan())); // the same cost with fewer shipments
        var dearer = @case with { Skus = ["A", "B"], Grams = [1_000, 0], Handling = [0, 0], Penalty = [100_000, 1], ShipsFrom = Fill(1, 2, true),
            SkuBans = new bool[1, 2], Stock = new long[,] { { 2, 1 } }, Lines = [("1", 0, 2, -1), ("2", 1, 1, -1)] };
        Assert.Equal("WA/carrier-0 1:A×2,2:B×1", Shop.Text(dearer.Plan()));
    }
}
