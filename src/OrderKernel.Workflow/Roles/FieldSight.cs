namespace OrderKernel.Workflow;

/// <summary>How a role sees a field. 0 is unset: not at all.</summary>
public enum FieldSight
{
    /// <summary>With a mask over what is personal.</summary>
    Masked = 1,

    /// <summary>As it is.</summary>
    Clear = 2,
}

/// <summary>Which fields a role sees, and how.</summary>
/// <param name="Fields">The fields by path, such as <c>person.phone</c> or <c>order.*</c>.</param>
/// <param name="Sight">How.</param>
public sealed record FieldRight(RightPattern Fields, FieldSight Sight);
