using System.Globalization;

namespace OrderKernel.Storage.Sqlite;

/// <summary>The tables of a store file, and how a file becomes one or is refused.</summary>
internal static class Schema
{
    /// <summary>
    /// The version that this assembly writes; kept in <c>PRAGMA user_version</c>. 2: events and answers are packed, types are numbers. 3: records that were
    /// put away know their door and how they were settled. 4: clear values lie in a table that only grows, so that no copy of them is left behind. 5: answers,
    /// timers and clear values bear marks, which are summed. 6: so do effects, records that were put away, clues, cells, tenants, types and zones; postings are
    /// summed, and it is kept how many rows of earlier versions have no mark.
    /// </summary>
    public const int Version = 6;

    /// <summary>From this version on every table is covered by chains, marks or sums.</summary>
    public const int CoverVersion = 6;

    /// <summary>From this version on answers, timers and clear values bear marks.</summary>
    public const int MarksVersion = 5;

    /// <summary>From this version on clear values lie in the table <c>clear</c>.</summary>
    public const int ClearVersion = 4;

    /// <summary>From this version on records that were put away know their door and how they were settled.</summary>
    public const int SettlingVersion = 3;

    // The tables without types; every event and answer as it is, with the name of its type.
    private const int UnpackedVersion = 1;

    private const string Types = "CREATE TABLE types(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;";

    // settled_as: null while the record waits; a settled one keeps its key, so that it is not put away again, and loses its bytes
    private const string Settling = """
        ALTER TABLE quarantine ADD COLUMN door TEXT NOT NULL DEFAULT '';
        ALTER TABLE quarantine ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
        ALTER TABLE quarantine ADD COLUMN settled_as INTEGER;
        ALTER TABLE quarantine ADD COLUMN settled_by TEXT;
        ALTER TABLE quarantine ADD COLUMN settled INTEGER;
        ALTER TABLE quarantine ADD COLUMN settled_nano INTEGER;
        ALTER TABLE quarantine ADD COLUMN why TEXT;
        """;

    // Clear values, of persons and of records that were put away: rows are added at the end and overwritten where they lie, never moved; see Clear. A value
    // that an earlier version wrote stays in its row, where clear is null.
    private const string Clearing = """
        CREATE TABLE clear(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
        ALTER TABLE vault ADD COLUMN clear INTEGER;
        ALTER TABLE quarantine ADD COLUMN clear INTEGER;
        """;

    // A row that an earlier version wrote has no mark, and is in no sum.
    private const string Marking = """
        ALTER TABLE inbox ADD COLUMN mark INTEGER;
        ALTER TABLE timers ADD COLUMN mark INTEGER;
        ALTER TABLE vault ADD COLUMN mark INTEGER;
        CREATE TABLE sums(tenant INTEGER NOT NULL, part TEXT NOT NULL, entries INTEGER NOT NULL, marks INTEGER NOT NULL,
          PRIMARY KEY(tenant, part)) STRICT, WITHOUT ROWID;
        """;

    // How many rows have no mark is kept, so that none comes without one.
    private const string Covering = $"""
        ALTER TABLE outbox ADD COLUMN mark INTEGER;
        ALTER TABLE quarantine ADD COLUMN mark INTEGER;
        ALTER TABLE clues ADD COLUMN mark INTEGER;
        ALTER TABLE cells ADD COLUMN mark INTEGER;
        ALTER TABLE tenants ADD COLUMN mark INTEGER;
        ALTER TABLE types ADD COLUMN mark INTEGER;
        {Zones.Table}
        ALTER TABLE zones ADD COLUMN mark INTEGER;
        INSERT INTO sums SELECT tenant, 'inbox-before', count(*), 0 FROM inbox WHERE mark IS NULL GROUP BY tenant;
        INSERT INTO sums SELECT tenant, 'timers-before', count(*), 0 FROM timers WHERE mark IS NULL GROUP BY tenant;
        INSERT INTO sums SELECT tenant, 'vault-before', count(*), 0 FROM vault WHERE mark IS NULL GROUP BY tenant;
        INSERT INTO sums SELECT tenant, 'outbox-before', count(*), 0 FROM outbox GROUP BY tenant;
        INSERT INTO sums SELECT tenant, 'quarantine-before', count(*), 0 FROM quarantine GROUP BY tenant;
        INSERT INTO sums SELECT tenant, 'clues-before', count(*), 0 FROM clues GROUP BY tenant;
        INSERT INTO sums SELECT tenant, 'cells-before', count(*), 0 FROM cells GROUP BY tenant;
        INSERT INTO sums SELECT c.tenant, 'postings-before', count(*), 0 FROM postings p JOIN cells c ON c.id = p.cell GROUP BY c.tenant;
        """;

    /// <summary>"OKrn" in ASCII; kept in <c>PRAGMA application_id</c>.</summary>
    public const int ApplicationId = 0x4F4B726E;

    /// <summary>An event's position is its stream's number times this, plus its version: one tree, clustered by stream.</summary>
    public const long VersionsPerStream = 1L << 24;

    /// <summary>Pages after which the write-ahead log goes into the file: 16 MiB, so that pages which several commits touch are written to it once.</summary>
    private const int LogPages = 4096;

    private const string Tables = """
        CREATE TABLE tenants(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, epoch INTEGER NOT NULL, events INTEGER NOT NULL) STRICT;
        CREATE TABLE streams(tenant INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL, hash BLOB NOT NULL,
          PRIMARY KEY(tenant, kind, key)) STRICT, WITHOUT ROWID;
        -- type: types.id; position: streams.id * 2^24 + version; ordinal: the event's place in its tenant's commit order, from 1
        CREATE TABLE events(position INTEGER PRIMARY KEY, ordinal INTEGER NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL, at_nano INTEGER NOT NULL,
          bytes BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
        CREATE TABLE inbox(tenant INTEGER NOT NULL, message TEXT NOT NULL, content BLOB NOT NULL, answer BLOB NOT NULL, PRIMARY KEY(tenant, message)) STRICT, WITHOUT ROWID;
        CREATE TABLE cells(tenant INTEGER NOT NULL, sku TEXT NOT NULL, location TEXT NOT NULL, pool TEXT NOT NULL, batch TEXT NOT NULL, id INTEGER NOT NULL,
          PRIMARY KEY(tenant, sku, location, pool, batch)) STRICT, WITHOUT ROWID;
        CREATE TABLE balances(cell INTEGER NOT NULL, account INTEGER NOT NULL, units INTEGER NOT NULL, PRIMARY KEY(cell, account)) STRICT, WITHOUT ROWID;
        CREATE TABLE postings(id INTEGER PRIMARY KEY, cell INTEGER NOT NULL, account INTEGER NOT NULL, delta INTEGER NOT NULL) STRICT;
        CREATE TABLE timers(tenant INTEGER NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, stream TEXT NOT NULL, trigger TEXT NOT NULL,
          due INTEGER NOT NULL, due_nano INTEGER NOT NULL, owner TEXT, until INTEGER, until_nano INTEGER, PRIMARY KEY(tenant, key)) STRICT, WITHOUT ROWID;
        CREATE INDEX timers_due ON timers(tenant, due, due_nano, key);
        -- a settled effect keeps its key, so that it is never sent again, and loses its body
        CREATE TABLE outbox(tenant INTEGER NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, due INTEGER NOT NULL, due_nano INTEGER NOT NULL, body BLOB NOT NULL,
          settled INTEGER NOT NULL, owner TEXT, until INTEGER, until_nano INTEGER, PRIMARY KEY(tenant, key)) STRICT, WITHOUT ROWID;
        CREATE INDEX outbox_due ON outbox(tenant, due, due_nano, key) WHERE settled = 0;
        CREATE TABLE quarantine(tenant INTEGER NOT NULL, key TEXT NOT NULL, code TEXT NOT NULL, source TEXT NOT NULL, detail TEXT NOT NULL,
          at INTEGER NOT NULL, at_nano INTEGER NOT NULL, raw BLOB NOT NULL, PRIMARY KEY(tenant, key)) STRICT, WITHOUT ROWID;
        CREATE TABLE clues(tenant INTEGER NOT NULL, clue TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY(tenant, clue, kind, key)) STRICT, WITHOUT ROWID;
        CREATE TABLE vault(tenant INTEGER NOT NULL, token TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY(tenant, token)) STRICT, WITHOUT ROWID;
        """;

    /// <summary>Makes the tables in an empty file; refuses files that are not ours or not of a version that we know.</summary>
    public static void Prepare(Database database)
    {
        if (IsStoreNow(database)) return;
        database.Execute("BEGIN IMMEDIATE");
        try
        {
            if (!IsStore(database))
            {
                database.Execute(Tables);
                database.Execute(Types);
                database.Execute(Settling);
                database.Execute(Clearing);
                database.Execute(Marking);
                database.Execute(Covering);
                database.Execute(string.Format(CultureInfo.InvariantCulture, "PRAGMA application_id = {0}; PRAGMA user_version = {1}", ApplicationId, Version));
            }

            database.Execute("COMMIT");
        }
        finally
        {
            database.RollBack();
        }
    }

    /// <summary>Marks a file of an earlier version as one of this, in the transaction that first writes to it: rows that are there stay as they are.</summary>
    public static void Upgrade(Database database)
    {
        var version = VersionOf(database);
        if (version == Version) return;
        if (version == UnpackedVersion) database.Execute(Types);
        if (version < SettlingVersion) database.Execute(Settling);
        if (version < ClearVersion) database.Execute(Clearing);
        if (version < MarksVersion) database.Execute(Marking);
        if (version < CoverVersion) Cover(database);
        database.Execute(string.Format(CultureInfo.InvariantCulture, "PRAGMA user_version = {0}", Version));
    }

    // Tenants, types and zones are few: those that are there get their marks at once.
    private static void Cover(Database database)
    {
        database.Execute(Covering);
        var tenants = new List<(long Id, long Mark)>();
        var rows = database["SELECT id, name, epoch, events FROM tenants"];
        while (rows.Step()) tenants.Add((rows.Long(0), Marks.OfTenant(rows.Long(0), rows.Text(1), rows.Long(2), rows.Long(3))));
        foreach (var (id, mark) in tenants) database["UPDATE tenants SET mark = ? WHERE id = ?"].Bind(mark).Bind(id).Run();
        var types = new List<(long Id, long Mark)>();
        rows = database["SELECT id, name FROM types"];
        while (rows.Step()) types.Add((rows.Long(0), database.Marks.Add(Marks.Shared, Marks.Types, Marks.OfName(rows.Long(0), rows.Text(1)))));
        foreach (var (id, mark) in types) database["UPDATE types SET mark = ? WHERE id = ?"].Bind(mark).Bind(id).Run();
        var zones = new List<(string Tenant, long Mark)>();
        rows = database["SELECT tenant, zone FROM zones"];
        while (rows.Step()) zones.Add((rows.Text(0), database.Marks.Add(Marks.Shared, Marks.Zones, Marks.OfZone(rows.Text(0), rows.Text(1)))));
        foreach (var (tenant, mark) in zones) database["UPDATE zones SET mark = ? WHERE tenant = ?"].Bind(mark).Bind(tenant).Run();
    }

    /// <summary>The version of a file: an earlier one stays what it is until somebody writes to it.</summary>
    public static long VersionOf(Database database) => database.Number("PRAGMA user_version");

    /// <summary>Sets the profile's pragmas and reads back those that a promise rests on.</summary>
    public static void Configure(Database database, SqliteStoreOptions options, bool isWriter)
    {
        var isDurable = options.Profile == SqliteProfile.Durable;
        var cache = isWriter ? options.CacheKibibytes : Math.Max(64, options.CacheKibibytes / 8);
        database.Execute(string.Format(CultureInfo.InvariantCulture, "PRAGMA cache_size = -{0}; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF", cache));
        if (isWriter) database.Execute(string.Format(CultureInfo.InvariantCulture, "PRAGMA wal_autocheckpoint = {0}", LogPages));
        var mode = database.Word(isWriter ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode");
        if (mode != "wal") throw new StoreUnusableException(SqliteCodes.ProfileNotMet, database.Path, $"the journal mode is '{mode}' instead of 'wal'");
        Keep(database, "synchronous", isDurable ? 2 : 1);
        // On macOS a plain flush leaves the bytes in the drive's own cache; elsewhere the two change nothing.
        Keep(database, "fullfsync", isDurable ? 1 : 0);
        Keep(database, "checkpoint_fullfsync", isDurable ? 1 : 0);
        Keep(database, "secure_delete", 1);
        Keep(database, "query_only", isWriter ? 0 : 1);
    }

    private static void Keep(Database database, string pragma, long value)
    {
        database.Execute(string.Format(CultureInfo.InvariantCulture, "PRAGMA {0} = {1}", pragma, value));
        var kept = database.Number("PRAGMA " + pragma);
        if (kept != value) throw new StoreUnusableException(SqliteCodes.ProfileNotMet, database.Path, $"{pragma} is {kept} instead of {value}");
    }

    // Read in one transaction: between two of these words another process may make the tables.
    private static bool IsStoreNow(Database database)
    {
        database.Execute("BEGIN");
        try
        {
            return IsStore(database);
        }
        finally
        {
            database.RollBack();
        }
    }

    private static bool IsStore(Database database)
    {
        var application = database.Number("PRAGMA application_id");
        var version = database.Number("PRAGMA user_version");
        if (application == 0 && version == 0 && database.Number("SELECT count(*) FROM sqlite_master") == 0) return false;
        if (application != ApplicationId) throw new StoreUnusableException(SqliteCodes.NotAStore, database.Path, $"its application id is {application}");
        return version switch
        {
            >= UnpackedVersion and <= Version => true,
            > Version =>
                throw new StoreUnusableException(SqliteCodes.NewerSchema, database.Path, $"{version} > {Version}"),
            _ => throw new StoreUnusableException(SqliteCodes.NotAStore, database.Path, $"its schema is {version}"),
        };
    }
}
