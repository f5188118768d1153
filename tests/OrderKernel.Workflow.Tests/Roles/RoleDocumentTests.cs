using System.Text;

namespace OrderKernel.Workflow.Tests.Roles;

/// <summary>
/// Fails when a fault in a matrix passes or is called by another name, when loader and
/// schema disagree, or when a damaged or huge document gives anything but typed findings.
/// </summary>
public class RoleDocumentTests
{
    private static readonly SchemaOracle Schema = SchemaOracle.Published("roles-1.json");

    private static readonly string[] FormCodes = [KernelCodes.DocumentPropertyMissing, KernelCodes.DocumentPropertyUnknown, KernelCodes.DocumentTypeMismatch];

    public static TheoryData<string, string, string[]> Faults => new()
    {
        { "roles/head/includes", "[\"ghost\"]", ["$.roles.head.includes[0] " + RoleCodes.IncludeUnknown] },
        { "roles/clerk/includes", "[\"clerk\"]", ["$.roles.clerk.includes " + RoleCodes.IncludeCycle] },
        { "roles/clerk/includes", "[\"owner\"]", ["$.roles.clerk.includes " + RoleCodes.IncludeCycle, "$.roles.head.includes " + RoleCodes.IncludeCycle,
            "$.roles.owner.includes " + RoleCodes.IncludeCycle] },
        { "roles/head/includes", "[\"a b\"]", ["$.roles.head.includes[0] " + KernelCodes.DocumentValueInvalid] },
        { "roles/head/fires", "[\"push\"]", ["$.roles.head.fires[0] " + KernelCodes.DocumentValueInvalid] },
        { "roles/head/fires", "[\"door/*ush\"]", ["$.roles.head.fires[0] " + KernelCodes.DocumentValueInvalid] },
        { "roles/head/fires", "[\"door/push/twice\"]", ["$.roles.head.fires[0] " + KernelCodes.DocumentValueInvalid] },
        { "roles/head/fires", "[\"/push\"]", ["$.roles.head.fires[0] " + KernelCodes.DocumentValueInvalid] },
        { "roles/head/fires", "\"*\"", ["$.roles.head.fires " + KernelCodes.DocumentTypeMismatch] },
        { "roles/head/tells", "[\"orders.*.x\"]", ["$.roles.head.tells[0] " + KernelCodes.DocumentValueInvalid] },
        { "roles/head/includes", "[\"kernel\"]", ["$.roles.head.includes[0] " + KernelCodes.DocumentValueInvalid] },
        { "others", "\"asked\"", ["$.others " + KernelCodes.DocumentValueInvalid] },
        { "roles/head/approves", "[\"\"]", ["$.roles.head.approves[0] " + KernelCodes.DocumentValueInvalid] },
        { "roles/head/sees", """{ "person.name": "blurred" }""", ["$.roles.head.sees['person.name'] " + KernelCodes.DocumentValueInvalid] },
        { "roles/head/sees", """{ "person name": "clear" }""", ["$.roles.head.sees['person name'] " + KernelCodes.DocumentValueInvalid] },
        { "roles/head/sees", """{ "person": true }""", ["$.roles.head.sees.person " + KernelCodes.DocumentTypeMismatch] },
        { "roles/head/name", "", ["$.roles.head.name " + KernelCodes.DocumentPropertyMissing] },
        { "roles/head/name/zh", "", ["$.roles.head.name.zh " + KernelCodes.DocumentPropertyMissing] },
        { "roles/head/may", "[]", ["$.roles.head.may " + KernelCodes.DocumentPropertyUnknown] },
        { "roles/a b", """{ "name": { "zh": "x", "en": "x" } }""", ["$.roles['a b'] " + KernelCodes.DocumentValueInvalid] },
        { "roles", "", ["$.roles " + KernelCodes.DocumentPropertyMissing] },
        { "roles", "[]", ["$.roles " + KernelCodes.DocumentTypeMismatch] },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Each_planted_fault_gives_exactly_its_findings_and_the_schema_agrees(string path, string value, string[] expected)
    {
        var json = Documents.With(RoleMatrixTests.Small, path, value);
        Assert.Equal(expected, Findings(json));
        Agrees(json);
    }

    [Fact]
    public void Both_sound_documents_have_the_form_that_the_schema_says()
    {
        Assert.True(Schema.Accepts(RoleMatrixTests.Small));
        using var stream = typeof(RoleMatrix).Assembly.GetManifestResourceStream("Documents/roles.json")!;
        Assert.True(Schema.Accepts(new StreamReader(stream, Encoding.UTF8).ReadToEnd()));
    }

    [Fact]
    public void More_roles_than_a_matrix_may_have_are_refused() => Assert.Equal(
        ["$.roles " + WorkflowCodes.TooMany],
        Findings(Documents.With(RoleMatrixTests.Small, "roles", $"{{{string.Join(",", Enumerable.Range(0, 257).Select(i => $"\"r{i}\":7"))}}}")));

    [Fact]
    public void A_long_chain_of_roles_is_followed_to_its_end()
    {
        var roles = string.Join(",", Enumerable.Range(0, 256).Select(i => $$"""
            "r{{i}}": { "name": { "zh": "x", "en": "x" }, "includes": [{{(i < 255 ? $"\"r{i + 1}\"" : "")}}], "fires": ["w/t{{i}}"] }
            """));
        var matrix = RoleMatrixTests.Load(Documents.With(RoleMatrixTests.Small, "roles", $"{{{roles}}}")).ValueOrThrow().Policy;
        Assert.True(matrix.MayFire(Domains.As("r0"), "w", "t255").IsOk);
        Assert.False(matrix.MayFire(Domains.As("r255"), "w", "t0").IsOk);
        Assert.Equal(256, matrix.Expand(Domains.As("r0")).Roles.Count);
    }

    [Fact]
    public void Flipped_bytes_give_a_matrix_or_typed_findings()
    {
        var bytes = Encoding.UTF8.GetBytes(RoleMatrixTests.Small);
        var random = new Random(11);
        for (var i = 0; i < 2_000; i++)
        {
            var copy = (byte[])bytes.Clone();
            for (var n = random.Next(1, 4); n > 0; n--) copy[random.Next(copy.Length)] = (byte)random.Next(256);
            if (RoleMatrix.Load(copy).Refusal is { } refusal)
                Assert.All(refusal.Reasons.Items, r => Assert.StartsWith("$", r.Arguments.Items.First(a => a.Name == "path").Value, StringComparison.Ordinal));
        }
    }

    // Random matrices of five roles: rights only add up.
    [Law(300)]
    public bool More_roles_may_do_no_less_and_a_role_all_that_it_includes(Seed seed) => AddsUp(seed, (m, a, w, t) => m.MayFire(a, w, t).IsOk);

    [Fact]
    public void A_matrix_that_forgets_what_is_included_is_caught() =>
        Assert.Contains(Enumerable.Range(0, 300),
            seed => !AddsUp(seed, (m, a, w, t) => m.Roles.Items.Any(r => a.Has(r.Role) && r.Fires.Items.Any(f => f.Covers(w, t)))));

    private static bool AddsUp(int seed, Func<RoleMatrix, Actor, string, string, bool> may)
    {
        var random = new Random(seed);
        string[] patterns = ["*", "a/*", "*/x", "a/x", "b/y", "a*/y"];
        var roles = string.Join(",", Enumerable.Range(0, 5).Select(i => $$"""
            "r{{i}}": { "name": { "zh": "x", "en": "x" }, "includes": [{{(i > 0 && random.Next(2) == 0 ? $"\"r{random.Next(i)}\"" : "")}}], "fires": [{{(random.Next(2) == 0 ? $"\"{patterns[random.Next(6)]}\"" : "")}}] }
            """));
        var matrix = RoleMatrixTests.Load(Documents.With(RoleMatrixTests.Small, "roles", $"{{{roles}}}")).ValueOrThrow().Policy;
        foreach (var (workflow, trigger) in new[] { ("a", "x"), ("b", "y"), ("ab", "y"), ("c", "z") })
        {
            foreach (var role in matrix.Roles)
            {
                var alone = may(matrix, new(ActorId.Of("p"), [role.Role]), workflow, trigger);
                if (alone && !may(matrix, new(ActorId.Of("p"), [Role.Of("r0"), role.Role]), workflow, trigger)) return false;
                foreach (var included in role.Includes)
                {
                    if (may(matrix, new(ActorId.Of("p"), [included]), workflow, trigger) && !alone) return false;
                }
            }
        }

        return true;
    }

    private static void Agrees(string json)
    {
        var findings = Findings(json);
        var accepts = Schema.Accepts(json);
        Assert.True(findings.Length > 0 || accepts, $"The loader takes what the schema refuses: {json}");
        Assert.True(!accepts
            || !findings.Any(f => FormCodes.Any(f.EndsWith)), $"The schema takes what the loader calls malformed: {string.Join("; ", findings)}");
    }

    private static string[] Findings(string json) =>
        RoleMatrixTests.Load(json).Refusal is { } refusal
            ? [.. refusal.Reasons.Items.Select(r => $"{r.Arguments.Items.First(a => a.Name == "path").Value} {r.Code}")]
            : [];
}
