using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrderKernel;

/// <summary>
/// The stable names of one command family, and how each command becomes canonical
/// JSON and back: <c>{"command":"orders.record-payment","payment":"p-1", …}</c>.
/// </summary>
/// <typeparam name="TCommand">The family's base type.</typeparam>
/// <remarks>Law: what <see cref="Write"/> gives, <see cref="Read"/> reads back to an equal command.</remarks>
public sealed class CommandCodec<TCommand> where TCommand : class
{
    private const string NameProperty = "command";

    private readonly Dictionary<Type, (string Name, Lazy<JsonTypeInfo> Info)> _byType = [];
    private readonly Dictionary<string, Lazy<JsonTypeInfo>> _byName = new(StringComparer.Ordinal);

    /// <summary>The names that this codec knows, in ordinal order.</summary>
    public IEnumerable<string> Names => _byName.Keys.OrderBy(n => n, StringComparer.Ordinal);

    /// <summary>Adds a command type under its stable name.</summary>
    /// <typeparam name="T">The command's type.</typeparam>
    /// <param name="name">Dotted lower-case name such as <c>inventory.count-stock</c>; never reused.</param>
    /// <param name="info">Gives source-generated metadata made with <see cref="CanonicalJson.Options"/>; asked once, when the type is met.</param>
    /// <exception cref="ArgumentException">The name or the type is there already.</exception>
    public CommandCodec<TCommand> With<T>(string name, Func<JsonTypeInfo<T>> info) where T : TCommand
    {
        // A program meets few of a family's types; metadata of the others would cost it most of its start.
        var lazy = new Lazy<JsonTypeInfo>(info);
        _byName.Add(name, lazy);
        _byType.Add(typeof(T), (name, lazy));
        return this;
    }

    /// <summary>True when the name is one of this family's.</summary>
    /// <param name="name">A command's name.</param>
    public bool Knows(string name) => _byName.ContainsKey(name);

    /// <summary>The stable name of a command.</summary>
    /// <param name="command">The command.</param>
    public string NameOf(TCommand command) => Entry(command).Name;

    /// <summary>The fields of a command in declared order; empty for a name that this codec does not know.</summary>
    /// <param name="name">A command's name.</param>
    public ValueList<CommandField> Fields(string name) => _byName.TryGetValue(name, out var info) ? CommandForm.FieldsOf(info.Value) : [];

    /// <summary>The command as canonical JSON: its name, then its fields in declared order.</summary>
    /// <param name="command">The command.</param>
    public byte[] Write(TCommand command)
    {
        var (name, info) = Entry(command);
        var fields = JsonSerializer.SerializeToUtf8Bytes(command, info.Value);
        var head = Encoding.UTF8.GetBytes($"{{\"{NameProperty}\":\"{name}\"{(fields.Length > 2 ? "," : "")}");
        return [.. head, .. fields.AsSpan(1)];
    }

    /// <summary>Reads a command, however it is written down: any order of fields, any instant with an offset.</summary>
    /// <param name="utf8">A JSON object, UTF-8, with or without byte-order mark; any bytes are safe.</param>
    /// <returns>The command, or a refusal whose reasons list all problems with their paths.</returns>
    /// <remarks>
    /// Refuses with: <see cref="KernelCodes.CommandInvalid"/>; its reasons are
    /// <see cref="KernelCodes.CommandUnknown"/> and those of documents. Lists that are left out are empty.
    /// </remarks>
    public Result<TCommand> Read(ReadOnlyMemory<byte> utf8)
    {
        if (PolicyDocument.LoadPlain(utf8, null, Named).TryGet(out var command, out var refusal)) return command!;
        return Refusal.Of(KernelCodes.CommandInvalid, ("count", refusal.Reasons.Count)) with { Reasons = refusal.Reasons };
    }

    /// <summary>What is said to whom, as 64 hexadecimal digits: the same on every machine, in every culture, down to the tick.</summary>
    /// <param name="key">Whom it is said to.</param>
    /// <param name="command">The command.</param>
    /// <param name="circumstances">What else makes it another saying, such as role and instant; empty for nothing.</param>
    public string Fingerprint(IStreamKey key, TCommand command, string circumstances)
    {
        ArgumentNullException.ThrowIfNull(key);
        var (name, info) = Entry(command);
        // Stores hold fingerprints of commands as they were named before names had a family: in capitals.
        byte[] said = [.. Encoding.UTF8.GetBytes($"{key.Stream().Key}\n{Capitals(name)}\n{circumstances}\n"),
            .. JsonSerializer.SerializeToUtf8Bytes(command, info.Value)];
        return ChainHash.Of(ChainHash.Hash(said)).ToString();
    }

    private TCommand? Named(DocumentReader root)
    {
        var name = root.Text(NameProperty);
        if (name is not null && _byName.TryGetValue(name, out var info)) return CommandForm.Read(root, info.Value) as TCommand;
        if (name is not null) root.Report(NameProperty, KernelCodes.CommandUnknown, ("command", name));
        // Of what command the other fields might be, nobody knows.
        if (root.IsObject) root.Keys();
        return null;
    }

    private static string Capitals(string name)
    {
        var capitals = new StringBuilder(name.Length);
        foreach (var part in name.Substring(name.LastIndexOf('.') + 1).Split('-'))
            capitals.Append(char.ToUpperInvariant(part[0])).Append(part, 1, part.Length - 1);
        return capitals.ToString();
    }

    private (string Name, Lazy<JsonTypeInfo> Info) Entry(TCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return _byType.TryGetValue(command.GetType(), out var entry)
            ? entry
            : throw new UnreachableException($"{command.GetType()} has no stable command name.");
    }
}
