namespace OrderKernel.Workflow;

/// <summary>
/// The role matrix (权限矩阵): who may fire which trigger, tell which command, approve
/// which level, see which field. Rights only add up; what no role grants is refused.
/// </summary>
/// <remarks>
/// It stands beside the roles that a workflow's triggers name: both must let an actor pass. Laws: an actor with more roles may do no less; a role may do
/// all that the roles may that it includes.
/// </remarks>
public sealed class RoleMatrix
{
    /// <summary>The name that <c>$schema</c> of such a document carries.</summary>
    public const string Schema = "roles-1.json";

    private readonly Dictionary<Role, ValueList<RoleDefinition>> _held = [];

    internal RoleMatrix(ValueList<RoleDefinition> roles, bool leavesOthers)
    {
        (Roles, LeavesOthers) = (roles, leavesOthers);
        foreach (var role in roles) _held.Add(role.Role, RoleClosure.Of(role, roles));
    }

    /// <summary>
    /// The matrix that holds when a host brings none: who fires and approves what is left
    /// to workflows, and each role of the embedded ones sees what its work needs.
    /// </summary>
    public static PolicyDocument<RoleMatrix> Default { get; } = Load(Embedded.Document("roles.json")).OrUnreachable("Embedded documents load");

    /// <summary>The roles in document order.</summary>
    public ValueList<RoleDefinition> Roles { get; }

    /// <summary>
    /// True when roles that the matrix does not name may fire and approve what workflows open to them, and tell any command; else they may nothing.
    /// </summary>
    public bool LeavesOthers { get; }

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes, UTF-8, with or without byte-order mark.</param>
    /// <remarks>
    /// Refuses with: <see cref="KernelCodes.DocumentInvalid"/>, whose reasons list every
    /// problem with its path: <see cref="RoleCodes"/> and <see cref="KernelCodes"/>.
    /// </remarks>
    public static Result<PolicyDocument<RoleMatrix>> Load(ReadOnlyMemory<byte> utf8) =>
        PolicyDocument.Load(utf8, Schema, root => new RoleMatrixReader(root).Read());

    /// <summary>The role under which an actor may fire a trigger of a workflow.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="workflow">The workflow's name, without version.</param>
    /// <param name="trigger">The trigger's name.</param>
    /// <remarks>Refuses with: <see cref="RoleCodes.MayNotFire"/>, which names the roles that would do.</remarks>
    public Result<Role> MayFire(Actor actor, string workflow, string trigger)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(trigger);
        return Under(actor, r => r.MayFire(workflow, trigger),
            missing => Refusal.Of(RoleCodes.MayNotFire, ("trigger", trigger), ("workflow", workflow), ("roles", missing)));
    }

    /// <summary>The role under which an actor may tell a command. Facts are not asks: the channel, a carrier and the kernel may tell all.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="command">The command's name, such as <c>inventory.reserve</c>.</param>
    /// <remarks>Refuses with: <see cref="RoleCodes.MayNotTell"/>, which names the roles of the actor and those that would do.</remarks>
    public Result<Role> MayTell(Actor actor, string command)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(command);
        return Under(actor, r => r.MayTell(command),
            missing => Refusal.Of(RoleCodes.MayNotTell, ("command", command), ("held", Names(actor.Roles)), ("roles", missing)));
    }

    /// <summary>The role under which an actor may approve a level or tier. A clock that approves does it as the kernel, whom nobody asks.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="level">The level's or tier's name.</param>
    /// <remarks>Refuses with: <see cref="RoleCodes.MayNotApprove"/>, which names the roles that would do.</remarks>
    public Result<Role> MayApprove(Actor actor, string level)
    {
        ArgumentNullException.ThrowIfNull(level);
        return Under(actor, r => r.MayApprove(level), missing => Refusal.Of(RoleCodes.MayNotApprove, ("level", level), ("roles", missing)));
    }

    /// <summary>How an actor may see a field: the clearest that any of the actor's roles permits.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="field">The field's path, such as <c>person.phone</c>.</param>
    /// <remarks>Refuses with: <see cref="RoleCodes.MayNotSee"/>, which names the roles that would do.</remarks>
    public Result<FieldSight> MaySee(Actor actor, string field)
    {
        return SightOf(actor, field) is var best && best != 0
            ? best
            : Refusal.Of(RoleCodes.MayNotSee, ("field", field), ("roles", Missing(r => r.SightOf(field) != 0)));
    }

    /// <summary>What an actor sees of everything, for printing trails, stories and reports.</summary>
    /// <param name="actor">Who looks.</param>
    public RoleSight SightOf(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return new(this, actor);
    }

    /// <summary>
    /// The role in which somebody looks who names none: of the roles that see all of an order, the one that sees least of persons; without one, the role
    /// that sees least at all. Of several, the first in the document.
    /// </summary>
    public Role MostCareful
    {
        get
        {
            var seeing = Roles.Where(r => Sight(r, "order") == FieldSight.Clear);
            return (seeing.IsEmpty ? Roles : seeing).Items.OrderBy(r => Sight(r, "person")).ThenBy(r => seeing.IsEmpty ? Sight(r, "order") : 0)
                .Select(r => r.Role).FirstOrDefault();
        }
    }

    /// <summary>The clearest that any of an actor's roles permits; 0 when none does.</summary>
    internal FieldSight SightOf(Actor actor, string field)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(field);
        FieldSight best = 0;
        foreach (var role in actor.Roles)
        {
            foreach (var held in Held(role))
            {
                if (held.SightOf(field) is var sight && sight > best) best = sight;
            }
        }

        return best;
    }

    internal Refusal NotClear(string field) => Refusal.Of(RoleCodes.MayNotSee, ("field", field), ("roles", Missing(r => r.SightOf(field) == FieldSight.Clear)));

    // How a role sees whatever field of a kind there may be.
    private FieldSight Sight(RoleDefinition role, string kind) => SightOf(new Actor(ActorId.Of(role.Role.Value), [role.Role]), kind + ".any");

    /// <summary>The actor with all roles that its roles include; roles that the matrix does not have stay as they are.</summary>
    /// <param name="actor">Who acts, with the roles that the host gave.</param>
    public Actor Expand(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var roles = actor.Roles;
        foreach (var role in actor.Roles)
        {
            foreach (var held in Held(role))
            {
                if (!roles.Items.Contains(held.Role)) roles = roles.Add(held.Role);
            }
        }

        return roles.Count == actor.Roles.Count ? actor : actor with { Roles = roles };
    }

    /// <summary>True when a role of the matrix has a role that a trigger is open to, and may fire it; for <see cref="WorkflowAnalysis.Findings"/>.</summary>
    /// <param name="workflow">The workflow's name, without version.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="role">One of the roles that it is open to.</param>
    public bool SomebodyMayFire(string workflow, WorkflowTrigger trigger, Role role)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(trigger);
        foreach (var one in Roles)
        {
            var (has, may) = (false, false);
            foreach (var held in Held(one.Role))
            {
                has |= held.Role == role;
                may |= held.MayFire(workflow, trigger.Name);
            }

            if (has && may) return true;
        }

        return IsLeft(role);
    }

    /// <summary>
    /// The roles under which a trigger may be fired: those that have one of its roles and that the matrix lets fire it; what states facts always.
    /// </summary>
    internal Role[] WhoMayFire(string workflow, WorkflowTrigger trigger)
    {
        var open = new List<Role>();
        foreach (var one in Roles)
        {
            var (has, may) = (false, false);
            foreach (var held in Held(one.Role))
            {
                has |= trigger.Roles.Items.Contains(held.Role);
                may |= held.MayFire(workflow, trigger.Name);
            }

            if (has && may) open.Add(one.Role);
        }

        foreach (var role in trigger.Roles)
        {
            if ((StatesFacts(role) || IsLeft(role)) && !open.Contains(role)) open.Add(role);
        }

        return [.. open];
    }

    internal static bool StatesFacts(Role role) => role == Role.Kernel || role == Role.Channel || role == Role.Carrier;

    private bool IsLeft(Role role) => LeavesOthers && !_held.ContainsKey(role);

    /// <summary>The triggers of a workflow that no role of the matrix may fire: their own roles are not here, or nobody here who has one may.</summary>
    /// <param name="workflow">The workflow's name, without version.</param>
    /// <param name="definition">The workflow.</param>
    /// <returns>A finding a trigger, the same that <see cref="WorkflowAnalysis.Findings"/> gives with <see cref="SomebodyMayFire"/>; with its path in the
    /// workflow's document: <see cref="WorkflowCodes.TriggerNobodyMayFire"/>.</returns>
    public ValueList<Finding> NobodyMayFire(string workflow, WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(definition);
        return TriggerCheck.Roles(definition, (trigger, role) => SomebodyMayFire(workflow, trigger, role)).ToValueList();
    }

    private Result<Role> Under(Actor actor, Func<RoleDefinition, bool> may, Func<string, Refusal> refuse)
    {
        ArgumentNullException.ThrowIfNull(actor);
        foreach (var role in actor.Roles)
        {
            foreach (var held in Held(role))
            {
                if (may(held)) return held.Role;
            }

            if (StatesFacts(role) || IsLeft(role)) return role;
        }

        return refuse(Missing(may));
    }

    private string Missing(Func<RoleDefinition, bool> may) =>
        Names(Roles.Where(may).Items.Select(r => r.Role).ToValueList());

    private static string Names(ValueList<Role> roles) => roles.IsEmpty ? "-" : string.Join(", ", roles.Items);

    private ValueList<RoleDefinition> Held(Role role) => _held.TryGetValue(role, out var held) ? held : [];
}
