using OrderKernel.Rules;

namespace OrderKernel.Workflow;

/// <summary>Passes findings on to the document's reader and remembers that there were some.</summary>
internal sealed class FindingSink(DocumentReader? root)
{
    private readonly List<Reason> _found = [];

    /// <summary>What was found where no document is being read.</summary>
    public IReadOnlyList<Reason> Found => _found;

    /// <summary>True once anything stood in the way of a whole workflow.</summary>
    public bool IsBroken { get; private set; }

    public void Report(string path, string code, params Argument[] arguments)
    {
        IsBroken = true;
        if (root is null) _found.Add(Reason.Of(code, [("path", path), .. arguments]));
        else root.ReportAt(path, code, arguments);
    }

    public void ReportIn(DocumentReader reader, string property, string code, params Argument[] arguments)
    {
        IsBroken = true;
        reader.Report(property, code, arguments);
    }

    /// <summary>The reader itself has reported the problem.</summary>
    public void Break() => IsBroken = true;

    /// <summary>Reports when a thing stands there too often.</summary>
    public bool TooMany(string path, int count, int max)
    {
        if (count <= max) return false;
        Report(path, WorkflowCodes.TooMany, ("count", count), ("max", max));
        return true;
    }

    /// <summary>The text when it is a name that steps, triggers and roles may have, else null and a finding.</summary>
    public string? Name(string? text, string path)
    {
        if (text is null)
        {
            Break();
            return null;
        }

        if (IsName(text)) return text;
        Report(path, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "1-64 of A-Z a-z 0-9 . _ - starting with a letter or digit"));
        return null;
    }

    /// <summary>The workflow that a property names, else null and a finding.</summary>
    public WorkflowSelector? Selector(DocumentReader reader, string property)
    {
        var text = reader.Text(property);
        if (text is null) Break();
        else if (WorkflowSelector.TryParse(text, out var selector)) return selector;
        else Report($"{reader.Path}.{property}", KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "name@version"));
        return null;
    }

    /// <summary>The guard of an object, or null when it has none or one that will not do.</summary>
    public Expression? Guard(DocumentReader reader, FactSchema facts)
    {
        var guard = reader.ExpressionOrNull("when", facts, FactType.Bool);
        if (guard is null && reader.Has("when")) Break();
        return guard;
    }

    public static bool IsName(string text)
    {
        if (text.Length is 0 or > 64 || !IsLetterOrDigit(text[0])) return false;
        foreach (var c in text)
        {
            if (!IsLetterOrDigit(c) && c is not ('.' or '_' or '-')) return false;
        }

        return true;
    }

    private static bool IsLetterOrDigit(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
