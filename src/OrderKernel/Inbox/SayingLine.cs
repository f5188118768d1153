using System.Text;
using OrderKernel.Work;

namespace OrderKernel.Inbox;

/// <summary>A command as one line that <c>orderkernel tell</c> takes.</summary>
internal static class SayingLine
{
    /// <summary>The line.</summary>
    /// <param name="to">To whom: a door, and who is behind it.</param>
    /// <param name="command">The command, as its codec writes it.</param>
    /// <param name="roles">Who may tell it; the first is named. None leaves it to whoever tells.</param>
    public static string Of((string Door, string Who) to, byte[] command, ValueList<Role> roles)
    {
        var body = OutboxBody.Of(w =>
        {
            w.WriteStartObject("to");
            w.WriteString(to.Door, to.Who);
            w.WriteEndObject();
            w.WritePropertyName("say");
            w.WriteRawValue(command);
            if (roles.IsEmpty) return;
            w.WriteStartArray("roles");
            w.WriteStringValue(roles[0].Value);
            w.WriteEndArray();
        });
        return Encoding.UTF8.GetString(body.ToArray());
    }
}
