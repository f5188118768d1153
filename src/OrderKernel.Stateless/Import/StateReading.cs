using Stateless.Reflection;

namespace OrderKernel.Stateless;

/// <summary>Where one trigger of one state may lead, as far as the machine shows.</summary>
internal sealed class TriggerReading(string name)
{
    public string Name { get; } = name;

    /// <summary>The states that it may lead to, in the order in which the machine names them; without any it is ignored.</summary>
    public List<string> Targets { get; } = [];

    /// <summary>False as soon as one way is without a guard: nothing of a superstate comes into play then.</summary>
    public bool IsGuarded { get; set; } = true;
}

/// <summary>One state with the triggers that it takes itself or from what it lies in.</summary>
internal sealed class StateReading(StateInfo? info, string name)
{
    /// <summary>What the machine tells of it; null where only a dynamic transition names it.</summary>
    public StateInfo? Info { get; } = info;

    public string Name { get; } = name;

    public List<TriggerReading> Triggers { get; } = [];

    public List<Reason> Unseen { get; } = [];

    public bool IsFinal => Triggers.TrueForAll(t => t.Targets.TrueForAll(target => target == Name));

    public void See(string code, params ReadOnlySpan<Argument> arguments) => Unseen.Add(Reason.Of(code, [("path", $"$.steps.{Name}"), .. arguments]));

    public void See(string code, TriggerReading trigger, params ReadOnlySpan<Argument> arguments) =>
        Unseen.Add(Reason.Of(code, [("path", $"$.steps.{Name}.fire.{trigger.Name}"), ("trigger", trigger.Name), ("step", Name), .. arguments]));

    public TriggerReading Trigger(string name)
    {
        if (Triggers.Find(t => t.Name == name) is { } known) return known;
        var added = new TriggerReading(name);
        Triggers.Add(added);
        return added;
    }
}
