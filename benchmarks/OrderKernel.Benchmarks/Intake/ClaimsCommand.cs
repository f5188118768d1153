using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrderKernel.Channels;

namespace OrderKernel.Benchmarks;

/// <summary>
/// <c>claims [--count N]</c>: N records of an own shop, a fifth of them repeats and a tenth older than what is known, through reading and intake in memory.
/// Against a JSON reader that walks over the same lines. Three rounds in one process, the least of each. Prints Markdown.
/// </summary>
internal static class ClaimsCommand
{
    private const int Most = 5_000_000;
    private static readonly DateTime Start = new(2026, 2, 9, 10, 0, 0);

    public static int Run(string[] args)
    {
        if (CountArgument.Read("claims", args, "--count", 1_000_000, 10, Most) is not { } count) return 2;
        var lines = Lines(count);
        var profile = Profiles.Default("own-shop");
        var (scan, read, whole) = (double.MaxValue, double.MaxValue, double.MaxValue);
        (int Accepted, int Stale, int Repeats, int Orders) counts = default;
        for (var round = 0; round < 3; round++)
        {
            scan = Math.Min(scan, Seconds(() => Scan(lines, count)));
            read = Math.Min(read, Seconds(() => Read(lines, profile, count)));
            whole = Math.Min(whole, Seconds(() => counts = Take(lines, profile, count)));
        }

        Console.WriteLine("| what | s | µs a claim | × the scan |\n| --- | ---: | ---: | ---: |");
        foreach (var (name, seconds) in new[] { ("scan", scan), ("read into claims", read), ("read, hash and intake", whole) })
        {
            Console.WriteLine(FormattableString.Invariant($"| {name} | {seconds:F2} | {seconds / count * 1e6:F2} | {seconds / scan:F1} |"));
        }

        Console.WriteLine(FormattableString.Invariant(
            $"\n{count} records, {lines.Length / count} bytes each: {counts.Orders} orders, {counts.Accepted} accepted, {counts.Stale} stale, {counts.Repeats} repeats. Target: 3 s a million, 12 × the scan."));
        return 0;
    }

    private static double Seconds(Action what)
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        what();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Scan(byte[] lines, int count)
    {
        var records = 0;
        for (var rest = lines.AsSpan(); rest.Length > 0; records++)
        {
            var end = rest.IndexOf((byte)'\n');
            var reader = new Utf8JsonReader(rest[..end]);
            while (reader.Read()) { /* walked over */ }
            rest = rest[(end + 1)..];
        }

        if (records != count) throw new InvalidOperationException("The lines are not as many as they should be.");
    }

    private static void Read(byte[] lines, PolicyDocument<ChannelProfile> profile, int count)
    {
        var (reader, claims) = (Reader(profile), 0);
        var parser = RecordParser.For(profile.Policy);
        parser.Push(lines, r => claims += reader.Read(r).Claim is null ? 0 : 1);
        if (claims != count) throw new InvalidOperationException("The records are not read as they should be.");
    }

    private static (int Accepted, int Stale, int Repeats, int Orders) Take(byte[] lines, PolicyDocument<ChannelProfile> profile, int count)
    {
        var states = new Dictionary<OrderKey, IntakeState>();
        var reader = Reader(profile);
        var context = new DecisionContext(Actor.Kernel, NodaTime.Instant.FromUnixTimeSeconds(0), MessageId.Of("bench"));
        int accepted = 0, stale = 0, repeats = 0;
        var parser = RecordParser.For(profile.Policy);
        parser.Push(lines, Take);
        if (accepted + stale + repeats != count) throw new InvalidOperationException("The claims are not taken as they should be.");
        return (accepted, stale, repeats, states.Count);

        void Take(RecordSlice record)
        {
            var claim = reader.Read(record).Claim!;
            var command = new TakeClaim(claim, Convert.ToHexStringLower(SHA256.HashData(record.Bytes)));
            var handled = Intake.Decider.Handle(states.GetValueOrDefault(claim.Order), command, default, context).ValueOrThrow();
            states[claim.Order] = handled.State!;
            switch (Intake.OutcomeOf(handled.Decision))
            {
                case IntakeOutcome.Apply: accepted++; break;
                case IntakeOutcome.Stale: stale++; break;
                default: repeats++; break;
            }
        }
    }

    private static ProfileReader Reader(PolicyDocument<ChannelProfile> profile) =>
        new(profile, SkuMap.Same, new ShopContext(TenantId.Of("bench"), ShopId.Of("tea")));

    // Of ten records seven are news of orders (placed, paid, shipped), one is older than what is known, and two are told again.
    private static byte[] Lines(int count)
    {
        var text = new StringBuilder(count * 320);
        for (var i = 0; i < count; i++)
        {
            var order = i / 10 * 3;
            _ = (i % 10) switch
            {
                0 => Line(text, order, 0), 1 => Line(text, order + 1, 0), 2 => Line(text, order + 2, 0),
                3 => Line(text, order, 1), 4 => Line(text, order + 1, 2), 5 => Line(text, order + 1, 1), 6 => Line(text, order + 1, 0),
                7 => Line(text, order, 2), 8 => Line(text, order, 2), _ => Line(text, order + 2, 1),
            };
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static StringBuilder Line(StringBuilder text, int order, int step)
    {
        string Time(int hours) => Start.AddSeconds(order).AddHours(hours).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        text.Append(CultureInfo.InvariantCulture, $$"""{"order":"T{{order:00000000}}","createdAt":"{{Time(0)}}","changedAt":"{{Time(step)}}","currency":"CNY","total":"{{(order % 900) + 20}}.50",""");
        if (step > 0) text.Append(CultureInfo.InvariantCulture, $$"""
            "paidAt":"{{Time(1)}}",
            """);
        if (step > 1) text.Append(CultureInfo.InvariantCulture, $$"""
            "shippedAt":"{{Time(2)}}",
            """);
        return text.Append(CultureInfo.InvariantCulture, $$"""
            "lines":[{"line":"1","sku":"TEA-{{order % 200}}","quantity":1,"total":"{{(order % 900) + 20}}.50"}]}
            """).Append('\n');
    }
}
