namespace OrderKernel.Workflow;

/// <summary>Reads how processes of an earlier version move to this one.</summary>
internal sealed class MigrationReader(DocumentReader root, FindingSink sink)
{
    private DocumentReader? _steps;

    public WorkflowMigration? Read()
    {
        if (root.ChildOrNull("migrates") is not { } reader)
        {
            if (root.Has("migrates")) sink.Break();
            return null;
        }

        var from = sink.Selector(reader, "from");
        var renames = new List<StepRename>();
        if (reader.ChildOrNull("steps") is { } map)
        {
            var names = map.Keys();
            _steps = map;
            if (!sink.TooMany(map.Path, names.Count, WorkflowDocument.StepsMax))
            {
                foreach (var earlier in names)
                {
                    var now = sink.Name(map.Text(earlier), $"{map.Path}.{earlier}");
                    if (sink.Name(earlier, map.Path) is { } name && now is not null) renames.Add(new(name, now));
                }
            }
        }

        reader.Close();
        return from is { } known ? new(known, renames.ToValueList()) : null;
    }

    /// <summary>Finds steps that processes would move to and that are not there.</summary>
    public void Check(WorkflowDefinition definition)
    {
        if (definition.Migrates is not { } migrates) return;
        var steps = new HashSet<string>(definition.Steps.Items.Select(s => s.Name), StringComparer.Ordinal);
        foreach (var rename in migrates.Steps)
        {
            if (!steps.Contains(rename.To)) sink.ReportIn(_steps!, rename.From, WorkflowCodes.StepUnknown, ("step", rename.To));
        }
    }
}
