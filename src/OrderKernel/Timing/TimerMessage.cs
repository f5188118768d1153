using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrderKernel.Ports;

namespace OrderKernel.Timing;

/// <summary>The message under which a timer fires: its instant and key; of a key that no id could hold, the hash.</summary>
internal static class TimerMessage
{
    // What a second firing appends needs room too.
    private const int LengthMax = 80;

    public static MessageId Of(TimerEntry timer)
    {
        var name = timer.Key.Length <= LengthMax ? timer.Key.Replace('/', '.') : Hashed(timer.Key);
        return MessageId.Of(FormattableString.Invariant($"t{timer.DueAt!.Value.ToUnixTimeMilliseconds()}.{name}"));
    }

    private static string Hashed(string key)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(key)).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
