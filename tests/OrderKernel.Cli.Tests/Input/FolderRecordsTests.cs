using System.Diagnostics;
using System.Text;
using NodaTime;
using OrderKernel.Cli.Input;
using OrderKernel.Deliveries;
using static OrderKernel.Cli.Tests.BadInput.TaobaoLines;

namespace OrderKernel.Cli.Tests.Input;

// Fails when a record that is read in its turn, after others and in any order, is another delivery than where it was cut out of its file, whole or damaged;
// or when a file that changed meanwhile is taken for what it was.
public class FolderRecordsTests
{
    private static readonly string Samples = Path.Combine(Outside.Root, "docs", "samples", "promotion-day");

    [Law(40, 2_000)]
    public bool A_record_read_in_its_turn_is_the_record_that_was_cut_out(Seed seed)
    {
        using var folder = Damaged(new Random(seed));
        return !new InputFolder(folder.Input).Read().TryGet(out var set, out _) || Differing(set, new Random(seed)).Length == 0;
    }

    [Fact]
    public void So_is_each_of_the_sample()
    {
        Assert.Equal("", Differing(SetOf(Samples), new Random(1)));
        Assert.Equal("", Differing(SetOf(SampleRun.Shared.Input), new Random(1)));
    }

    [Fact]
    public async Task A_file_that_changed_meanwhile_is_named()
    {
        using var folder = Orders();
        using var records = Surveyed(SetOf(folder.Input));
        File.WriteAllText(Path.Combine(folder.Input, "orders.csv"), Lines(CsvHeader, Row(1), Row(3)));
        await records.ReadAsync(0, default);
        var changed = await Assert.ThrowsAsync<InputChangedException>(async () => await records.ReadAsync(1, default));
        Assert.Equal(CliCodes.FileChanged, changed.Reason.Code);
    }

    [Fact]
    public async Task A_file_that_became_shorter_or_went_away_is_named()
    {
        using var folder = Orders();
        var path = Path.Combine(folder.Input, "orders.csv");
        using var shorter = Surveyed(SetOf(folder.Input));
        using var gone = Surveyed(SetOf(folder.Input));
        File.WriteAllText(path, Lines(CsvHeader));
        Assert.Equal(CliCodes.FileChanged, (await Assert.ThrowsAsync<InputChangedException>(async () => await shorter.ReadAsync(1, default))).Reason.Code);
        File.Delete(path);
        Assert.Equal(CliCodes.FileUnreadable, (await Assert.ThrowsAsync<InputChangedException>(async () => await gone.ReadAsync(1, default))).Reason.Code);
    }

    [Fact]
    public async Task What_can_be_read_but_once_is_kept_while_the_run_lasts()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = Orders();
        var set = SetOf(folder.Input);
        var (file, pipe) = (set.Files[0], folder["pipe.csv"]);
        using (var made = Process.Start("mkfifo", [pipe])) await made.WaitForExitAsync();
        var writing = Task.Run(() => File.WriteAllBytes(pipe, File.ReadAllBytes(file.Path)));
        using var records = Surveyed(set with { Files = [file with { Path = pipe }] });
        await writing;
        for (var i = records.Count - 1; i >= 0; i--) await records.ReadAsync(i, default);
        Assert.Equal((2, 0), (records.Count, records.Findings.Count));
    }

    /// <summary>The first delivery that differs between both ways of reading, both ways; empty when none does.</summary>
    private static string Differing(InputSet set, Random dice)
    {
        var held = new HeldRecords(set).Read().ToDictionary(d => d.Id);
        using var records = Surveyed(set);
        if (records.Count != held.Count) return $"{records.Count} records instead of {held.Count}";
        var turns = Enumerable.Range(0, records.Count).ToArray();
        dice.Shuffle(turns);
        foreach (var turn in turns)
        {
            var read = records.ReadAsync(turn, default).AsTask().GetAwaiter().GetResult();
            if (!held.TryGetValue(read.Id, out var expected)) return $"{read} is none of them";
            if (read.At != records.AtOf(turn) || !IsSame(read, expected)) return $"{read} instead of {expected}";
        }

        return "";
    }

    private static bool IsSame(Delivery a, Delivery b) =>
        a.Slip with { Raw = default } == b.Slip with { Raw = default } && a.Slip.Raw.Span.SequenceEqual(b.Slip.Raw.Span) && a with { Slip = b.Slip } == b;

    private static InputSet SetOf(string folder) => new InputFolder(folder).Read().ValueOrThrow();

    private static FolderRecords Surveyed(InputSet set)
    {
        var records = new FolderRecords(set, Instant.MaxValue);
        records.Survey(_ => { });
        return records;
    }

    private static TempFolder Orders() => new TempFolder().With("orders.csv", Lines(CsvHeader, Row(1), Row(2)));

    /// <summary>Files of all kinds with records of all sizes, some bytes hit, some ends cut off.</summary>
    private static TempFolder Damaged(Random dice)
    {
        var folder = new TempFolder();
        var end = dice.Next(2) == 0 ? "\n" : "\r\n";
        Add("orders.csv", CsvHeader, dice.Next(60), i => dice.Next(9) switch
        {
            0 => "",
            1 => $"{i},21.0,21.0,\"上海{end}{new string('x', dice.Next(50_000))}\",2020-02-20 23:59:54,2020-02-21 00:00:02,0.0",
            2 => $"{i},21.0",
            _ => Row(i),
        });
        Add("orders.jsonl", Trade(1), dice.Next(40), i => dice.Next(9) switch
        {
            0 => $"[{Trade(i)},{Trade(i + 1_000)}]",
            1 => Trade(i)[..dice.Next(900)],
            2 => Trade(i, status: "\"TRADE_SEALED\""),
            3 => Trade(i, code: new string('X', dice.Next(80_000))),
            _ => Trade(i),
        });
        Add("stock.jsonl", OfSample("stock.jsonl", 0), dice.Next(30), i => OfSample("stock.jsonl", i));
        var tracks = Path.GetRelativePath(Samples, Directory.EnumerateFiles(Path.Combine(Samples, "tracks")).Order(StringComparer.Ordinal).First());
        Add("tracks.jsonl", OfSample(tracks, 0), dice.Next(30), i => OfSample(tracks, i));
        return folder;

        void Add(string name, string first, int count, Func<int, string> record)
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, count).Select(record).Prepend(first).Select(r => r + end)));
            for (var hits = dice.Next(4); hits > 0; hits--) bytes[dice.Next(first.Length, bytes.Length)] = (byte)"\"\n,{}]\\\r \u007f"[dice.Next(10)];
            folder.With(name, "");
            File.WriteAllBytes(Path.Combine(folder.Input, name), dice.Next(4) == 0 ? bytes[..dice.Next(first.Length, bytes.Length)] : bytes);
        }
    }

    private static string OfSample(string name, int line) => File.ReadLines(Path.Combine(Samples, name)).ElementAtOrDefault(line) ?? "{}";
}
