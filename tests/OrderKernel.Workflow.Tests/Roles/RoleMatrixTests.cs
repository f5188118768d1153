using System.Text;

namespace OrderKernel.Workflow.Tests.Roles;

/// <summary>
/// Fails when a right is granted that no role has, a refusal does not name the role that is missing, or a trigger that nobody may fire goes unnoticed.
/// </summary>
public class RoleMatrixTests
{
    public const string Small = """
        {
          "$schema": "roles-1.json", "name": "small", "version": "1",
          "roles": {
            "clerk": { "name": { "zh": "文员", "en": "clerk" }, "fires": ["door/push"], "tells": ["doors.*"], "approves": ["small-*"], "sees": { "person.*": "masked" } },
            "head": { "name": { "zh": "主任", "en": "head" }, "includes": ["clerk"], "fires": ["door*/lock", "*/ring"], "approves": ["large"], "sees": { "person.name": "clear" } },
            "owner": { "name": { "zh": "业主", "en": "owner" }, "includes": ["head"], "sees": { "*": "clear" } },
            "kernel": { "name": { "zh": "系统", "en": "kernel" }, "fires": ["*"] }
          }
        }
        """;

    private static readonly RoleMatrix Matrix = Load(Small).ValueOrThrow().Policy;

    [Theory]
    [InlineData("clerk", "door", "push", "clerk")]
    [InlineData("head", "door", "push", "clerk")] // By what it includes.
    [InlineData("owner", "doors-of-the-hall", "lock", "head")] // By what that includes.
    [InlineData("clerk", "door", "lock", null)]
    [InlineData("head", "gate", "lock", null)]
    [InlineData("head", "gate", "ring", "head")]
    [InlineData("kernel", "any", "thing", "kernel")]
    [InlineData("stranger", "door", "push", null)]
    public void A_trigger_is_fired_under_the_role_that_grants_it(string role, string workflow, string trigger, string? under)
    {
        var result = Matrix.MayFire(Domains.As(role), workflow, trigger);
        Assert.Equal(under, result.TryGet(out var granted, out _) ? granted.Value : null);
        if (under is null) Assert.Equal(RoleCodes.MayNotFire, result.Refusal!.Code);
    }

    [Fact]
    public void A_refusal_names_the_roles_that_would_do()
    {
        Assert.Equal("roles.may-not-fire (trigger=lock, workflow=door, roles=head, kernel)",
            Matrix.MayFire(Domains.As("clerk"), "door", "lock").Refusal!.ToString());
        Assert.Equal("roles.may-not-approve (level=large, roles=head)", Matrix.MayApprove(Domains.As("clerk"), "large").Refusal!.ToString());
        Assert.Equal("roles.may-not-approve (level=huge, roles=-)", Matrix.MayApprove(Domains.As("owner"), "huge").Refusal!.ToString());
        Assert.Equal("roles.may-not-see (field=order.total, roles=owner)", Matrix.MaySee(Domains.As("clerk"), "order.total").Refusal!.ToString());
    }

    [Fact]
    public void Levels_are_approved_by_name_or_by_their_beginning()
    {
        Assert.Equal(Role.Of("clerk"), Matrix.MayApprove(Domains.As("clerk"), "small-1").ValueOrThrow());
        Assert.Equal(Role.Of("clerk"), Matrix.MayApprove(Domains.As("owner"), "small-").ValueOrThrow());
        Assert.False(Matrix.MayApprove(Domains.As("clerk"), "small").IsOk);
    }

    [Theory]
    [InlineData("clerk", "person.phone", FieldSight.Masked)]
    [InlineData("head", "person.phone", FieldSight.Masked)]
    [InlineData("head", "person.name", FieldSight.Clear)]
    [InlineData("owner", "person.phone", FieldSight.Clear)]
    public void A_field_is_seen_as_clear_as_any_role_permits(string role, string field, FieldSight sight) =>
        Assert.Equal(sight, Matrix.MaySee(Domains.As(role), field).ValueOrThrow());

    [Fact]
    public void An_actor_is_expanded_by_what_the_roles_include() =>
        Assert.Equal([Role.Of("owner"), Role.Of("stranger"), Role.Of("head"), Role.Of("clerk")], Matrix.Expand(Domains.As("owner", "stranger")).Roles);

    [Fact]
    public void A_trigger_that_no_role_may_fire_is_found_with_its_path()
    {
        var door = Documents.Load(Documents.Tiny, Domains.Door).ValueOrThrow().Policy;
        // The document opens to visitor, keeper, owner and the kernel: of these only owner and
        // kernel are in the matrix, and of owner's triggers "unlock" is granted to nobody.
        Assert.Equal(
            ["$.steps.shut.fire.push.roles", "$.steps.shut.fire.lock.roles", "$.steps.guarded.fire.unlock.roles"],
            Matrix.NobodyMayFire("door", door).Items.Select(f => f.Path));
        Assert.All(Matrix.NobodyMayFire("door", door).Items, f => Assert.Equal(WorkflowCodes.TriggerNobodyMayFire, f.Code));
        // The same by way of the analysis.
        Assert.Equal(Matrix.NobodyMayFire("door", door).Items.Select(f => f.ToReason()),
            WorkflowAnalysis.Findings(door, (t, r) => Matrix.SomebodyMayFire("door", t, r)).Items);
        Assert.Equal("{path} {trigger} {roles}".Count(c => c == '{'), Matrix.NobodyMayFire("door", door)[0].ToReason().Arguments.Count);
    }

    [Fact]
    public void The_default_leaves_doing_to_workflows_and_seeing_to_roles()
    {
        var matrix = RoleMatrix.Default.Policy;
        Assert.Empty(matrix.NobodyMayFire("approval", ApprovalPolicies.Default.Current.Definition).Items);
        Assert.Empty(matrix.NobodyMayFire("standard", Documents.Load(Documents.Text("standard.workflow.json"), Domains.Order).ValueOrThrow().Policy).Items);
        Assert.True(matrix.MayFire(Domains.As("stranger"), "standard", "cancel").IsOk);
        Assert.True(matrix.MayTell(Domains.As("stranger"), "inventory.reserve").IsOk);
        Assert.False(matrix.MaySee(Domains.As("stranger"), "order.lines").IsOk);
        Assert.False(matrix.MaySee(Domains.As("picker"), "person.phone").IsOk);
        Assert.Equal(FieldSight.Masked, matrix.MaySee(Domains.As("agent"), "person.phone").ValueOrThrow());
        Assert.Equal(FieldSight.Clear, matrix.MaySee(Domains.As("agent", "supervisor"), "person.phone").ValueOrThrow());
        foreach (var level in new[] { "agent", "supervisor", "finance" })
            Assert.Equal(Role.Of(level), matrix.MayApprove(Domains.As(level), level).ValueOrThrow());
    }

    [Fact]
    public void Who_sees_least_of_persons_but_all_of_an_order_looks_where_nobody_is_named()
    {
        Assert.Equal(Role.Agent, RoleMatrix.Default.Policy.MostCareful);
        Assert.Equal(Role.Of("owner"), Matrix.MostCareful); // Of this matrix the owner alone sees orders. 
    }

    [Fact]
    public void A_command_is_told_under_the_role_that_grants_it_and_facts_always()
    {
        Assert.Equal(Role.Of("clerk"), Matrix.MayTell(Domains.As("owner"), "doors.push").ValueOrThrow());
        Assert.Equal("roles.may-not-tell (command=walls.paint, held=clerk, head, roles=-)",
            Matrix.MayTell(Domains.As("clerk", "head"), "walls.paint").Refusal!.ToString());
        foreach (var role in new[] { Role.Kernel, Role.Channel, Role.Carrier })
            Assert.Equal(role, Matrix.MayTell(Domains.As(role.Value), "walls.paint").ValueOrThrow());
        var strict = Load(Documents.With(Small, "others", "\"refused\"")).ValueOrThrow().Policy;
        var left = Load(Documents.With(Small, "others", "\"left-to-workflows\"")).ValueOrThrow().Policy;
        Assert.Equal((false, true), (strict.MayTell(Domains.As("stranger"), "doors.push").IsOk, left.MayTell(Domains.As("stranger"), "doors.push").IsOk));
        Assert.Equal((false, false), (strict.MayTell(Domains.As("head"), "walls.paint").IsOk, left.MayTell(Domains.As("head"), "walls.paint").IsOk));
    }

    [Theory]
    [InlineData("clerk", "person.name", "王小明", "王小***")]
    [InlineData("clerk", "person.name", "王明", "***")]
    [InlineData("clerk", "order.total", "CNY 12.00", "***")]
    [InlineData("owner", "order.total", "CNY 12.00", "CNY 12.00")]
    [InlineData("clerk", "order.total", null, null)]
    public void A_value_is_shown_as_the_role_sees_it(string role, string field, string? value, string? shown)
    {
        var sight = Matrix.SightOf(Domains.As(role));
        Assert.Equal(shown, sight.Show(field, value));
        Assert.Equal(shown != value, sight.HasHidden);
        Assert.Equal(role == "owner", sight.WhyNot(field) is null);
    }

    [Fact]
    public void Of_a_reason_that_may_not_be_seen_the_code_is_left()
    {
        var reason = Reason.Of("a.b", ("who", "王小明"));
        Assert.Equal(Reason.Of("a.b", ("who", "***")), Matrix.SightOf(Domains.As("head")).Show("order.reasons", reason));
        Assert.Equal(reason, Matrix.SightOf(Domains.As("owner")).Show("order.reasons", reason));
    }

    [Fact]
    public void Texts_have_their_arguments()
    {
        var texts = TextCatalog.Of(typeof(RoleCodes).Assembly);
        foreach (var refusal in new[] { Matrix.MayFire(Domains.As("x"), "a", "b").Refusal!, Matrix.MayTell(Domains.As("x"), "a.b").Refusal!,
            Matrix.MayApprove(Domains.As("x"), "a").Refusal!, Matrix.MaySee(Domains.As("x"), "a").Refusal! })
            Assert.DoesNotContain('{', texts.Text(refusal, Language.English) + texts.Text(refusal, Language.Chinese));
    }

    internal static Result<PolicyDocument<RoleMatrix>> Load(string json) => RoleMatrix.Load(Encoding.UTF8.GetBytes(json));
}
