using System.Text.Json;

namespace OrderKernel.Sample.Tests;

internal static class JsonReading
{
    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    public static int Whole(this JsonElement json, string name) => json.GetProperty(name).GetInt32();

    public static JsonElement.ArrayEnumerator Items(this JsonElement json, string name) => json.GetProperty(name).EnumerateArray();
}
