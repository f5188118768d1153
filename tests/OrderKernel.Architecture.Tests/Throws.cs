using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace OrderKernel.Architecture.Tests;

/// <summary>The exceptions that a method's own code throws, read from its instructions.</summary>
/// <remarks>
/// Own code is the body, what the compiler made of it (iterators, asynchronous methods, local functions, lambdas) and the private methods of the
/// same type that it calls; what it catches again does not count. What other methods throw is theirs to tell.
/// </remarks>
internal static class Throws
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    public static IReadOnlySet<Type> Of(MethodBase method) => Of(method, []);

    private static HashSet<Type> Of(MethodBase method, Stack<MethodBase> callers)
    {
        var thrown = new HashSet<Type>();
        if (callers.Contains(method)) return thrown;
        if (method.GetCustomAttribute<StateMachineAttribute>() is { } machine)
        {
            return Of(machine.StateMachineType.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!, callers);
        }

        callers.Push(method);
        MethodBase? before = null;
        foreach (var (at, code, called) in Instructions(method))
        {
            thrown.UnionWith(At(code, called, before).Concat(called is not null && IsOwn(called, method) ? Of(called, callers) : [])
                .Where(t => !IsCaught(t, at, method)));
            before = called;
        }

        callers.Pop();
        return thrown;
    }

    private static IEnumerable<Type> At(OpCode code, MethodBase? called, MethodBase? before)
    {
        if (code == OpCodes.Throw && Made(before) is { } made) yield return made;
        if (called is { Name: "ValueOrThrow" }) yield return typeof(RefusalException);
        if (called?.DeclaringType is { } guard && typeof(Exception).IsAssignableFrom(guard) && called.Name.StartsWith("ThrowIf", StringComparison.Ordinal))
        {
            yield return guard;
        }

        if (code.Name!.Contains(".ovf", StringComparison.Ordinal) && !code.Name.StartsWith("conv", StringComparison.Ordinal))
        {
            yield return typeof(OverflowException);
        }
    }

    // A handler of every exception is the compiler's, or tidies up and throws again.
    private static bool IsCaught(Type thrown, int at, MethodBase method) => method.GetMethodBody()!.ExceptionHandlingClauses.Any(c =>
        c.Flags == ExceptionHandlingClauseOptions.Clause && c.CatchType is { } caught && caught != typeof(Exception) && caught != typeof(object)
        && caught.IsAssignableFrom(thrown) && at >= c.TryOffset && at < c.TryOffset + c.TryLength);

    // What is thrown is made by the instruction before: a constructor, or a method that answers with an exception.
    private static Type? Made(MethodBase? before)
    {
        var made = before is ConstructorInfo ? before.DeclaringType : (before as MethodInfo)?.ReturnType;
        return typeof(Exception).IsAssignableFrom(made) ? made : null;
    }

    private static bool IsOwn(MethodBase called, MethodBase by) => called.Module == by.Module && called.DeclaringType is { } type
        && (type.GetCustomAttribute<CompilerGeneratedAttribute>() is not null || (called.IsPrivate && Outer(type) == Outer(by.DeclaringType!)));

    private static Type Outer(Type type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return type.IsGenericType ? type.GetGenericTypeDefinition() : type;
    }

    private static IEnumerable<(int At, OpCode Code, MethodBase? Called)> Instructions(MethodBase method)
    {
        var bytes = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var onType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var onMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < bytes.Length;)
        {
            var start = at;
            var code = Codes[bytes[at] == 0xFE ? (short)(0xFE00 | bytes[at + 1]) : bytes[at]];
            at += code.Size;
            var called = code.OperandType is OperandType.InlineMethod
                ? method.Module.ResolveMethod(BitConverter.ToInt32(bytes, at), onType, onMethod)
                : null;
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(bytes, at)),
                _ => 4,
            };
            yield return (start, code, called);
        }
    }
}
