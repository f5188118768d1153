using Microsoft.Data.Sqlite;

namespace OrderKernel.Storage.Sqlite.Tests;

/// <summary>Does to a file what nobody should.</summary>
internal static class Sql
{
    public static void Run(string path, string sql)
    {
        using var connection = Connect(path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
