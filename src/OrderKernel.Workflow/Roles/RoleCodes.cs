namespace OrderKernel.Workflow;

/// <summary>The codes that the role matrix gives.</summary>
public static class RoleCodes
{
    /// <summary>At load: the matrix has no such role to include.</summary>
    public const string IncludeUnknown = "roles.include-unknown";

    /// <summary>At load: a role includes itself, if by way of others.</summary>
    public const string IncludeCycle = "roles.include-cycle";

    /// <summary>Refusal: none of the actor's roles may fire the trigger.</summary>
    public const string MayNotFire = "roles.may-not-fire";

    /// <summary>Refusal: none of the actor's roles may tell the command.</summary>
    public const string MayNotTell = "roles.may-not-tell";

    /// <summary>Refusal: none of the actor's roles may approve the level.</summary>
    public const string MayNotApprove = "roles.may-not-approve";

    /// <summary>Refusal: none of the actor's roles may see the field.</summary>
    public const string MayNotSee = "roles.may-not-see";
}
