using Microsoft.Data.Sqlite;
using static OrderKernel.Cli.Tests.BadInput.TaobaoLines;

namespace OrderKernel.Cli.Tests.BadInput;

// Fails when input that cannot be used at all ends in anything but exit code 2 and one coded sentence on the error stream.
public class UnusableInputTests
{
    private static TempFolder Good() => new TempFolder().With("orders.csv", Lines(CsvHeader, Row(1)));

    [Fact]
    public void A_folder_that_is_not_there()
    {
        using var folder = new TempFolder();
        folder.Run().GivesUpWith(CliCodes.FolderMissing);
        Assert.False(File.Exists(folder.Store));
    }

    [Fact]
    public void An_empty_folder()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.Input);
        folder.Run().GivesUpWith(CliCodes.NothingRecognised);
    }

    [Fact]
    public void A_folder_of_which_no_file_is_recognised()
    {
        using var folder = new TempFolder().With("strange.json", """{"hello":"world"}""").With("notes.csv", "a,b\n1,2\n");
        var error = folder.Run().GivesUpWith(CliCodes.NothingRecognised).Error;
        Assert.Contains($"strange.json: no profile recognises this file. [{CliCodes.FileNotRecognised}]", error, StringComparison.Ordinal);
        Assert.Contains("notes.csv", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_in_a_folder_that_is_not_there()
    {
        using var folder = Good();
        ToolRun.Of("run", folder.Input, "--store", folder["nowhere/x.db"]).GivesUpWith("sqlite.cannot-open");
    }

    [Fact]
    public void A_store_that_is_a_folder()
    {
        using var folder = Good();
        ToolRun.Of("run", folder.Input, "--store", folder.Root).GivesUpWith("sqlite.cannot-open");
    }

    [Fact]
    public void A_store_that_is_no_database()
    {
        using var folder = Good();
        var text = new string('x', 4096);
        File.WriteAllText(folder.Store, text);
        folder.Run().GivesUpWith("sqlite.not-a-database");
        Assert.Equal(text, File.ReadAllText(folder.Store));
    }

    [Fact]
    public void A_database_of_another_application()
    {
        using var folder = Good();
        using (var other = new SqliteConnection($"Data Source={folder.Store};Pooling=False"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "CREATE TABLE theirs(x)";
            command.ExecuteNonQuery();
        }

        folder.Run().GivesUpWith("sqlite.not-a-store");
    }

    [Fact]
    public void A_bad_manifest_lists_all_its_problems_with_paths()
    {
        using var folder = Good().With("manifest.json", """
            {"$schema":"manifest-1.json","tenant":"","zone":"Mars/Olympus","zone":"UTC","files":[{"profile":"taobao"},{"path":"../secret.csv","shop":" "},{"path":1}],"surprise":1}
            """);
        var error = folder.Run().GivesUpWith(CliCodes.ManifestInvalid).Error;
        foreach (var path in new[] { "$.tenant", "$.zone:", "$.files[0].path", "$.files[1].path", "$.files[1].shop", "$.files[2].path", "$.surprise" })
            Assert.Contains("  " + path, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_that_is_no_json()
    {
        using var folder = Good().With("manifest.json", "{");
        Assert.Contains("[documents.malformed]", folder.Run().GivesUpWith(CliCodes.ManifestInvalid).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_policy_document_lists_all_its_problems_with_paths()
    {
        using var folder = Good().With("tiers.json", """{"$schema":"approval-tiers-1.json","name":"x","version":"1","surprise":1}""")
            .With("manifest.json", Manifest("""{"path":"orders.csv"}""", ""","policies":{"tiers":"tiers.json"}"""));
        var error = folder.Run().GivesUpWith(CliCodes.PolicyInvalid).Error;
        Assert.Contains("tiers.json: the policy tiers has problems.", error, StringComparison.Ordinal);
        Assert.Contains("$.surprise", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_is_not_there_and_one_that_nobody_knows()
    {
        using var folder = Good().With("x.json", "{}").With("manifest.json", Manifest("""{"path":"orders.csv"}""", ""","policies":{"tiers":"gone.json"}"""));
        folder.Run().GivesUpWith(CliCodes.FileMissing);
        folder.With("manifest.json", Manifest("""{"path":"orders.csv"}""", ""","policies":{"horoscope":"x.json"}"""));
        Assert.Contains("horoscope", folder.Run().GivesUpWith(CliCodes.ManifestInvalid).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_of_the_wrong_kind_is_one_finding_that_names_both()
    {
        using var folder = Good().With("roles.json", """{"$schema":"roles-1.json","name":"r","version":"1","roles":{}}""")
            .With("manifest.json", Manifest("""{"path":"orders.csv"}""", ""","policies":{"tiers":"roles.json"}"""));
        var error = folder.Run().GivesUpWith(CliCodes.PolicyInvalid).Error.TrimEnd().Split('\n');
        Assert.Equal(2, error.Length);
        Assert.Contains("$.$schema: a document of roles-1.json stands where one of approval-tiers-1.json is due", error[1], StringComparison.Ordinal);
        Assert.EndsWith($"[{KernelCodes.DocumentOfOtherKind}]", error[1], StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Store));
        ToolRun.Of("retention", "--policy", Path.Combine(folder.Input, "roles.json"), "--store", SampleRun.Shared.Store).GivesUpWith(CliCodes.PolicyInvalid);
        ToolRun.Of("retention", "--policy", folder["gone.json"], "--store", SampleRun.Shared.Store).GivesUpWith(CliCodes.FileMissing);
    }

    [Theory]
    [InlineData("en", "update OrderKernel")]
    [InlineData("zh", "请升级 OrderKernel")]
    public void A_store_of_a_newer_version(string lang, string cure)
    {
        using var folder = Good();
        folder.Run().Ends(0);
        using (var newer = new SqliteConnection($"Data Source={folder.Store};Pooling=False"))
        {
            newer.Open();
            using var command = newer.CreateCommand();
            command.CommandText = "PRAGMA user_version=99";
            command.ExecuteNonQuery();
        }

        Assert.Contains(cure, folder.Run("--lang", lang).GivesUpWith("sqlite.newer-schema").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2025-11-12")]
    [InlineData("2025-02-30T00:00:00+08:00")]
    public void An_instant_that_is_none(string text)
    {
        using var folder = Good();
        Assert.Contains(text, folder.Run("--as-of", text).GivesUpWith(CliCodes.InstantUnreadable).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Store));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run", "x", "--store", "")]
    [InlineData("run", "x", "--lang", "fr")]
    [InlineData("graph", "--format", "nope")]
    public void A_command_line_that_is_none(params string[] arguments) => ToolRun.Of(arguments).GivesUpWith(CliCodes.CommandLineInvalid);

    [Fact]
    public void A_workflow_that_is_neither_built_in_nor_a_file() => ToolRun.Of("graph", "--workflow", "nope").GivesUpWith(CliCodes.FileUnreadable);

    [Fact]
    public void A_far_future_is_no_overflow()
    {
        using var folder = new TempFolder().With("orders.csv", Lines(CsvHeader, Row(1), "2,21.0,21.0,上海,9999-12-31 23:59:59,9999-12-31 23:59:59,0.0"));
        folder.Run().Ends(0);
        folder.Run("--as-of", "9999-12-31T23:59:59Z").Ends(0);
    }
}
