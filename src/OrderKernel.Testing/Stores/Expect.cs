using System.Diagnostics.CodeAnalysis;

namespace OrderKernel.Testing;

/// <summary>A promise was not kept.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message)
{
    /// <summary>Whether the message itself says which methods it is about.</summary>
    public bool NamesMethods { get; init; }

    /// <summary>What was seen, after the method by which it was seen, where the message does not name one.</summary>
    public string By(string method) => NamesMethods || method.Length == 0 ? Message : $"{method}: {Message}";
}

/// <summary>Assertions of the kits, which know no test framework.</summary>
internal static class Expect
{
    public static void That([DoesNotReturnIf(false)] bool isTrue, string otherwise)
    {
        if (!isTrue) throw new BrokenPromiseException(otherwise);
    }

    public static void Same<T>(T expected, T found, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found)) throw new BrokenPromiseException($"{what}: expected {expected}, found {found}");
    }

    public static void Done(Ports.CommitOutcome outcome) => That(outcome is Ports.CommitOutcome.Done, $"expected Done, found {outcome}");

    public static T Is<T>(Ports.CommitOutcome outcome) where T : Ports.CommitOutcome =>
        outcome as T ?? throw new BrokenPromiseException($"expected {typeof(T).Name}, found {outcome}");

    public static void Bytes(ReadOnlyMemory<byte> expected, ReadOnlyMemory<byte> found, string what) =>
        That(expected.Span.SequenceEqual(found.Span), $"{what}: expected {Convert.ToHexString(expected.Span)}, found {Convert.ToHexString(found.Span)}");

    /// <summary>Passes when an action throws what the port documents.</summary>
    public static async ValueTask Throws<TException>(Func<ValueTask> action, string what) where TException : Exception
    {
        try { await action(); }
        catch (TException) { return; }
        catch (Exception e) { throw new BrokenPromiseException($"{what}: expected {typeof(TException).Name}, found {e.GetType().Name}: {e.Message}"); }
        throw new BrokenPromiseException($"{what}: expected {typeof(TException).Name}, found no exception");
    }
}
