using System.Text.Json;
using OrderKernel.Ports;

namespace OrderKernel.Work;

/// <summary>Messages to people: what needs a person leaves through the outbox, to the roles that a document names.</summary>
internal static class Notices
{
    /// <summary>The kind of such messages.</summary>
    public const string Kind = "notice";

    /// <summary>Sends one message a role; its key is the aggregate's, the message's and the reason's, so that nobody is told twice.</summary>
    /// <param name="unit">The unit of work.</param>
    /// <param name="about">The aggregate that it is about.</param>
    /// <param name="roles">Who is to hear of it.</param>
    /// <param name="why">What happened, as a stable code and its arguments; no personal data.</param>
    /// <param name="context">When, and under which message.</param>
    /// <param name="what">What tells it apart from others of the same code in the same message; empty where there is one.</param>
    public static void Send(UnitBuilder unit, StreamId about, IEnumerable<Role> roles, Reason why, DecisionContext context, string what = "")
    {
        foreach (var role in roles.Distinct())
        {
            var key = $"notice/{about.Kind}/{about.Key}/{context.Message}/{why.Code}{(what.Length == 0 ? "" : "/")}{what}/{role}";
            unit.Send(new OutboxMessage(key, Kind, context.At, OutboxBody.Of(w =>
            {
                w.WriteString("about", about.Kind);
                w.WriteString("key", about.Key);
                w.WriteString("role", role.Value);
                w.WriteString("code", why.Code);
                w.WriteStartObject("arguments");
                foreach (var argument in why.Arguments) w.WriteString(argument.Name, argument.Value);
                w.WriteEndObject();
                w.WriteString("at", NodaTime.Text.InstantPattern.ExtendedIso.Format(context.At));
            })));
        }
    }
}

/// <summary>The body of an effect: one canonical JSON object.</summary>
internal static class OutboxBody
{
    public static ReadOnlyMemory<byte> Of(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = CanonicalJson.Encoder }))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}
