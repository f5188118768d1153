namespace OrderKernel.Workflow;

/// <summary>What somebody sees under a role matrix: values pass as they are, with a mask, or not at all.</summary>
public sealed class RoleSight
{
    /// <summary>What stands in place of a value that may not be seen.</summary>
    public const string Hidden = "***";

    private const int ShownOfMasked = 2;

    private readonly Dictionary<string, FieldSight> _known = new(StringComparer.Ordinal);
    private readonly RoleMatrix _roles;

    internal RoleSight(RoleMatrix roles, Actor actor) => (_roles, Actor) = (roles, actor);

    /// <summary>Who looks.</summary>
    public Actor Actor { get; }

    /// <summary>True when something was hidden or masked so far.</summary>
    public bool HasHidden { get; private set; }

    /// <summary>True when a field may be seen as it is.</summary>
    /// <param name="field">The field's path, such as <c>order.lines</c>.</param>
    public bool IsClear(string field) => Of(field) == FieldSight.Clear;

    /// <summary>True when a field may be seen at least with a mask.</summary>
    /// <param name="field">The field's path.</param>
    public bool Sees(string field) => Of(field) != 0;

    /// <summary>Why a field may not be seen as it is, for what can be shown whole or not at all; null when it may.</summary>
    /// <param name="field">The field's path, such as <c>audit.events</c>.</param>
    /// <returns>A refusal with <see cref="RoleCodes.MayNotSee"/>, which names the roles that would do.</returns>
    public Refusal? WhyNot(string field) => IsClear(field) ? null : _roles.NotClear(field);

    /// <summary>The value as it may be seen: itself, its first two characters before a mask, or <see cref="Hidden"/>.</summary>
    /// <param name="field">The field's path, such as <c>person.address</c>.</param>
    /// <param name="value">The value; null stays null.</param>
    public string? Show(string field, string? value)
    {
        if (value is null) return null;
        var sight = Of(field);
        if (sight == FieldSight.Clear) return value;
        HasHidden = true;
        return sight == FieldSight.Masked && value.Length > ShownOfMasked ? value.Substring(0, ShownOfMasked) + Hidden : Hidden;
    }

    /// <summary>Words of people, in which phone numbers are masked already: seen wherever persons are seen at least masked.</summary>
    /// <param name="field">The field's path, such as <c>person.notes</c>.</param>
    /// <param name="value">The words; null stays null.</param>
    public string? ShowWords(string field, string? value)
    {
        if (value is null || Of(field) != 0) return value;
        HasHidden = true;
        return Hidden;
    }

    /// <summary>A reason whose arguments, amounts and names among them, are hidden where reasons may not be seen; the code stays.</summary>
    /// <param name="field">The field's path, such as <c>order.reasons</c>.</param>
    /// <param name="reason">The reason.</param>
    public Reason Show(string field, Reason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (IsClear(field) || reason.Arguments.IsEmpty) return reason;
        HasHidden = true;
        return reason with { Arguments = reason.Arguments.Items.Select(a => new Argument(a.Name, Hidden)).ToValueList() };
    }

    private FieldSight Of(string field)
    {
        if (!_known.TryGetValue(field, out var sight)) _known.Add(field, sight = _roles.SightOf(Actor, field));
        return sight;
    }
}
