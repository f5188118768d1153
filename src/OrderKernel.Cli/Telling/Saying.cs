using System.Text;
using System.Text.Json;
using NodaTime;
using OrderKernel.Orders;

namespace OrderKernel.Cli.Telling;

/// <summary>Who says something where it does not say so itself, and when.</summary>
/// <param name="Actor">Who, in which roles.</param>
/// <param name="At">When.</param>
/// <param name="Tenant">Of which tenant.</param>
/// <param name="Kernel">The kernel that is told, which mints the ids of new orders.</param>
internal sealed record Circumstances(Actor Actor, Instant At, TenantId Tenant, Kernel Kernel);

/// <summary>One thing that is to be told: to whom, what, by whom, when, under which message id.</summary>
/// <param name="Line">The line that it stands on, from 1.</param>
/// <param name="To">To whom.</param>
/// <param name="Command">What.</param>
/// <param name="Actor">Who says it.</param>
/// <param name="At">When.</param>
/// <param name="Message">The message id; null for one made of all of it.</param>
internal sealed record Saying(int Line, Addressee To, DoorCommand Command, Actor Actor, Instant At, MessageId? Message)
{
    private const string PlaceOrder = "orders.place-order";

    /// <summary>Reads one object: <c>{ "to": …, "say": { "command": … }, "recipient", "message", "at", "actor", "roles" }</c>.</summary>
    /// <returns>What is said, or a refusal whose reasons list all problems with their paths.</returns>
    public static Result<Saying> Read(ReadOnlyMemory<byte> utf8, int line, Circumstances given)
    {
        Head? head = null;
        var problems = PolicyDocument.LoadPlain(utf8, null, root => head = HeadOf(root, given)).Refusal?.Reasons ?? [];
        DoorCommand? command = null;
        // To whom it is said is enough to know what may be said.
        if (head is { To: { } to, More: { } more } && !to.Door.Read(Said(utf8, more), head.Recipient).TryGet(out command, out var unread))
            problems = problems.Items.Concat(unread.Reasons.Items.Select(Within)).ToValueList();
        return problems.IsEmpty
            ? new Saying(line, head!.To!, command!, head.Actor, head.At, head.Message)
            : Refusal.Of(CliCodes.SayingInvalid, ("count", problems.Count)) with { Reasons = problems };
    }

    /// <summary>
    /// Who says it under which message id: the one that it names, or one made of all of it, so that the same file told again changes nothing.
    /// </summary>
    public DecisionContext Context(IStreamKey key) =>
        new(Actor, At, Message ?? MessageId.Of($"tell-{Command.Fingerprint(key, $"{Actor.Id} {string.Join(' ', Actor.Roles.Items)} {At.ToUnixTimeTicks()}")}"));

    private static Head HeadOf(DocumentReader root, Circumstances given)
    {
        var to = root.Child("to") is { } addressed ? Addressee.Read(addressed, given.Tenant) : null;
        var say = root.Child("say");
        say?.Keys();
        MessageId message = default;
        if (root.TextOrNull("message") is { } id && !MessageId.TryParse(id, out message))
            root.Report("message", KernelCodes.DocumentValueInvalid, ("value", id), ("expected", "id"));
        var at = root.Has("at") ? root.Instant("at") ?? given.At : given.At;
        var isPlacing = say is not null && say.KindOf("command") == JsonValueKind.String && say.Text("command") == PlaceOrder;
        return new(to, ActorOf(root, given.Actor), at, message.Value is null ? null : message, Addressed.Read(root, isPlacing),
            say is not null && root.KindOf("say") == JsonValueKind.Object ? Follows(say, to?.Key, given) : null);
    }

    private static Actor ActorOf(DocumentReader root, Actor given)
    {
        var id = given.Id;
        if (root.TextOrNull("actor") is { } text && !ActorId.TryParse(text, out id))
            root.Report("actor", KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "id"));
        if (!root.Has("roles")) return given with { Id = id };
        var roles = new List<Role>();
        foreach (var word in root.Texts("roles"))
        {
            if (Role.TryParse(word, out var role)) roles.Add(role);
            else root.Report("roles", KernelCodes.DocumentValueInvalid, ("value", word), ("expected", "role"));
        }

        return new(id, roles.ToValueList());
    }

    /// <summary>What a new order's placing may leave out, because it follows from whom it is said to: its key and its id.</summary>
    private static string Follows(DocumentReader say, IStreamKey? to, Circumstances given)
    {
        if (to is not OrderKey key || say.KindOf("command") != JsonValueKind.String || say.Text("command") != PlaceOrder) return "";
        var more = new StringBuilder();
        if (!say.Has("key"))
            more.Append($"\"key\":{{\"tenant\":{Text(key.Tenant.Value)},\"channel\":{Text(key.Channel.Value)},\"shop\":{Text(key.Shop.Value)},\"number\":{Text(key.Number.Value)}}},");
        if (!say.Has("id") && say.Has("createdAt") && say.Instant("createdAt") is { } createdAt)
            more.Append($"\"id\":\"{given.Kernel.MintId(key, createdAt)}\",");
        return more.ToString();
    }

    private static string Text(string value) => $"\"{JsonEncodedText.Encode(value)}\"";

    private static byte[] Said(ReadOnlyMemory<byte> utf8, string more)
    {
        using var document = JsonDocument.Parse(utf8);
        return Encoding.UTF8.GetBytes(document.RootElement.GetProperty("say").GetRawText().Insert(1, more));
    }

    // The command is read by itself, and stands under "say".
    private static Reason Within(Reason reason) =>
        reason with { Arguments =
            reason.Arguments.Items.Select(a => a.Name == "path" && a.Value.StartsWith('$') ? new Argument("path", "$.say" + a.Value[1..]) : a).ToValueList() };

    /// <summary>All but the command; <c>More</c> is what its object is to begin with, null where there is none.</summary>
    private sealed record Head(Addressee? To, Actor Actor, Instant At, MessageId? Message, Recipient? Recipient, string? More);
}
