namespace OrderKernel.Workflow;

/// <summary>Reads a role matrix and follows what roles include.</summary>
internal sealed class RoleMatrixReader(DocumentReader root)
{
    public const int RolesMax = 256;
    public const int RightsMax = 256;

    private readonly FindingSink _sink = new(root);

    public RoleMatrix Read()
    {
        var roles = new List<(RoleDefinition Role, string Path)>();
        var others = root.TextOrNull("others") ?? "refused";
        if (others is not ("refused" or "left-to-workflows"))
            root.Report("others", KernelCodes.DocumentValueInvalid, ("value", others), ("expected", "refused|left-to-workflows"));
        var leavesOthers = others == "left-to-workflows";
        if (root.Child("roles") is not { } map) return new([], leavesOthers);
        var names = map.Keys();
        if (_sink.TooMany(map.Path, names.Count, RolesMax)) return new([], leavesOthers);
        foreach (var name in names)
        {
            if (map.Child(name) is { } child && Role(name, child) is { } role) roles.Add((role, child.Path));
        }

        var all = roles.Select(r => r.Role).ToValueList();
        foreach (var (role, path) in roles) CheckIncludes(map, role, path, all);
        return new(all, leavesOthers);
    }

    private void CheckIncludes(DocumentReader map, RoleDefinition role, string path, ValueList<RoleDefinition> all)
    {
        for (var i = 0; i < role.Includes.Count; i++)
        {
            // Who asks must not be able to state facts: only a ledger could refuse it then.
            if (RoleMatrix.StatesFacts(role.Includes[i]))
                _sink.Report($"{path}.includes[{i}]", KernelCodes.DocumentValueInvalid, ("value", role.Includes[i]), ("expected", "a role that asks"));
            else if (!map.Has(role.Includes[i].Value)) _sink.Report($"{path}.includes[{i}]", RoleCodes.IncludeUnknown, ("role", role.Includes[i]));
        }

        if (RoleClosure.IsCyclic(role, all)) _sink.Report($"{path}.includes", RoleCodes.IncludeCycle, ("role", role.Role));
    }

    private RoleDefinition? Role(string key, DocumentReader child)
    {
        var name = _sink.Name(key, child.Path);
        var label = Label(child);
        var includes = Read(child, "includes", (string t, out Role r) => (r = FindingSink.IsName(t) ? OrderKernel.Role.Of(t) : default) != default, "role");
        var fires = Read<FirePattern>(child, "fires", FirePattern.TryParse, "workflow/trigger");
        var tells = Read<RightPattern>(child, "tells", RightPattern.TryParse, "command");
        var approves = Read<RightPattern>(child, "approves", RightPattern.TryParse, "level");
        var sees = Sees(child);
        child.Close();
        return name is null
            ? null
            : new(OrderKernel.Role.Of(name), label) { Includes = includes, Fires = fires, Tells = tells, Approves = approves, Sees = sees };
    }

    private static StepLabel Label(DocumentReader child)
    {
        if (child.Child("name") is not { } name) return new("", "");
        var label = new StepLabel(name.Text("zh") ?? "", name.Text("en") ?? "");
        name.Close();
        return label;
    }

    private delegate bool Parsing<T>(string text, out T value);

    private ValueList<T> Read<T>(DocumentReader child, string property, Parsing<T> parse, string expected)
    {
        var texts = child.Texts(property);
        if (_sink.TooMany($"{child.Path}.{property}", texts.Count, RightsMax)) return [];
        var values = new List<T>();
        for (var i = 0; i < texts.Count; i++)
        {
            if (parse(texts[i], out var value)) values.Add(value);
            else _sink.Report($"{child.Path}.{property}[{i}]", KernelCodes.DocumentValueInvalid, ("value", texts[i]), ("expected", expected));
        }

        return values.ToValueList();
    }

    private ValueList<FieldRight> Sees(DocumentReader child)
    {
        if (child.ChildOrNull("sees") is not { } map) return [];
        var keys = map.Keys();
        if (_sink.TooMany(map.Path, keys.Count, RightsMax)) return [];
        var rights = new List<FieldRight>();
        foreach (var key in keys)
        {
            var word = map.Text(key);
            FieldSight sight = word switch { "masked" => FieldSight.Masked, "clear" => FieldSight.Clear, _ => 0 };
            if (word is not null && sight == 0) map.Report(key, KernelCodes.DocumentValueInvalid, ("value", word), ("expected", "masked|clear"));
            if (!RightPattern.TryParse(key, out var fields)) map.Report(key, KernelCodes.DocumentValueInvalid, ("value", key), ("expected", "field path"));
            else if (sight != 0) rights.Add(new(fields, sight));
        }

        return rights.ToValueList();
    }
}
