using NodaTime;

namespace OrderKernel.Abstractions.Tests.Policies;

// Fails when a moment that people write is read as another one, or when one that no instant can be ends in an exception.
public class OffsetTextTests
{
    [Theory]
    [InlineData("2025-11-11T00:00:00+08:00", "2025-11-10T16:00:00Z")]
    [InlineData("2025-11-11T00:00:00Z", "2025-11-11T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z")]
    [InlineData("9999-12-31T23:59:59-01:00", null)]
    [InlineData("-9998-01-01T00:00:00+01:00", null)]
    [InlineData("2025-11-11T00:00:00", null)]
    [InlineData("2025-11-11", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_moment_with_an_offset_is_an_instant_or_nothing(string? text, string? instant)
    {
        Assert.Equal(instant is not null, OffsetText.TryParse(text, out var read));
        Assert.Equal(instant is null ? default : NodaTime.Text.InstantPattern.ExtendedIso.Parse(instant).Value, read);
    }
}
