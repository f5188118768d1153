using System.Text.Json.Serialization;

namespace OrderKernel.Workflow;

/// <summary>A step of one machine, for calls without looking up names; not to be stored. <c>default</c> is no step.</summary>
[JsonConverter(typeof(NoJsonConverter<StepId>))]
public readonly record struct StepId
{
    private readonly int _next;

    internal StepId(int index) => _next = index + 1;

    internal int Index => _next - 1;

    /// <summary>True on every id that a machine gave.</summary>
    public bool IsSet => _next > 0;
}

/// <summary>A trigger name of one machine, for calls without looking up names; not to be stored. <c>default</c> is no trigger.</summary>
[JsonConverter(typeof(NoJsonConverter<TriggerId>))]
public readonly record struct TriggerId
{
    private readonly int _next;

    internal TriggerId(int index) => _next = index + 1;

    internal int Index => _next - 1;

    /// <summary>True on every id that a machine gave.</summary>
    public bool IsSet => _next > 0;
}
