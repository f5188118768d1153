using NodaTime;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests;

// Fails when a command of the two-phase protocol is accepted, refused or repeated otherwise than this table says.
public class ReservationScenarios
{
    private static readonly ValueList<StockUnits> Two = [Units("HZ", "A", 2)];

    private static Reservation In(ReservationStatus status) => status switch
    {
        ReservationStatus.Pending => Held(),
        ReservationStatus.Committed => Held().After(Decide(Held(), new Commit(R()), message: "end")),
        ReservationStatus.Released => Held().After(Decide(Held(), new Release(R()), message: "end")),
        _ => Held().After(Decide(Held(), new Expire(R()), message: "end", minutes: 30)),
    };

    [Theory]
    [InlineData(ReservationStatus.Pending, "commit", null)]
    [InlineData(ReservationStatus.Pending, "release", null)]
    [InlineData(ReservationStatus.Pending, "expire", null)]
    [InlineData(ReservationStatus.Pending, "extend", null)]
    [InlineData(ReservationStatus.Pending, "move", null)]
    [InlineData(ReservationStatus.Pending, "reserve", InventoryCodes.AlreadyKnown)]
    [InlineData(ReservationStatus.Pending, "reserve-other", InventoryCodes.ReservationDiffers)]
    [InlineData(ReservationStatus.Committed, "commit", InventoryCodes.ReservationEnded)]
    [InlineData(ReservationStatus.Committed, "release", InventoryCodes.ReservationEnded)]
    [InlineData(ReservationStatus.Committed, "expire", InventoryCodes.ReservationEnded)]
    [InlineData(ReservationStatus.Committed, "extend", InventoryCodes.ReservationEnded)]
    [InlineData(ReservationStatus.Committed, "move", InventoryCodes.ReservationEnded)]
    [InlineData(ReservationStatus.Committed, "reserve", InventoryCodes.AlreadyKnown)]
    [InlineData(ReservationStatus.Committed, "reserve-other", InventoryCodes.ReservationDiffers)]
    [InlineData(ReservationStatus.Released, "commit", InventoryCodes.ReservationEnded)]
    [InlineData(ReservationStatus.Released, "release", InventoryCodes.ReservationEnded)]
    [InlineData(ReservationStatus.Released, "expire", InventoryCodes.ReservationEnded)]
    [InlineData(ReservationStatus.Released, "extend", InventoryCodes.ReservationEnded)]
    [InlineData(ReservationStatus.Released, "move", InventoryCodes.ReservationEnded)]
    [InlineData(ReservationStatus.Released, "reserve", InventoryCodes.AlreadyKnown)]
    [InlineData(ReservationStatus.Released, "reserve-other", InventoryCodes.ReservationDiffers)]
    [InlineData(ReservationStatus.Expired, "commit", InventoryCodes.ReservationEnded)]
    [InlineData(ReservationStatus.Expired, "release", InventoryCodes.ReservationEnded)]
    [InlineData(ReservationStatus.Expired, "expire", InventoryCodes.ReservationEnded)]
    [InlineData(ReservationStatus.Expired, "extend", InventoryCodes.ReservationEnded)]
    [InlineData(ReservationStatus.Expired, "move", InventoryCodes.ReservationEnded)]
    [InlineData(ReservationStatus.Expired, "reserve", InventoryCodes.AlreadyKnown)]
    [InlineData(ReservationStatus.Expired, "reserve-other", InventoryCodes.ReservationDiffers)]
    [InlineData(null, "commit", InventoryCodes.ReservationUnknown)]
    [InlineData(null, "release", InventoryCodes.ReservationUnknown)]
    [InlineData(null, "expire", InventoryCodes.ReservationUnknown)]
    [InlineData(null, "extend", InventoryCodes.ReservationUnknown)]
    [InlineData(null, "move", InventoryCodes.ReservationUnknown)]
    public void Every_status_answers_every_command(ReservationStatus? status, string command, string? code)
    {
        var state = status is { } s ? In(s) : null;
        Assert.Equal(status, state?.Status);
        var result = Decide(state, command switch
        {
            "commit" => new Commit(R()),
            "release" => new Release(R()),
            "expire" => new Expire(R()),
            "extend" => new Extend(R(), Noon + Duration.FromHours(9)),
            "move" => new MoveHold(R(), [new(Cell("HZ", "A"), Cell("GZ", "A"), Quantity.Of(1))]),
            "reserve" => Reserve(Units("GZ", "B", 3), Units("HZ", "A", 5)),
            _ => Reserve(Units("HZ", "A", 5)),
        }, OnHand("GZ", "A", 1), message: "new", minutes: 30);
        if (code == InventoryCodes.AlreadyKnown)
        {
            Assert.True(result.ValueOrThrow().Events.IsEmpty);
            Assert.Equal(code, result.ValueOrThrow().Reasons[0].Code);
        }
        else
        {
            Assert.Equal(code, result.Refusal?.Code);
        }
    }

    [Fact]
    public void A_reservation_shows_the_terms_that_allowed_it()
    {
        var decision = Decide(null, Reserve(Units("HZ", "A", 2)), Balances(("HZ", "A", StockAccount.OnHand, 9), ("HZ", "A", StockAccount.Locked, 4)))
            .ValueOrThrow();
        Assert.Equal("inventory.reserved (location=HZ, sku=A, wanted=2, available=5, terms=9 OnHand − 4 Locked − 0 InTransfer)",
            decision.Reasons[0].ToString());
        Assert.Equal(InventoryCodes.Reserved, decision.Reasons[0].Code);
        Assert.Equal([StockFormula.Default.Reference], decision.Policies);
    }

    [Fact]
    public void One_short_cell_refuses_all_and_names_itself()
    {
        var refusal = Decide(null, Reserve(Units("HZ", "A", 5), Units("GZ", "B", 4)), [.. OnHand("HZ", "A", 5), .. OnHand("GZ", "B", 3)]).Refusal!;
        Assert.Equal(InventoryCodes.Short, refusal.Code);
        Assert.True(refusal.IsTransient);
        var cell = Assert.Single(refusal.Reasons);
        Assert.Equal(InventoryCodes.CellShort, cell.Code);
        Assert.Contains("terms=3 OnHand − 0 Locked − 0 InTransfer", cell.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_cell_twice_is_checked_as_one() // peer failure 3
    {
        Assert.Equal(InventoryCodes.Short, Decide(null, Reserve(Units("HZ", "A", 3), Units("HZ", "A", 3)), OnHand("HZ", "A", 5)).Refusal!.Code);
        var state = Words.After(null, Decide(null, Reserve(Units("HZ", "A", 3), Units("HZ", "A", 2)), OnHand("HZ", "A", 5)));
        Assert.Equal(Quantity.Of(5), Assert.Single(state.Lines).Reserved);
    }

    [Fact]
    public void Of_two_buyers_of_the_last_unit_one_gets_it() // peer failures 1 and 2: both decide on the same old balance, the floor has the last word
    {
        var balances = OnHand("HZ", "A", 1);
        var events = new[] { "r-1", "r-2" }.Select(id => Decide(null, Reserve(Units("HZ", "A", 1)) with { Id = R(id) }, balances).ValueOrThrow().Events[0])
            .ToArray();
        var sold = 0;
        foreach (var e in events)
        {
            var effect = StockEffects.Of(e, StockFormula.Default.Policy);
            var after = StockSheet.Post(balances, effect.Postings);
            if (effect.Floors.Items.Any(f => !StockSheet.Holds(after, f))) continue;
            (balances, sold) = (after, sold + 1);
        }

        Assert.Equal(1, sold);
        Assert.Equal(0, Availability.Of(Cell("HZ", "A"), balances, StockFormula.Default.Policy).Balance);
    }

    [Fact]
    public void What_was_reserved_in_one_place_and_ships_from_another_leaves_nothing_held() // peer failure 10
    {
        var balances = StockSheet.Post(OnHand("GZ", "A", 2), StockEffects.Of(Held().Made, StockFormula.Default.Policy).Postings);
        var moved = Decide(Held(), new MoveHold(R(), [new(Cell("HZ", "A"), Cell("GZ", "A"), Quantity.Of(2))]), balances, "move").ValueOrThrow();
        Assert.Equal("inventory.hold-moved (location=GZ, sku=A, wanted=2, available=2, terms=2 OnHand − 0 Locked − 0 InTransfer)",
            Assert.Single(moved.Reasons).ToString());
        var state = Words.After(Held(), moved);
        var left = Words.After(state, Decide(state, new Commit(R(), [Units("GZ", "A", 2)]), message: "ship"));
        left = Words.After(left, Decide(left, new Release(R()), message: "rest"));
        foreach (ReservationEvent step in left.Steps)
            balances = StockSheet.Post(balances, StockEffects.Of(step, StockFormula.Default.Policy).Postings);
        Assert.Equal(ReservationStatus.Committed, left.Status);
        Assert.All(balances.Where(b => b.Account == StockAccount.Locked), b => Assert.Equal(0, b.Units));
        Assert.Equal([0L, 2L],
            new[] { StockAccount.OnHand, StockAccount.Sold }.Select(a => StockSheet.BalanceOf(balances, Cell("GZ", "A"), a)));
    }

    [Fact]
    public void Units_that_change_places_need_room_for_none()
    {
        var state = Words.After(null, Decide(null, Reserve(Units("HZ", "A", 2), Units("GZ", "A", 2)), [.. OnHand("HZ", "A", 2), .. OnHand("GZ", "A", 2)]));
        var full = Balances(("HZ", "A", StockAccount.OnHand, 2), ("HZ", "A", StockAccount.Locked, 2), ("GZ", "A", StockAccount.OnHand, 2),
            ("GZ", "A", StockAccount.Locked, 2));
        HoldMove to = new(Cell("HZ", "A"), Cell("GZ", "A"), Quantity.Of(2)), back = new(Cell("GZ", "A"), Cell("HZ", "A"), Quantity.Of(2));
        Assert.Equal(InventoryCodes.Short, Decide(state, new MoveHold(R(), [to]), full, "one").Refusal!.Code);
        var both = Decide(state, new MoveHold(R(), [to, back]), full, "both").ValueOrThrow();
        Assert.Empty(StockEffects.Of(both.Events[0], StockFormula.Default.Policy).Floors);
        Assert.Equal(state.OpenUnits, Words.After(state, both).OpenUnits);
    }

    [Theory]
    [InlineData("order", HolderKind.Transfer, "t-1", InventoryCodes.HolderTwice)]
    [InlineData(null, HolderKind.Order, "o-1", InventoryCodes.HolderTwice)]
    [InlineData(null, HolderKind.Offer, " ", KernelCodes.IdUnset)]
    [InlineData(null, (HolderKind)0, "x", KernelCodes.IdUnset)]
    [InlineData(null, HolderKind.AfterSales, "c-1", null)]
    public void A_hold_is_one_documents(string? order, HolderKind kind, string key, string? code)
    {
        var result = Decide(null, Reserve(Units("HZ", "A", 1)) with { OrderKey = order, Holder = new(kind, key) }, OnHand("HZ", "A", 1));
        Assert.Equal(code, result.Refusal?.Code);
        if (code is null) Assert.Equal(new StockHolder(kind, key), Words.After(null, result).Holder);
    }

    [Theory]
    [InlineData(20, InventoryCodes.ExpiryNotLater)]
    [InlineData(30, InventoryCodes.ExpiryNotLater)]
    [InlineData(31, null)]
    public void A_hold_is_only_ever_extended(int minutes, string? code)
    {
        var result = Decide(Held(), new Extend(R(), Noon + Duration.FromMinutes(minutes)), message: "longer");
        Assert.Equal(code, result.Refusal?.Code);
        if (code is null) Assert.Equal(InventoryCodes.NotDue, Decide(Words.After(Held(), result), new Expire(R()), message: "due", minutes: 30).Refusal!.Code);
    }

    [Fact]
    public void A_hold_without_expiry_has_none_to_extend()
    {
        var state = Words.After(null, Decide(null, Reserve(Units("HZ", "A", 1)) with { ExpiresAt = null }, OnHand("HZ", "A", 1)));
        Assert.Equal(InventoryCodes.ExpiryNotLater, Decide(state, new Extend(R(), Noon + Duration.FromHours(1)), message: "longer").Refusal!.Code);
    }

    [Fact]
    public void The_same_reserve_is_known_after_its_units_moved_and_its_time_grew()
    {
        var move = new MoveHold(R(), [new(Cell("HZ", "A"), Cell("GZ", "A"), Quantity.Of(2))]);
        var state = Words.After(Held(), Decide(Held(), move, OnHand("GZ", "A", 2), "move"));
        state = Words.After(state, Decide(state, new Extend(R(), Noon + Duration.FromHours(1)), message: "longer"));
        var again = Decide(state, Reserve(Units("GZ", "B", 3), Units("HZ", "A", 5)), message: "again").ValueOrThrow();
        Assert.Equal(InventoryCodes.AlreadyKnown, Assert.Single(again.Reasons).Code);
    }

    [Fact]
    public void Two_bundles_that_share_a_component_are_checked_as_one() // peer failure 3
    {
        StockRequest[] bundles = [new(LineId.Of("1a"), SkuId.Of("A"), Quantity.Of(2)), new(LineId.Of("1b"), SkuId.Of("B"), Quantity.Of(1)),
            new(LineId.Of("2a"), SkuId.Of("A"), Quantity.Of(2))];
        var units = StockUnits.At(LocationId.Of("HZ"), bundles);
        Assert.Equal([Units("HZ", "A", 4), Units("HZ", "B", 1)], units);
        Assert.Equal(InventoryCodes.Short, Decide(null, Reserve([.. units.Items]), [.. OnHand("HZ", "A", 3), .. OnHand("HZ", "B", 9)]).Refusal!.Code);
    }

    [Fact]
    public void A_buyer_is_not_blocked_by_their_own_hold() // peer failure 6: the repeat finds everything locked, by itself
        => Assert.Equal(InventoryCodes.AlreadyKnown, Decide(Held(), Reserve(Units("HZ", "A", 5), Units("GZ", "B", 3)),
            Balances(("HZ", "A", StockAccount.OnHand, 5), ("HZ", "A", StockAccount.Locked, 5))).ValueOrThrow().Reasons[0].Code);

    [Fact]
    public void A_cancel_after_shipping_moves_nothing() // peer failure 12
        => Assert.Equal(InventoryCodes.ReservationEnded, Decide(In(ReservationStatus.Committed), new Release(R()), message: "cancel").Refusal!.Code);

    [Fact]
    public void Five_of_six_are_not_there_and_five_of_five_are() // checked after the postings: 3 + 3 of 5 never locks 6
    {
        var first = Decide(null, Reserve(Units("HZ", "A", 3)), OnHand("HZ", "A", 5)).ValueOrThrow().Events[0];
        var after = StockSheet.Post(OnHand("HZ", "A", 5), StockEffects.Of(first, StockFormula.Default.Policy).Postings);
        var second = StockEffects.Of(first, StockFormula.Default.Policy);
        Assert.False(StockSheet.Holds(StockSheet.Post(after, second.Postings), second.Floors[0]));
    }

    [Fact]
    public void Parts_leave_one_after_the_other_and_the_rest_is_given_back()
    {
        var state = Held();
        state = state.After(Decide(state, new Commit(R(), Two), message: "parcel-1"));
        state = state.After(Decide(state, new Commit(R(), [Units("HZ", "A", 1), Units("GZ", "B", 1)]), message: "parcel-2"));
        Assert.Equal((ReservationStatus.Pending, Quantity.Of(2)), (state.Status, state.OpenOf(Cell("HZ", "A"))));
        var release = Decide(state, new Release(R()), message: "cancel").ValueOrThrow();
        Assert.Equal("inventory.released (reservation=r-1, units=4, open=0)", release.Reasons[0].ToString());
        Assert.Equal(InventoryCodes.Released, release.Reasons[0].Code);
        state = state.After(release);
        Assert.Equal(ReservationStatus.Committed, state.Status);
        Assert.Equal(new ReservedUnits(Cell("HZ", "A"), Quantity.Of(5), Quantity.Of(3), Quantity.Of(2), Quantity.Zero, Quantity.Zero), state.Lines[1]);
    }

    [Fact]
    public void A_part_can_be_given_back_and_the_rest_shipped()
    {
        var state = Held();
        state = state.After(Decide(state, new Release(R(), Two), message: "cancel-two"));
        Assert.Equal([Units("GZ", "B", 3), Units("HZ", "A", 3)], state.OpenUnits);
        var commit = Decide(state, new Commit(R()), message: "ship").ValueOrThrow();
        Assert.Equal(InventoryCodes.Committed, commit.Reasons[0].Code);
        Assert.Equal(state.OpenUnits, Assert.IsType<ReservationCommitted>(commit.Events[0]).Units);
    }

    [Fact]
    public void More_than_is_open_cannot_end()
    {
        Assert.Equal(InventoryCodes.MoreThanReserved, Decide(Held(), new Commit(R(), [Units("HZ", "A", 6)])).Refusal!.Code);
        Assert.Equal(InventoryCodes.MoreThanReserved, Decide(Held(), new Release(R(), [Units("GZ", "A", 1)])).Refusal!.Code);
        Assert.Equal(InventoryCodes.MoreThanReserved, Decide(Held(), new Commit(R(), [Units("HZ", "A", 3), Units("HZ", "A", 3)])).Refusal!.Code);
    }

    [Fact]
    public void The_same_message_with_the_same_units_changes_nothing_and_with_others_is_refused()
    {
        var state = Held();
        state = state.After(Decide(state, new Commit(R(), Two), message: "parcel-1"));
        var repeat = Decide(state, new Commit(R(), [Units("HZ", "A", 1), Units("HZ", "A", 1)]), message: "parcel-1").ValueOrThrow();
        Assert.True(repeat.Events.IsEmpty);
        Assert.Equal(InventoryCodes.AlreadyKnown, repeat.Reasons[0].Code);
        Assert.Equal(InventoryCodes.EndingDiffers, Decide(state, new Commit(R(), [Units("HZ", "A", 3)]), message: "parcel-1").Refusal!.Code);
        Assert.Equal(InventoryCodes.EndingDiffers, Decide(state, new Release(R(), Two), message: "parcel-1").Refusal!.Code);
        Assert.Equal(InventoryCodes.EndingDiffers, Decide(state, new Commit(R()), message: "parcel-1").Refusal!.Code);
    }

    [Fact]
    public void A_cancel_that_comes_twice_releases_once() // peer failure 8
    {
        var state = Held();
        state = state.After(Decide(state, new Release(R()), message: "cancel"));
        Assert.True(Decide(state, new Release(R()), message: "cancel").ValueOrThrow().Events.IsEmpty);
        Assert.Equal(InventoryCodes.ReservationEnded, Decide(state, new Release(R()), message: "cancel-again").Refusal!.Code);
    }

    [Fact]
    public void Time_ends_a_reservation_at_its_instant_and_not_before()
    {
        Assert.Equal(InventoryCodes.NotDue, Decide(Held(), new Expire(R()), minutes: 29).Refusal!.Code);
        Assert.Equal(InventoryCodes.Expired, Decide(Held(), new Expire(R()), minutes: 30).ValueOrThrow().Reasons[0].Code);
        var endless = Reservations.Evolve(null, Held().Made with { ExpiresAt = null });
        Assert.Equal(InventoryCodes.NotDue, Decide(endless, new Expire(R()), minutes: 3000).Refusal!.Code);
        Assert.Equal(ReservationStatus.Expired, In(ReservationStatus.Expired).Status);
    }

    [Fact]
    public void A_reservation_that_is_over_before_it_begins_or_holds_nothing_is_refused()
    {
        var command = Reserve(Units("HZ", "A", 1)) with { ExpiresAt = Noon };
        Assert.Equal(InventoryCodes.ExpiryPast, Decide(null, command, OnHand("HZ", "A", 1)).Refusal!.Code);
        Assert.Equal(InventoryCodes.NothingToMove, Decide(null, Reserve(), OnHand("HZ", "A", 1)).Refusal!.Code);
        Assert.Equal(InventoryCodes.NothingToMove, Decide(null, Reserve(Units("HZ", "A", 0))).Refusal!.Code);
        Assert.Equal(InventoryCodes.NothingToMove, Decide(Held(), new Commit(R(), [Units("HZ", "A", 0)])).Refusal!.Code);
    }

    [Fact]
    public void Goods_that_leave_after_time_ran_out_but_before_anyone_ended_the_hold_still_leave() =>
        Assert.True(Decide(Held(), new Commit(R()), minutes: 31).IsOk);

    [Fact]
    public void Reserved_here_and_shipped_from_there_frees_here() // peer failure 10
    {
        var balances = StockSheet.Post([.. OnHand("HZ", "A", 5), .. OnHand("GZ", "A", 5)],
            StockEffects.Of(new StockReserved(R(), null, [Units("HZ", "A", 5)], null), StockFormula.Default.Policy).Postings);
        balances = StockSheet.Post(balances,
            StockEffects.Of(new ReservationReleased(R(), MessageId.Of("m"), true, [Units("HZ", "A", 5)]), StockFormula.Default.Policy).Postings);
        var ship = StockMovements.Decide(new RecordShippedElsewhere([Units("GZ", "A", 5)], "order"), balances).ValueOrThrow();
        balances = StockSheet.Post(balances, StockEffects.Of(ship.Events[0]).Postings);
        Assert.Equal((5L, 0L), (Availability.Of(Cell("HZ", "A"), balances, StockFormula.Default.Policy).Balance,
            Availability.Of(Cell("GZ", "A"), balances, StockFormula.Default.Policy).Balance));
    }

    [Fact]
    public void A_command_for_another_reservation_breaks_the_contract()
    {
        Assert.Throws<ArgumentException>(() => Decide(Held(), new Commit(R("r-2"))));
        Assert.Equal("kernel.id-unset (part=id)", Decide(null, new Commit(default)).Refusal!.ToString());
        Assert.Equal("kernel.id-unset (part=units[0].cell.sku)",
            Decide(null, Reserve(new StockUnits(new(LocationId.Of("HZ"), default), Quantity.Of(1)))).Refusal!.ToString());
    }

    [Fact]
    public void Folding_a_stream_is_evolving_it()
    {
        Assert.Null(Reservations.Fold([]));
        Assert.Equal(Held(), Reservations.Fold([new StockReserved(R(), "order", [Units("GZ", "B", 3), Units("HZ", "A", 5)], Noon + Duration.FromMinutes(30))]));
    }
}
