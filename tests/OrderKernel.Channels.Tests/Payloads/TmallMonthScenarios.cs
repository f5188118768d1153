using NodaTime;

namespace OrderKernel.Channels.Tests;

/// <summary>The real month reads row by row to the totals that were counted independently. Fails on any misread amount, time or status.</summary>
public sealed class TmallMonthScenarios
{
    [DataFact]
    public void The_month_reads_to_its_counted_totals()
    {
        var claims = Records.Of("tmall-csv", TestData.Read("tmall/orders-2020-02.csv"), chunk: 65536).ConvertAll(r => r.Claim!);
        Assert.Equal(28_010, claims.Count);
        Assert.DoesNotContain(null, claims);
        Assert.Equal(28_010, claims.Select(c => c.Order).Distinct().Count());
        Assert.Equal(24_087, claims.Count(c => c.PaidAt is not null));
        Assert.Equal(299_576_061, claims.Sum(c => c.Amounts!.Due.MinorUnits));
        Assert.Equal(190_248_715, claims.Sum(c => (c.PaidAmount?.MinorUnits ?? 0) - c.RefundedAmount!.Value.MinorUnits));
        var refunded = claims.Where(c => c.RefundedAmount!.Value.MinorUnits > 0).ToList();
        Assert.Equal((5_646, 57_233_592), (refunded.Count, refunded.Sum(c => c.RefundedAmount!.Value.MinorUnits)));
        Assert.Equal(5_132, claims.Count(c => c.Payment == PaymentStatus.Refunded));
        Assert.Equal(5_646 - 5_132, claims.Count(c => c.Payment == PaymentStatus.PartiallyRefunded));
        Assert.Equal(3_923, claims.Count(c => c.Payment == PaymentStatus.Unpaid));
        Assert.Equal(1_875, refunded.Count(c => c.RefundedAmount!.Value.MinorUnits < 5000));
        Assert.Equal(453, claims.Count(c => c.PaidAt > c.CreatedAt!.Value + Duration.FromMinutes(30)));
        Assert.Equal(1, claims.Count(c => c.Amounts!.Due > Money.Fen(5_000_000)));
        Assert.Equal(31, claims.Select(c => c.Recipient!.Address!.Province).Distinct().Count());
        Assert.All(claims, c => Assert.Equal(c.PaidAt ?? c.CreatedAt, c.SourceTime));
        Assert.All(claims, c => Assert.Equal((false, 0, "taobao", "TB"), (c.NeedsFulfilment, c.Lines.Count, c.Order.Channel.Value, c.ChannelCode)));
    }

    [DataFact]
    public void A_drifted_copy_gives_the_same_yuan()
    {
        var text = System.Text.Encoding.UTF8.GetString(TestData.Read("tmall/orders-2020-02.csv"));
        var lines = text.Replace("\r\n", "\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var drifted = string.Join("\n", lines.Select((line, i) => i == 0 ? line.Replace(" ", "") : Drift(line)));
        var before = Records.Of("tmall-csv", text);
        var after = Records.Of("tmall-csv", "\uFEFF" + drifted);
        Assert.Equal(before.Select(r => r.Claim!.Amounts), after.Select(r => r.Claim!.Amounts));
        Assert.Equal(before.Select(r => r.Claim!.RefundedAmount), after.Select(r => r.Claim!.RefundedAmount));
    }

    private static string Drift(string line)
    {
        var fields = line.Split(',');
        for (var i = 1; i < fields.Length; i++)
        {
            if (fields[i].EndsWith(".0", StringComparison.Ordinal)) fields[i] = fields[i][..^2];
            if (fields[i].Length == 19) fields[i] = $"\"{fields[i][..16].Replace("-0", "/").Replace('-', '/')}\"";
        }

        return string.Join(",", fields);
    }
}
