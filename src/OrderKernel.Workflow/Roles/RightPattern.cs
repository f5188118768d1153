using System.Text.Json.Serialization;

namespace OrderKernel.Workflow;

/// <summary>A name, or the beginning of one before a star: the words by which a matrix grants rights. <c>default</c> covers nothing.</summary>
[JsonConverter(typeof(NoJsonConverter<RightPattern>))]
public readonly record struct RightPattern
{
    private readonly string? _start;
    private readonly bool _isOpen;

    private RightPattern(string start, bool isOpen) => (_start, _isOpen) = (start, isOpen);

    /// <summary>True when the pattern covers a name.</summary>
    /// <param name="name">The name, with the same case; the empty one is covered by the star alone.</param>
    public bool Covers(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _start is not null && (_isOpen ? name.StartsWith(_start, StringComparison.Ordinal) : name == _start);
    }

    /// <summary>The pattern as it is written.</summary>
    public override string ToString() => _isOpen ? _start + "*" : _start ?? "";

    /// <summary>A pattern from 1 to 128 of <c>A-Z a-z 0-9 . _ -</c>, with a star at its end or alone.</summary>
    internal static bool TryParse(string text, out RightPattern pattern)
    {
        pattern = default;
        var isOpen = text.EndsWith('*');
        var start = isOpen ? text.Substring(0, text.Length - 1) : text;
        if (text.Length is 0 or > 128) return false;
        foreach (var c in start)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '-')) return false;
        }

        pattern = new(start, isOpen);
        return true;
    }
}

/// <summary>Which triggers of which workflows: <c>standard/cancel</c>, <c>shipment-*/*</c>, or <c>*</c> for all. <c>default</c> covers nothing.</summary>
/// <param name="Workflow">The workflows, by name without version.</param>
/// <param name="Trigger">The triggers.</param>
public readonly record struct FirePattern(RightPattern Workflow, RightPattern Trigger)
{
    /// <summary>True when the pattern covers a trigger of a workflow.</summary>
    /// <param name="workflow">The workflow's name without its version.</param>
    /// <param name="trigger">The trigger's name.</param>
    public bool Covers(string workflow, string trigger) => Workflow.Covers(workflow) && Trigger.Covers(trigger);

    /// <inheritdoc/>
    public override string ToString() => $"{Workflow}/{Trigger}";

    internal static bool TryParse(string text, out FirePattern pattern)
    {
        pattern = default;
        if (text == "*") text = "*/*";
        var slash = text.IndexOf('/');
        if (slash < 0 || !RightPattern.TryParse(text.Substring(0, slash), out var workflow)
            || !RightPattern.TryParse(text.Substring(slash + 1), out var trigger)) return false;
        pattern = new(workflow, trigger);
        return true;
    }
}
