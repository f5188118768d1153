using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Rules.Tests;

/// <summary>Moments and lengths of time: texts, sums, ranges and calendars.</summary>
/// <remarks>Fails when a sum or a part of a date differs from NodaTime's, or an end of a range moves.</remarks>
[Properties(Arbitrary = [typeof(Times)])]
public class TimeScenarios
{
    private static readonly string[] Zones =
    [
        "UTC", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "US/Central", "CET", "America/St_Johns", "+08:00", "-02:30",
        "14:00",
    ];

    [Theory]
    [InlineData("order.placedAt > timestamp('2026-02-09T08:59:59+08:00') && order.placedAt < timestamp('2026-02-09T01:00:00.000000001Z')", "true")]
    [InlineData("order.placedAt.getHours('Asia/Shanghai') * 100 + order.placedAt.getHours()", "901")]
    [InlineData("order.placedAt.getFullYear() * 10000 + (order.placedAt.getMonth() + 1) * 100 + order.placedAt.getDate()", "20260209")]
    [InlineData("[order.placedAt.getDayOfMonth(), order.placedAt.getDayOfWeek(), order.placedAt.getDayOfYear()]", "[8, 1, 39]")]
    [InlineData("timestamp('2024-12-31T23:59:59.999Z').getDayOfYear()", "365")]
    [InlineData("timestamp('0001-01-01T00:00:00Z').getFullYear('-01:00')", "0")]
    [InlineData("timestamp('9999-12-31T23:59:59Z').getFullYear('+01:00')", "10000")]
    [InlineData("timestamp('1969-12-31T23:59:58.750Z').getMilliseconds() + timestamp('1969-12-31T23:59:58.750Z').getSeconds()", "808")]
    [InlineData("duration('-1.5s').getSeconds() * 10000 + duration('-1.5s').getMilliseconds()", "-10500")]
    [InlineData("duration('-90m').getHours() * 100 + duration('-90m').getMinutes()", "-190")]
    [InlineData("duration('1h1m1s1ms1us1ns') == duration('3661001001001ns')", "true")]
    [InlineData("duration('.5h') + duration('1.h') == duration('+90m') && duration('-0') == duration('0') && duration('0.9ns') == duration('0')", "true")]
    [InlineData("duration('1\u00b5s') == duration('1\u03bcs') && duration('1us') == duration('1000ns')", "true")]
    [InlineData("timestamp('2026-01-01T00:00:00.1234567899Z') - timestamp('2026-01-01t00:00:00z') == duration('123456789ns')", "true")]
    [InlineData("timestamp(0) + duration('-1ns') < timestamp(0) && timestamp(-62135596800) == timestamp('0001-01-01T00:00:00Z')", "true")]
    [InlineData("order.placedAt - duration('1h') == duration('-1h') + order.placedAt", "true")]
    [InlineData("order.placedAt - timestamp('2026-02-08T01:00:00Z') >= duration('24h')", "true")]
    [InlineData("timestamp('2024-02-29T23:59:59Z') < timestamp('2024-03-01T00:00:00Z')", "true")]
    public void Times_give_the_same_in_both_modes(string text, string value)
    {
        Assert.Equal(value, Sample.Checked(text).ToString());
        Assert.Equal(value, Sample.Dynamic(text).ToString());
    }

    [Theory]
    [InlineData("timestamp('0001-01-01T00:00:00Z') - duration('1ns')")]
    [InlineData("timestamp('9999-12-31T23:59:59.999999999Z') + duration('1ns')")]
    [InlineData("duration('9223372036854775807ns') + duration('1ns')")]
    [InlineData("duration('-9223372036854775808ns') - duration('1ns')")]
    [InlineData("timestamp('9999-12-31T23:59:59Z') - timestamp('0001-01-01T00:00:00Z')")]
    [InlineData("timestamp('2300-01-01T00:00:00Z') - timestamp('2000-01-01T00:00:00Z')")]
    public void Beyond_the_ends_is_overflow(string text) =>
        Assert.Equal((RulesCodes.Overflow, RulesCodes.Overflow), (Sample.Checked(text).Error?.Code, Sample.Dynamic(text).Error?.Code));

    [Theory]
    [InlineData("2026-1-01T00:00:00Z")]
    [InlineData("2026-01-01 00:00:00Z")]
    [InlineData("2026-01-01T00:00:00")]
    [InlineData("2026-01-01T24:00:00Z")]
    [InlineData("2026-01-01T23:60:00Z")]
    [InlineData("2026-01-01T23:59:60Z")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-04-31T00:00:00Z")]
    [InlineData("2100-02-29T00:00:00Z")]
    [InlineData("2026-01-01T00:00:00.Z")]
    [InlineData("2026-01-01T00:00:00+0800")]
    [InlineData("2026-01-01T00:00:00+24:00")]
    [InlineData("2026-01-01T00:00:00Z ")]
    [InlineData("10000-01-01T00:00:00Z")]
    [InlineData("")]
    public void A_text_that_is_no_moment_is_refused(string text) =>
        Assert.Equal(RulesCodes.ConversionInvalid, Sample.Dynamic($"timestamp('{text}')").Error?.Code);

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1")]
    [InlineData("s")]
    [InlineData(".s")]
    [InlineData("1d")]
    [InlineData("1 s")]
    [InlineData("--1s")]
    [InlineData("1s-1s")]
    [InlineData("1.1.1s")]
    [InlineData("00")]
    public void A_text_that_is_no_length_of_time_is_refused(string text) =>
        Assert.Equal(RulesCodes.ConversionInvalid, Sample.Dynamic($"duration('{text}')").Error?.Code);

    [Law(2_000, 200_000)]
    public bool Parts_of_a_moment_agree_with_a_calendar(Instant at, int choice)
    {
        var zone = Zones[Math.Abs(choice % Zones.Length)];
        var known = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)
            ?? DateTimeZone.ForOffset(OffsetPattern.CreateWithInvariantCulture("m").Parse(zone[0] is '+' or '-' ? zone : "+" + zone).Value);
        // The reference has no dates beyond its own last one.
        if (at > Instant.FromUnixTimeSeconds(Times.Last) - Duration.FromDays(1)) at -= Duration.FromDays(1);
        var local = at.InZone(known).LocalDateTime;
        return Is("getFullYear", local.Year) && Is("getMonth", local.Month - 1) && Is("getDate", local.Day) && Is("getDayOfMonth", local.Day - 1)
            && Is("getDayOfYear", local.DayOfYear - 1) && Is("getDayOfWeek", (int)local.DayOfWeek % 7) && Is("getHours", local.Hour)
            && Is("getMinutes", local.Minute) && Is("getSeconds", local.Second) && Is("getMilliseconds", local.Millisecond);

        bool Is(string part, long expected) =>
            Sample.Dynamic($"at.{part}('{zone}')", new() { ["at"] = ExpressionValue.Of(at) }).Value.AsInt() == expected;
    }

    [Law(2_000, 200_000)]
    public bool A_moment_that_becomes_a_text_comes_back(Instant at)
    {
        var bindings = new Dictionary<string, ExpressionValue> { ["at"] = ExpressionValue.Of(at) };
        var text = Sample.Dynamic("string(at)", bindings).Value.AsString();
        return InstantPattern.ExtendedIso.Parse(text).Value == at && Sample.Dynamic("timestamp(string(at)) == at", bindings).Value.AsBool();
    }

    [Law(2_000, 200_000)]
    public bool Sums_agree_with_counts_of_nanoseconds(Instant at, Duration a, Duration b)
    {
        var bindings =
            new Dictionary<string, ExpressionValue> { ["at"] = ExpressionValue.Of(at), ["a"] = ExpressionValue.Of(a), ["b"] = ExpressionValue.Of(b) };
        return Length("a + b", a.ToBigIntegerNanoseconds() + b.ToBigIntegerNanoseconds())
            && Length("a - b", a.ToBigIntegerNanoseconds() - b.ToBigIntegerNanoseconds())
            && Length("(at + a) - at", Moment("at + a") is null ? null : a.ToBigIntegerNanoseconds())
            && Moment("at + a") == Expected(1) && Moment("a + at") == Expected(1) && Moment("at - a") == Expected(-1)
            && Sample.Dynamic("duration(string(a)) == a", bindings) is { IsOk: true } same && same.Value.AsBool();

        bool Length(string text, System.Numerics.BigInteger? expected)
        {
            var result = Sample.Dynamic(text, bindings);
            return expected is { } sum && sum >= long.MinValue && sum <= long.MaxValue
                ? result.IsOk && result.Value.AsDuration().ToBigIntegerNanoseconds() == sum
                : result.Error?.Code == RulesCodes.Overflow;
        }

        Instant? Moment(string text) => Sample.Dynamic(text, bindings) is { IsOk: true } result ? result.Value.AsInstant() : null;

        Instant? Expected(int sign)
        {
            var sum = (at - Instant.FromUnixTimeSeconds(0)).ToBigIntegerNanoseconds() + (sign * a.ToBigIntegerNanoseconds());
            var (first, last) = (new System.Numerics.BigInteger(Times.First) * 1_000_000_000, (new System.Numerics.BigInteger(Times.Last) + 1) * 1_000_000_000);
            return sum >= first && sum < last ? at + (sign == 1 ? a : -a) : null;
        }
    }

    /// <summary>Moments of the whole range and lengths of 64 bits of nanoseconds, often near an end.</summary>
    public static class Times
    {
        internal const long First = -62_135_596_800, Last = 253_402_300_799;

        public static Arbitrary<Instant> Instants() => (
            from near in Gen.Elements(First, Last, 0L, 1_770_598_800L, -1L)
            from away in Gen.Choose(-100_000_000, 100_000_000)
            from nanoseconds in Gen.OneOf(Gen.Elements(0, 1, 999_999_999), Gen.Choose(0, 999_999_999))
            let seconds = Math.Min(Last, Math.Max(First, near + away))
            select Instant.FromUnixTimeSeconds(seconds) + Duration.FromNanoseconds((long)nanoseconds)).ToArbitrary();

        public static Arbitrary<Duration> Durations() => Gen.OneOf(
            Gen.Elements(0L, 1, -1, long.MaxValue, long.MinValue, 999_999_999, -1_000_000_001, 1_000_000_000),
            from high in Gen.Choose(int.MinValue, int.MaxValue) from low in Gen.Choose(0, int.MaxValue) from shift in Gen.Choose(0, 40)
            select (((long)high << 32) | (uint)low) >> shift).Select(n => Duration.FromNanoseconds(n)).ToArbitrary();
    }
}
