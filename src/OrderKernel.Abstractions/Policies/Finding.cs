namespace OrderKernel;

/// <summary>One problem of a document or input: where it stands, a stable code and what stood there.</summary>
/// <param name="Path">JSON path such as <c>$.steps.ready.fire</c>, or another documented position.</param>
/// <param name="Code">Dotted lower-case code.</param>
/// <param name="Arguments">What the text's placeholders stand for; <c>path</c> is added when the text is made.</param>
public sealed record Finding(string Path, string Code, ValueList<Argument> Arguments)
{
    /// <summary>A finding from its parts.</summary>
    /// <param name="path">Where it is: a JSON path, a stream, a file.</param>
    /// <param name="code">A code of a package's texts.</param>
    /// <param name="arguments">What the code's text names in braces.</param>
    public static Finding Of(string path, string code, params Argument[] arguments) => new(path, code, arguments.ToValueList());

    /// <summary>The finding as a reason, with its path among the arguments.</summary>
    public Reason ToReason() => new(Code, new[] { new Argument("path", Path) }.Concat(Arguments.Items).ToValueList());

    /// <summary>The finding as a refusal, with its path among the arguments.</summary>
    public Refusal ToRefusal() => new(Code, ToReason().Arguments);

    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {new Reason(Code, Arguments)}";
}
