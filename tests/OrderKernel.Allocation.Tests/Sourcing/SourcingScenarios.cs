using System.Text.Json.Nodes;
using static OrderKernel.Allocation.Tests.Shop;

namespace OrderKernel.Allocation.Tests;

// Fails when a named situation of the four-warehouse shop is planned, refused or explained otherwise.
public class SourcingScenarios
{
    private static readonly PolicyDocument<Network> Default = Network.Default;

    private static string Planned(SourcingRequest request, PolicyDocument<Network>? network = null) =>
        Text(SourcingPlanner.Plan(request, network ?? Default).ValueOrThrow());

    private static SourcingCandidate Candidate(SourcingRequest request, string location, PolicyDocument<Network>? network = null) =>
        SourcingPlanner.Explain(request, network ?? Default).ValueOrThrow().Candidates.Items.Single(c => c.Location.Value == location);

    [Theory]
    [InlineData("上海", "HZ/yuantong 1:A×2")]
    [InlineData("广东省", "GZ/yuantong 1:A×2")]
    [InlineData("四川", "CD/yuantong 1:A×2")]
    [InlineData("广西壮族自治区", "GZ/yuantong 1:A×2")]
    [InlineData("新疆维吾尔自治区", "CD/yuantong 1:A×2")]
    [InlineData("内蒙古自治区", "CD/yuantong 1:A×2")]
    [InlineData("北京市", "HZ/yuantong 1:A×2")]
    public void With_stock_everywhere_the_cheapest_warehouse_ships(string province, string plan) =>
        Assert.Equal(plan, Planned(To(province, [Line("1", "A", 2)], At("HZ", "A", 9), At("YW", "A", 9), At("GZ", "A", 9), At("CD", "A", 9))));

    [Fact]
    public void One_shipment_is_preferred_until_a_split_pays()
    {
        var light = To("上海", [Line("1", "A", 1), Line("2", "B", 1)], At("HZ", "A", 1), At("CD", "A", 1), At("CD", "B", 1));
        Assert.Equal("CD/yuantong 1:A×1,2:B×1", Planned(light));
        var heavy = light with { Lines = [Line("1", "A", 30), Line("2", "B", 1)], Available = [At("HZ", "A", 30), At("CD", "A", 30), At("CD", "B", 1)] };
        Assert.Equal("CD/yuantong 2:B×1 + HZ/yuantong 1:A×30", Planned(heavy));
    }

    [Fact]
    public void A_split_never_hands_out_the_full_quantity_twice() // peer failure 11: 5 wanted, A has 3, B has 10
    {
        var plan = SourcingPlanner.Plan(To("上海", [Line("1", "A", 5)], At("HZ", "A", 3), At("CD", "A", 4)), Default).ValueOrThrow();
        Assert.Equal(5, plan.Shipments.Items.Sum(s => s.Lines[0].Quantity.Units));
        Assert.Equal("CD/yuantong 1:A×2 + HZ/yuantong 1:A×3", Text(plan));
    }

    [Fact]
    public void Two_lines_of_one_sku_share_its_stock() // peer failure 3
        => Assert.Equal("HZ/yuantong 1:A×2,2:A×1 unfilled 2:A×1", Planned(To("上海", [Line("2", "A", 2), Line("1", "A", 2)], At("HZ", "A", 3))));

    [Fact]
    public void What_travels_together_is_never_torn()
    {
        var request = To("上海", [Line("1", "A", 1), Line("2", "B", 1)], At("HZ", "A", 1), At("GZ", "B", 1), At("CD", "A", 1), At("CD", "B", 1));
        Assert.Equal("CD/yuantong 1:A×1,2:B×1", Planned(request with { Together = [new LineGroup([LineId.Of("1"), LineId.Of("2")])] }));
        var torn = request with { Available = [At("HZ", "A", 1), At("GZ", "B", 1)], Together = [new LineGroup([LineId.Of("1"), LineId.Of("2")])] };
        Assert.Equal(" unfilled 1:A×1,2:B×1", Planned(torn));
        Assert.Equal(AllocationCodes.GroupIncomplete, Candidate(torn, "HZ").Reason.Code);
    }

    [Fact]
    public void Units_that_nobody_has_do_not_block_the_others()
    {
        var plan = SourcingPlanner.Plan(To("上海", [Line("1", "A", 1), Line("2", "B", 2)], At("HZ", "A", 1), At("HZ", "B", 1)), Default).ValueOrThrow();
        Assert.False(plan.IsComplete);
        Assert.Equal("HZ/yuantong 1:A×1,2:B×1 unfilled 2:B×1", Text(plan));
        var reason = Assert.Single(plan.Reasons.Items, r => r.Code == AllocationCodes.Unfilled);
        Assert.Equal("allocation.unfilled (sku=B, units=1, available=1)", reason.ToString());
    }

    [Fact]
    public void A_sku_that_the_network_does_not_know_is_planned_at_the_default_weight_and_said_so() =>
        Assert.Equal("allocation.sku-unknown (sku=A, grams=500)",
            SourcingPlanner.Plan(To("上海", [Line("1", "A", 1)], At("HZ", "A", 1)), Default).ValueOrThrow().Reasons[0].ToString());

    [Fact]
    public void An_order_without_units_is_refused() =>
        Assert.Equal(AllocationCodes.NothingToPlan, SourcingPlanner.Plan(To("上海", [Line("1", "A", 0)]), Default).Refusal!.Code);

    [Fact]
    public void A_province_in_no_zone_is_refused_unless_the_document_names_a_zone_for_it()
    {
        var request = To("火星", [Line("1", "A", 1)], At("HZ", "A", 1));
        Assert.Equal(AllocationCodes.RegionUnknown, SourcingPlanner.Plan(request, Default).Refusal!.Code);
        Assert.Equal("HZ/yuantong 1:A×1", Planned(request, Edited(d => d["unknownProvinceZone"] = "remote")));
    }

    [Fact]
    public void Costs_past_64_bits_are_refused() =>
        Assert.Equal(AllocationCodes.CostOverflow, SourcingPlanner.Plan(To("上海", [Line("1", "A", long.MaxValue)], At("HZ", "A", 1)), Default).Refusal!.Code);

    [Fact]
    public void Lines_that_sum_past_64_bits_are_refused() =>
        Assert.Equal(AllocationCodes.CostOverflow,
            SourcingPlanner.Plan(To("上海", [Line("1", "A", long.MaxValue), Line("1", "A", 1)], At("HZ", "A", 1)), Default).Refusal!.Code);

    [Fact]
    public void A_budget_that_ends_early_says_how_much_could_be_saved()
    {
        var request = To("上海", [Line("1", "A", 5), Line("2", "B", 5)], At("HZ", "A", 3), At("CD", "A", 4), At("GZ", "B", 3), At("YW", "B", 4));
        var plan = SourcingPlanner.Plan(request, Edited(d => d["searchNodesMax"] = 1)).ValueOrThrow();
        Assert.False(plan.IsProven);
        Assert.Contains(plan.Reasons.Items, r => r.Code == AllocationCodes.Bounded);
        Assert.True(plan.LowerBoundMilliFen <= SourcingPlanner.Plan(request, Default).ValueOrThrow().Cost.TotalMilliFen);
    }

    [Fact]
    public void A_proven_plan_has_its_cost_as_bound_and_shows_every_part()
    {
        var plan = SourcingPlanner.Plan(To("北京", [Line("1", "A", 2), Line("2", "B", 1)], At("HZ", "A", 2), At("GZ", "B", 1)), Default).ValueOrThrow();
        Assert.Equal("GZ/yuantong 2:B×1 + HZ/yuantong 1:A×2", Text(plan));
        Assert.Equal(new PlanCost(286_000 + 312_000, (2 * 75_000) + 105_000, 3 * 50_000, 200_000, 0), plan.Cost);
        Assert.True(plan is { IsProven: true, IsComplete: true } && plan.LowerBoundMilliFen == plan.Cost.TotalMilliFen);
        Assert.Equal(Default.Reference, plan.Policy);
    }

    [Fact]
    public void Every_location_says_why()
    {
        var network = Edited(d =>
        {
            d["locations"]![0]!["open"] = false; // CD
            d["skus"] = new JsonArray(new JsonObject { ["sku"] = "A", ["grams"] = 1000, ["locations"] = new JsonArray("HZ", "GZ", "CD") });
        });
        var request = To("上海", [Line("1", "A", 2)], At("HZ", "A", 2), At("GZ", "A", 2), At("YW", "A", 2), At("CD", "A", 2));
        Assert.Equal(AllocationCodes.LocationClosed, Candidate(request, "CD", network).Reason.Code);
        Assert.Equal(AllocationCodes.NotStockedHere, Candidate(request, "YW", network).Reason.Code);
        Assert.Equal("allocation.ships (location=HZ, units=2, carrier=yuantong)", Candidate(request, "HZ", network).Reason.ToString());
        Assert.Equal("allocation.dominated (location=GZ, more=1.46, unfilled=0)", Candidate(request, "GZ", network).Reason.ToString());
        Assert.Equal("GZ/yuantong 1:A×2", Text(Candidate(request, "HZ", network).Without!));
        Assert.Equal("GZ/yuantong 1:A×2", Text(Candidate(request, "GZ", network).OnlyFrom!));
    }

    [Fact]
    public void A_location_without_the_goods_says_so() =>
        Assert.Equal("allocation.no-stock (location=GZ, wanted=2)", Candidate(To("上海", [Line("1", "A", 2)], At("HZ", "A", 2)), "GZ").Reason.ToString());

    [Fact]
    public void A_region_ban_names_region_and_reason() =>
        Assert.Equal("allocation.region-banned (location=GZ, region=西藏, reason=region)",
            Candidate(To("西藏", [Line("1", "A", 1)], At("GZ", "A", 1)), "GZ").Reason.ToString());

    [Fact]
    public void A_zone_without_a_tariff_is_not_served()
    {
        var network = Edited(d =>
        {
            foreach (var row in d["tariffs"]!.AsArray().Where(r => (string?)r!["from"] == "GZ" && (string?)r["zone"] == "east").ToArray())
                d["tariffs"]!.AsArray().Remove(row);
        });
        Assert.Equal(AllocationCodes.NoTariff, Candidate(To("上海", [Line("1", "A", 1)], At("GZ", "A", 1)), "GZ", network).Reason.Code);
    }

    [Theory]
    [InlineData("上海")]
    [InlineData("北京")]
    public void A_purchase_restriction_of_the_request_or_of_the_document_holds(string province)
    {
        var request = To(province, [Line("1", "A", 1)], At("HZ", "A", 1));
        var banned = request with { Bans = [new SourcingBan(null, null, SkuId.Of("A"), "launch")] };
        Assert.Equal(" unfilled 1:A×1", Planned(banned));
        Assert.Equal(AllocationCodes.PurchaseRestricted, Candidate(banned, "HZ").Reason.Code);
        var document = Edited(d => d["bans"]!.AsArray().Add((JsonNode)new JsonObject { ["province"] = province + "市", ["sku"] = "A", ["reason"] = "launch" }));
        Assert.Equal(" unfilled 1:A×1", Planned(request, document));
    }

    [Fact]
    public void A_banned_carrier_is_replaced() =>
        Assert.Equal("HZ/shunfeng 1:A×1",
            Planned(To("上海", [Line("1", "A", 1)], At("HZ", "A", 1))
                with { Bans = [new SourcingBan(null, CarrierId.Of("yuantong"), null, "false sign-offs")] }));

    [Fact]
    public void A_ban_of_nothing_and_a_line_in_two_groups_break_the_contract()
    {
        var request = To("上海", [Line("1", "A", 1)], At("HZ", "A", 1));
        Assert.Throws<ArgumentException>(() => SourcingPlanner.Plan(request with { Bans = [new SourcingBan(null, null, null, "?")] }, Default));
        Assert.Throws<ArgumentException>(() =>
            SourcingPlanner.Plan(request with { Together = [new LineGroup([LineId.Of("1")]), new LineGroup([LineId.Of("1")])] }, Default));
        Assert.Throws<ArgumentException>(() => SourcingPlanner.OnlyFrom(request, Default, LocationId.Of("elsewhere")));
    }
}
