using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrderKernel;

/// <summary>The stable names of one command family and how each command becomes canonical JSON.</summary>
/// <typeparam name="TCommand">The family's base type.</typeparam>
public sealed class CommandCodec<TCommand> where TCommand : class
{
    private readonly Dictionary<Type, (string Name, JsonTypeInfo Info)> _byType = [];
    private readonly Dictionary<string, JsonTypeInfo> _byName = new(StringComparer.Ordinal);

    /// <summary>The names that this codec knows, in ordinal order.</summary>
    public IEnumerable<string> Names => _byName.Keys.OrderBy(n => n, StringComparer.Ordinal);

    /// <summary>Adds a command type under its stable name.</summary>
    /// <param name="name">Lower-case name with hyphens, such as <c>count-stock</c>; never reused.</param>
    /// <param name="info">Source-generated metadata made with <see cref="CanonicalJson.Options"/>.</param>
    /// <exception cref="ArgumentException">The name or the type is there already.</exception>
    public CommandCodec<TCommand> With<T>(string name, JsonTypeInfo<T> info) where T : TCommand
    {
        _byName.Add(name, info);
        _byType.Add(typeof(T), (name, info));
        return this;
    }

    /// <summary>The stable name of a command.</summary>
    /// <param name="command">The command.</param>
    public string NameOf(TCommand command) => Entry(command).Name;

    /// <summary>The command's fields as canonical JSON.</summary>
    /// <param name="command">The command.</param>
    public byte[] Write(TCommand command) => JsonSerializer.SerializeToUtf8Bytes(command, Entry(command).Info);

    private (string Name, JsonTypeInfo Info) Entry(TCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return _byType.TryGetValue(command.GetType(), out var entry) ? entry : throw new UnreachableException($"{command.GetType()} has no stable command name.");
    }
}
