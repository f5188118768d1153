namespace OrderKernel.Channels;

/// <summary>In which form each field that a profile reads came in one record.</summary>
public sealed class RecordShape
{
    private readonly WatchedKind _kind;
    private readonly FieldForm[] _forms;

    internal RecordShape(WatchedKind kind, FieldForm[] forms) => (_kind, _forms) = (kind, forms);

    internal WatchedKind Watched => _kind;

    internal IReadOnlyList<FieldForm> Forms => _forms;

    /// <summary>The name of the record kind.</summary>
    public string Kind => _kind.Name;

    /// <summary>The fields that tell something, each by its path without row numbers.</summary>
    public IEnumerable<FieldShape> Fields
    {
        get
        {
            for (var i = 0; i < _forms.Length; i++)
            {
                if (_forms[i] != default) yield return new(_kind.Fields[i].Path, _forms[i]);
            }
        }
    }
}

/// <summary>The form of one field.</summary>
/// <param name="Path">The field's path without row numbers, such as <c>sku_order_list[].pay_amount</c>.</param>
/// <param name="Form">The form.</param>
public readonly record struct FieldShape(string Path, FieldForm Form);
