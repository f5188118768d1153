using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace OrderKernel.Architecture.Tests;

/// <summary>The exceptions that a method's own code throws, read from its instructions.</summary>
/// <remarks>
/// Own code is the body, what the compiler made of it (iterators, asynchronous methods, local functions, lambdas) and the private methods of the
/// same type that it calls. What other methods throw is theirs to tell.
/// </remarks>
internal static class Throws
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    public static IReadOnlySet<Type> Of(MethodBase method)
    {
        var thrown = new HashSet<Type>();
        Read(method, [], thrown);
        return thrown;
    }

    private static void Read(MethodBase method, HashSet<MethodBase> seen, HashSet<Type> thrown)
    {
        if (!seen.Add(method)) return;
        if (method.GetCustomAttribute<StateMachineAttribute>() is { } machine)
        {
            var step = machine.StateMachineType.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!;
            Read(step, seen, thrown);
            return;
        }

        MethodBase? before = null;
        foreach (var (code, called) in Instructions(method))
        {
            if (code == OpCodes.Throw && Made(before) is { } made) thrown.Add(made);
            if (called is { Name: "ValueOrThrow" }) thrown.Add(typeof(RefusalException));
            if (called?.DeclaringType is { } guard && typeof(Exception).IsAssignableFrom(guard) && called.Name.StartsWith("ThrowIf", StringComparison.Ordinal))
            {
                thrown.Add(guard);
            }

            if (code.Name!.Contains(".ovf", StringComparison.Ordinal) && !code.Name.StartsWith("conv", StringComparison.Ordinal))
            {
                thrown.Add(typeof(OverflowException));
            }

            if (called is not null && IsOwn(called, method)) Read(called, seen, thrown);
            before = called;
        }
    }

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

    private static IEnumerable<(OpCode Code, MethodBase? Called)> Instructions(MethodBase method)
    {
        var bytes = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var onType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var onMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < bytes.Length;)
        {
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
            yield return (code, called);
        }
    }
}
