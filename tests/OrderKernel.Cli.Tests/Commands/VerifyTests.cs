using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when an edited event, a lost tail or a damaged file passes as sound, or when the first bad record is not named.
public class VerifyTests
{
    private static ToolRun Verify(string store, params string[] more) => ToolRun.Of(["verify", "--store", store, .. more]);

    private static string? Change(string store, string sql, params (string Name, object Value)[] values)
    {
        using var connection = new SqliteConnection($"Data Source={store};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        return command.ExecuteScalar()?.ToString();
    }

    /// <summary>Flips one bit in the bytes of the second event of some order.</summary>
    private static string Flip(string store)
    {
        const string Some = "SELECT id FROM streams WHERE kind = 'order' AND version > 2 ORDER BY key LIMIT 1";
        var key = Change(store, $"SELECT key FROM streams WHERE id = ({Some})")!;
        var where = $"position = ({Some}) * (1 << 24) + 2";
        var bytes = Convert.FromHexString(Change(store, $"SELECT hex(bytes) FROM events WHERE {where}")!);
        bytes[bytes.Length / 2] ^= 1;
        Change(store, $"UPDATE events SET bytes = $bytes WHERE {where}", ("$bytes", bytes));
        return key;
    }

    [Fact]
    public void A_store_as_the_run_left_it_is_sound()
    {
        using var folder = new TempFolder();
        var said = Verify(SampleRun.Shared.CopyStore(folder)).Ends(0).Out;
        Assert.Contains(SampleRun.Shared.Figures["eventHash"]!.GetValue<string>(), said, StringComparison.Ordinal);
        Assert.Contains("0 events beyond the anchor", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_balance_that_somebody_edited_is_told_with_what_its_events_add_up_to()
    {
        using var folder = new TempFolder();
        var store = SampleRun.Shared.CopyStore(folder);
        const string Some = "account = 1 AND cell = (SELECT min(cell) FROM balances WHERE account = 1)";
        var units = long.Parse(Change(store, $"SELECT units FROM balances WHERE {Some}")!, CultureInfo.InvariantCulture);
        Change(store, $"UPDATE balances SET units = units + 3 WHERE {Some}");
        var said = Verify(store).Ends(1).Out;
        Assert.Contains("inventory.drift", said, StringComparison.Ordinal);
        Assert.Contains($"OnHand is {units + 3}, its events add up to {units}", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE inbox SET answer = x'7b7d' WHERE message = (SELECT min(message) FROM inbox)", "/inbox/", "sqlite.row-edited")]
    [InlineData("UPDATE clear SET bytes = x'7b7d' WHERE id = (SELECT min(clear) FROM vault)", "/vault/", "sqlite.row-edited")]
    [InlineData("DELETE FROM inbox WHERE message = (SELECT max(message) FROM inbox)", "/inbox", "sqlite.rows-apart")]
    [InlineData("INSERT INTO timers(tenant, key, kind, stream, trigger, due, due_nano, mark) VALUES(1, 'x', 'order', 'x', 'x', 1, 1, 1)", "/timers/x", "sqlite.row-edited")]
    [InlineData("UPDATE clues SET key = key || 'x' WHERE clue = (SELECT min(clue) FROM clues)", "/clues/", "sqlite.row-edited")]
    [InlineData("DELETE FROM clues WHERE clue = (SELECT min(clue) FROM clues); UPDATE sums SET entries = (SELECT count(*) FROM clues), marks = (SELECT sum(mark) FROM clues) WHERE part = 'clues'", "/clues", "sqlite.rows-lost")]
    [InlineData("DELETE FROM types WHERE id = 1", "types", "sqlite.rows-apart")]
    [InlineData("UPDATE balances SET units = units + 3 WHERE account = 1", "/balances", "sqlite.balance-edited")]
    public void What_no_chain_covers_is_told_with_its_place(string edit, string where, string code)
    {
        using var folder = new TempFolder();
        var store = SampleRun.Shared.CopyStore(folder);
        Change(store, edit);
        var said = Verify(store).Ends(1).Out;
        Assert.Contains(where, said, StringComparison.Ordinal);
        Assert.Contains($"[{code}]", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flipped_bit_names_the_first_bad_record()
    {
        using var folder = new TempFolder();
        var key = Flip(SampleRun.Shared.CopyStore(folder));
        var said = Verify(folder.Store).Ends(1).Out;
        Assert.Contains($"{key}@2", said, StringComparison.Ordinal);
        Assert.Contains("[chain.hash-mismatch]", said, StringComparison.Ordinal);
        Assert.Contains("Damaged: 1 ", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_tail_is_seen_by_the_anchor()
    {
        using var folder = new TempFolder();
        var store = SampleRun.Shared.CopyStore(folder);
        // The newest streams vanish as if their commits had never been: all chains hold, only the anchor knows better.
        Change(store, "DELETE FROM streams WHERE id IN (SELECT position >> 24 FROM events WHERE ordinal > (SELECT max(ordinal) - 1 FROM events))");
        var said = Verify(store).Ends(1).Out;
        Assert.Contains("[chain.tail-lost]", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_anchor_the_chains_are_checked_and_its_absence_is_said()
    {
        using var folder = new TempFolder();
        File.Delete(SampleRun.Shared.CopyStore(folder) + ".anchor");
        Assert.Contains("There is no anchor", Verify(folder.Store).Ends(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_anchor_is_damage()
    {
        using var folder = new TempFolder();
        File.WriteAllText(SampleRun.Shared.CopyStore(folder) + ".anchor", "nonsense\n");
        Assert.Contains("[sqlite.anchor-damaged]", Verify(folder.Store).Ends(1).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_pages_are_damage()
    {
        using var folder = new TempFolder();
        using (var file = File.OpenWrite(SampleRun.Shared.CopyStore(folder)))
        {
            file.Position = 4096;
            file.Write(Encoding.ASCII.GetBytes(new string('x', 64 * 1024)));
        }

        Verify(folder.Store).Ends(1);
    }

    [Fact]
    public void A_run_over_an_edited_store_says_so_instead_of_anchoring_it()
    {
        using var folder = new TempFolder();
        var store = SampleRun.Shared.CopyStore(folder);
        var anchor = File.ReadAllText(store + ".anchor");
        Change(store, "UPDATE streams SET hash = zeroblob(32) WHERE id = (SELECT max(id) FROM streams)");
        var run = ToolRun.Of("run", SampleRun.Shared.Input, "--store", store).Ends(1);
        Assert.Contains($"[{CliCodes.AnchorDisagrees}]", run.Error, StringComparison.Ordinal);
        Assert.Equal(anchor, File.ReadAllText(store + ".anchor"));
    }

    [Fact]
    public void An_event_that_nobody_can_read_ends_a_run_in_one_sentence()
    {
        using var folder = new TempFolder();
        var store = SampleRun.Shared.CopyStore(folder);
        Change(store,
            "UPDATE events SET bytes = x'7b7d' WHERE position = (SELECT min(position) FROM events WHERE type IN (SELECT id FROM types WHERE name LIKE 'orders.%'))");
        ToolRun.Of("run", SampleRun.Shared.Input, "--store", store).GivesUpWith(CliCodes.Failed);
        Verify(store).Ends(1);
    }

    [Fact]
    public void A_store_that_is_not_there_is_unusable_and_is_not_made()
    {
        using var folder = new TempFolder();
        Verify(folder.Store).GivesUpWith(CliCodes.StoreMissing);
        Assert.False(File.Exists(folder.Store));
    }

    [Fact]
    public void A_tenant_that_the_store_does_not_hold_is_unusable() =>
        Assert.Contains("demo", Verify(SampleRun.Shared.Store, "--tenant", "nobody").GivesUpWith(CliCodes.TenantUnclear).Error, StringComparison.Ordinal);
}
