namespace OrderKernel.Orders;

/// <summary>Reads what documents about people at the desk share.</summary>
internal static class DeskReading
{
    /// <summary>A list of roles that must not be empty: an act that nobody may do would be a trap.</summary>
    public static ValueList<Role> Roles(this DocumentReader reader, string name)
    {
        var roles = new List<Role>();
        var words = reader.Texts(name);
        for (var i = 0; i < words.Count; i++)
        {
            if (MessageId.TryParse(words[i], out _)) roles.Add(Role.Of(words[i]));
            else reader.ReportAt($"{reader.Path}.{name}[{i}]", KernelCodes.DocumentValueInvalid, ("value", words[i]), ("expected", "a role"));
        }

        if (roles.Count == 0) reader.Report(name, KernelCodes.DocumentPropertyMissing);
        return roles.ToValueList();
    }

    /// <summary>True when the actor acts in one of the roles.</summary>
    public static bool HasOne(this Actor actor, ValueList<Role> roles)
    {
        foreach (var role in roles)
        {
            if (actor.Has(role)) return true;
        }

        return false;
    }
}
